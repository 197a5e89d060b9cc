import type { Proposal } from "#contract/import.ts";
import { indexBuildings } from "#core/demand/spread/buildings.ts";
import {
  spreadUnits,
  type Spread,
  type UnitSpread,
  type UnitTotal,
} from "#core/demand/spread/spread.ts";
import { indexStreets } from "#core/demand/spread/streets.ts";
import { lngShrink, METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import { signedArea } from "#core/geo/rings.ts";
import { boundsOf } from "#core/network/extract-edge.ts";
import { touches } from "../polygon.ts";
import type { ImportOrder } from "./study-so-far.ts";

/**
 * People of areas at places inside them, over the buildings and streets of the study as far as it has any, by the rule
 * that was decided. Beyond its streets they lie in coarser cells.
 */
export function spreadOver(
  totals: readonly UnitTotal[],
  { study, decisions, onProgress }: ImportOrder,
): Pick<Spread, "sources" | "used"> {
  if (totals.length === 0) return { sources: [], used: [] };
  onProgress?.("spread", 0, 1);
  const means = {
    homes: study.buildings.length === 0 ? null : indexBuildings(study.buildings),
    streets: study.network === undefined ? null : indexStreets(study.network),
  };
  const rule = decisions.people?.spread ?? "auto";
  const known = study.network && boundsOf(study.network.report.boundary, 0);
  const [within, beyond] = [true, false].map((isNear) =>
    totals.filter(({ polygons }) => (known === undefined || touches(polygons, known)) === isNear),
  );
  const near = spreadUnits(within ?? [], means, rule, bearable(within ?? [], study.resolution));
  const coarser = bearable(beyond ?? [], study.resolution - COARSER_BEYOND);
  const far = spreadUnits(beyond ?? [], means, rule, coarser);
  onProgress?.("spread", 1, 1);
  return { sources: [...near.sources, ...far.sources], used: [...near.used, ...far.used] };
}

/** Spread evenly, whole counties at once would become millions of places. */
const MOST_PLACES = 400_000;

/** The resolution, or a coarser one at which the units have no more cells than can be borne. */
function bearable(units: readonly UnitTotal[], resolution: number): number {
  const squareMetres = units
    .flatMap(({ polygons }) => polygons)
    .reduce((sum, [outer = []]) => {
      const lat = outer[0]?.[1] ?? 0;
      return sum + Math.abs(signedArea(outer)) * lngShrink(lat) * METRES_PER_DEGREE ** 2;
    }, 0);
  let fit = resolution;
  // Cells of one resolution are a seventh of those of the next coarser one; at 10 they have 15,000 m².
  while (fit > 0 && squareMetres / (15_047 * 7 ** (10 - fit)) > MOST_PLACES) fit -= 1;
  return fit;
}

/** Beyond the streets every answer is unknown: finer places there would cost much and say nothing. */
const COARSER_BEYOND = 2;

/** By which rules how many areas and people were spread. */
export function summed(used: readonly UnitSpread[]): NonNullable<Proposal["people"]>["spread"] {
  return [...Map.groupBy(used, ({ rule }) => rule)].map(([rule, units]) => ({
    rule,
    units: units.length,
    people: units.reduce((sum, { people }) => sum + people, 0),
  }));
}

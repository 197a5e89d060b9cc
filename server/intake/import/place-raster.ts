import type { CrsId } from "#core/geo/crs/crs.ts";
import { toWgs84 } from "#core/geo/crs/transform.ts";
import { areaOf, cellAt } from "#core/geo/cells.ts";
import { lngShrink, METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import { quantise } from "#core/demand/people.ts";
import type { Degrees, People } from "#core/vocabulary.ts";
import { pixelAreas, pixelSize } from "../people-tables/pixel-areas.ts";
import { peopleOfPixels } from "../people-tables/pixels.ts";
import type { PopulationRaster } from "../raster/population-raster.ts";
import type { FoundPeople } from "./people-reading.ts";
import { spreadOver, summed } from "./spread-people.ts";
import type { ImportOrder } from "./study-so-far.ts";

/** A cell of a raster larger than so many of the study's holds people who are not all in its middle. */
const LARGE = 2;
/** More are taken as they are: so many are larger than the study's cells only where those are very small. */
const MOST_SPREAD = 200_000;
/** Side of the boxes that an inhabited surface is measured by: less than a kilometre. */
const BOX: Degrees = 1 / 120;

export interface PlacedRaster {
  readonly people: FoundPeople;
  /** Inhabited cells that have no place in the system. */
  readonly unplaced: number;
  /** Of boxes with inhabited cells in them. */
  readonly squareKilometres: number;
}

/**
 * The people of a raster in cells of the study, each where the middle of its own is; those of cells much larger than
 * the study's are spread as the people of areas are.
 */
export function placeRaster(
  raster: PopulationRaster,
  crs: CrsId,
  order: ImportOrder,
): PlacedRaster {
  const { sources: pixels, step } = raster;
  const { resolution } = order.study;
  const shares = order.decisions.people?.shares ?? {};
  const take = toWgs84(crs);
  const middles = {
    lng: new Float64Array(pixels.lng.length),
    lat: new Float64Array(pixels.lat.length),
    people: pixels.people,
  };
  for (let i = 0; i < pixels.lng.length; i++) {
    const [lng, lat] = take([pixels.lng[i] ?? NaN, pixels.lat[i] ?? NaN]);
    middles.lng[i] = lng;
    middles.lat[i] = lat;
  }
  const [lng = NaN, lat = NaN] = [middles.lng[0], middles.lat[0]];
  const usual = Number.isFinite(lng + lat) ? areaOf(cellAt(lng, lat, resolution)) : Infinity;
  const isLarge = pixelSize({ sources: pixels, step }, take) > LARGE * usual;
  const squareKilometres = surfaceOf(middles);
  if (isLarge && middles.people.length <= MOST_SPREAD) {
    const areas = pixelAreas({ sources: pixels, step }, take).map((area) => ({
      ...area,
      groups: estimates(area.people ?? 0, shares),
    }));
    const { sources, used } = spreadOver(areas, order);
    return {
      people: { ...known(shares), sources, spread: summed(used) },
      unplaced: middles.people.length - areas.length,
      squareKilometres,
    };
  }
  const { sources, inhabited, total, unknown } = peopleOfPixels(middles, resolution + 1);
  const spread = [{ rule: "given", units: inhabited, people: total }] as const;
  return {
    people: {
      ...known(shares),
      sources:
        Object.keys(shares).length === 0
          ? sources
          : sources.map((cell) => ({ ...cell, groups: estimates(cell.people, shares) })),
      spread: [...spread],
    },
    unplaced: unknown,
    squareKilometres,
  };
}

type Shares = Readonly<Record<string, number>>;

function estimates(people: People, shares: Shares): Record<string, People> {
  return Object.fromEntries(
    Object.entries(shares).map(([group, share]) => [group, quantise(people * share)]),
  );
}

/** A raster counts all people: its groups are what shares make of them. */
function known(shares: Shares): Pick<FoundPeople, "known" | "places" | "joined"> {
  const groups = Object.keys(shares);
  return {
    known: groups.map((group) => ({ group, estimated: true, knownFor: Infinity })),
    places: "raster",
    joined: null,
  };
}

function surfaceOf({ lng, lat }: { readonly lng: Float64Array; readonly lat: Float64Array }) {
  const boxes = new Set<number>();
  let squareKilometres = 0;
  for (let i = 0; i < lng.length; i++) {
    const row = Math.floor((lat[i] ?? 0) / BOX);
    const box = row * 1e6 + Math.floor((lng[i] ?? 0) / BOX);
    if (Number.isNaN(box) || boxes.has(box)) continue;
    boxes.add(box);
    squareKilometres += (lngShrink(row * BOX) * (BOX * METRES_PER_DEGREE) ** 2) / 1e6;
  }
  return squareKilometres;
}

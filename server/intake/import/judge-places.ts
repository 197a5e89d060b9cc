import type { Geometry } from "geojson";
import type { RowNote } from "#contract/import.ts";
import { positionsOf } from "#core/geo/positions.ts";
import { snapper, type NotSnapped } from "#core/network/linkage.ts";
import type { LngLat } from "#core/geo/rings.ts";
import { findDuplicates, type RowFacility } from "../meaning/find-duplicates.ts";
import { settleDuplicates } from "../meaning/settle-duplicates.ts";
import { placeOf } from "./geometry.ts";
import type { MeantTable } from "./judge-table.ts";
import { layerFor } from "./layer-name.ts";
import type { RowNotes } from "./row-notes.ts";
import type { ImportOrder } from "./study-so-far.ts";

/** One place for every row, in WGS 84; NaN where it has none. Where the shape is no point, it is said. */
export function placesOf({ table, placed }: MeantTable, notes: RowNotes): LngLat[] {
  return placed.geometries.map((geometry, i) => {
    const place = geometry && placeOf(geometry);
    if (geometry === undefined || place === undefined) return [Number.NaN, Number.NaN];
    const { number } = table.rows[i] ?? { number: 0 };
    if (hasExtent(geometry)) notes.add(number, "noted", { code: "place-in-the-middle" });
    return [place[0], place[1]];
  });
}

function hasExtent(geometry: Geometry): boolean {
  if (geometry.type === "Point") return false;
  const [first, ...others] = positionsOf(geometry);
  return others.some(([lng, lat]) => lng !== first?.[0] || lat !== first?.[1]);
}

/** Which of the rows that were read join which layer of the study, each place once, and whether one can walk there. */
export function settlePlaces(
  role: "facilities" | "premises",
  read: { readonly rows: readonly RowFacility[]; readonly notes: readonly RowNote[] },
  order: ImportOrder,
  notes: RowNotes,
) {
  const { decisions, study, name } = order;
  const isHeld = notes.left();
  notes.addAll(read.notes);
  const wanted = read.rows.filter(({ row }) => !isHeld.has(row));
  const layer = layerFor(
    role,
    decisions.layer,
    name,
    wanted.map(({ facility }) => facility),
    study,
  );
  const known = study[role].filter((one) => one.layer !== layer.replaces);
  const found = findDuplicates(wanted, known);
  const settled = settleDuplicates(wanted, found.pairs, decisions.duplicates);
  notes.addAll(settled.notes);
  if (!found.complete)
    notes.add(0, "noted", { code: "duplicates-unfinished", values: { pairs: found.pairs.length } });
  for (const { row, rows } of found.crowded)
    notes.add(row, "noted", { code: "position-crowded", values: { rows } });
  sayWhoCannotBeReached(settled.rows, order, notes);
  return {
    layer,
    duplicates: { pairs: [...settled.pairs], total: found.pairs.length, open: settled.open },
    places: settled.rows.map(({ facility }) => facility),
  };
}

/** Notes the facilities or premises that no walk will reach; they are stored all the same, since they exist. */
function sayWhoCannotBeReached(
  rows: readonly RowFacility[],
  { study }: ImportOrder,
  notes: RowNotes,
): void {
  if (study.network === undefined) return;
  const { nearest, whyNot } = snapper(study.network, false);
  for (const { row, facility } of rows) {
    const { lng, lat } = facility;
    if (nearest(lng, lat, study.snapCap) === undefined)
      notes.add(row, "noted", reasonOf(whyNot(lng, lat), study.snapCap));
  }
}

function reasonOf({ reason, metres }: NotSnapped, cap: number) {
  return reason === "outside-extract" || metres === null
    ? ({ code: "place-outside-streets" } as const)
    : ({
        code: "place-far-from-streets",
        values: { metres: Math.round(metres), cap },
      } as const);
}

import { snapper, type NotSnapped } from "#core/network/linkage.ts";
import type { LngLat } from "#core/geo/rings.ts";
import { findDuplicates, type RowFacility } from "../meaning/find-duplicates.ts";
import { readFacilityRows } from "../meaning/read-facility-rows.ts";
import { settleDuplicates } from "../meaning/settle-duplicates.ts";
import { writeFacilities } from "../meaning/write-facilities.ts";
import { placeOf } from "./geometry.ts";
import type { MeantTable, RoleJudgement } from "./judge-table.ts";
import { layerFor } from "./layer-name.ts";
import type { RowNotes } from "./row-notes.ts";
import type { ImportOrder } from "./study-so-far.ts";

/** A table of institutions as facilities of the study: their services, duplicates, and whether one can walk there. */
export function judgeFacilities(
  { table, columns, placed }: MeantTable,
  order: ImportOrder,
  notes: RowNotes,
): RoleJudgement {
  const { decisions, study, name } = order;
  const isHeld = notes.left();
  const read = readFacilityRows({
    table,
    columns,
    positions: placed.geometries.map((geometry): LngLat => {
      const place = geometry && placeOf(geometry);
      return place === undefined ? [Number.NaN, Number.NaN] : [place[0], place[1]];
    }),
    ...(decisions.services === undefined ? {} : { decided: decisions.services }),
    about: `${name} ${table.name}`,
  });
  notes.addAll(read.notes);
  const wanted = read.rows.filter(({ row }) => !isHeld.has(row));
  const layer = layerFor(
    "facilities",
    decisions.layer,
    name,
    wanted.map(({ facility }) => facility),
    study,
  );
  const known = study.facilities.filter((one) => one.layer !== layer.replaces);
  const found = findDuplicates(wanted, known);
  const settled = settleDuplicates(wanted, found.pairs, decisions.duplicates);
  notes.addAll(settled.notes);
  if (!found.complete)
    notes.add(0, "noted", { code: "duplicates-unfinished", values: { pairs: found.pairs.length } });
  for (const { row, rows } of found.crowded)
    notes.add(row, "noted", { code: "position-crowded", values: { rows } });
  sayWhoCannotBeReached(settled.rows, order, notes);
  const facilities = settled.rows.map(({ facility }) => facility);
  return {
    about: {
      services: read.services,
      duplicates: {
        pairs: [...settled.pairs],
        total: found.pairs.length,
        open: settled.open,
      },
      layer,
    },
    blocking: [],
    content:
      facilities.length === 0 ? null : { role: "facilities", text: writeFacilities(facilities) },
    amount: facilities.length,
    facts: { madeIds: read.madeIds, openDuplicates: settled.open },
  };
}

/** Notes the facilities or premises that no walk will reach; they are stored all the same, since they exist. */
export function sayWhoCannotBeReached(
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

import type { LngLat } from "#core/geo/rings.ts";
import { findDuplicates } from "../meaning/find-duplicates.ts";
import { readPremisesRows } from "../meaning/read-premises-rows.ts";
import { settleDuplicates } from "../meaning/settle-duplicates.ts";
import { writePremises } from "../meaning/write-premises.ts";
import { placeOf } from "./geometry.ts";
import { sayWhoCannotBeReached } from "./judge-facilities.ts";
import type { MeantTable, RoleJudgement } from "./judge-table.ts";
import { layerFor } from "./layer-name.ts";
import type { RowNotes } from "./row-notes.ts";
import type { ImportOrder } from "./study-so-far.ts";

/** A table of houses that stand idle: where they are, which of them are listed twice, and whether one can walk there. */
export function judgePremises(
  { table, columns, placed }: MeantTable,
  order: ImportOrder,
  notes: RowNotes,
): RoleJudgement {
  const { decisions, study, name } = order;
  const isHeld = notes.left();
  const read = readPremisesRows(
    table,
    columns,
    placed.geometries.map((geometry): LngLat => {
      const place = geometry && placeOf(geometry);
      return place === undefined ? [Number.NaN, Number.NaN] : [place[0], place[1]];
    }),
  );
  notes.addAll(read.notes);
  const wanted = read.rows.filter(({ row }) => !isHeld.has(row));
  const layer = layerFor(
    "premises",
    decisions.layer,
    name,
    wanted.map(({ facility }) => facility),
    study,
  );
  const known = study.premises.filter((one) => one.layer !== layer.replaces);
  const found = findDuplicates(wanted, known);
  const settled = settleDuplicates(wanted, found.pairs, decisions.duplicates);
  notes.addAll(settled.notes);
  if (!found.complete)
    notes.add(0, "noted", { code: "duplicates-unfinished", values: { pairs: found.pairs.length } });
  for (const { row, rows } of found.crowded)
    notes.add(row, "noted", { code: "position-crowded", values: { rows } });
  sayWhoCannotBeReached(settled.rows, order, notes);
  const premises = settled.rows.map(({ facility }) => facility);
  return {
    about: {
      duplicates: { pairs: [...settled.pairs], total: found.pairs.length, open: settled.open },
      layer,
    },
    blocking: [],
    content: premises.length === 0 ? null : { role: "premises", text: writePremises(premises) },
    amount: premises.length,
    facts: { madeIds: read.madeIds, openDuplicates: settled.open },
  };
}

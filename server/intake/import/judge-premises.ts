import { readPremisesRows } from "../meaning/read-premises-rows.ts";
import { writePremises } from "../meaning/write-premises.ts";
import { placesOf, settlePlaces } from "./judge-places.ts";
import type { MeantTable, RoleJudgement } from "./judge-table.ts";
import type { RowNotes } from "./row-notes.ts";
import type { ImportOrder } from "./study-so-far.ts";

/** A table of houses that stand idle: where they are, which of them are listed twice, and whether one can walk there. */
export function judgePremises(
  meant: MeantTable,
  order: ImportOrder,
  notes: RowNotes,
): RoleJudgement {
  const read = readPremisesRows(meant.table, meant.columns, placesOf(meant, notes));
  const { layer, duplicates, places } = settlePlaces("premises", read, order, notes);
  return {
    about: { duplicates, layer },
    blocking: [],
    content: places.length === 0 ? null : { role: "premises", text: writePremises(places) },
    amount: places.length,
    facts: { madeIds: read.madeIds, openDuplicates: duplicates.open },
  };
}

import { readFacilityRows } from "../meaning/read-facility-rows.ts";
import { writeFacilities } from "../meaning/write-facilities.ts";
import { placesOf, settlePlaces } from "./judge-places.ts";
import type { MeantTable, RoleJudgement } from "./judge-table.ts";
import type { RowNotes } from "./row-notes.ts";
import type { ImportOrder } from "./study-so-far.ts";

/** A table of institutions as facilities of the study: their services, duplicates, and whether one can walk there. */
export function judgeFacilities(
  meant: MeantTable,
  order: ImportOrder,
  notes: RowNotes,
): RoleJudgement {
  const { table, columns } = meant;
  const { services: decided } = order.decisions;
  const read = readFacilityRows({
    table,
    columns,
    positions: placesOf(meant, notes),
    ...(decided === undefined ? {} : { decided }),
    about: `${order.name} ${table.name}`,
  });
  const { layer, duplicates, places } = settlePlaces("facilities", read, order, notes);
  return {
    about: { services: read.services, duplicates, layer },
    blocking: [],
    content: places.length === 0 ? null : { role: "facilities", text: writeFacilities(places) },
    amount: places.length,
    facts: { madeIds: read.madeIds, openDuplicates: duplicates.open },
  };
}

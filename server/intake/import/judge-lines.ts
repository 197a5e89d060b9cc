import { networkFromLines } from "#core/network/lines.ts";
import { linesIn } from "./geometry.ts";
import { streetsReading } from "./judge-streets.ts";
import type { MeantTable, RoleJudgement } from "./judge-table.ts";
import type { RowNotes } from "./row-notes.ts";
import type { ImportOrder } from "./study-so-far.ts";

/** Ends of lines nearer than this, in metres, are one crossing. */
const TOLERANCE = 2;

/** Lines as the streets of the study. */
export function judgeLines(
  { table, mapping, placed }: MeantTable,
  { name, decisions, study }: ImportOrder,
  notes: RowNotes,
): RoleJudgement {
  throw new Error(
    String([
      networkFromLines,
      linesIn,
      streetsReading,
      table,
      mapping,
      placed,
      name,
      decisions,
      study,
      notes,
      TOLERANCE,
    ]),
  );
}

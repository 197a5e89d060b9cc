import { CRS_REASONS } from "./crs.ts";
import { DOCUMENT_TEXT_REASONS } from "./document-text.ts";
import { FILES_REASONS } from "./files.ts";
import { GEODATA_REASONS } from "./geodata.ts";
import { IMPORT_REASONS } from "./import.ts";
import { MEANING_REASONS } from "./meaning.ts";
import { NETWORK_REASONS } from "./network.ts";
import { PEOPLE_REASONS } from "./people.ts";
import { POLICY_REASONS } from "./policy.ts";
import { SITING_REASONS } from "./siting.ts";
import { STOCK_SHEET_REASONS } from "./stock-sheet.ts";
import { TABLES_REASONS } from "./tables.ts";
import type { ReasonWords } from "./wording.ts";

/** Every reason that is given for a row or a file, with its words in both languages. */
export const REASONS = {
  ...IMPORT_REASONS,
  ...FILES_REASONS,
  ...TABLES_REASONS,
  ...GEODATA_REASONS,
  ...CRS_REASONS,
  ...MEANING_REASONS,
  ...PEOPLE_REASONS,
  ...NETWORK_REASONS,
  ...POLICY_REASONS,
  ...DOCUMENT_TEXT_REASONS,
  ...STOCK_SHEET_REASONS,
  ...SITING_REASONS,
} as const satisfies Readonly<Record<string, ReasonWords>>;
export type ReasonCode = keyof typeof REASONS;

/** A reason with the values its words speak of. */
export interface Reason {
  readonly code: ReasonCode;
  readonly values?: Readonly<Record<string, string | number>>;
}

import type { Import, Proposal } from "#contract/import.ts";

/** The way of a file into a study. */
export const IMPORT_STEPS = ["file", "columns", "coordinates", "sort", "confirm"] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

/** What of an import tells how far it has come. */
export interface Undecided {
  readonly state: Import["state"];
  readonly decisions: Pick<Import["decisions"], "mixed">;
  /** Null until the file has been read. */
  readonly proposal: {
    readonly blocking: Proposal["blocking"];
    readonly crs: { readonly mixed: object | null } | null;
    readonly services: { readonly doubtful: readonly object[] } | null;
    readonly duplicates: { readonly open: number } | null;
    readonly people: { readonly undecided?: { readonly waiting: number } } | null;
  } | null;
}

/** The step a file stands at: the first with something to decide. Everything before it is done. */
export function stepOf({ state, proposal, decisions }: Undecided): ImportStep | "done" {
  if (state === "done") return "done";
  if (proposal === null) return "file";
  return firstOpen(proposal, decisions) ?? "confirm";
}

/** Reasons that are settled in the table of columns; those that are not here belong to the coordinates or to no step. */
const ABOUT_COLUMNS = [
  "table-not-there",
  "no-rows",
  "people-column-missing",
  "people-place-missing",
  "role-unclear",
];

function firstOpen(
  proposal: NonNullable<Undecided["proposal"]>,
  decisions: Undecided["decisions"],
): ImportStep | undefined {
  const { blocking, crs, services, duplicates, people } = proposal;
  if (blocking.some(({ code }) => ABOUT_COLUMNS.includes(code))) return "columns";
  const unsettled = Boolean(crs?.mixed) && (decisions.mixed ?? "ask") === "ask";
  if (unsettled || blocking.some(({ code }) => code.includes("crs-"))) return "coordinates";
  if ((services?.doubtful.length ?? 0) > 0 || (duplicates?.open ?? 0) > 0) return "sort";
  if ((people?.undecided?.waiting ?? 0) > 0) return "sort";
  return undefined;
}

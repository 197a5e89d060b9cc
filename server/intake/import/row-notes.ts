import type { ReasonGiven, RowAccount, RowNote } from "#contract/import.ts";
import type { Reason, ReasonCode } from "#contract/reasons/reasons.ts";

type Outcome = RowNote["outcome"];

/** So many notes travel with a proposal; the download has all. */
const SHOWN = 500;
const WORST_FIRST = ["dropped", "doubtful", "noted"] as const satisfies readonly Outcome[];

/** Collects what is to be said of the rows of one file, each row as often as there is something to say. */
export class RowNotes {
  readonly #notes: RowNote[] = [];

  add(
    row: number,
    outcome: Outcome,
    reason: Reason,
    at: { readonly column?: string | undefined; readonly value?: string | undefined } = {},
  ): void {
    this.#notes.push({
      row,
      outcome,
      reason: plain(reason),
      ...(at.column === undefined ? {} : { column: at.column }),
      ...(at.value === undefined ? {} : { value: at.value }),
    });
  }

  addAll(notes: readonly RowNote[]): void {
    for (const note of notes) this.#notes.push(note);
  }

  /** Rows that are not to be stored, by their number. */
  left(): ReadonlySet<number> {
    return new Set(this.#notes.flatMap(({ row, outcome }) => (outcome === "noted" ? [] : [row])));
  }

  /** All notes in the order of the rows. */
  all(): readonly RowNote[] {
    return this.#notes.toSorted((a, b) => a.row - b.row);
  }

  /** By column title, of how many rows the value could not be read. */
  unreadable(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { column, reason } of this.#notes)
      if (column !== undefined && !UNDERSTOOD.has(reason.code))
        counts.set(column, (counts.get(column) ?? 0) + 1);
    return counts;
  }

  /**
   * The account of `read` rows below the titles: every row counts once, by the worst that is said of it. What is
   * said of the titles or of the file as a whole counts for no row.
   */
  account(read: number, headerRow = 0): RowAccount {
    const worst = new Map<number, Outcome>();
    for (const { row, outcome } of this.#notes) {
      if (row <= headerRow) continue;
      const before = worst.get(row);
      if (before === undefined || WORST_FIRST.indexOf(outcome) < WORST_FIRST.indexOf(before))
        worst.set(row, outcome);
    }
    const count = (wanted: Outcome) =>
      [...worst.values()].filter((outcome) => outcome === wanted).length;
    const [dropped, doubtful, noted] = [count("dropped"), count("doubtful"), count("noted")];
    return {
      read,
      usable: read - dropped - doubtful,
      doubtful,
      dropped,
      noted,
      summary: this.#summary(),
      notes: this.all()
        .toSorted((a, b) => WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome))
        .slice(0, SHOWN),
    };
  }

  /** Like reasons together; the values of the first stand for all. */
  #summary(): RowAccount["summary"] {
    const groups = new Map<string, RowAccount["summary"][number]>();
    for (const { row, outcome, reason } of this.#notes) {
      const key = `${outcome} ${reason.code}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { outcome, reason, rows: 1, first: row });
      else {
        group.rows += 1;
        group.first = Math.min(group.first, row);
      }
    }
    return [...groups.values()].toSorted((a, b) => b.rows - a.rows);
  }
}

/** Said of values that were read, or of what makes a value blank: no fault of reading. */
const UNDERSTOOD: ReadonlySet<string> = new Set<ReasonCode>([
  "value-read-as",
  "column-unit",
  "people-blank",
]);

function plain({ code, values }: Reason): ReasonGiven {
  return { code, ...(values === undefined ? {} : { values: { ...values } }) };
}

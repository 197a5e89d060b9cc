/** One row that was not used, or used with a remark, and why. */
export interface Dropped {
  file: string;
  /** Line of the file (CSV, header = 1) or feature number (GeoJSON, first = 1). */
  row: number;
  column?: string;
  value?: string;
  reason: string;
}

/** What became of every row of one file. `read` = `used` + `droppedCount`. */
export interface Account {
  readonly file: string;
  readonly read: number;
  readonly used: number;
  /** The first 10,000; `droppedCount` counts them all. */
  readonly dropped: Dropped[];
  readonly droppedCount: number;
  /** Rows that were used although one optional value was not, or looks doubtful: the first 10,000. */
  readonly noted: Dropped[];
  readonly notedCount: number;
}

/** Why a row, or one value of it, cannot be used. */
export interface Fault {
  readonly column?: string;
  readonly value?: string;
  /** Short, and free of the row's own values, so that like faults can be counted together. */
  readonly reason: string;
  readonly remedy: string;
}

/** A file that cannot be used at all. The message is made of whole sentences and ends with what to do. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly file: string;
  readonly row: number | undefined;
  readonly column: string | undefined;
  readonly remedy: string;

  constructor(
    problem: string,
    remedy: string,
    at: { readonly file: string; readonly row?: number; readonly column?: string | undefined },
  ) {
    super(`${problem} ${remedy}`);
    this.file = at.file;
    this.row = at.row;
    this.column = at.column;
    this.remedy = remedy;
  }
}

const KEPT = 10_000;
const LONGEST_VALUE = 60;

/** Keeps the account of one file while its rows are read. */
export class AccountKeeper {
  readonly #file: string;
  #used = 0;
  #droppedCount = 0;
  #notedCount = 0;
  readonly #dropped: Dropped[] = [];
  readonly #noted: Dropped[] = [];
  readonly #tally = new Map<string, { count: number; row: number; fault: Fault }>();

  constructor(file: string) {
    this.#file = file;
  }

  use(): void {
    this.#used += 1;
  }

  drop(row: number, fault: Fault): void {
    this.#droppedCount += 1;
    if (this.#dropped.length < KEPT) this.#dropped.push(this.#entry(row, fault));
    const same = this.#tally.get(fault.reason);
    if (same) same.count += 1;
    else this.#tally.set(fault.reason, { count: 1, row, fault });
  }

  note(row: number, fault: Fault): void {
    this.#notedCount += 1;
    if (this.#noted.length < KEPT) this.#noted.push(this.#entry(row, fault));
  }

  /** The finished account. Throws `InputError` when there were rows and none could be used. */
  close(): Account {
    if (this.#used === 0 && this.#droppedCount > 0) throw this.#noneUsable();
    return {
      file: this.#file,
      read: this.#used + this.#droppedCount,
      used: this.#used,
      dropped: this.#dropped,
      droppedCount: this.#droppedCount,
      noted: this.#noted,
      notedCount: this.#notedCount,
    };
  }

  #entry(row: number, { column, value, reason }: Fault): Dropped {
    return {
      file: this.#file,
      row,
      ...(column !== undefined && { column }),
      ...(value !== undefined && { value: printable(value, LONGEST_VALUE) }),
      reason,
    };
  }

  #noneUsable(): InputError {
    const [commonest] = [...this.#tally.values()].toSorted((a, b) => b.count - a.count);
    const { count = 0, row = 0, fault } = commonest ?? {};
    const all = this.#droppedCount;
    const value = fault?.value === undefined ? "" : ` ("${printable(fault.value, LONGEST_VALUE)}")`;
    const share = count === all ? "" : ` in ${count} of them`;
    return new InputError(
      `${this.#file}: ${all === 1 ? "its one row cannot" : `none of its ${all} rows can`} be used. ` +
        `Commonest reason${share}, first in row ${row}: ${fault?.reason ?? ""}${value}.`,
      fault?.remedy ?? "",
      { file: this.#file, row, column: fault?.column },
    );
  }
}

/** The accounts of several files as one. */
export function joinedAccount(accounts: readonly Account[]): Account {
  const sum = (count: (account: Account) => number) =>
    accounts.reduce((total, account) => total + count(account), 0);
  return {
    file: accounts.map(({ file }) => file).join(", "),
    read: sum(({ read }) => read),
    used: sum(({ used }) => used),
    dropped: accounts.flatMap(({ dropped }) => dropped).slice(0, KEPT),
    droppedCount: sum(({ droppedCount }) => droppedCount),
    noted: accounts.flatMap(({ noted }) => noted).slice(0, KEPT),
    notedCount: sum(({ notedCount }) => notedCount),
  };
}

/** A text from a file, fit for a message: one line, no control characters, cut when long. */
export function printable(text: string, longest: number): string {
  // eslint-disable-next-line no-control-regex
  const clean = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffd]+/g, " ").trim();
  return clean.length > longest ? `${clean.slice(0, longest).toWellFormed()}…` : clean;
}

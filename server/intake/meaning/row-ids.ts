import { printable } from "../account.ts";
import type { RawRow, RawTable } from "../tables/raw-table.ts";
import { isOsmIds, maskPersonal } from "./personal.ts";
import type { Values } from "./read-attributes.ts";

const LONGEST_ID = 100;

/** Ids of the file where they can be used, else a letter and the row's number. */
export class RowIds {
  readonly #column: number | undefined;
  readonly #letter: string;
  readonly #isOsm: boolean;
  readonly #given: ReadonlySet<string>;
  readonly #taken = new Set<string>();
  made = 0;

  constructor(table: RawTable, column: number | undefined, letter: string) {
    this.#letter = letter;
    this.#column = column;
    this.#isOsm = column !== undefined && isOsmIds(table.columns[column] ?? "");
    this.#given = new Set(
      column === undefined ? [] : table.rows.map(({ values }) => values[column] ?? ""),
    );
  }

  of(row: RawRow, note: Values["note"]): string {
    const text = this.#column === undefined ? "" : (row.values[this.#column] ?? "");
    if (text !== "" && isSafe(text, this.#isOsm) && !this.#taken.has(text)) {
      this.#taken.add(text);
      return text;
    }
    let id = `${this.#letter}${row.number}`;
    while (this.#given.has(id) || this.#taken.has(id)) id = `${id}-2`;
    this.#taken.add(id);
    this.made += 1;
    if (text !== "")
      note({ code: "id-replaced", values: { text: printable(maskPersonal(text), 60), id } });
    return id;
  }
}

function isSafe(id: string, isOsm: boolean): boolean {
  if (id.length > LONGEST_ID || printable(id, LONGEST_ID) !== id) return false;
  return (isOsm && /^\d+$/.test(id)) || maskPersonal(id) === id;
}

import type { Fault } from "./account.ts";
import { fieldOf, type Row } from "./row.ts";
import { faultOf, readText } from "./values.ts";

/** The ids used so far in one file: a row that repeats one is dropped, the first is kept. */
export class Ids {
  readonly #taken = new Set<string>();

  read(row: Row): string | Fault {
    const field = fieldOf(row, "id");
    const id = readText(field);
    if (typeof id !== "string" || !this.#taken.has(id)) return id;
    return faultOf(
      field,
      "was used before; the first row with it is kept",
      "Give every row its own id.",
    );
  }

  /** Called once the row is found usable: a dropped row leaves its id free. */
  take(id: string): void {
    this.#taken.add(id);
  }
}

import type { Fault } from "./account.ts";

/** One value of one row, under the title the file itself gives it. */
export interface Field {
  readonly column: string;
  /** Trimmed; "" when blank. */
  readonly text: string;
}

export function isFault(value: object): value is Fault {
  return "reason" in value;
}

/** A fault of this value, told as "<column> <what is wrong>". */
export function faultOf(field: Field, wrong: string, remedy: string): Fault {
  return {
    column: field.column,
    ...(field.text !== "" && { value: field.text }),
    reason: `${field.column} ${wrong}`,
    remedy,
  };
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A finite number in plain decimal notation. */
export function readNumber(field: Field): number | Fault {
  const { text } = field;
  if (text === "") return faultOf(field, "is blank", `Give every row its ${field.column}.`);
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  if (/^[+-]?\d+,\d+$/.test(text)) {
    return faultOf(field, "is written with a decimal comma", "Write 8.65, not 8,65.");
  }
  return faultOf(field, "is not a number", "Write plain numbers such as 8.65.");
}

/** A number from 0 to `largest`. */
export function readCount(field: Field, largest: number): number | Fault {
  const value = readNumber(field);
  if (typeof value !== "number") return value;
  if (value < 0) return faultOf(field, "is negative", "Counts start at 0.");
  if (value > largest) {
    return faultOf(
      field,
      `is larger than ${largest.toLocaleString("en")}`,
      "Check the unit of the column.",
    );
  }
  return value;
}

/** A text that must not be blank. */
export function readText(field: Field): string | Fault {
  if (field.text !== "") return field.text;
  return faultOf(field, "is blank", `Give every row its ${field.column}.`);
}

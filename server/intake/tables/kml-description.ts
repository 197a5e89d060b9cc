import { decoded, pieces } from "./html-pieces.ts";

/** A balloon's text is a page at most; what is longer holds pictures. */
const LONGEST = 1_000_000;
const LONGEST_TITLE = 60;

interface Description {
  /** Rows of two cells: what a value is called, and the value. */
  readonly values: readonly (readonly [title: string, value: string])[];
  /** The text around them, without tags. */
  readonly rest: string;
}

/**
 * The attributes that ArcGIS and others write into a placemark's description as a table in HTML. Undefined where it
 * holds no such rows: then it is text.
 */
export function tableInDescription(html: string): Description | undefined {
  if (html.length > LONGEST || !/<t[dh]\b/i.test(html)) return undefined;
  const values: [string, string][] = [];
  const rest: string[] = [];
  let cells: string[] = [];
  let cell: string | undefined;
  const endCell = (): void => {
    if (cell !== undefined) cells.push(cell.replaceAll(/\s+/g, " ").trim());
    cell = undefined;
  };
  const endRow = (): void => {
    endCell();
    const [title = "", value = ""] = cells;
    const name = title.replace(/\s*[:：]$/, "");
    if (cells.length === 2 && name !== "" && name.length <= LONGEST_TITLE)
      values.push([name, value === "<Null>" ? "" : value]);
    else rest.push(...cells);
    cells = [];
  };
  for (const { text, tag } of pieces(html)) {
    if (cell === undefined) rest.push(decoded(text));
    else cell += decoded(text);
    if (tag === undefined) continue;
    switch (tag.name) {
      case "td":
      case "th":
        endCell();
        cell = "";
        break;
      case "/td":
      case "/th":
        endCell();
        break;
      case "tr":
      case "/tr":
      case "table":
      case "/table":
        endRow();
        break;
      case "br":
      case "p":
      case "div":
        if (cell !== undefined) cell += " ";
        break;
    }
  }
  endRow();
  if (values.length === 0) return undefined;
  return { values, rest: rest.join(" ").replaceAll(/\s+/g, " ").trim() };
}

import type { WorkbookCell } from "./workbook.ts";

/** Points of a line of the usual size, and the highest a row can be. */
const LINE = 13.5;
const HIGHEST = 409;
/** Characters of the Latin alphabet in a column that is given no width. */
const USUAL_WIDTH = 8.43;

/**
 * The height a row needs for the texts that are wrapped in it; undefined where one line is enough. Not every program
 * finds it by itself when it opens a workbook.
 */
export function wrappedHeight(
  row: readonly WorkbookCell[],
  widths: readonly number[],
): number | undefined {
  let lines = 1;
  for (const [column, cell] of row.entries()) {
    if (cell === null || typeof cell !== "object" || cell.wrap !== true) continue;
    if (typeof cell.value !== "string") continue;
    let width = 0;
    for (let i = column; i < column + (cell.across ?? 1); i++) width += widths[i] ?? USUAL_WIDTH;
    lines = Math.max(lines, linesOf(cell.value, Math.max(2, width - 1)));
  }
  return lines === 1 ? undefined : Math.min(HIGHEST, LINE * lines + 3);
}

function linesOf(text: string, width: number): number {
  return text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / width)), 0);
}

/** In characters of the Latin alphabet: a Chinese one takes two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) < 0x2e80 ? 1 : 2;
  return width;
}

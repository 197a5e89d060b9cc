import { CellCollector, type CellBudget } from "./cell-collector.ts";
import { TABLE_LIMITS } from "./limits.ts";
import { decoded, pieces } from "./html-pieces.ts";
import type { Merge, Sheet } from "./sheet.ts";

/**
 * The tables of a page in HTML, innermost ones by themselves, each cell with the text a browser would show. Closing
 * tags may be missing; scripts, styles and lists to choose from are passed over. Nothing of the page is run. `cut`
 * where the page ends within a table.
 */
export function htmlTables(
  html: string,
  budget: CellBudget,
): { readonly sheets: readonly Sheet[]; readonly cut: boolean } {
  const found: HtmlTable[] = [];
  const open: HtmlTable[] = [];
  for (const { text, tag } of pieces(html)) {
    const table = open.at(-1);
    if (text !== "") table?.text(text);
    if (tag === undefined) continue;
    switch (tag.name) {
      case "table": {
        const inner = new HtmlTable(budget);
        found.push(inner);
        open.push(inner);
        break;
      }
      case "/table":
        table?.endCell();
        open.pop();
        break;
      case "tr":
        table?.row();
        break;
      case "td":
      case "th":
        table?.cell(tag.attributes);
        break;
      case "/td":
      case "/th":
      case "/tr":
        table?.endCell();
        break;
      case "br":
      case "p":
      case "div":
      case "li":
        table?.lineBreak();
        break;
    }
  }
  return { sheets: found.map((table) => table.sheet()), cut: open.length > 0 };
}

const WIDEST = 1000;
const LONGEST = 65_535;

class HtmlTable {
  readonly #budget: CellBudget;
  readonly #cells: CellCollector;
  readonly #merges: Merge[] = [];
  /** By column, the last row that a cell above reaches down to. */
  readonly #covered: number[] = [];
  #row = 0;
  #column = 0;
  #open: { readonly column: number; readonly exact: string | undefined } | undefined;
  #text = "";

  constructor(budget: CellBudget) {
    this.#budget = budget;
    this.#cells = new CellCollector(budget);
  }

  row(): void {
    this.endCell();
    this.#row += 1;
    this.#column = 0;
  }

  cell(attributes: string): void {
    this.endCell();
    if (this.#row === 0) this.row();
    while ((this.#covered[this.#column] ?? 0) >= this.#row) this.#column += 1;
    const column = this.#column;
    const wide = spanOf(attributes, "colspan", WIDEST);
    const long = spanOf(attributes, "rowspan", LONGEST);
    if (wide > 1 || long > 1) {
      this.#budget.spend(this.#row, column + wide - 1);
      if (this.#merges.length < TABLE_LIMITS.excel.mergedRanges) {
        const [bottom, right] = [this.#row + long - 1, column + wide - 1];
        this.#merges.push({ top: this.#row, left: column, bottom, right });
      }
      for (let i = 0; i < wide; i += 1) this.#covered[column + i] = this.#row + long - 1;
    }
    this.#column = column + wide;
    this.#open = { column, exact: /\bx:num="?(-?\d+\.?\d*)/i.exec(attributes)?.[1] };
    this.#text = "";
  }

  text(html: string): void {
    if (this.#open === undefined) return;
    this.#text += decoded(html.replaceAll(BROKEN, "").replaceAll(/[ \t\r\n\f]+/g, " "));
  }

  lineBreak(): void {
    if (this.#text.trim() !== "") this.#text += "\n";
  }

  endCell(): void {
    if (this.#open === undefined) return;
    const { column, exact } = this.#open;
    const shown = this.#text.trim().replaceAll(/ *\n */g, "\n");
    // Excel shows a number rounded, and keeps the whole of it beside.
    const isNumber = /^-?[\d,]+(?:\.\d+)?$/.test(shown);
    this.#cells.put(this.#row, column, (isNumber ? exact : undefined) ?? shown);
    this.#open = undefined;
    this.#text = "";
  }

  sheet(): Sheet {
    this.endCell();
    return { name: "", rows: this.#cells.rows(), merges: this.#merges, notes: [], hiddenRows: 0 };
  }
}

/** Lines of the page's source end within Chinese text too, where no blank is meant. */
const BROKEN = /(?<=[^\u0020-\u02ff\s])[ \t]*[\r\n]+[ \t]*(?=[^\u0020-\u02ff\s])/g;

function spanOf(attributes: string, name: "colspan" | "rowspan", most: number): number {
  const said = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,6})`, "i").exec(attributes)?.[1];
  return Math.min(Math.max(1, Number(said ?? 1)), most);
}

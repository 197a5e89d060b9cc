import type { Block } from "#contract/policy/report.ts";

/** The smallest things a page break may fall between. */
export type Piece =
  | { readonly kind: "block"; readonly block: Exclude<Block, { kind: "table" | "page-break" }> }
  | { readonly kind: "caption"; readonly table: number }
  | { readonly kind: "row"; readonly table: number; readonly row: number }
  | { readonly kind: "note"; readonly table: number }
  | { readonly kind: "break" };

export type TableBlock = Extract<Block, { kind: "table" }>;

/** Blocks cut into pieces; `tables` are those that pieces name by number. */
export function piecesOf(blocks: readonly Block[]): {
  readonly pieces: readonly Piece[];
  readonly tables: readonly TableBlock[];
} {
  const pieces: Piece[] = [];
  const tables: TableBlock[] = [];
  for (const block of blocks) {
    if (block.kind === "page-break") pieces.push({ kind: "break" });
    else if (block.kind !== "table") pieces.push({ kind: "block", block });
    else {
      const table = tables.push(block) - 1;
      pieces.push({ kind: "caption", table });
      pieces.push(...block.rows.map((_, row): Piece => ({ kind: "row", table, row })));
      if (block.note !== null) pieces.push({ kind: "note", table });
    }
  }
  return { pieces, tables };
}

/**
 * Which pieces stand on which page, by their heights in pixels. A heading stays with what follows it, a caption with
 * its first row; rows that begin a page have their table's head repeated, which takes `headOf(table)`. What is
 * taller than a page has a page of its own. Every piece but breaks stands on exactly one page, in order.
 */
export function paginate(
  pieces: readonly Piece[],
  heights: readonly number[],
  pageHeight: number,
  headOf: (table: number) => number,
  /** What stands on the first page before them. */
  title = 0,
): number[][] {
  const pages: number[][] = [];
  let page: number[] = [];
  let filled = title;
  const turn = () => {
    if (page.length > 0) pages.push(page);
    page = [];
    filled = 0;
  };
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === undefined) continue;
    if (piece.kind === "break") {
      turn();
      continue;
    }
    const group = together(pieces, i);
    const needed = group.reduce((sum, one) => sum + (heights[one] ?? 0), 0);
    const isKept = page.length > 0 && together(pieces, page.at(-1) ?? 0).includes(i);
    if (page.length > 0 && !isKept && filled + needed > pageHeight) turn();
    else if (page.length > 0 && filled + (heights[i] ?? 0) > pageHeight) turn();
    if (page.length === 0 && piece.kind === "row") filled += headOf(piece.table);
    page.push(i);
    filled += heights[i] ?? 0;
  }
  turn();
  return pages;
}

/** A piece with those that must not be parted from it. */
function together(pieces: readonly Piece[], from: number): number[] {
  const group = [from];
  for (let i = from; i + 1 < pieces.length; i++) {
    const piece = pieces[i];
    const holds =
      piece?.kind === "caption" || (piece?.kind === "block" && piece.block.kind === "heading");
    if (!holds || pieces[i + 1]?.kind === "break") break;
    group.push(i + 1);
  }
  return group;
}

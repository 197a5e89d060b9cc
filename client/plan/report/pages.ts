import type { Block } from "#contract/policy/report.ts";

/** The smallest things a page break may fall between. */
export type Piece =
  | { readonly kind: "block"; readonly block: Exclude<Block, { kind: "table" | "page-break" }> }
  | { readonly kind: "caption"; readonly table: number }
  | { readonly kind: "row"; readonly table: number; readonly row: number }
  | { readonly kind: "note"; readonly table: number }
  | { readonly kind: "break" };

export type TableBlock = Extract<Block, { kind: "table" }>;

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** Those that pieces name by number. */
  readonly tables: readonly TableBlock[];
}

/** Tables of so many rows stand on one page, as in the Word file. */
const KEPT_ROWS = 10;

/** Blocks cut into pieces. */
export function piecesOf(blocks: readonly Block[]): Pieces {
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
 * its first row, a short table with itself, a note with the row above it; rows that begin a page have their table's head repeated, which takes `headOf(table)`. What is
 * taller than a page has a page of its own. Every piece but breaks stands on exactly one page, in order.
 */
export function paginate(
  { pieces, tables }: Pieces,
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
    const group = together(pieces, tables, i);
    const needed = group.reduce((sum, one) => sum + (heights[one] ?? 0), 0);
    const isKept = page.length > 0 && together(pieces, tables, page.at(-1) ?? 0).includes(i);
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
function together(pieces: readonly Piece[], tables: readonly TableBlock[], from: number): number[] {
  const group = [from];
  for (let i = from; i + 1 < pieces.length; i++) {
    const next = pieces[i + 1];
    if (next === undefined || next.kind === "break" || !holds(pieces[i], next, tables)) break;
    group.push(i + 1);
  }
  return group;
}

function holds(piece: Piece | undefined, next: Piece, tables: readonly TableBlock[]): boolean {
  switch (piece?.kind) {
    case "caption":
      return true;
    case "row":
      return (
        next.kind === "note" ||
        (next.kind === "row" && (tables[piece.table]?.rows.length ?? 0) <= KEPT_ROWS)
      );
    case "block":
      return (
        piece.block.kind === "heading" ||
        (piece.block.kind === "paragraph" && piece.block.align !== undefined)
      );
    case "note":
    case "break":
    case undefined:
      return false;
  }
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "#contract/policy/report.ts";
import { paginate, piecesOf } from "../../../../client/plan/report/pages.ts";

const heading = (text: string): Block => ({ kind: "heading", level: 1, text });
const paragraph = (text: string): Block => ({ kind: "paragraph", runs: [{ text }] });
const table = (rows: number, note: string | null = null): Block => ({
  kind: "table",
  caption: "表1",
  columns: [{ title: "指标", width: 1, align: "left" }],
  rows: Array.from({ length: rows }, (_, row) => [[{ text: `${row}` }]]),
  note,
});

describe("pages of a report", () => {
  it("take blocks until they are full", () => {
    const { pieces } = piecesOf([paragraph("a"), paragraph("b"), paragraph("c")]);
    expect(paginate(pieces, [40, 60, 1], 100, () => 0)).toEqual([[0, 1], [2]]);
  });

  it("leave room for the title on the first page", () => {
    const { pieces } = piecesOf([paragraph("a"), paragraph("b")]);
    expect(paginate(pieces, [40, 60], 100, () => 0, 30)).toEqual([[0], [1]]);
  });

  it("keep a heading with what follows it", () => {
    const { pieces } = piecesOf([
      paragraph("a"),
      heading("一、"),
      heading("（一）"),
      paragraph("b"),
    ]);
    expect(paginate(pieces, [70, 10, 10, 20], 100, () => 0)).toEqual([[0], [1, 2, 3]]);
  });

  it("break a long table between rows, its head repeated", () => {
    const { pieces, tables } = piecesOf([table(5, "注")]);
    expect(tables).toHaveLength(1);
    // Caption with the first head 30, rows 20, note 10: 30 + 3 × 20 = 90; then head 15 + 2 × 20 + 10.
    expect(paginate(pieces, [30, 20, 20, 20, 20, 20, 10], 100, () => 15)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it("begin anew at a break, but never with an empty page", () => {
    const { pieces } = piecesOf([
      { kind: "page-break" },
      paragraph("a"),
      { kind: "page-break" },
      { kind: "page-break" },
      paragraph("b"),
    ]);
    expect(paginate(pieces, [0, 10, 0, 0, 10], 100, () => 0)).toEqual([[1], [4]]);
  });

  it("give what is taller than a page one of its own", () => {
    const { pieces } = piecesOf([paragraph("a"), paragraph("b"), paragraph("c")]);
    expect(paginate(pieces, [10, 300, 10], 100, () => 0)).toEqual([[0], [1], [2]]);
  });

  it("hold every piece once, in order, and are never overfull but by a single group", () => {
    const block = fc.oneof(
      fc.constant(paragraph("p")),
      fc.constant(heading("h")),
      fc.nat(6).map((rows) => table(rows)),
    );
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 12 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 60 })),
        (blocks, sizes) => {
          const { pieces } = piecesOf(blocks);
          const heights = pieces.map(() => sizes.next().value ?? 1);
          const pages = paginate(pieces, heights, 100, () => 5);
          expect(pages.flat()).toEqual(pieces.map((_, i) => i));
          for (const page of pages) expect(page.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

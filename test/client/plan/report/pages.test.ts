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
    const cut = piecesOf([paragraph("a"), paragraph("b"), paragraph("c")]);
    expect(paginate(cut, [40, 60, 1], 100, () => 0)).toEqual([[0, 1], [2]]);
  });

  it("leave room for the title on the first page", () => {
    const cut = piecesOf([paragraph("a"), paragraph("b")]);
    expect(paginate(cut, [40, 60], 100, () => 0, 30)).toEqual([[0], [1]]);
  });

  it("keep a heading with what follows it", () => {
    const cut = piecesOf([paragraph("a"), heading("一、"), heading("（一）"), paragraph("b")]);
    expect(paginate(cut, [70, 10, 10, 20], 100, () => 0)).toEqual([[0], [1, 2, 3]]);
  });

  it("break a long table between rows, its head repeated", () => {
    const cut = piecesOf([table(11, "注")]);
    expect(cut.tables).toHaveLength(1);
    // Caption with the first head 30, rows 10, note 10: 30 + 7 × 10 = 100; then head 15 + 4 × 10 + 10.
    const rows = Array.from({ length: 11 }, () => 10);
    expect(paginate(cut, [30, ...rows, 10], 100, () => 15)).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7],
      [8, 9, 10, 11, 12],
    ]);
  });

  it("keep a short table together, and a note with the row above it", () => {
    const short = piecesOf([paragraph("a"), table(3)]);
    expect(paginate(short, [50, 20, 10, 10, 20], 100, () => 15)).toEqual([[0], [1, 2, 3, 4]]);
    const noted = piecesOf([table(11, "注")]);
    const rows = Array.from({ length: 11 }, () => 10);
    // All rows would fit, 30 + 110 = 140, but not the note: the last row goes with it.
    expect(paginate(noted, [30, ...rows, 10], 140, () => 15)).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      [11, 12],
    ]);
  });

  it("keep a line that is no running text with what follows it", () => {
    const cut = piecesOf([
      paragraph("a"),
      { kind: "paragraph", runs: [{ text: "（主送单位）：" }], align: "left" },
      paragraph("b"),
    ]);
    expect(paginate(cut, [80, 10, 20], 100, () => 0)).toEqual([[0], [1, 2]]);
  });

  it("begin anew at a break, but never with an empty page", () => {
    const cut = piecesOf([
      { kind: "page-break" },
      paragraph("a"),
      { kind: "page-break" },
      { kind: "page-break" },
      paragraph("b"),
    ]);
    expect(paginate(cut, [0, 10, 0, 0, 10], 100, () => 0)).toEqual([[1], [4]]);
  });

  it("give what is taller than a page one of its own", () => {
    const cut = piecesOf([paragraph("a"), paragraph("b"), paragraph("c")]);
    expect(paginate(cut, [10, 300, 10], 100, () => 0)).toEqual([[0], [1], [2]]);
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
          const cut = piecesOf(blocks);
          const heights = cut.pieces.map(() => sizes.next().value ?? 1);
          const pages = paginate(cut, heights, 100, () => 5);
          expect(pages.flat()).toEqual(cut.pieces.map((_, i) => i));
          for (const page of pages) expect(page.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

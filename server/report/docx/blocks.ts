import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { Block, Run } from "#contract/policy/report.ts";
import { FONTS, SIZES, TONES } from "./look.ts";

/** The space that blocks are laid out in, twentieths of a point. */
export interface Measure {
  readonly width: number;
  /** The tallest a picture may be. */
  readonly height: number;
}

/** A block as paragraphs and tables. `pictures` are PNG; one that is missing is told in words. */
export function* laidOut(
  block: Block,
  measure: Measure,
  pictures: ReadonlyMap<string, Uint8Array>,
  nextId: () => number,
): Generator<Paragraph | Table> {
  switch (block.kind) {
    case "heading":
      yield new Paragraph({
        heading: HEADINGS[block.level - 1] ?? HeadingLevel.HEADING_4,
        children: [new TextRun(legible(block.text))],
      });
      return;
    case "paragraph":
      yield paragraph(block);
      return;
    case "table":
      yield caption(block.caption, true);
      yield table(block, measure.width);
      yield note(block.note ?? "");
      return;
    case "picture":
      yield picture(block, measure, pictures.get(block.key), nextId);
      yield caption(block.caption, false);
      return;
    case "page-break":
      yield new Paragraph({
        pageBreakBefore: true,
        spacing: { line: 20, lineRule: LineRuleType.EXACT },
      });
      return;
  }
}

/** What XML can hold, in one line: without control characters and halves of characters. */
export function legible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\t\n\r\u0085\u2028\u2029]+/g, " ")
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, "");
}

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
] as const;

const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

function paragraph({ runs, align }: Extract<Block, { kind: "paragraph" }>): Paragraph {
  const children = runs.map((run) => textRun(run));
  return align === undefined
    ? new Paragraph({ children, indent: { firstLine: 640, firstLineChars: 200 } })
    : new Paragraph({ children, alignment: ALIGNMENTS[align], keepNext: true });
}

function textRun({ text, bold, tone }: Run): TextRun {
  return new TextRun({
    text: legible(text),
    ...(bold === true ? { bold } : {}),
    ...(tone === undefined ? {} : { color: TONES[tone] }),
  });
}

function caption(text: string, before: boolean): Paragraph {
  return new Paragraph({
    style: "Caption",
    keepNext: before,
    spacing: before ? { before: 160, after: 80 } : { before: 60, after: 200 },
    children: [new TextRun(legible(text))],
  });
}

function note(text: string): Paragraph {
  return new Paragraph({
    style: "TableNote",
    children: text === "" ? [] : [new TextRun(legible(`注：${text}`))],
  });
}

/** Columns from which a table is set in smaller type. */
const MANY_COLUMNS = 4;

function table(block: Extract<Block, { kind: "table" }>, width: number): Table {
  const total = block.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = block.columns.map((column) => Math.floor((column.width / total) * width));
  const style = block.columns.length < MANY_COLUMNS ? "WideTableText" : "TableText";
  const kept = block.rows.length <= KEPT_ROWS;
  const cell = (runs: readonly TextRun[], column: number, header: boolean, keepNext: boolean) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      ...(header ? { shading: { fill: "EEF1F4" } } : {}),
      children: [
        new Paragraph({
          style,
          keepNext,
          alignment: header
            ? AlignmentType.CENTER
            : ALIGNMENTS[block.columns[column]?.align ?? "left"],
          children: runs,
        }),
      ],
    });
  // A short table stays on one page, and a note with the row above it.
  const keepsNext = (row: number) => (row === block.rows.length - 1 ? block.note !== null : kept);
  const titles = block.columns.map(({ title }, i) =>
    cell([new TextRun({ text: legible(title), bold: true })], i, true, true),
  );
  return new Table({
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { marginUnitType: WidthType.DXA, top: 40, bottom: 40, left: 70, right: 70 },
    borders: BORDERS,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: titles }),
      ...block.rows.map(
        (cells, row) =>
          new TableRow({
            cantSplit: true,
            children: block.columns.map((_, i) =>
              cell((cells[i] ?? []).map(textRun), i, false, keepsNext(row)),
            ),
          }),
      ),
    ],
  });
}

const KEPT_ROWS = 10;

const LINE_BORDER = { style: BorderStyle.SINGLE, size: 4, color: "4C5865" } as const;
const BORDERS = {
  top: LINE_BORDER,
  bottom: LINE_BORDER,
  left: LINE_BORDER,
  right: LINE_BORDER,
  insideHorizontal: LINE_BORDER,
  insideVertical: LINE_BORDER,
} as const;

/** Pixels of 1/96 inch to a twentieth of a point. */
const PIXELS = 96 / 1440;

function picture(
  { key, alt, width, height }: Extract<Block, { kind: "picture" }>,
  measure: Measure,
  png: Uint8Array | undefined,
  nextId: () => number,
): Paragraph {
  const fit = Math.min((measure.width * PIXELS) / width, (measure.height * PIXELS) / height);
  return new Paragraph({
    style: "Figure",
    children: [
      png === undefined
        ? new TextRun(legible(`（缺图：${alt}）`))
        : new ImageRun({
            type: "png",
            data: png,
            transformation: { width: Math.round(width * fit), height: Math.round(height * fit) },
            altText: {
              id: String(nextId()),
              name: legible(key),
              title: "",
              description: legible(alt),
            },
          }),
    ],
  });
}

/** Styles that blocks name: cells of tables, notes below them, figures. */
export const BLOCK_STYLES = [
  tableStyle("TableText", SIZES.table),
  tableStyle("WideTableText", SIZES.wideTable),
  {
    id: "TableNote",
    name: "Table Note",
    basedOn: "Normal",
    paragraph: { spacing: { before: 40, after: 160, line: 300, lineRule: LineRuleType.AUTO } },
    run: { font: FONTS.table, size: SIZES.note },
  },
  {
    id: "Figure",
    name: "Figure",
    basedOn: "Normal",
    paragraph: {
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 160, line: 240, lineRule: LineRuleType.AUTO },
    },
  },
];

function tableStyle(id: string, size: number) {
  return {
    id,
    name: id.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " "),
    basedOn: "Normal",
    paragraph: { spacing: { line: 260, lineRule: LineRuleType.AUTO } },
    run: { font: FONTS.table, size },
  };
}

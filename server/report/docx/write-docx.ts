import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  TabStopType,
  TextRun,
} from "docx";
import type { ReportDocument } from "#contract/policy/report.ts";
import { BLOCK_STYLES, laidOut, legible } from "./blocks.ts";
import { fixedParts, stampArchive } from "./fixed-parts.ts";
import { FONTS, LINE, PAPERS, SIZES, SYNTHETIC } from "./look.ts";

/**
 * A report as a Word file. `pictures` are PNG by key; `created` is when its figures were taken. The same document,
 * pictures and time give the same bytes.
 */
export async function reportDocx(
  report: ReportDocument,
  pictures: ReadonlyMap<string, Uint8Array>,
  created: string,
): Promise<Uint8Array> {
  const paper = PAPERS[report.paper];
  const across = report.paper === "A3";
  const [long, short] = across ? [paper.height, paper.width] : [paper.width, paper.height];
  const width = long - paper.left - paper.right;
  // Room for the caption.
  const height = short - paper.top - paper.bottom - 900;
  let drawings = 0;
  const nextId = () => ++drawings;
  const file = new Document({
    title: legible(report.title),
    styles: STYLES,
    compatibility: { version: 15 },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: paper.width,
              height: paper.height,
              orientation: across ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: {
              top: paper.top,
              bottom: paper.bottom,
              left: paper.left,
              right: paper.right,
              header: 850,
              footer: 850,
            },
          },
        },
        headers: { default: new Header({ children: [headerLine(report, width)] }) },
        footers: { default: new Footer({ children: [footerLine(report, width)] }) },
        children: [
          titleOf(report),
          new Paragraph({ style: "Subtitle", children: [new TextRun(legible(report.subtitle))] }),
          ...report.blocks.flatMap((block) => [
            ...laidOut(block, { width, height }, pictures, nextId),
          ]),
        ],
      },
    ],
  });
  const zip = await Packer.toBuffer(file, undefined, fixedParts(legible(report.title), created));
  return stampArchive(zip, created);
}

/** As many characters of 二号 stand on a line of A4; a title of a few more is set in 小二. */
const TITLE_CHARACTERS = 20;
const SMALLER_TITLE = 36;

function titleOf({ title }: ReportDocument): Paragraph {
  const size = title.length > TITLE_CHARACTERS ? { size: SMALLER_TITLE } : {};
  return new Paragraph({
    style: "Title",
    children: [new TextRun({ text: legible(title), ...size })],
  });
}

function headerLine({ header, synthetic }: ReportDocument, width: number): Paragraph {
  const mark = new TextRun({
    text: ` ${SYNTHETIC.text} `,
    bold: true,
    color: SYNTHETIC.color,
    shading: { type: ShadingType.CLEAR, fill: SYNTHETIC.fill, color: "auto" },
  });
  return new Paragraph({
    style: "Header",
    tabStops: [{ type: TabStopType.RIGHT, position: width }],
    border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: "9AA4AF", space: 4 } },
    children: [
      new TextRun(legible(header)),
      ...(synthetic ? [new TextRun({ text: "\t" }), mark] : []),
    ],
  });
}

function footerLine({ footer }: ReportDocument, width: number): Paragraph {
  return new Paragraph({
    style: "Footer",
    tabStops: [{ type: TabStopType.RIGHT, position: width }],
    border: { top: { style: BorderStyle.SINGLE, size: 4, color: "9AA4AF", space: 4 } },
    children: [
      new TextRun(legible(footer)),
      new TextRun({
        children: ["\t第 ", PageNumber.CURRENT, " 页，共 ", PageNumber.TOTAL_PAGES, " 页"],
      }),
    ],
  });
}

const heading = (font: (typeof FONTS)[keyof typeof FONTS], bold: boolean) => ({
  run: { font, size: SIZES.text, bold, italics: false, color: "000000" },
  paragraph: {
    keepNext: true,
    indent: { firstLine: 640, firstLineChars: 200 },
    spacing: { before: 0, after: 0, line: LINE, lineRule: LineRuleType.EXACT },
  },
});

const SMALL = { font: FONTS.table, size: 18, color: "4C5865" } as const;

const STYLES = {
  default: {
    document: {
      run: { font: FONTS.text, size: SIZES.text, language: { eastAsia: "zh-CN", value: "en-US" } },
      paragraph: { spacing: { line: LINE, lineRule: LineRuleType.EXACT } },
    },
    title: {
      run: { font: FONTS.title, size: SIZES.title, bold: false, color: "000000" },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { before: 240, after: 120, line: 700, lineRule: LineRuleType.AT_LEAST },
      },
    },
    heading1: heading(FONTS.heading1, true),
    heading2: heading(FONTS.heading2, true),
    heading3: heading(FONTS.text, true),
    heading4: heading(FONTS.text, false),
    caption: {
      run: { font: FONTS.caption, size: SIZES.wideTable, italics: false, color: "000000" },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { line: 280, lineRule: LineRuleType.AUTO },
      },
    },
  },
  paragraphStyles: [
    {
      id: "Subtitle",
      name: "Subtitle",
      basedOn: "Normal",
      paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 120 } },
      run: { font: FONTS.heading2, size: 28 },
    },
    {
      id: "Header",
      name: "header",
      basedOn: "Normal",
      paragraph: { spacing: { line: 240, lineRule: LineRuleType.AUTO } },
      run: SMALL,
    },
    {
      id: "Footer",
      name: "footer",
      basedOn: "Normal",
      paragraph: { spacing: { line: 240, lineRule: LineRuleType.AUTO } },
      run: SMALL,
    },
    ...BLOCK_STYLES,
  ],
};

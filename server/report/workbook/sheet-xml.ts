import type { Blob } from "node:buffer";
import type { Stream } from "node:stream";
import type { Feature } from "write-excel-file/node";
import {
  getCellAddress,
  insertElementMarkupAccordingToOrderOfSiblings as insert,
  sanitizeTextContent as content,
} from "write-excel-file/utility";
import type { WorkbookSheet } from "./workbook.ts";

/** What stands in a sheet, in the only order in which spreadsheets take it (ECMA-376, 18.3.1.99). */
const ORDER = (
  "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells " +
  "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter drawing"
).split(" ");

/** The number of a paper in the format, and the characters that can still be read across it. */
const PAPERS = { A4: { number: 9, readable: 180 }, A3: { number: 8, readable: 270 } } as const;

/**
 * How the sheets are filtered, filled in and printed: across the page, as wide as it is, or on as few pages side by
 * side as can be read, with the head rows and columns on every page and its number beneath. The library that writes
 * the rest leaves this to its users.
 */
export function printing(
  sheets: readonly WorkbookSheet[],
  names: readonly string[],
): Feature<Stream | Buffer | Blob> {
  return {
    files: {
      transform: {
        "xl/worksheets/sheet{id}.xml": {
          transform: (xml, _, { sheetIndex }) => {
            const sheet = sheets[sheetIndex];
            return sheet === undefined ? xml : withParts(xml, partsOf(sheet));
          },
        },
        "xl/workbook.xml": {
          transform: (xml) => {
            const defined = sheets.flatMap((sheet, i) => namesIn(sheet, i, names[i] ?? ""));
            const list = `<definedNames>${defined.join("")}</definedNames>`;
            return xml.replace(/<definedNames\s*\/>/, () => (defined.length === 0 ? "" : list));
          },
        },
      },
    },
  };
}

function partsOf(sheet: WorkbookSheet): string[] {
  const { choices = [], paper = "A4", foot = "", widths } = sheet;
  const { number, readable } = PAPERS[paper];
  const across = Math.max(1, Math.ceil(widths.reduce((sum, width) => sum + width, 0) / readable));
  const range = filteredRange(sheet);
  const validations = choices.map(
    ({ column, from, to, answers }) =>
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${cell(from, column)}:${cell(to, column)}">` +
      `<formula1>"${content(answers.join(","))}"</formula1></dataValidation>`,
  );
  const footer = `&L${foot.replaceAll("&", "&&")}&R第 &P 页，共 &N 页`;
  return [
    `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    ...(range === undefined ? [] : [`<autoFilter ref="${range.replaceAll("$", "")}"/>`]),
    ...(validations.length === 0
      ? []
      : [
          `<dataValidations count="${validations.length}">${validations.join("")}</dataValidations>`,
        ]),
    `<printOptions horizontalCentered="1"/>`,
    `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>`,
    `<pageSetup paperSize="${number}" orientation="landscape" fitToWidth="${across}" fitToHeight="0"/>`,
    `<headerFooter><oddFooter>${content(footer)}</oddFooter></headerFooter>`,
  ];
}

/** Only the small head and foot of the sheet are searched, not the many cells between. */
function withParts(xml: string, parts: readonly string[]): string {
  const from = xml.indexOf("<sheetData");
  const to = xml.includes("</sheetData>")
    ? xml.indexOf("</sheetData>") + "</sheetData>".length
    : xml.indexOf("/>", from) + 2;
  const cells = xml.slice(from, to);
  let rest = `${xml.slice(0, from)}<sheetData/>${xml.slice(to)}`
    .replace(/<pageMargins[^>]*\/>/, "")
    .replace(/<pageSetup[^>]*\/>/, "");
  for (const part of parts) rest = insert(rest, part, ORDER, "worksheet");
  return rest.replace("<sheetData/>", () => cells);
}

/** Names that spreadsheets look for: what to repeat on every page, and the range that is filtered. */
function namesIn(sheet: WorkbookSheet, index: number, name: string): string[] {
  const quoted = content(`'${name.replaceAll("'", "''")}'!`);
  const { headRows, headColumns = 0 } = sheet;
  const range = filteredRange(sheet);
  const repeated = [
    ...(headColumns === 0 ? [] : [`${quoted}$A:$${cell(1, headColumns).replace("1", "")}`]),
    ...(headRows === 0 ? [] : [`${quoted}$1:$${headRows}`]),
  ];
  const defined = (which: string, what: string): string =>
    `<definedName name="_xlnm.${which} localSheetId="${index}"${what}</definedName>`;
  return [
    ...(range === undefined ? [] : [defined('_FilterDatabase"', ` hidden="1">${quoted}${range}`)]),
    ...(repeated.length === 0 ? [] : [defined('Print_Titles"', `>${repeated.join(",")}`)]),
  ];
}

/** "$A$2:$F$281": from the last of the head rows to the end. */
function filteredRange({ filter, headRows, rows }: WorkbookSheet): string | undefined {
  if (filter !== true || headRows === 0) return undefined;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 1);
  const fixed = (address: string): string => address.replace(/([A-Z]+)(\d+)/, "$$$1$$$2");
  return `${fixed(cell(headRows, 1))}:${fixed(cell(Math.max(rows.length, headRows), width))}`;
}

function cell(row: number, column: number): string {
  return getCellAddress(row - 1, column - 1);
}

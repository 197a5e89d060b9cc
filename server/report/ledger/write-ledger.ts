import iconv from "iconv-lite";
import type { Assessment } from "#contract/policy/compliance.ts";
import type { LEDGER_FORMATS } from "#contract/policy/report.ts";
import type { Unit } from "#core/demand/units.ts";
import type { CrsId } from "#core/geo/crs/crs.ts";
import { writeCsv } from "../export/csv.ts";
import { fileStem } from "../export/export-file-name.ts";
import { writeTable, type ExportedFile } from "../export/write-table.ts";
import { ledgerRecords, ledgerTable } from "./ledger-table.ts";
import { writeLedgerWorkbook } from "./ledger-workbook.ts";
import type { Ledger } from "./ledger.ts";

export type LedgerFormat = (typeof LEDGER_FORMATS)[number];

export interface LedgerFile {
  readonly ledger: Ledger;
  readonly assessment: Assessment;
  /** Of the study, in whose order the ledger names them. */
  readonly units: readonly Unit[];
  /** Of files with places. */
  readonly crs: CrsId;
}

/** The ledger as a file whose name says what it is, where and of when. */
export async function writeLedger(
  { ledger, assessment, units, crs }: LedgerFile,
  format: LedgerFormat,
): Promise<ExportedFile> {
  const marked = assessment.synthetic && !ledger.title.includes("示例");
  const title = `${marked ? "示例_" : ""}${ledger.title}`;
  switch (format) {
    case "xlsx":
      return {
        name: `${fileStem(title)}.xlsx`,
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        extension: "xlsx",
        bytes: await writeLedgerWorkbook(ledger, assessment),
      };
    case "csv":
      return csv(title, await writeCsv(ledgerRecords(ledger), crs), "utf-8");
    case "csv-gb18030": {
      // GB 18030 has a code for every character of Unicode, so nothing is lost.
      const text = (await writeCsv(ledgerRecords(ledger), crs)).toString("utf8");
      return csv(
        `${title}_GB18030`,
        iconv.encode(text.replace(/^\ufeff/, ""), "gb18030"),
        "gb18030",
      );
    }
    case "geojson":
    case "geopackage":
      return writeTable({ ...ledgerTable(ledger, units), title }, format, crs);
  }
}

function csv(title: string, bytes: Buffer, charset: string): ExportedFile {
  const name = `${fileStem(title)}.csv`;
  return { name, type: `text/csv; charset=${charset}`, extension: "csv", bytes };
}

import type { SheetProblem, SheetReading } from "#contract/policy/stock.ts";
import type { Division } from "#core/policy/input.ts";
import { RefusedFile } from "../intake/refused-file.ts";
import { columnLetter, messageOf } from "../intake/stock-sheet/problems.ts";
import { readStockSheet, type StockSheets as ReadSheets } from "../intake/stock-sheet.ts";
import { fileStem } from "../report/export/export-file-name.ts";
import { writeMarkedSheet } from "../report/marked-sheet.ts";
import { stockLevelWords, writeStockSheet, type StockSheetOrder } from "../report/stock-sheet.ts";
import { markedSheets, type MarkedSheet } from "./marked-sheets.ts";
import type { Policy } from "./policy.ts";
import { chinaToday } from "./policy/days.ts";
import type { StockFault } from "./policy/check-stock.ts";

interface NamedStudy {
  readonly id: string;
  readonly name: string;
  readonly synthetic: boolean;
}

/** A sheet that came back filled in. */
export interface FilledSheet {
  readonly name: string;
  readonly path: string;
  readonly year: number;
  /** For rows that state none of their own; "" for none. */
  readonly source: string;
  readonly date: string;
}

/** Sheets that offices fill in away from the program. */
export interface StockSheets {
  /** What is known of the year stands in it already. */
  readonly template: (
    study: NamedStudy,
    level: StockSheetOrder["level"],
    year: number,
  ) => Promise<{ readonly name: string; readonly bytes: Buffer }>;
  /** All of it is stored, or nothing. */
  readonly take: (study: NamedStudy, sheet: FilledSheet) => Promise<SheetReading>;
  readonly marked: (study: string, token: string) => MarkedSheet | undefined;
}

type Tools = Pick<
  Policy,
  "catalogue" | "divisionsOf" | "placesOf" | "stock" | "checkStock" | "storeSheet"
>;

export function stockSheets(policy: Tools, now: () => Date): StockSheets {
  const kept = markedSheets(now);

  return {
    async template(study, level, year) {
      const [{ items }, divisions, { figures, estates }] = await Promise.all([
        policy.catalogue(),
        placesOf(study.id),
        policy.stock(study.id),
      ]);
      const order = { study, level, year, items, divisions, figures, estates };
      const mark = study.synthetic && !study.name.includes("示例") ? "示例_" : "";
      const stem = `${mark}${study.name}_存量填报_${stockLevelWords(level)}_${year}年`;
      return { name: `${fileStem(stem)}.xlsx`, bytes: await writeStockSheet(order) };
    },

    async take(study, { path, name, ...given }) {
      const [{ items }, divisions, { estates }] = await Promise.all([
        policy.catalogue(),
        placesOf(study.id),
        policy.stock(study.id),
      ]);
      const today = chinaToday(now()).day;
      const read = await readStockSheet(path, {
        name,
        items,
        divisions,
        estates,
        today,
        ...given,
      }).catch((error: unknown) => {
        if (error instanceof RefusedFile) return error;
        throw error;
      });
      if (read instanceof RefusedFile) return refused(read);
      const problems = [...read.problems];
      if (problems.length === 0) {
        const faults = await policy.checkStock(study.id, read.figures, read.estates);
        problems.push(...faults.map((fault) => problemOf(fault, read)));
      }
      const reading = { blank: read.blank, ignored: [...read.ignored], problems };
      if (problems.length > 0) {
        const bytes = await writeMarkedSheet(read.tables, problems);
        const stem = fileStem(name.replace(/\.xlsx?$/i, ""));
        const token = kept.keep({ study: study.id, name: `${stem}_标出问题.xlsx`, bytes });
        return { ...reading, stored: 0, estates: 0, marked: token };
      }
      await policy.storeSheet(study.id, read.figures, read.estates);
      const { length: stored } = read.figures;
      return { ...reading, stored, estates: read.estates.length, marked: null };
    },

    marked: kept.find,
  };

  /** Divisions of the study, and those around it that figures can be stated for: the city that a county lies in. */
  async function placesOf(study: string): Promise<Division[]> {
    const divisions = await policy.divisionsOf(study);
    const own = new Set(divisions.map(({ code }) => code));
    const around = (await policy.placesOf(study)).filter(({ code }) => !own.has(code));
    return [
      ...divisions,
      ...around.map((place) => ({ ...place, within: null, urban: null, unit: null })),
    ];
  }
}

/** A file that could not be read at all has one problem, which is nowhere in it. */
function refused({ file, reason }: RefusedFile): SheetReading {
  const problem: SheetProblem = {
    sheet: "",
    row: 1,
    column: "",
    title: "",
    value: file.slice(0, 60),
    code: reason.code,
    message: messageOf(reason),
  };
  return { stored: 0, estates: 0, blank: 0, problems: [problem], ignored: [], marked: null };
}

/** What the study's own check found, in the cell that the figure came from. */
function problemOf({ list, index, code, zh, en }: StockFault, read: ReadSheets): SheetProblem {
  const place = list === "figures" ? read.places[index] : undefined;
  const [first] = read.tables;
  return {
    sheet: place?.sheet ?? first?.name ?? "",
    row: place?.row ?? first?.headerRow ?? 1,
    column: place?.index === undefined ? "" : columnLetter(place.index),
    title: place?.title ?? "",
    value: (place?.value ?? "").slice(0, 60),
    code,
    message: { zh, en },
  };
}

import type { SheetProblem } from "#contract/policy/stock.ts";
import { REASONS, type Reason } from "#contract/reasons/reasons.ts";
import { fill } from "#contract/reasons/wording.ts";
import { printable } from "../account.ts";

/** Where in a workbook something is wrong. */
export interface CellPlace {
  readonly sheet: string;
  /** From 1. */
  readonly row: number;
  /** From 0; left out for a whole row. */
  readonly index?: number;
  readonly title?: string;
  readonly value?: string;
}

export interface ProblemKeeper {
  readonly add: (reason: Reason, place: CellPlace) => void;
  readonly count: () => number;
  /** By row and column within each sheet; beyond the most that are listed, how many more there are. */
  readonly list: () => SheetProblem[];
}

/** What one office can mend before it sends the sheet again. */
const MOST = 3000;
const LONGEST_VALUE = 60;

export function problemKeeper(): ProblemKeeper {
  const kept: { readonly problem: SheetProblem; readonly index: number; readonly order: number }[] =
    [];
  const sheets: string[] = [];
  let count = 0;
  const problemOf = (reason: Reason, place: CellPlace): SheetProblem => ({
    sheet: place.sheet,
    row: place.row,
    column: place.index === undefined ? "" : columnLetter(place.index),
    title: place.title ?? "",
    value: printable(place.value ?? "", LONGEST_VALUE),
    code: reason.code,
    message: messageOf(reason),
  });
  return {
    add(reason, place) {
      count += 1;
      if (kept.length >= MOST) return;
      if (!sheets.includes(place.sheet)) sheets.push(place.sheet);
      const order = sheets.indexOf(place.sheet);
      kept.push({ problem: problemOf(reason, place), index: place.index ?? -1, order });
    },
    count: () => count,
    list() {
      const sorted = kept
        .toSorted((a, b) => a.order - b.order || a.problem.row - b.problem.row || a.index - b.index)
        .map(({ problem }) => problem);
      const last = sorted.at(-1);
      if (count === kept.length || last === undefined) return sorted;
      const more: Reason = { code: "stock-more-problems", values: { count: count - kept.length } };
      return [...sorted, problemOf(more, { sheet: last.sheet, row: last.row })];
    },
  };
}

/** The reason with what to do, in both languages; long values of it are cut. */
export function messageOf({ code, values = {} }: Reason): SheetProblem["message"] {
  const { what, remedy } = REASONS[code];
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? printable(value, LONGEST_VALUE) : value,
    ]),
  );
  return {
    zh: `${fill(what, "zh", shown)}${fill(remedy, "zh", shown)}`,
    en: `${fill(what, "en", shown)} ${fill(remedy, "en", shown)}`,
  };
}

/** "A" for 0, "AB" for 27. */
export function columnLetter(index: number): string {
  const [higher, lowest] = [Math.floor(index / 26), index % 26];
  return (higher > 0 ? columnLetter(higher - 1) : "") + String.fromCharCode(65 + lowest);
}

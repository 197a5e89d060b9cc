import { personalKind, type PersonalKind } from "../meaning/personal.ts";
import type { FilledTable, IgnoredColumn } from "../stock-sheet.ts";
import type { Sheet } from "../tables/sheet.ts";
import { columnLetter, type ProblemKeeper } from "./problems.ts";
import type { SheetHeader } from "./sheet-columns.ts";

export interface CheckedColumns {
  readonly sheet: string;
  readonly headerRow: number;
  readonly ignored: readonly IgnoredColumn[];
  readonly table: FilledTable;
}

const KINDS: Readonly<Record<PersonalKind, string>> = {
  "id-number": "身份证号 identity numbers",
  phone: "电话 telephone numbers",
  "e-mail": "邮箱 e-mail addresses",
  "home-address": "住址 home addresses",
  "person-name": "姓名 names of persons",
};

/** What is wrong with a sheet above its rows: its year, titles that stand twice, other units, personal data. */
export function checkColumns(
  sheet: Sheet,
  header: SheetHeader,
  year: number,
  problems: ProblemKeeper,
): CheckedColumns {
  checkYear(sheet, header, year, problems);
  const at = { sheet: sheet.name, row: header.row };
  const seen = new Map<string, number>();
  const ignored: IgnoredColumn[] = [];
  const personal: number[] = [];
  const below = sheet.rows.filter(({ number }) => number > header.row);
  for (const { index, title, holds } of header.columns) {
    const place = { ...at, index, title, value: title };
    const key = holds.kind === "lead" ? holds.column : holds.kind === "item" ? holds.id : undefined;
    const first = key === undefined ? undefined : seen.get(key);
    if (first !== undefined) {
      const values = { title, first: columnLetter(first) };
      problems.add({ code: "stock-column-twice", values }, place);
    } else if (key !== undefined) seen.set(key, index);
    if (holds.kind === "other-unit") {
      const values = { found: holds.found, unit: holds.item.unit.zh };
      problems.add({ code: "stock-title-unit", values }, place);
    }
    if (holds.kind !== "unknown") continue;
    const values = below.flatMap((row) => row.values[index] || []);
    const kind = personalKind(title, values, true);
    if (kind !== null) {
      personal.push(index);
      problems.add({ code: "stock-personal-data", values: { kind: KINDS[kind] } }, place);
    } else if (values.length > 0 && !/^序号$|^no\.?$/i.test(title))
      ignored.push({ sheet: sheet.name, column: columnLetter(index), title });
  }
  return {
    sheet: sheet.name,
    headerRow: header.row,
    ignored,
    table: {
      name: sheet.name,
      headerRow: header.row,
      rows: sheet.rows,
      numbers: header.columns.flatMap(({ index, holds }) =>
        holds.kind === "item" && holds.item.type === "number" ? [index] : [],
      ),
      personal,
    },
  };
}

/** The template says above its titles what year it is for. */
function checkYear(sheet: Sheet, header: SheetHeader, year: number, problems: ProblemKeeper): void {
  for (const { number, values } of sheet.rows) {
    if (number >= header.row) return;
    for (const [index, value] of values.entries()) {
      const [, said] = /填报表（(\d{4}) 年）/.exec(value) ?? [];
      if (said === undefined || Number(said) === year) continue;
      const reason = { code: "stock-other-year", values: { sheet: said, year } } as const;
      problems.add(reason, { sheet: sheet.name, row: number, index, value });
    }
  }
}

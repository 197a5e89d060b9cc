import type { Estate } from "#contract/policy/stock.ts";
import type { StockColumn } from "#contract/stock-titles.ts";
import type { Level } from "#core/vocabulary.ts";
import type { CellPlace } from "./problems.ts";
import type { RowsContext } from "./read-rows.ts";
import type { SheetHeader } from "./sheet-columns.ts";

/** One row under the titles. */
export interface Row {
  readonly number: number;
  readonly values: readonly string[];
  /** What stands in one of the columns that a sheet has of its own; "" for nothing, or no such column. */
  readonly lead: (column: StockColumn) => string;
  /** The place of such a column in the row; of the whole row without one. */
  readonly at: (column?: StockColumn) => CellPlace;
}

/** What a row is about. */
export interface Who {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** The column that told. */
  readonly told: StockColumn;
  /** To be stored with the figures. */
  readonly estate?: Estate;
}

/** Undefined where the row does not say, or says something impossible; the problem is then noted. */
export function whoOf(row: Row, header: SheetHeader, context: RowsContext): Who | undefined {
  return header.estates ? estateOf(row, context) : divisionOf(row, context);
}

function divisionOf(row: Row, { find, problems }: RowsContext): Who | undefined {
  const [code, name, township] = [row.lead("code"), row.lead("name"), row.lead("township")];
  if (code === "" && name === "") {
    problems.add({ code: "stock-unit-missing" }, row.at("code"));
    return undefined;
  }
  const found = find({ code, name, township });
  if ("reason" in found) {
    problems.add(found.reason, { ...row.at(found.at), value: found.at === "code" ? code : name });
    return undefined;
  }
  const { division } = found;
  const told = code === "" ? "name" : "code";
  return { code: division.code, name: division.name, level: division.level, told };
}

/** Characters of an estate's number and of its name. */
const LONGEST_CODE = 40;
const LONGEST_NAME = 100;

function estateOf(row: Row, context: RowsContext): Who | undefined {
  const { estates, divisions, problems } = context;
  const name = (row.lead("estateName") || row.lead("name")).trim();
  const same = estates.filter((estate) => estate.name === name);
  const [only] = same;
  const code =
    (row.lead("estateCode") || row.lead("code")).trim() ||
    (same.length === 1 ? (only?.code ?? "") : "");
  const [withinCode, withinName] = [row.lead("within"), row.lead("withinName")];
  const lacks = [
    ...(code === "" ? ["编号 number"] : []),
    ...(name === "" ? ["名称 name"] : []),
    ...(withinCode + withinName === "" ? ["所在社区（村） community"] : []),
  ];
  const tooLong = code.length > LONGEST_CODE || name.length > LONGEST_NAME;
  if (lacks.length > 0 || tooLong) {
    problems.add(
      tooLong
        ? {
            code: "stock-text-too-long",
            values: { limit: code.length > LONGEST_CODE ? LONGEST_CODE : LONGEST_NAME },
          }
        : { code: "stock-estate-incomplete", values: { lacks: lacks.join("、") } },
      row.at(),
    );
    return undefined;
  }
  const found = context.find({
    code: withinCode,
    name: withinName,
    township: row.lead("township"),
  });
  if ("reason" in found) {
    const column = found.at === "code" ? "within" : "withinName";
    problems.add(found.reason, { ...row.at(column), value: row.lead(column) });
    return undefined;
  }
  if (divisions.some((division) => division.code === code)) {
    const place = { ...row.at("estateCode"), value: code };
    problems.add({ code: "stock-estate-code-taken", values: { code } }, place);
    return undefined;
  }
  const known = estates.find((estate) => estate.code === code);
  if (known !== undefined && known.name !== name) {
    const values = { code, known: known.name, name };
    problems.add(
      { code: "stock-estate-renamed", values },
      { ...row.at("estateName"), value: name },
    );
    return undefined;
  }
  const within = found.division.code;
  return {
    code,
    name,
    level: "estate",
    told: "estateCode",
    ...(known?.within !== within && { estate: { code, name, within } }),
  };
}

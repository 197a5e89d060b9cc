import type { Reason } from "#contract/reasons/reasons.ts";
import { plainCode } from "#core/policy/codes.ts";
import type { Division } from "#core/policy/input.ts";
import type { StockColumn } from "#contract/stock-titles.ts";
import { plainText } from "../meaning/plain-text.ts";

/** What a row says of the unit it is about; "" where it says nothing. */
export interface NamedUnit {
  readonly code: string;
  readonly name: string;
  readonly township: string;
}

/** The division, or what is wrong and with which of the cells. */
export type Found =
  | { readonly division: Division }
  | { readonly reason: Reason; readonly at: Extract<StockColumn, "code" | "name"> };

/** By its code, or by its exact name where the code is left blank. */
export type FindDivision = (unit: NamedUnit) => Found;

export function divisionFinder(divisions: readonly Division[]): FindDivision {
  const byCode = new Map(divisions.map((division) => [canonical(division.code), division]));
  const byName = Map.groupBy(divisions, ({ name }) => plainText(name));
  const names = new Map(divisions.map(({ code, name }) => [code, plainText(name)]));

  const named = ({ name, township }: NamedUnit): readonly Division[] => {
    const all = byName.get(plainText(name)) ?? [];
    if (all.length < 2 || township === "") return all;
    return all.filter(({ within }) => names.get(within ?? "") === plainText(township));
  };

  return (unit) => {
    const { code, name } = unit;
    const [first, ...others] = name === "" ? [] : named(unit);
    if (code === "") {
      if (first === undefined)
        return { reason: { code: "stock-name-unknown", values: { name } }, at: "name" };
      const count = 1 + others.length;
      return count === 1
        ? { division: first }
        : { reason: { code: "stock-name-ambiguous", values: { name, count } }, at: "name" };
    }
    const division = byCode.get(canonical(code));
    if (division === undefined) {
      const reason: Reason =
        first !== undefined && others.length === 0
          ? { code: "stock-code-changed", values: { code, name, now: first.code } }
          : { code: "stock-code-unknown", values: { code } };
      return { reason, at: "code" };
    }
    // Two units of the study in one row: rows have slipped. A name the study does not know is another spelling.
    const isOther = name !== "" && plainText(division.name) !== plainText(name);
    if (isOther && byName.has(plainText(name))) {
      const values = { code, name: division.name, given: name };
      return { reason: { code: "stock-unit-mismatch", values }, at: "name" };
    }
    return { division };
  };
}

/** The same for 620702001 and 620702001000. */
function canonical(code: string): string {
  const plain = code.normalize("NFKC").trim();
  return plainCode(plain) ?? plain;
}

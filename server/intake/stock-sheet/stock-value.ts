import type { StockItem } from "#contract/policy/measure.ts";
import type { StockFigure } from "#contract/policy/stock.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import { isNothing, readAmount } from "../meaning/amount.ts";
import { maskPersonal } from "../meaning/personal.ts";
import { plainText } from "../meaning/plain-text.ts";

export type StockValue =
  | { readonly kind: "value"; readonly value: StockFigure["value"] }
  /** Not reported; never zero. */
  | { readonly kind: "blank" }
  | { readonly kind: "fault"; readonly reason: Reason };

/** What a cell says of an item; numbers are multiplied by `factor`, which the column's title tells. */
export function readStockValue(text: string, item: StockItem, factor: number): StockValue {
  const plain = plainText(text);
  if (plain === "") return { kind: "blank" };
  switch (item.type) {
    case "number":
      return readNumber(text, plain, item, factor);
    case "truth":
      if (YES.test(plain)) return { kind: "value", value: true };
      if (NO.test(plain)) return { kind: "value", value: false };
      return isNothing(plain) ? { kind: "blank" } : fault("stock-not-yes-or-no", { text });
    case "text":
      return isNothing(plain) ? { kind: "blank" } : readText(text, item);
  }
}

const YES = /^(?:是的?|有|已有|对|y|yes|true|t|1(?:\.0)?|[√✓✔☑])$/;
const NO = /^(?:否|不是|无|没有|n|no|false|f|0(?:\.0)?|[×x✗✘☒])$/;
/** Words for nothing that may mean zero. */
const NONE = /^(?:无|没有|空)$/;

/** Text that is longer is cut off in no file and on no page. */
export const LONGEST_TEXT = 200;

function readNumber(text: string, plain: string, item: StockItem, factor: number): StockValue {
  const { whole, minimum, maximum } = item;
  const unit = item.unit.zh;
  if (NONE.test(plain)) return fault("stock-zero-or-blank", { text });
  const amount = readAmount(text, unit === "㎡" ? "area" : unit === "%" ? "share" : "count");
  if (amount.kind === "none") return { kind: "blank" };
  if (amount.kind === "fault") {
    if (amount.reason.code === "amount-range") return fault("stock-range", { text });
    if (amount.reason.code === "amount-wrong-unit")
      return fault("stock-wrong-unit", { text, unit });
    if (amount.reason.code === "amount-negative" && (minimum ?? 0) >= 0)
      return fault("stock-too-small", { text, limit: minimum ?? 0 });
    if (amount.reason.code === "amount-too-large")
      return fault("stock-too-large", { text, limit: maximum ?? 1e12 });
    return fault("stock-not-a-number", { text });
  }
  // "1.2万" of what is counted in ten thousands is 1.2 of them.
  const divisor = unit.startsWith("万") && plain.includes("万") ? 1e4 : 1;
  const value = Number(((amount.value * factor) / divisor).toPrecision(12));
  if (value < (minimum ?? 0)) return fault("stock-too-small", { text, limit: minimum ?? 0 });
  if (value > (maximum ?? 1e12)) return fault("stock-too-large", { text, limit: maximum ?? 1e12 });
  if (whole === true && !Number.isInteger(value)) return fault("stock-not-whole", { text, unit });
  return { kind: "value", value };
}

function readText(text: string, { pattern, note }: StockItem): StockValue {
  const value = text.normalize("NFKC").trim();
  if (value.length > LONGEST_TEXT) return fault("stock-text-too-long", { limit: LONGEST_TEXT });
  if (maskPersonal(value) !== value) return fault("stock-personal-value", {});
  if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) {
    const allowed = /^\^\((?:\?:)?([\w|]+)\)\$$/.exec(pattern)?.[1]?.replaceAll("|", "、");
    return fault("stock-text-not-allowed", { text, allowed: allowed ?? note?.zh ?? pattern });
  }
  return { kind: "value", value };
}

function fault(code: Reason["code"], values: NonNullable<Reason["values"]>): StockValue {
  return { kind: "fault", reason: { code, values } };
}

import type { ReasonCode } from "#contract/reasons/reasons.ts";
import { equal, filled, type GridRow } from "./grid-row.ts";

/**
 * Tells the rows among the records that are none: totals, headings of sections, the titles once more, examples of how
 * to fill in the form, and the remarks at the foot, which go on over rows of a single value.
 */
export class RecordGuard {
  readonly #titles: readonly string[];
  readonly #width: number;
  #inRemarks = false;

  /** `titles` are the cells of the title row as they stand. */
  constructor(titles: readonly string[], width: number) {
    this.#titles = titles;
    this.#width = width;
  }

  /** Why the row is no record; undefined when it is one. */
  fault({ values, banner }: GridRow): ReasonCode | undefined {
    const start = values.findIndex((value) => value !== "");
    const first = values[start] ?? "";
    if (isTotal(first) || (start < 2 && isTotal(values[start + 1] ?? "") && isPlainNumber(first))) {
      this.#inRemarks = false;
      return "row-total";
    }
    if (EXAMPLE.test(first) || (start < 2 && EXAMPLE.test(values[start + 1] ?? "")))
      return "row-example";
    const amount = first.length > LONGEST_NUMBER || REMARK.test(first) ? filled(values).length : 0;
    if (REMARK.test(first) && amount <= Math.max(1, this.#width / 2)) {
      this.#inRemarks = true;
      return "row-remark";
    }
    const single = values.indexOf("", start) < 0 ? values.length === 1 : isSingle(values, start);
    if (single && this.#width > 2) {
      if (this.#inRemarks) return "row-remark";
      if (banner === true || SECTION.test(first)) return "row-section";
    }
    this.#inRemarks = false;
    return first === this.#titles[start] && equal(values, this.#titles)
      ? "row-titles-again"
      : undefined;
  }
}

const LONGEST_NUMBER = 6;

function isSingle(values: readonly string[], start: number): boolean {
  for (let i = start + 1; i < values.length; i += 1) if (values[i] !== "") return false;
  return true;
}

function isTotal(value: string): boolean {
  return value.length <= LONGEST_TOTAL && TOTAL.test(value.replaceAll(/\s/g, ""));
}

function isPlainNumber(value: string): boolean {
  return /^\d+$/.test(value);
}

const LONGEST_TOTAL = 20;
const TOTAL =
  /^(?:(?:本页|全[国省州市县区镇乡]|总)?(?:合计|总计|小计|共计|累计)(?:[:：（(].*)?|全[国省州市县区镇乡]|(?:grand|sub)?total)$/i;
const REMARK =
  /^(?:[*＊※]|(?:备?注|注释|附注|说明|(?:填表|填报|统计)说明|(?:填表|填报|制表|审核|复核|统计|经办|联系|(?:单位|统计)?负责)人|制表|审核|(?:填表|填报|制表)单位|联系电话|(?:数据|资料)?来源|(?:填表|填报|制表|统计)?日期|note|notes|source|remarks?)\s*[\d一二三四五六七八九]*\s*[:：.．、])/i;
/** What shows in a form how to fill it in; a name may begin with the word without being one. */
const EXAMPLE = /^[（(【[]?(?:填[写报])?(?:示例|样例|范例|例如|例)(?:行)?(?:[)）】\]].*|[:：].*)?$/;
const SECTION = /^(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+[、.．])/;

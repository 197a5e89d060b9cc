import { plainText } from "../meaning/plain-text.ts";

/** A name as names of units are compared. */
export interface UnitName {
  /** What is left without the word for its kind: "交通巷". */
  readonly stem: string;
  /** "社区", "村", "街道", "镇", "乡", or "" where the name does not say. */
  readonly kind: string;
  /** Name of the unit it lies in, as compared; "" where none is given. */
  readonly parent: string;
}

const KINDS: readonly (readonly [kind: string, ending: RegExp])[] = [
  ["社区", /(?:社区居民委员会|社区居委会|居民委员会|居委会|社区)$/],
  ["村", /(?:村村民委员会|村民委员会|村村委会|村委会|村)$/],
  ["街道", /(?:街道办事处|街道办|街道)$/],
  ["镇", /(?:镇人民政府|镇政府|镇)$/],
  ["乡", /(?:乡人民政府|乡政府|乡)$/],
];
const ENDS_PARENT = /街道办事处|街道办|街道|镇|乡/g;
/** No name of a township, but the beginning of some other word. */
const ENDING_ALONE = /^(?:街道办事处|街道办|街道|镇|乡)$/;

export function isTownship(kind: UnitName["kind"]): boolean {
  return kind === "街道" || kind === "镇" || kind === "乡";
}

/** Two readings of one name agree when both are the same here. */
export function keyOf({ stem, kind }: Pick<UnitName, "stem" | "kind">): string {
  return `${stem} ${kind}`;
}

/** A name without the many ways of writing its kind: 交通巷社区居委会 is 交通巷 of kind 社区. */
export function withoutKind(name: string): Pick<UnitName, "stem" | "kind"> {
  const text = plainText(name).replaceAll(/[\p{P}\p{S}]+/gu, "");
  for (const [kind, ending] of KINDS) {
    const stem = text.replace(ending, "");
    if (stem !== text && stem !== "") return { stem, kind };
  }
  return { stem: text, kind: "" };
}

/**
 * How a name can be read, likeliest first: as it stands, then with the name of the unit it lies in before it, as in
 * 东街街道交通巷社区: a township by its kind, or any of the `known` ones. The parent that is given besides wins over
 * one in the name.
 */
export function readingsOf(
  name: string,
  parent: string,
  known: readonly string[] = [],
): UnitName[] {
  const text = plainText(name);
  const above = parent === "" ? "" : parentKey(parent);
  const townships = [...text.matchAll(ENDS_PARENT)].map(
    ({ 0: word, index }) => index + word.length,
  );
  const others = known.filter((one) => text.startsWith(one)).map((one) => one.length);
  const split = [...new Set([...townships, ...others])].flatMap((end) => {
    const [before, own] = [text.slice(0, end), text.slice(end)];
    if (own === "" || ENDING_ALONE.test(before)) return [];
    return [{ ...withoutKind(own), parent: above === "" ? parentKey(before) : above }];
  });
  return [{ ...withoutKind(name), parent: above }, ...split];
}

/** Whether two names of a parent can mean one unit; a name may have those above it in front (甘州区东街街道). */
export function sameParent(one: string, other: string): boolean {
  const [long, short] = one.length >= other.length ? [one, other] : [other, one];
  const above = long.slice(0, long.length - short.length);
  return long.endsWith(short) && (above === "" || /[省州市区县旗]$/.test(above));
}

export function parentKey(name: string): string {
  const { stem, kind } = withoutKind(name);
  return `${stem}${kind}`;
}

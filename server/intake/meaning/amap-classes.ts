import { plainText } from "./plain-text.ts";
import { NOTHING, type Verdict } from "./service-words.ts";
import { joined } from "./service-codes.ts";

/** The top classes of Amap; only in those marked may one of the seven services lie under a name of its own. */
const TOP_CLASSES: ReadonlyMap<string, boolean> = new Map([
  ...["餐饮服务", "购物服务", "生活服务", "体育休闲服务", "医疗保健服务"].map(
    (name) => [name, true] as const,
  ),
  ...["政府机构及社会团体", "科教文化服务", "商务住宅", "公司企业"].map(
    (name) => [name, true] as const,
  ),
  ...["汽车服务", "汽车销售", "汽车维修", "摩托车服务", "住宿服务", "风景名胜"].map(
    (name) => [name, false] as const,
  ),
  ...["交通设施服务", "金融保险服务", "道路附属设施", "地名地址信息"].map(
    (name) => [name, false] as const,
  ),
  ...["公共设施", "事件活动", "室内设施", "通行设施", "虚拟数据"].map(
    (name) => [name, false] as const,
  ),
]);

/** The same classes as codes: vehicles, lodging, sights, transport, banks, roads, addresses and what is left. */
const CODES_WITHOUT_OURS = /^(?:0[1-4]|1[01]|15|16|18|19|20|22|97|99)\d{4}$/;

/**
 * What Amap's classes say, written "购物服务;综合市场;农副产品市场", several of them apart by "|". The smallest class
 * counts and the one above it only where that says nothing: a market for small wares is below 综合市场 too.
 * Undefined where the words are no such classes.
 */
export function verdictOfAmapClasses(
  words: string,
  verdictOfWord: (plain: string) => Verdict,
): Verdict | undefined {
  const paths = pathsIn(words);
  if (paths === undefined) return undefined;
  return joined(paths.map((path) => verdictOfPath(path, verdictOfWord)));
}

/** Whether codes and classes put a place where none of the seven services is: a stop has the name of what it serves. */
export function isClassWithoutOurs(typecode: string, words: string): boolean {
  const codes = typecode.split(/[|;,、\s]+/).filter((code) => code !== "");
  if (codes.length > 0 && codes.every((code) => CODES_WITHOUT_OURS.test(code))) return true;
  const paths = pathsIn(words);
  return paths !== undefined && paths.every(([top = ""]) => TOP_CLASSES.get(top) === false);
}

function verdictOfPath(
  [, ...below]: readonly string[],
  verdictOfWord: (plain: string) => Verdict,
): Verdict {
  for (const name of below.toReversed()) {
    const verdict = joined(plainText(name).split("/").map(verdictOfWord));
    const isSilent = verdict.services.length + verdict.candidates.length === 0 && !verdict.other;
    if (!isSilent) return verdict;
  }
  return NOTHING;
}

/** Each with its top class first. */
function pathsIn(words: string): string[][] | undefined {
  const paths = words
    .split("|")
    .map((path) => path.split(/[;；]/).map((name) => name.trim()))
    .filter((path) => path.some((name) => name !== ""));
  const isAmap = paths.every((path) => path.length > 1 && TOP_CLASSES.has(path[0] ?? ""));
  return paths.length > 0 && isAmap ? paths : undefined;
}

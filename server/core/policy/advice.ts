import type { Caliber, Said, UnitState } from "../vocabulary.ts";
import { lacking, wholeThings, type Bound, type Ratio } from "./judge.ts";

interface Units {
  readonly states: readonly UnitState[];
  readonly ratio: Ratio | null;
  readonly bounds: readonly Bound[];
  readonly tolerance: number | undefined;
  readonly caliber: Caliber;
  /** How the units are counted. */
  readonly name: Said;
}

/** Register what is there before building; where nothing is there, ask those that have not reported. */
export function adviseOnUnits({
  states,
  ratio,
  bounds,
  tolerance,
  caliber,
  name,
}: Units): Said | null {
  if (ratio === null) return null;
  const wanted = wholeThings(lacking(ratio, bounds, tolerance));
  const nearly = states.filter((state) => state === "nearly").length;
  const unknown = states.filter((state) => state === "unknown").length;
  if (wanted <= 0 || !Number.isFinite(wanted)) return null;
  const related = caliber === "registered";
  const zh = related ? "登记服务关系" : "备案";
  const en = related ? "registered as served" : "registered";
  if (nearly >= wanted)
    return {
      zh: `${nearly} ${name.zh}已有点位但未${zh}，${related ? `登记 ${wanted} 个` : `完成 ${wanted} 家备案`}即达标，不必新建。`,
      en: `${nearly} ${name.en} have a place that is not ${en}: with ${wanted} of them ${en} the target is met, nothing need be built.`,
    };
  if (nearly > 0)
    return {
      zh: `${nearly} ${name.zh}已有点位但未${zh}，先完成${zh}，另有 ${wanted - nearly} ${name.zh}需新设。`,
      en: `${nearly} ${name.en} have a place that is not ${en}: start there; ${wanted - nearly} more need a new one.`,
    };
  if (unknown >= wanted)
    return {
      zh: `${unknown} ${name.zh}未填报，先补齐填报再定是否新建。`,
      en: `${unknown} ${name.en} have not reported: ask them before building.`,
    };
  return null;
}

/** A share of a stock is met by converting what is there. */
export function adviseToConvert(ratio: Ratio, bounds: readonly Bound[], lacks: Said): Said | null {
  const wanted = wholeThings(lacking(ratio, bounds));
  const convertible = ratio.denominator - ratio.numerator;
  if (wanted <= 0 || wanted > convertible) return null;
  return {
    zh: `总量不变，把现有的再改出 ${wanted} ${lacks.zh}即达标，不必新增。`,
    en: `Converting what is there into ${wanted} ${lacks.en} meets the target; the total need not grow.`,
  };
}

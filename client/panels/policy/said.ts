import type { Indicator, Target } from "#contract/policy/compliance.ts";
import { departmentsOf, marksOf, targetInForce } from "../../plan/policy/targets.ts";
import { amount, lackingAmount } from "../../text/amount.ts";
import type { Language } from "../../text/language.ts";
import type { Words } from "../../text/zh.ts";

/** The value in full, never rounded onto a target that it misses. */
export function valueText(indicator: Indicator, language: Language): string {
  return amount(indicator.value, indicator.unit[language], language, marksOf(indicator.targets));
}

/** `差 2 个社区`; undefined where nothing is short. */
export function shortText(
  shortfall: Indicator["shortfall"],
  language: Language,
  words: Words,
): string | undefined {
  if (shortfall === null || shortfall.amount <= 0) return undefined;
  return words.policy.lacking(lackingAmount(shortfall.amount, shortfall.unit[language], language));
}

/** The same without what stands in brackets in the unit, for a narrow column. */
export function briefShortText(
  shortfall: Indicator["shortfall"],
  language: Language,
  words: Words,
): string | undefined {
  return shortText(shortfall, language, words)?.replace(/\s*[（(][^）)]*[）)]$/, "");
}

/** What is missing, the first thing named; how many there are in all. */
export function missingText(indicator: Indicator, language: Language): string[] {
  return indicator.missing.map(({ said }) => said[language]);
}

/** What the verdict would be by another reading; undefined where every reading says the same. */
export function flipText(indicator: Indicator, words: Words): string | undefined {
  if (!indicator.flips) return undefined;
  const others = new Set(
    indicator.readings.map(({ verdict }) => verdict).filter((one) => one !== indicator.verdict),
  );
  const text = words.policy.table;
  if (indicator.verdict === "met" && others.has("not-met")) return text.flips;
  if (indicator.verdict === "not-met" && others.has("met")) return text.flipsMet;
  return text.flipsOpen;
}

/** The departments of a target in a row; a star where the document does not name them. */
export function departmentText(target: Target | undefined, words: Words): string {
  if (target === undefined || target.departments.length === 0) return "";
  return starred(words.list(departmentsOf(target)), target);
}

/** The first department alone. */
export function leadText(target: Target | undefined, words: Words): string {
  if (target === undefined) return "";
  const [first, ...rest] = departmentsOf(target);
  if (first === undefined) return "";
  return starred(rest.length > 0 ? `${first}${words.policy.table.others}` : first, target);
}

/** As the overview tells it: in words rather than by a star. */
export function responsibleText(indicator: Indicator, words: Words): string | undefined {
  const target = targetInForce(indicator);
  if (target === undefined || target.departments.length === 0) return undefined;
  const text = words.policy.block;
  const names = text.departments(words.list(departmentsOf(target)));
  return target.departmentsBasis === "inferred" ? `${names}${text.inferred}` : names;
}

function starred(names: string, { departmentsBasis }: Target): string {
  return departmentsBasis === "inferred" ? `${names}*` : names;
}

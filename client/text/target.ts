import type { Indicator, Target } from "#contract/policy/compliance.ts";
import type { TargetNumber } from "#contract/policy/document.ts";
import { setAmount, shortSetAmount } from "./amount.ts";
import type { Language } from "./language.ts";
import type { Words } from "./zh.ts";

/** Each number of a target as a cell of a table shows it: `60%`, `室内 0.1㎡`, `≤ 300㎡`. `own` is the indicator's unit. */
export function targetLines(
  target: Pick<Target, "numbers">,
  own: Indicator["unit"],
  language: Language,
  words: Words,
): string[] {
  return target.numbers.map((number) => {
    const said = inWords(number, words.policy.target, (value, unit) =>
      shortSetAmount(value, unitIn(unit, own, language), language),
    );
    return number.label ? `${number.label[language]} ${said}` : said;
  });
}

/** A target in full, with the unit of a rate: `4.5 个/千人`. */
export function targetText(
  target: Pick<Target, "numbers">,
  own: Indicator["unit"],
  language: Language,
  words: Words,
): string {
  return joined(target.numbers, own, words.policy.target, language, words);
}

/** What the document asks for, in a sentence: `达到 60%（以上含本数）`. */
export function targetAsks(
  target: Pick<Target, "numbers">,
  own: Indicator["unit"],
  language: Language,
  words: Words,
): string {
  return joined(target.numbers, own, words.policy.target.asks, language, words);
}

type Forms = Omit<Words["policy"]["target"], "asks">;

function joined(
  numbers: readonly TargetNumber[],
  own: Indicator["unit"],
  forms: Forms,
  language: Language,
  words: Words,
): string {
  return numbers
    .map((number) => {
      const said = inWords(number, forms, (value, unit) =>
        setAmount(value, unitIn(unit, own, language), language),
      );
      return number.label ? `${number.label[language]} ${said}` : said;
    })
    .join(` ${words.policy.table.anyOf} `);
}

/** Documents write their units in Chinese; where it is the indicator's own, its name in the language is known. */
function unitIn(unit: string, own: Indicator["unit"], language: Language): string {
  return unit === own.zh ? own[language] : unit;
}

function inWords(
  { operator, value, unit }: TargetNumber,
  forms: Forms,
  amount: (value: number, unit: string) => string,
): string {
  if (operator === "trend-up") return forms.rising;
  if (operator === "exists" || value === null) return forms.exists;
  const said = amount(value, unit ?? "");
  switch (operator) {
    case ">=":
      return forms.atLeast(said);
    case "<=":
      return forms.atMost(said);
    case "=":
      return forms.exactly(said);
    case "≈":
      return forms.about(said);
  }
}

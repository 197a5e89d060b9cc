import type { Indicator } from "#contract/policy/compliance.ts";
import type { IndicatorChange } from "#contract/scenario.ts";
import { judgeable } from "#core/policy/judge.ts";
import { targetUnit } from "#core/policy/words.ts";
import type { Said } from "#core/vocabulary.ts";

/** Indicators before and after, side by side; both are of the same documents. */
export function indicatorChanges(
  before: readonly Indicator[],
  after: readonly Indicator[],
): IndicatorChange[] {
  return after.flatMap((now) => {
    const was = before.find(({ id }) => id === now.id);
    if (was === undefined) return [];
    const { id, name, unit, value, verdict, shortfall } = now;
    return [
      {
        id,
        name,
        unit,
        target: targetSaid(now),
        before: { value: was.value, verdict: was.verdict, made: madeOf(was) },
        after: { value, verdict, made: madeOf(now), shortfall },
      },
    ];
  });
}

/** "18 / 32 个社区" of a share, "2,105 个托位" of a rate; null where it is not known. */
function madeOf({ trace: { terms, per } }: Indicator): Said | null {
  const [upper, lower] = terms;
  if (upper === undefined || upper.value === null) return null;
  const amount = FORMAT.format(upper.value);
  if (per === 100 && lower?.unit.zh === upper.unit.zh) {
    if (lower.value === null) return null;
    const of = FORMAT.format(lower.value);
    return { zh: `${amount} / ${of} ${lower.unit.zh}`, en: `${amount} / ${of} ${lower.unit.en}` };
  }
  if (per === null) return { zh: `${amount} ${upper.unit.zh}`, en: `${amount} ${upper.unit.en}` };
  return { zh: `${amount} ${upper.unit.zh}${upper.label.zh}`, en: `${amount} ${upper.label.en}` };
}

/** The numbers of the target in force, any of which is enough; null where no number is judged by. */
function targetSaid({ targets }: Indicator): Said | null {
  const numbers = (targets.find(({ inForce }) => inForce)?.numbers ?? []).flatMap((number) =>
    judgeable([number]).map(({ operator, value }) => ({ ...number, operator, value })),
  );
  if (numbers.length === 0) return null;
  const said = (language: "zh" | "en") =>
    numbers
      .map(({ operator, value, unit, label }) => {
        const sign = operator === "≈" ? { zh: "约", en: "about" }[language] : SIGNS[operator];
        const of = unit === null ? "" : targetUnit(unit)[language];
        const gap = language === "zh" || of === "%" ? "" : " ";
        return `${label === undefined ? "" : `${label[language]} `}${sign} ${value}${of === "" ? "" : gap + of}`;
      })
      .join({ zh: " 或 ", en: " or " }[language]);
  return { zh: said("zh"), en: said("en") };
}

const SIGNS = { ">=": "≥", "<=": "≤", "=": "=" } as const;
const FORMAT = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

import type { Missing, Trace } from "#contract/policy/compliance.ts";
import type { Measure } from "#contract/policy/measure.ts";
import type { UnitState } from "../vocabulary.ts";
import { adviseOnUnits } from "./advice.ts";
import { unitsOf, type Ground } from "./ground.ts";
import { judgeable, type Ratio } from "./judge.ts";
import { areaUnknown, countedAsNone, noList, noUnits } from "./missing.ts";
import { namesOf } from "./origins.ts";
import { judged, type Outcome, type Question, type Read } from "./outcome.ts";
import { ownValue } from "../own-value.ts";
import { servedBy, type Served, type Way } from "./served-by.ts";
import { strangersIn } from "./strangers.ts";
import { waysOf } from "./ways.ts";
import { countedBy, same } from "./words.ts";

type UnitsServed = Extract<Measure, { kind: "units-served" }>;
type Combine = UnitsServed["combine"];

/** Share of the units that may be left out because nothing tells whether they are urban. */
const MAY_LACK = 0.05;

/**
 * Share of the units that have what they need, under the caliber chosen, with the other calibers beside it. Units
 * that have not reported count as not served; one reading says what came out if they all were.
 */
export function served(measure: UnitsServed, question: Question, ground: Ground): Outcome {
  const { settings } = ground.input;
  const caliber = ownValue(settings.calibers, question.entry) ?? measure.caliber;
  const combine = ownValue(settings.combine, question.entry) ?? measure.combine;
  const { counted, areaUnknown: unsure } = unitsOf(measure.units, ground);
  const countable =
    counted.length > 0 && unsure.length <= MAY_LACK * (counted.length + unsure.length);
  const look = (way: Way, how: Combine) => {
    const parts = measure.needs.map((need) => servedBy(need, way, counted, ground));
    return { parts, states: countable ? combined(parts, how) : null };
  };
  const chosen = look({ caliber }, combine);
  const ratio = ratioOf(chosen.states);
  const waiting = counted.filter((_, i) => chosen.states?.[i] === "unknown");
  const name = countedBy(measure.units);
  return judged(
    {
      ratio,
      unit: same("%"),
      lacks: name,
      readings: [
        ...waysOf(measure, caliber, ground).map(({ way, id, label }): Read => ({
          id,
          label,
          ratio: ratioOf(look(way, combine).states),
          chosen: id === caliber,
        })),
        ...otherCombination(measure, combine, (how) => ratioOf(look({ caliber }, how).states)),
        ...ifReported(ratio, waiting.length),
      ],
      missing: [
        ...whyNot(measure, chosen.parts, counted, unsure, ground),
        ...(ratio === null ? [] : chosen.parts.flatMap(({ notes }) => notes)),
        ...(waiting.length === 0
          ? []
          : [countedAsNone(namesOf(waiting, ground).map((each) => each.name))]),
        ...strangersIn([...measure.needs.map(({ item }) => item), measure.units.among], ground),
      ],
      trace: traceOf(measure, chosen.parts, ratio, counted, unsure, ground),
      units: counted.map((place, i) => ({
        code: ground.divisions[place]!.code,
        state: chosen.states?.[i] ?? "unknown",
        value: null,
        lacks: null,
      })),
      advice: adviseOnUnits({
        states: chosen.states ?? [],
        ratio,
        bounds: judgeable(question.numbers),
        tolerance: question.tolerance,
        caliber,
        name,
      }),
    },
    question,
  );
}

/** The worst of all needs, or the best of any. Null where some need cannot be told at all. */
function combined(parts: readonly Served[], combine: Combine): UnitState[] | null {
  const columns = parts.flatMap(({ states }) => (states === null ? [] : [states]));
  const [first] = columns;
  if (first === undefined || columns.length < parts.length) return null;
  const order: readonly UnitState[] =
    combine === "all"
      ? ["not-met", "unknown", "nearly", "met"]
      : ["met", "nearly", "unknown", "not-met"];
  return first.map((_, i) => {
    const states = columns.map((column) => column[i]);
    return order.find((state) => states.includes(state)) ?? "unknown";
  });
}

function ratioOf(states: readonly UnitState[] | null): Ratio | null {
  if (states === null) return null;
  const numerator = states.filter((state) => state === "met").length;
  return { numerator, denominator: states.length, per: 100 };
}

function otherCombination(
  { needs }: UnitsServed,
  combine: Combine,
  ratio: (how: Combine) => Ratio | null,
): Read[] {
  if (needs.length < 2) return [];
  return combine === "all"
    ? [
        {
          id: "combine-any",
          label: { zh: "有其中一样即可", en: "any one of them is enough" },
          ratio: ratio("any"),
          chosen: false,
        },
      ]
    : [
        {
          id: "combine-all",
          label: { zh: "各样都有才算", en: "all of them are needed" },
          ratio: ratio("all"),
          chosen: false,
        },
      ];
}

function ifReported(ratio: Ratio | null, waiting: number): Read[] {
  if (ratio === null || waiting === 0) return [];
  return [
    {
      id: "unreported-served",
      label: { zh: "未填报的若都有", en: "if all that have not reported are served" },
      ratio: { ...ratio, numerator: ratio.numerator + waiting },
      chosen: false,
    },
  ];
}

function whyNot(
  { units }: UnitsServed,
  parts: readonly Served[],
  counted: readonly number[],
  unsure: readonly number[],
  ground: Ground,
): Missing[] {
  const unknown = unsure.length === 0 ? [] : [areaUnknown(unsure.length, countedBy(units))];
  if (counted.length > 0) return [...unknown, ...parts.flatMap(({ missing }) => missing)];
  if (unknown.length > 0) return unknown;
  if (units.among === undefined) return [noUnits(units.label)];
  return [noList(ownValue(ground.input.items, units.among)?.name ?? units.label)];
}

function traceOf(
  { formula, needs, units }: UnitsServed,
  parts: readonly Served[],
  ratio: Ratio | null,
  counted: readonly number[],
  unsure: readonly number[],
  ground: Ground,
): Trace {
  const what = {
    zh: needs.map(({ label }) => label.zh).join("、"),
    en: needs.map(({ label }) => label.en).join(", "),
  };
  const unit = countedBy(units);
  return {
    formula,
    terms: [
      {
        label: { zh: `有${what.zh}的${units.label.zh}`, en: `${units.label.en} with ${what.en}` },
        value: ratio?.numerator ?? null,
        unit,
        origins: parts.flatMap(({ origins }) => [...origins]),
      },
      {
        label: { zh: `${units.label.zh}总数`, en: `all ${units.label.en}` },
        value: counted.length,
        unit,
        origins: [
          {
            kind: "units",
            said:
              ground.input.settings.urbanBy === "code" && units.area !== undefined
                ? { zh: "单元图层，按城乡分类代码", en: "units, by urban-rural code" }
                : { zh: "单元图层", en: "units" },
            date: null,
            versions: [],
            used: counted.length,
            lacking: namesOf(unsure, ground),
          },
        ],
      },
    ],
    per: 100,
  };
}

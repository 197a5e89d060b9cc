import type { UnitVerdict } from "#contract/policy/compliance.ts";
import type { Measure } from "#contract/policy/measure.ts";
import type { Estate } from "#contract/policy/stock.ts";
import type { Ground } from "./ground.ts";
import {
  judgeable,
  lacking,
  valueOf,
  verdictOf,
  wholeThings,
  type Bound,
  type Ratio,
} from "./judge.ts";
import { countedAsNone, noFigure, noProjects } from "./missing.ts";
import { stockOrigin } from "./origins.ts";
import { judged, type Outcome, type Question } from "./outcome.ts";
import { COUNTED, same } from "./words.ts";
import { own } from "./own.ts";

type Projects = Extract<Measure, { kind: "projects" }>;
type Way = Projects["ways"][number];

const ALL: readonly Bound[] = [{ operator: ">=", value: 100 }];

/**
 * Share of the listed projects that comply in any of the ways. Where all must, that share is held against 100 %, and
 * each project against the numbers; where one area per person is asked for, what is missing is told in that area.
 * Projects that have not reported count as not complying, as units do.
 */
export function projects(measure: Projects, question: Question, ground: Ground): Outcome {
  const [way] = measure.ways;
  const byArea =
    measure.value === "all" && measure.ways.length === 1 && way !== undefined && "numerator" in way
      ? way
      : null;
  const units = ground.estates.map((estate) => projectOf(estate, measure.ways, question, ground));
  const waiting = ground.estates.filter((_, i) => units[i]!.state === "unknown");
  const told = waiting.length < units.length;
  const met = units.filter(({ state }) => state === "met").length;
  const ratio: Ratio | null = told ? { numerator: met, denominator: units.length, per: 100 } : null;
  const lacks = units.reduce((sum, each) => sum + (each.lacks ?? 0), 0);
  const bounds = measure.value === "all" ? ALL : judgeable(question.numbers);
  return judged(
    {
      ratio,
      bounds,
      unit: measure.value === "all" ? { zh: "%的项目", en: "% of projects" } : same("%"),
      lacks:
        byArea !== null && lacks > 0 && waiting.length === 0 ? byArea.shortfall : COUNTED.estate,
      ...(byArea !== null && lacks > 0 && waiting.length === 0 && { amount: lacks }),
      readings: [
        {
          id: "listed",
          label: { zh: "清单内项目", en: "projects listed" },
          ratio,
          chosen: true,
        },
        ...(ratio === null || waiting.length === 0
          ? []
          : [
              {
                id: "unreported-served",
                label: { zh: "未填报的若都达标", en: "if all that have not reported comply" },
                ratio: { ...ratio, numerator: met + waiting.length },
                chosen: false,
              },
            ]),
      ],
      missing:
        units.length === 0
          ? [noProjects()]
          : told
            ? waiting.length > 0
              ? [countedAsNone(waiting.map(({ name }) => name))]
              : []
            : itemsOf(measure).map((item) =>
                noFigure(own(ground.input.items, item)?.name ?? same(item)),
              ),
      trace: {
        formula: measure.formula,
        terms: [
          {
            label: { zh: "达标项目", en: "projects that comply" },
            value: ratio?.numerator ?? null,
            unit: COUNTED.estate,
            origins: itemsOf(measure).map((item) => {
              const figures = ground.estates.flatMap(
                ({ code }) => ground.figures.of(item, code) ?? [],
              );
              const silent = ground.estates.filter(
                ({ code }) => ground.figures.of(item, code) === null,
              );
              return {
                ...stockOrigin(
                  own(ground.input.items, item)?.name ?? same(item),
                  figures,
                  [],
                  ground,
                ),
                lacking: silent.map(({ code, name }) => ({ code, name })),
              };
            }),
          },
          {
            label: { zh: "全部项目", en: "all projects" },
            value: units.length,
            unit: COUNTED.estate,
            origins: [],
          },
        ],
        per: 100,
      },
      units,
      advice: null,
    },
    question,
  );
}

/** By its best way: one that it meets, else unknown where one is not known, else the one it is nearest to. */
function projectOf(
  estate: Estate,
  ways: readonly Way[],
  question: Question,
  ground: Ground,
): UnitVerdict {
  const tried = ways.map((way) => tryWay(estate, way, question, ground));
  const best =
    tried.find(({ state }) => state === "met") ??
    tried.find(({ state }) => state === "unknown") ??
    tried.find(({ lacks }) => lacks !== null) ??
    tried[0];
  return {
    code: estate.code,
    state: best?.state ?? "unknown",
    value: ways.length === 1 ? (best?.value ?? null) : null,
    lacks: ways.length === 1 ? (best?.lacks ?? null) : null,
  };
}

function tryWay(
  { code }: Estate,
  way: Way,
  { numbers, tolerance }: Question,
  { figures }: Ground,
): Omit<UnitVerdict, "code"> {
  const figure = (item: string) => figures.of(item, code)?.value;
  if ("item" in way) {
    const said = figure(way.item);
    if (typeof said !== "boolean") return { state: "unknown", value: null, lacks: null };
    return { state: said ? "met" : "not-met", value: null, lacks: null };
  }
  const [numerator, denominator] = [figure(way.numerator), figure(way.denominator)];
  if (typeof numerator !== "number" || typeof denominator !== "number" || denominator <= 0)
    return { state: "unknown", value: null, lacks: null };
  const ratio = { numerator, denominator, per: 1 };
  const bounds = boundsOf(way, numbers);
  const verdict = verdictOf(ratio, bounds, tolerance);
  return {
    state: verdict === "not-assessable" ? "unknown" : verdict,
    value: valueOf(ratio),
    lacks: verdict === "not-met" ? wholeThings(lacking(ratio, bounds, tolerance)) : null,
  };
}

/** The entry's number at the way's place, else the standard of the way itself. */
function boundsOf(way: Extract<Way, { numerator: string }>, numbers: Question["numbers"]): Bound[] {
  const number = way.number === undefined ? undefined : numbers[way.number];
  if (number !== undefined) return judgeable([number]);
  return way.standard === undefined ? [] : judgeable([{ ...way.standard, unit: null }]);
}

function itemsOf({ ways }: Projects): string[] {
  return [
    ...new Set(
      ways.flatMap((way) => ("item" in way ? [way.item] : [way.numerator, way.denominator])),
    ),
  ];
}

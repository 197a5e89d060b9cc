import type { Missing, Origin, UnitVerdict } from "#contract/policy/compliance.ts";
import type { Measure } from "#contract/policy/measure.ts";
import type { Estate } from "#contract/policy/stock.ts";
import type { Said } from "../vocabulary.ts";
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
import { judged, type Outcome, type Question, type Read } from "./outcome.ts";
import { ownValue } from "../own-value.ts";
import { COUNTED, same } from "./words.ts";

type Projects = Extract<Measure, { kind: "projects" }>;
type Way = Projects["ways"][number];

const ALL: readonly Bound[] = [{ operator: ">=", value: 100 }];

/**
 * Share of the listed projects that comply in any of the ways. Where all must, that share is held against 100 %, and
 * each project against the numbers; where one area per person is asked for, what is missing is told in that area.
 * Projects that have not reported count as not complying, as units do.
 */
export function projects(measure: Projects, question: Question, ground: Ground): Outcome {
  const units = ground.estates.map((estate) => projectOf(estate, measure.ways, question, ground));
  const waiting = ground.estates.filter((_, i) => units[i]!.state === "unknown");
  const ratio = ratioOf(units);
  const all = measure.value === "all";
  return judged(
    {
      ratio,
      bounds: all ? ALL : judgeable(question.numbers),
      unit: all ? { zh: "%的项目", en: "% of projects" } : same("%"),
      ...(areaLacking(measure, units) ?? { lacks: COUNTED.estate }),
      readings: readingsOf(ratio, waiting.length),
      missing: missingOf(measure, ratio, waiting, ground),
      trace: {
        formula: measure.formula,
        terms: [
          {
            label: { zh: "达标项目", en: "projects that comply" },
            value: ratio?.numerator ?? null,
            unit: COUNTED.estate,
            origins: itemsOf(measure).map((item) => originOf(item, ground)),
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

/** Null where there are none, or none has reported. */
function ratioOf(units: readonly UnitVerdict[]): Ratio | null {
  if (units.every(({ state }) => state === "unknown")) return null;
  const numerator = units.filter(({ state }) => state === "met").length;
  return { numerator, denominator: units.length, per: 100 };
}

/** What all projects together lack of the one area that each must have; null where it is not that, or not known. */
function areaLacking(
  { value, ways }: Projects,
  units: readonly UnitVerdict[],
): { readonly lacks: Said; readonly amount: number } | null {
  const [way, other] = ways;
  if (value !== "all" || way === undefined || other !== undefined || "item" in way) return null;
  if (units.some(({ state }) => state === "unknown")) return null;
  return { lacks: way.shortfall, amount: units.reduce((sum, { lacks }) => sum + (lacks ?? 0), 0) };
}

function readingsOf(ratio: Ratio | null, waiting: number): Read[] {
  const listed = { zh: "清单内项目", en: "projects listed" };
  const told = { id: "listed", label: listed, ratio, chosen: true };
  if (ratio === null || waiting === 0) return [told];
  return [
    told,
    {
      id: "unreported-served",
      label: { zh: "未填报的若都达标", en: "if all that have not reported comply" },
      ratio: { ...ratio, numerator: ratio.numerator + waiting },
      chosen: false,
    },
  ];
}

function missingOf(
  measure: Projects,
  ratio: Ratio | null,
  waiting: readonly Estate[],
  ground: Ground,
): Missing[] {
  if (ground.estates.length === 0) return [noProjects()];
  if (ratio === null) return itemsOf(measure).map((item) => noFigure(nameOf(item, ground)));
  return waiting.length === 0 ? [] : [countedAsNone(waiting.map(({ name }) => name))];
}

function originOf(item: string, ground: Ground): Origin {
  const stated = ({ code }: Estate) => ground.figures.of(item, code);
  const figures = ground.estates.flatMap((estate) => stated(estate) ?? []);
  const silent = ground.estates.filter((estate) => stated(estate) === null);
  return {
    ...stockOrigin(nameOf(item, ground), figures, [], ground),
    lacking: silent.map(({ code, name }) => ({ code, name })),
  };
}

function nameOf(item: string, { input }: Ground): Said {
  return ownValue(input.items, item)?.name ?? same(item);
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

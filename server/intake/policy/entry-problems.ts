import { ownValue } from "#core/own-value.ts";
import type { Entry, PolicyDocument } from "#contract/policy/document.ts";
import type { Measure, Theme } from "#contract/policy/measure.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import type { Level } from "#core/vocabulary.ts";
import { found, type Found } from "./schema-problems.ts";

/** What an entry is held against: its document's head, and what it may speak of. */
export interface EntryGround {
  /** Undefined where the head itself is wrong. */
  readonly issued: number | undefined;
  readonly from: number | undefined;
  readonly tier: PolicyDocument["tier"] | undefined;
  readonly themes: readonly Theme[];
  /** The common ones, and those of the document. */
  readonly measures: Readonly<Record<string, Measure>>;
  /** Names of measures of the document that are wrong themselves, and told of there. */
  readonly broken: ReadonlySet<string>;
}

/** What is wrong with an entry that has the right form: its years, numbers, departments, theme and measure. */
export function entryProblems(entry: Entry, ground: EntryGround): Found[] {
  return [
    ...yearProblems(entry, ground),
    ...numberProblems(entry),
    ...levelProblems(entry, ground),
    ...(entry.leads ?? []).flatMap((lead, i) =>
      entry.departments.includes(lead)
        ? []
        : [found(["leads", i], "policy-lead-not-among", { lead })],
    ),
    ...(ground.themes.some(({ id }) => id === entry.theme)
      ? []
      : [
          found(["theme"], "policy-theme-unknown", {
            theme: entry.theme,
            known: ground.themes.map(({ id }) => id).join(", "),
          }),
        ]),
    ...measureProblems(entry, ground),
  ];
}

/** A document may reach back: a plan of 2022 still counts from 2020, one of 1990 is a slip of the pen. */
const LONGEST_LOOK_BACK = 10;

function yearProblems(entry: Entry, { issued, from }: EntryGround): Found[] {
  const { year, yearText, base } = entry;
  const problems: Found[] = [];
  if (issued !== undefined && year < issued - LONGEST_LOOK_BACK)
    problems.push(found(["year"], "policy-year-impossible", { year, issued }));
  else if (from !== undefined && year < from && yearText === null)
    problems.push(found(["year"], "policy-year-before-period", { year, from }));
  if (base !== undefined && base >= year)
    problems.push(found(["base"], "policy-base-not-before", { base, year }));
  return problems;
}

function numberProblems({ numbers }: Entry): Found[] {
  return numbers.flatMap(({ operator, value, unit, label }, i) => {
    const problems: Found[] = [];
    if (operator === "exists" || operator === "trend-up") {
      const given = value ?? (operator === "exists" ? unit : null);
      if (given !== null)
        problems.push(
          found(["numbers", i, value === null ? "unit" : "value"], "policy-number-not-expected", {
            operator,
            value: given,
          }),
        );
    } else if (value === null || unit === null)
      problems.push(
        found(["numbers", i, value === null ? "value" : "unit"], "policy-number-incomplete", {
          operator,
        }),
      );
    if (numbers.length > 1 && label === undefined)
      problems.push(found(["numbers", i], "policy-labels-missing"));
    return problems;
  });
}

function levelProblems({ level }: Entry, { tier }: EntryGround): Found[] {
  const above: readonly Level[] =
    tier === "county" ? ["province", "city"] : tier === "city" ? ["province"] : [];
  return above.includes(level) ? [found(["level"], "policy-level-above-tier", { level })] : [];
}

function measureProblems(entry: Entry, { measures, broken }: EntryGround): Found[] {
  const { measure: name, numbers } = entry;
  if (name === undefined || broken.has(name)) return [];
  const measure = ownValue(measures, name);
  const problem = (code: Reason["code"], values: Reason["values"] = {}) => [
    found(["measure"], code, values),
  ];
  if (measure === undefined) return problem("policy-measure-unknown", { measure: name });
  if (numbers.every(({ operator }) => operator === "exists"))
    return problem("policy-measure-needless");
  if (entry.total === true && measure.kind !== "attested")
    return problem("policy-measure-not-for-totals", { kind: measure.kind });
  return [...countProblems(entry, measure), ...unitProblems(entry, measure)].flatMap(
    ({ code, values }) => problem(code, values),
  );
}

/** Units are counted at the level at which the entry is judged. */
function countProblems({ level, numbers }: Entry, measure: Measure): Reason[] {
  const wrong = (counted: string): Reason[] => [
    { code: "policy-measure-wrong-level", values: { level, counted } },
  ];
  switch (measure.kind) {
    case "units-served":
    case "count-per-unit": {
      const counted = measure.units.level;
      const suits =
        counted === level ||
        (counted === "settlement" && (level === "community" || level === "village"));
      return suits ? [] : wrong(counted);
    }
    case "projects": {
      if (level !== "estate") return wrong("estate");
      return measure.ways.flatMap((way): Reason[] => {
        if (!("number" in way) || way.number === undefined || way.number < numbers.length)
          return [];
        const values = { position: way.number + 1 };
        return [{ code: "policy-measure-no-such-number", values }];
      });
    }
    case "rate":
      return level === "estate" ? wrong("rate") : [];
    case "attested":
      return [];
  }
}

/** What a quotient is multiplied by, as units say it. */
const PER_UNIT: Readonly<Record<string, number>> = {
  "%": 100,
  "‰": 1000,
  人: 1,
  百人: 100,
  千人: 1000,
  万人: 10_000,
  户: 1,
  百户: 100,
  千户: 1000,
};

function unitProblems({ numbers }: Entry, measure: Measure): Reason[] {
  const isShare =
    measure.kind === "units-served" || (measure.kind === "projects" && measure.value === "rate");
  return numbers.flatMap(({ unit }): Reason[] => {
    if (unit === null) return [];
    if (isShare)
      return unit === "%" ? [] : [{ code: "policy-measure-not-a-share", values: { unit } }];
    if (measure.kind !== "rate") return [];
    const { per } = measure;
    const expected = PER_UNIT[unit.slice(unit.lastIndexOf("/") + 1)];
    return expected === undefined || expected === per
      ? []
      : [{ code: "policy-measure-wrong-unit", values: { unit, per, expected } }];
  });
}

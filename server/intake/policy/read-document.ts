import { Value } from "typebox/value";
import { Entry, PolicyDocument } from "#contract/policy/document.ts";
import {
  Measure,
  StockItem,
  type FacilityKind,
  type MeasureFile,
} from "#contract/policy/measure.ts";
import { entryProblems, type EntryGround } from "./entry-problems.ts";
import type { LocatedJson, Path } from "./json-lines.ts";
import { measureProblems } from "./measure-problems.ts";
import { fieldOf, soundOnes } from "./own-data.ts";
import { readData } from "./read-data.ts";
import { found, type Found } from "./schema-problems.ts";

/** What every document may speak of. */
export interface CommonData extends Pick<MeasureFile, "themes" | "items" | "measures"> {
  readonly kinds: readonly FacilityKind[];
}

const { properties } = PolicyDocument;

/**
 * A policy document from its file. Throws `RefusedData` with everything that is wrong in it: fields that are
 * missing, unknown or of the wrong form; years that cannot be; numbers without a unit; ids used twice; measures,
 * items and themes that are not there; measures that do not suit their entry.
 */
export function readPolicyDocument(
  content: Uint8Array | string,
  name: string,
  common: CommonData,
): PolicyDocument {
  return readData(PolicyDocument, content, name, (raw, lineOf) => [
    ...headProblems(raw),
    ...ownMeasureProblems(raw, common),
    ...allEntryProblems(raw, common, lineOf),
  ]);
}

function headProblems(raw: unknown): Found[] {
  const problems: Found[] = [];
  const issued = fieldOf(raw, "issued");
  if (Value.Check(properties.issued, issued) && !isDay(issued))
    problems.push(found(["issued"], "policy-day-impossible", { day: issued }));
  const period = fieldOf(raw, "period");
  if (Value.Check(properties.period, period) && period.from > period.to)
    problems.push(found(["period"], "policy-period-reversed", period));
  const jurisdiction = fieldOf(raw, "jurisdiction");
  if (Value.Check(properties.jurisdiction, jurisdiction))
    jurisdiction.parts.forEach(({ code }, i) => {
      if (code.startsWith(jurisdiction.code) && code !== jurisdiction.code) return;
      const whole = `${jurisdiction.code} ${jurisdiction.name}`;
      problems.push(
        found(["jurisdiction", "parts", i, "code"], "policy-part-outside", {
          code,
          jurisdiction: whole,
        }),
      );
    });
  return problems;
}

function ownMeasureProblems(raw: unknown, common: CommonData): Found[] {
  const items = soundOnes(StockItem, fieldOf(raw, "items"));
  const { sound } = soundOnes(Measure, fieldOf(raw, "measures"));
  const all = { ...common.items, ...items.sound };
  return [
    ...namesTaken(raw, "items", common.items),
    ...namesTaken(raw, "measures", common.measures),
    ...measureProblems(sound, all, common.kinds, items.broken),
  ];
}

/** Documents stand side by side: one name must not mean two things. */
function namesTaken(raw: unknown, field: string, taken: object): Found[] {
  return Object.keys(Object(fieldOf(raw, field)))
    .filter((name) => Object.hasOwn(taken, name))
    .map((name) => found([field, name], "policy-name-taken", { name }));
}

function allEntryProblems(
  raw: unknown,
  common: CommonData,
  lineOf: LocatedJson["lineOf"],
): Found[] {
  const entries: unknown = fieldOf(raw, "entries");
  if (!Array.isArray(entries)) return [];
  const ground = groundOf(raw, common);
  const seen = new Map<string, { clause: string; path: Path }>();
  return entries.flatMap((entry: unknown, i): Found[] => {
    if (!Value.Check(Entry, entry)) return [];
    const path: Path = ["entries", i];
    const problems = entryProblems(entry, ground).map((problem): Found => ({
      ...problem,
      path: [...path, ...problem.path],
    }));
    const before = seen.get(entry.id);
    if (before === undefined) seen.set(entry.id, { clause: entry.clause, path });
    else {
      const code = before.clause === entry.clause ? "policy-entry-repeated" : "policy-id-repeated";
      const line = lineOf([...before.path, "id"]);
      problems.push(found([...path, "id"], code, { id: entry.id, line }));
    }
    return problems;
  });
}

function groundOf(raw: unknown, { themes, measures }: CommonData): EntryGround {
  const own = soundOnes(Measure, fieldOf(raw, "measures"));
  const [issued, period, tier] = [
    fieldOf(raw, "issued"),
    fieldOf(raw, "period"),
    fieldOf(raw, "tier"),
  ];
  return {
    issued: Value.Check(properties.issued, issued) ? Number(issued.slice(0, 4)) : undefined,
    from: Value.Check(properties.period, period) ? period.from : undefined,
    tier: Value.Check(properties.tier, tier) ? tier : undefined,
    themes,
    measures: { ...measures, ...own.sound },
    broken: own.broken,
  };
}

/** A day of the calendar: there is no 30 February. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

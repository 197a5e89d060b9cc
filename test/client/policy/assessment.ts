import type { Assessment, Indicator, Place, Target } from "#contract/policy/compliance.ts";
import type { DocumentSummary } from "#contract/policy/document.ts";

/** A county of two townships, with two invented documents: enough to hold in mind. */

export function document(
  id: string,
  tier: DocumentSummary["tier"],
  changes: Partial<DocumentSummary> = {},
): DocumentSummary {
  return {
    id,
    number: `${id}号`,
    title: `${id} 方案`,
    short: { zh: id, en: id },
    issuer: "某政府",
    issued: "2022-01-01",
    period: { from: 2022, to: 2025 },
    tier,
    jurisdiction: { code: "99", name: "某省" },
    incomplete: null,
    entries: 1,
    indicators: 1,
    numbers: 1,
    builtIn: true,
    sha256: "0".repeat(64),
    text: null,
    ...changes,
  };
}

export const PROVINCE = document("province-1", "province");
export const CITY = document("city-1", "city");

export function target(changes: Partial<Target> = {}): Target {
  return {
    document: CITY.id,
    clause: "二、(一)2",
    numbers: [{ operator: ">=", value: 60, unit: "%" }],
    year: 2025,
    yearText: null,
    strength: "target",
    departments: ["市民政局"],
    leads: [],
    departmentsBasis: "inferred",
    inForce: true,
    verdict: "not-met",
    shortfall: null,
    ...changes,
  };
}

export function indicator(id: string, changes: Partial<Indicator> = {}): Indicator {
  return {
    id,
    name: { zh: id, en: id },
    theme: "children",
    level: "community",
    strength: "target",
    targets: [target()],
    value: 56.25,
    unit: { zh: "%", en: "%" },
    verdict: "not-met",
    shortfall: null,
    flips: false,
    readings: [],
    missing: [],
    definition: "inferred",
    caliber: null,
    services: [],
    trace: { formula: { zh: "甲 ÷ 乙", en: "a ÷ b" }, terms: [], per: 100 },
    units: [],
    advice: null,
    next: [],
    ...changes,
  };
}

export function place(
  code: string,
  level: Place["level"],
  within: string | null,
  unit: number | null = null,
): Place {
  return { code, name: code, level, within, urban: null, unit, people: 100 };
}

/** 1 holds the townships 11 and 12; 11 the communities 111 and 112, 12 the village 121. */
export const PLACES: readonly Place[] = [
  place("1", "county", null),
  place("11", "township", "1"),
  place("12", "township", "1"),
  place("111", "community", "11", 0),
  place("112", "community", "11", 1),
  place("121", "village", "12", 2),
];

export function assessment(changes: Partial<Assessment> = {}): Assessment {
  return {
    study: "study",
    result: "study-r1",
    synthetic: true,
    scope: { code: null, name: "一个研究", level: "county" },
    settings: {
      documents: null,
      basis: "city",
      urbanBy: "committee",
      calibers: {},
      combine: {},
      reachShare: 0.5,
      reachMinutes: 15,
      year: 2025,
    },
    documents: [PROVINCE, CITY].map(({ id, number, short, sha256 }) => ({
      id,
      number,
      short,
      sha256,
    })),
    population: null,
    places: [...PLACES],
    indicators: [],
    tasks: [],
    summary: {
      met: 0,
      notMet: 0,
      notAssessable: 0,
      striveReached: 0,
      striveNotReached: 0,
      conditions: 0,
      flips: 0,
      tasks: 0,
      largest: [],
    },
    ...changes,
  };
}

import type { Entry } from "#contract/policy/document.ts";
import type { StockItem } from "#contract/policy/measure.ts";
import type { KeptAttestation, KeptFigure } from "#contract/policy/stock.ts";
import { assess } from "#core/policy/assess.ts";
import type {
  DocumentInForce,
  PlacedFacility,
  PolicyInput,
  UnitFacts,
  UnitReach,
} from "#core/policy/input.ts";
import type { Service } from "#core/vocabulary.ts";

/** A text in both languages that is not looked at. */
export const words = (text: string) => ({ zh: text, en: text });

/** Community k of township t of county 620702, with 100 people. */
export function community(k: number, t = 1, more: Partial<UnitFacts> = {}): UnitFacts {
  return unit(`${township(t)}${String(k).padStart(3, "0")}`, `社区${t}-${k}`, more);
}

/** Village k of township t of county 620702, with 100 people. */
export function village(k: number, t = 1, more: Partial<UnitFacts> = {}): UnitFacts {
  return unit(`${township(t)}${200 + k}`, `村${t}-${k}`, more);
}

export function township(t: number): string {
  return `620702${String(t).padStart(3, "0")}`;
}

export function unit(id: string, name: string, more: Partial<UnitFacts> = {}): UnitFacts {
  return { id, name, level: null, parent: null, people: 100, groups: {}, ...more };
}

export function communities(count: number, t = 1): UnitFacts[] {
  return Array.from({ length: count }, (_, i) => community(i + 1, t));
}

/** A facility in the unit with this index. */
export function facility(
  where: number,
  service: Service,
  more: Partial<PlacedFacility["facility"]> = {},
): PlacedFacility {
  made += 1;
  return {
    unit: where,
    facility: {
      id: `f${made}`,
      name: `设施${made}`,
      services: [service],
      lng: 100,
      lat: 38,
      capacity: null,
      ...more,
    },
  };
}
let made = 0;

export function figure(
  item: string,
  of: string,
  value: KeptFigure["value"],
  more: Partial<KeptFigure> = {},
): KeptFigure {
  noted += 1;
  return {
    seq: noted,
    item,
    unit: of,
    year: 2025,
    value,
    source: "统计表",
    date: "2025-12-31",
    entered: "2026-01-05T00:00:00Z",
    ...more,
  };
}
let noted = 0;

export function attestation(
  entry: string,
  value: number | null,
  more: Partial<KeptAttestation> = {},
): KeptAttestation {
  noted += 1;
  return {
    seq: noted,
    entry,
    unit: "620702",
    year: 2025,
    value,
    state: null,
    note: "",
    evidence: { document: "佐证", date: "2025-12-31" },
    entered: "2026-01-05T00:00:00Z",
    file: null,
    ...more,
  };
}

export function entry(
  id: string,
  target: number | null,
  more: Partial<Entry> & { readonly operator?: Entry["numbers"][number]["operator"] } = {},
): Entry {
  const { operator = ">=", ...rest } = more;
  return {
    id,
    name: words(id),
    clause: "二、(一)2",
    theme: "elderly",
    kind: "ratio",
    numbers: [{ operator, value: target, unit: "%" }],
    year: 2025,
    yearText: null,
    level: "community",
    strength: "target",
    services: [],
    departments: ["民政局"],
    departmentsBasis: "inferred",
    definition: "inferred",
    measure: id,
    ...rest,
  };
}

export const CITY: Omit<DocumentInForce, "entries"> = {
  format: 1,
  id: "city",
  number: "市〔2022〕1号",
  title: "市方案",
  short: words("市1号"),
  issuer: "市政府",
  issued: "2022-07-13",
  period: { from: 2022, to: 2025 },
  tier: "city",
  jurisdiction: {
    code: "6207",
    name: "张掖市",
    parts: [
      { code: "620702", name: "甘州区" },
      { code: "620721", name: "肃南县" },
    ],
  },
  sha256: "c",
};
export const PROVINCE: Omit<DocumentInForce, "entries"> = {
  ...CITY,
  id: "province",
  issued: "2022-04-15",
  tier: "province",
  jurisdiction: { code: "62", name: "甘肃省", parts: [] },
  sha256: "p",
};

export function item(type: StockItem["type"], more: Partial<StockItem> = {}): StockItem {
  return {
    name: words("数"),
    unit: words(""),
    type,
    levels: ["city", "county", "township", "community", "village"],
    sums: type === "number",
    ...more,
  };
}

export function reachOf(covered: readonly number[], gap: readonly number[]): UnitReach[] {
  return covered.map((people, i) => ({ covered: people, gap: gap[i] ?? 0, unknown: 0 }));
}

/** One city document with the entries, and nothing else but what is given. */
export function input(
  given: Partial<PolicyInput> & { readonly entries?: readonly Entry[] },
): PolicyInput {
  const { entries = [], ...rest } = given;
  return {
    study: { id: "study", name: "示例", synthetic: true },
    result: "r1",
    documents: entries.length === 0 ? [] : [{ ...CITY, entries }],
    later: [],
    measures: {},
    items: {},
    kinds: [],
    units: [],
    facilities: [],
    people: {
      date: "2020",
      versions: ["people v1"],
      facilities: { date: "2025-12", versions: ["facilities v3"] },
    },
    reach: [],
    estates: [],
    stock: [],
    attestations: [],
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
    scope: null,
    ...rest,
  };
}

/** The first indicator of what comes out. */
export function indicator(given: PolicyInput) {
  const [first] = assess(given).indicators;
  if (first === undefined) throw new Error("There is no indicator.");
  return first;
}

export function readings(given: PolicyInput) {
  return Object.fromEntries(
    indicator(given).readings.map(({ id, value, verdict }) => [id, { value, verdict }]),
  );
}

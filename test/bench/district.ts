import type { StockItem } from "#contract/policy/measure.ts";
import type { KeptAttestation, KeptFigure } from "#contract/policy/stock.ts";
import type {
  DocumentInForce,
  PlacedFacility,
  PolicyInput,
  ReachFacts,
  UnitFacts,
} from "#core/policy/input.ts";
import { SERVICES } from "#core/vocabulary.ts";
import type { Seeds } from "../../server/intake/policy/seeds.ts";
import { seededRandom } from "./random.ts";

const COUNTY = "620702";
const UNITS = 1000;
const UNITS_OF_TOWNSHIP = 40;
const FACILITIES = 5000;
const ESTATES = 50;
const NOTED = { year: 2025, entered: "2026-01-05T00:00:00Z" };

/** A district made up of 1,000 communities and villages, in which every figure that can be asked for is stated. */
export function syntheticDistrict(seeds: Seeds): PolicyInput {
  const random = seededRandom(17);
  const units = Array.from({ length: UNITS }, (_, i) =>
    unitAt(i, 500 + Math.floor(random() * 5000)),
  );
  const estates = Array.from({ length: ESTATES }, (_, i) => ({
    code: `新区${i + 1}`,
    name: `新区${i + 1}`,
    within: codeAt(i),
  }));
  const places: Readonly<Record<StockItem["levels"][number], readonly string[]>> = {
    province: [],
    city: [],
    county: [COUNTY],
    township: [...new Set(units.map(({ id }) => id.slice(0, 9)))],
    community: units.filter(({ id }) => isCommunity(id)).map(({ id }) => id),
    village: units.filter(({ id }) => !isCommunity(id)).map(({ id }) => id),
    estate: estates.map(({ code }) => code),
  };
  const stated = Object.entries(seeds.items).flatMap(([item, { levels, type }]) =>
    smallest(levels).flatMap((level) =>
      places[level].map((unit) => ({ item, unit, value: valueOf(type, random()) })),
    ),
  );
  return {
    study: { id: "district", name: "合成区", synthetic: true },
    result: "made-up",
    documents: seeds.documents,
    later: [],
    measures: seeds.measures,
    items: seeds.items,
    kinds: seeds.kinds,
    units,
    facilities: Array.from({ length: FACILITIES }, (_, i) =>
      facilityIn(Math.floor(random() * UNITS), i),
    ),
    people: {
      date: "2025",
      versions: ["people v1"],
      facilities: { date: "2025", versions: ["facilities v1"] },
    },
    reach: SERVICES.map((service) => reachOf(service, units, random)),
    estates,
    stock: stated.map((one, i): KeptFigure => ({
      ...NOTED,
      ...one,
      seq: i + 1,
      source: "合成",
      date: "2025-12-31",
    })),
    attestations: entriesOf(seeds.documents).map((entry, i): KeptAttestation => ({
      ...NOTED,
      entry,
      seq: i + 1,
      unit: COUNTY,
      value: null,
      state: null,
      note: "",
      evidence: { document: "合成", date: "2025-12-31" },
      file: null,
    })),
    settings: {
      documents: null,
      basis: "stricter",
      urbanBy: "committee",
      calibers: {},
      combine: {},
      reachShare: 0.5,
      reachMinutes: 15,
      year: 2025,
    },
    scope: null,
  };
}

/** The first half of each township's units are communities. */
function codeAt(index: number): string {
  const township = String(1 + Math.floor(index / UNITS_OF_TOWNSHIP)).padStart(3, "0");
  const place = 1 + (index % UNITS_OF_TOWNSHIP);
  const settlement = place <= UNITS_OF_TOWNSHIP / 2 ? place : 200 + place;
  return `${COUNTY}${township}${String(settlement).padStart(3, "0")}`;
}

function isCommunity(code: string): boolean {
  return Number(code.slice(9)) < 200;
}

function unitAt(index: number, people: number): UnitFacts {
  const id = codeAt(index);
  return { id, name: `单元${index + 1}`, level: null, parent: null, people, groups: {} };
}

function facilityIn(unit: number, index: number): PlacedFacility {
  return {
    unit,
    facility: {
      id: `f${index}`,
      name: `设施${index}`,
      services: [SERVICES[index % SERVICES.length] ?? "clinic"],
      lng: 100,
      lat: 38,
      capacity: 20,
      attributes: { registered: index % 3 !== 0 },
    },
  };
}

/** Where a figure can be stated for settlements it is, else for the next larger division. */
function smallest(levels: StockItem["levels"]): StockItem["levels"] {
  const settlements = levels.filter((level) => level === "community" || level === "village");
  if (settlements.length > 0) return settlements;
  const next = (["estate", "township", "county"] as const).find((level) => levels.includes(level));
  return next === undefined ? [] : [next];
}

function valueOf(type: StockItem["type"], chance: number): KeptFigure["value"] {
  if (type === "number") return Math.floor(chance * 100);
  return type === "truth" ? chance < 0.8 : "111";
}

function reachOf(
  service: ReachFacts["service"],
  units: readonly UnitFacts[],
  random: () => number,
): ReachFacts {
  const each = (share: number) =>
    units.map(({ people: given }) => {
      const people = given ?? 0;
      const covered = Math.floor(people * Math.min(1, share * random() * 2));
      return { covered, gap: people - covered, unknown: 0 };
    });
  return {
    service,
    said: { zh: "合成", en: "made up" },
    withoutNeighbours: null,
    slow: each(0.4),
    normal: each(0.5),
    fast: each(0.6),
  };
}

function entriesOf(documents: readonly DocumentInForce[]): string[] {
  return [...new Set(documents.flatMap(({ entries }) => entries.map(({ id }) => id)))];
}

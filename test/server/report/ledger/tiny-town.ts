import type { Measure } from "#contract/policy/measure.ts";
import type { NearestInUnit } from "#core/coverage/nearest-in-units.ts";
import type { Unit } from "#core/demand/units.ts";
import { assess } from "#core/policy/assess.ts";
import type { PolicyInput } from "#core/policy/input.ts";
import {
  ledgerOf,
  type Ledger,
  type LedgerOrder,
} from "../../../../server/report/ledger/ledger.ts";
import {
  community,
  entry,
  facility,
  figure,
  input,
  item,
  village,
  words,
} from "../../core/policy/little-county.ts";

const [A, B, V] = ["620702001001", "620702001002", "620702002201"];

/** Two communities of one township and a village of another, with figures small enough to reckon by hand. */
export const TINY: PolicyInput = input({
  study: { id: "tiny", name: "小城", synthetic: true },
  units: [
    community(1, 1, { name: "东社区", people: 1000, groups: { "0_2": 40, "60_plus": 200 } }),
    community(2, 1, { name: "=西\n社区😀", people: 500.25, groups: { "0_2": 10, "60_plus": 50 } }),
    village(1, 2, { name: "河村", people: 300, groups: { "0_2": 6, "60_plus": 90 } }),
  ],
  facilities: [
    facility(0, "childcare", { name: "托育一", capacity: 30, attributes: { registered: true } }),
    facility(0, "childcare", { name: "托育二" }),
    facility(1, "childcare", { name: "托育三", capacity: 12, attributes: { registered: false } }),
    facility(-1, "childcare", { name: "城外托育", capacity: 99 }),
    facility(2, "clinic", { name: "卫生室" }),
  ],
  items: {
    "resident-population": item("number", {
      name: words("常住人口"),
      unit: words("人"),
      whole: true,
    }),
    floor: item("number", { name: words("服务面积"), unit: words("㎡") }),
    households: item("number", { name: words("居民户数"), unit: words("户"), whole: true }),
    daycare: item("truth", { name: words("有日间照料"), levels: ["community", "village"] }),
    unused: item("number", { name: words("没有指标用"), unit: words("个") }),
  },
  measures: {
    "floor-rate": {
      kind: "rate",
      formula: words("面积 ÷ 户数 × 100"),
      numerator: {
        label: words("面积"),
        unit: words("㎡"),
        sources: [[{ of: "stock", item: "floor" }]],
      },
      denominator: {
        label: words("户数"),
        unit: words("户"),
        sources: [[{ of: "stock", item: "households" }]],
      },
      per: 100,
      shortfall: words("㎡"),
      each: { level: "settlement", label: words("社区和村") },
    },
    daycare: served("daycare"),
    aim: served("daycare"),
    places: {
      kind: "rate",
      formula: words("托位 ÷ 人口 × 1000"),
      numerator: {
        label: words("托位"),
        unit: words("个"),
        sources: [[{ of: "facilities", sum: "capacity", service: "childcare" }]],
      },
      denominator: { label: words("人口"), unit: words("人"), sources: [[{ of: "people" }]] },
      per: 1000,
      shortfall: words("个托位"),
    },
  },
  stock: [
    figure("floor", A, 60),
    figure("households", A, 100),
    figure("floor", B, 10),
    figure("households", B, 200, { year: 2024 }),
    figure("daycare", A, true),
    figure("daycare", B, false),
  ],
  reach: [
    {
      service: "childcare",
      said: words("带幼儿者步行 15 分钟"),
      withoutNeighbours: null,
      slow: [],
      normal: [
        { covered: 30, gap: 10, unknown: 0 },
        { covered: 0, gap: 8, unknown: 2 },
        { covered: 0, gap: 0, unknown: 6 },
      ],
      fast: [],
    },
  ],
  entries: [
    entry("floor-rate", 30, {
      name: words("每百户面积"),
      departments: ["省民政厅", "省住建厅"],
      leads: ["省住建厅"],
      departmentsBasis: "stated",
    }),
    entry("daycare", 100, { name: words("日间照料"), departments: ["市民政局"] }),
    entry("aim", 100, { name: words("努力的"), strength: "strive" }),
    entry("places", 4.5, { name: words("每千人托位") }),
  ],
});

function served(item: string): Measure {
  return {
    kind: "units-served",
    formula: words("有的社区 ÷ 社区"),
    units: { level: "community", label: words("社区") },
    needs: [{ id: "n", label: words("日间照料服务"), item }],
    combine: "all",
    caliber: "registered",
  };
}

const near = (
  reached: number,
  beyond: number,
  metres: number | null,
  facility: number | null,
): NearestInUnit => ({
  reached,
  beyond,
  metres,
  facility,
  unknown: 0,
  beyondShare: reached + beyond === 0 ? null : beyond / (reached + beyond),
});

export function tinyLedger(
  level: LedgerOrder["level"],
  given: PolicyInput = TINY,
  premises: LedgerOrder["premises"] = null,
): Ledger {
  return ledgerOf({
    input: given,
    assessment: assess(given),
    level,
    services: [
      { id: "childcare", name: words("托育"), place: words("托育"), capacity: words("托位") },
      {
        id: "clinic",
        name: words("社区医疗"),
        place: words("社区医疗"),
        capacity: words("医护人员"),
      },
      { id: "market", name: words("菜市场"), place: words("菜市场"), capacity: words("摊位") },
    ],
    nearest: [
      {
        service: "childcare",
        units: [near(750, 250, 400, 0), near(250, 250, 1000, 2), near(0, 300, null, null)],
      },
    ],
    premises,
    reachGroups: { childcare: "0_2" },
  });
}

/** What a row of the ledger says, by the titles of its columns. */
export function rowOf({ columns, rows }: Ledger, code: string): Record<string, unknown> {
  const row = rows.find((one) => one.code === code);
  return Object.fromEntries(columns.map(({ title }, i) => [title, row?.values[i]]));
}

const square = (x: number): Unit["geometry"] => ({
  type: "Polygon",
  coordinates: [
    [
      [x, 38],
      [x + 0.01, 38],
      [x + 0.01, 38.01],
      [x, 38.01],
      [x, 38],
    ],
  ],
});

/** Squares in a row, of which the first two touch. */
export const OUTLINES: readonly Unit[] = [
  { id: A, name: "东社区", geometry: square(100) },
  { id: B, name: "西社区", geometry: square(100.01) },
  { id: V, name: "河村", geometry: square(100.05) },
];

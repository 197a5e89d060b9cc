import type { Attestation, Estate, StockFigure } from "../../server/contract/policy/stock.ts";
import { TOWNSHIPS, type Place } from "./ganzhou-places.ts";
import { seededRandom, type Random } from "./random.ts";

/** Everything that the offices of the demonstration would have entered. */
export interface DemonstrationStock {
  readonly figures: readonly StockFigure[];
  readonly estates: readonly Estate[];
  readonly attestations: readonly Attestation[];
}

/**
 * Invented figures of the district: by community, by township and for all of it, of invented new estates, and
 * what would have been stated with evidence. None is, or is meant to be near, a real one. Some are left out, as
 * they would be, so that all verdicts are to be seen. The same seed gives the same figures.
 */
export function makeStock(seed = 7): DemonstrationStock {
  const chance = (subject: string) => seededRandom(seed, `stock ${subject}`);
  return {
    figures: [
      ...districtFigures(),
      ...TOWNSHIPS.flatMap(({ code }, i) => townshipFigures(code, i, chance(code))),
      ...PLACES.flatMap((place, i) =>
        isCommunity(place)
          ? communityFigures(place, i, chance(place.code))
          : villageFigures(place, i, chance(place.code)),
      ),
      ...ESTATES.flatMap(estateFigures),
    ],
    estates: ESTATES.map(({ code, name, within }) => ({ code, name, within })),
    attestations: ATTESTED,
  };
}

const DISTRICT = "620702";
const SOURCE = "示例数据（合成）";
const DAY = "2025-06-30";
const YEAR = 2025;
const PLACES = TOWNSHIPS.flatMap(({ places }) => places);

/** By code, as offices count: committees of residents have numbers below 200. */
function isCommunity({ code }: Place): boolean {
  return Number(code.slice(9)) < 200;
}

function figure(
  item: string,
  unit: string,
  value: number | boolean | string,
  year = YEAR,
): StockFigure {
  return {
    item,
    unit,
    year,
    value,
    source: SOURCE,
    date: year === YEAR ? DAY : `${year}-12-31`,
  };
}

/** By item, from 2023 to 2025. Some are left out that other figures would need to say anything. */
const DISTRICT_SERIES: Readonly<Record<string, readonly [number, number, number]>> = {
  "resident-population": [515_300, 513_900, 512_400],
  physicians: [1661, 1734, 1840],
  nurses: [2148, 2290, 2411],
  "care-home-beds": [1390, 1420, 1480],
  "nursing-beds": [612, 685, 770],
  "dependent-care-homes": [1, 1, 1],
  "childcare-places": [1380, 1760, 2105],
  "sports-area": [1_190_000, 1_265_000, 1_322_000],
  "large-enterprises": [22, 24, 26],
  "special-elderly": [3_060, 3_095, 3_120],
};

function districtFigures(): StockFigure[] {
  return Object.entries(DISTRICT_SERIES).flatMap(([item, values]) =>
    values.map((value, i) => figure(item, DISTRICT, value, YEAR - 2 + i)),
  );
}

function townshipFigures(code: string, i: number, chance: Random): StockFigure[] {
  // Every fifth has not reported whether it has a regional centre.
  const reported = i % 5 !== 4;
  return [
    figure("comprehensive-elderly-institution", code, chance.chance(0.7)),
    ...(reported ? [figure("regional-elderly-center", code, chance.chance(0.5))] : []),
  ];
}

function communityFigures({ code }: Place, i: number, chance: Random): StockFigure[] {
  const households = chance.whole(1100, 3400);
  const service = Math.round(households * chance.between(0.22, 0.46));
  const floor = households * chance.whole(88, 124);
  const complete = chance.chance(0.4);
  // Every ninth has not had its shops measured.
  const measured = i % 9 !== 8;
  return [
    figure("households", code, households),
    figure("service-floor-area", code, service),
    figure("activity-floor-area", code, Math.round(service * chance.between(0.52, 0.74))),
    ...(measured
      ? [
          figure("community-floor-area", code, floor),
          figure("commerce-floor-area", code, Math.round(floor * chance.between(0.05, 0.11))),
        ]
      : []),
    figure("community-service-facility", code, true),
    figure("complete-community", code, complete),
    ...(complete ? [figure("complete-community-childcare", code, chance.chance(0.85))] : []),
    figure("childcare-registered", code, chance.chance(0.48)),
    figure("daycare-registered", code, chance.chance(0.86)),
    figure("meal-registered", code, chance.chance(0.93)),
    figure("home-care-registered", code, chance.chance(0.95)),
    figure("daily-care", code, chance.chance(0.9)),
    figure("rehabilitation-care", code, chance.chance(0.6)),
  ];
}

function villageFigures({ code }: Place, i: number, chance: Random): StockFigure[] {
  const households = chance.whole(210, 760);
  const service = Math.round(households * chance.between(0.3, 0.62));
  // Every seventh has reported no mutual care either way.
  const reported = i % 7 !== 6;
  return [
    figure("households", code, households),
    figure("service-floor-area", code, service),
    figure("activity-floor-area", code, Math.round(service * chance.between(0.55, 0.8))),
    figure("community-service-facility", code, chance.chance(0.88)),
    ...(reported ? [figure("mutual-care-registered", code, chance.chance(0.66))] : []),
  ];
}

interface InventedEstate extends Estate {
  readonly people: number;
  readonly childcare: boolean;
  /** Square metres, as the next two; null where none was reported. */
  readonly elderlyLand: number;
  readonly indoor: number | null;
  readonly outdoor: number | null;
}

const ESTATES: readonly InventedEstate[] = [
  estate("XM-01", "示例项目·望川家园", "620702001001", 3200, true, 340, 350, 200),
  estate("XM-02", "示例项目·青禾苑", "620702002003", 2450, true, 262, null, 780),
  estate("XM-03", "示例项目·澄湖名邸", "620702003005", 4100, true, 410, 430, 1300),
  estate("XM-04", "示例项目·金穗新村", "620702004006", 1800, true, 195, 90, 560),
  estate("XM-05", "示例项目·云栖雅居", "620702005001", 2900, true, 305, 300, 700),
];

function estate(
  code: string,
  name: string,
  within: string,
  people: number,
  childcare: boolean,
  elderlyLand: number,
  indoor: number | null,
  outdoor: number | null,
): InventedEstate {
  return { code, name, within, people, childcare, elderlyLand, indoor, outdoor };
}

function estateFigures(one: InventedEstate): StockFigure[] {
  const areas = {
    "estate-elderly-land": one.elderlyLand,
    "estate-indoor-sports-area": one.indoor,
    "estate-outdoor-sports-land": one.outdoor,
  };
  return [
    figure("planned-population", one.code, one.people),
    figure("estate-childcare", one.code, one.childcare),
    ...Object.entries(areas).flatMap(([item, area]) =>
      area === null ? [] : [figure(item, one.code, area)],
    ),
  ];
}

const ATTESTED: readonly Attestation[] = [
  ...[21.4, 26.2, 33.1].map((value, i) =>
    attested("complete-residential-community-coverage", YEAR - 2 + i, value, null),
  ),
  attested("elderly-canteen", YEAR, null, "under-way"),
  attested("one-site-multi-use", YEAR, null, "under-way"),
  attested("brand-chains-into-community", YEAR, null, "regular"),
  attested("grassroots-health-standardization", YEAR, null, "done"),
  attested("national-fitness-service-system", YEAR, null, "done"),
  attested("family-childcare-points", YEAR, null, "not-started"),
];

function attested(
  entry: string,
  year: number,
  value: number | null,
  state: Attestation["state"],
): Attestation {
  return {
    entry,
    unit: DISTRICT,
    year,
    value,
    state,
    note: SOURCE,
    evidence: { document: "示例佐证（合成）", date: year === YEAR ? DAY : `${year}-12-31` },
  };
}

import type { NearestInUnit } from "#core/coverage/nearest-in-units.ts";
import type { UnitReach } from "#core/policy/input.ts";
import { MAX_LIMIT_METRES } from "#core/vocabulary.ts";
import { groupWords } from "../group-words.ts";
import { percent, rounded, sumOf, type LedgerColumn } from "./ledger-column.ts";
import type { LedgerPlace, LedgerSource } from "./ledger.ts";
import { SHORT_SERVICES } from "./short-services.ts";

/** Our own measurements along the streets. They are never called by the name of an indicator, and never judged. */
export function spatialColumns(source: LedgerSource): LedgerColumn[] {
  return source.services.flatMap(({ id, name }) => [
    ...nearestColumns(source, id, name.zh),
    ...reachColumns(source, id, name.zh),
  ]);
}

type ServiceId = LedgerSource["services"][number]["id"];

const SPATIAL = { group: "spatial", type: "number" } as const;

function nearestColumns(source: LedgerSource, id: ServiceId, name: string): LedgerColumn[] {
  const { nearest, input, places } = source;
  const found = nearest.find(({ service }) => service === id)?.units;
  if (found === undefined || source.ground.serving(id).size === 0) return [];
  const short = SHORT_SERVICES[id];
  const of = ({ area }: LedgerPlace): NearestInUnit[] =>
    area.units.flatMap((unit) => (input.units[unit]?.people === null ? [] : (found[unit] ?? [])));
  const far = (all: readonly NearestInUnit[]): number | null =>
    percent(sum(all, "beyond"), sum(all, "beyond") + sum(all, "reached"));
  const single = places.every(({ area }) => area.units.length === 1);
  const nearestName: LedgerColumn = {
    ...SPATIAL,
    type: "text",
    title: `${name}_最近设施`,
    short: `${short}_NEAR`,
    unit: "",
    width: 22,
    note: "单元内多数居民沿道路走到的最近设施",
    valueOf: (place) => {
      const [one] = of(place);
      if (one === undefined) return null;
      const facility = one.facility === null ? undefined : input.facilities[one.facility]?.facility;
      if (facility !== undefined) return facility.name;
      return one.beyond > 0 ? `${MAX_LIMIT_METRES} 米以上` : "未知";
    },
  };
  return [
    ...(single ? [nearestName] : []),
    {
      ...SPATIAL,
      title: `${name}_最近设施平均步行距离（米）`,
      short: `${short}_DIST`,
      unit: "米",
      decimals: 0,
      note: `沿道路，按人口加权；只计 ${MAX_LIMIT_METRES} 米以内走得到的居民`,
      total: (all) => metresOf(all.flatMap(of)),
      valueOf: (place) => metresOf(of(place)),
    },
    {
      ...SPATIAL,
      title: `${name}_${MAX_LIMIT_METRES}米以上人口占比（%）`,
      short: `${short}_FAR`,
      unit: "%",
      decimals: 1,
      note: `沿道路 ${MAX_LIMIT_METRES} 米内没有设施的居民，占情况已知的居民`,
      total: (all) => far(all.flatMap(of)),
      valueOf: (place) => far(of(place)),
    },
  ];
}

function sum(all: readonly NearestInUnit[], key: "reached" | "beyond"): number {
  return all.reduce((total, one) => total + one[key], 0);
}

function metresOf(all: readonly NearestInUnit[]): number | null {
  const reached = sum(all, "reached");
  if (reached === 0) return null;
  const walked = all.reduce((total, one) => total + one.reached * (one.metres ?? 0), 0);
  return Math.round((walked / reached) * 10) / 10;
}

function reachColumns(source: LedgerSource, id: ServiceId, name: string): LedgerColumn[] {
  const { input, reachGroups, ground } = source;
  const reach = input.reach.find(({ service }) => service === id);
  if (reach === undefined || ground.serving(id).size === 0) return [];
  const short = SHORT_SERVICES[id];
  const group = reachGroups[id] ?? null;
  const whom = group === null ? "全部居民" : `${groupWords(group)}人口`;
  const minutes = input.settings.reachMinutes;
  const note = `${reach.said.zh}；${whom}；常速`;
  const of = ({ area }: LedgerPlace): UnitReach[] =>
    area.units.flatMap((unit) => reach.normal[unit] ?? []);
  const add = (all: readonly UnitReach[], key: keyof UnitReach): number =>
    all.reduce((total, one) => total + one[key], 0);
  const share = (all: readonly UnitReach[]): number | null =>
    percent(add(all, "covered"), add(all, "covered") + add(all, "gap"));
  const whole = (place: LedgerPlace, key: keyof UnitReach): number | null =>
    of(place).length < place.area.units.length ? null : rounded(add(of(place), key));
  const people = { ...SPATIAL, unit: "人", decimals: 0, total: sumOf } as const;
  return [
    {
      ...people,
      title: `${name}_${minutes}分钟步行可达人口（人）`,
      short: `${short}_IN`,
      note,
      valueOf: (place) => whole(place, "covered"),
    },
    {
      ...SPATIAL,
      title: `${name}_步行可达率（%）`,
      short: `${short}_RATE`,
      unit: "%",
      decimals: 1,
      note: `${note}；可达人口 ÷ 情况已知的人口`,
      total: (all) => share(all.flatMap(of)),
      valueOf: (place) => share(of(place)),
    },
    {
      ...people,
      title: `${name}_可达性未知人口（人）`,
      short: `${short}_UNK`,
      note: `${note}；靠近路网边界或无法接入道路`,
      optional: true,
      valueOf: (place) => whole(place, "unknown"),
    },
  ];
}

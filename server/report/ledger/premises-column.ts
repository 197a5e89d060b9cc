import { metresBetween } from "#core/geo/lonlat.ts";
import { MAX_LIMIT_METRES, type Metres, type People } from "#core/vocabulary.ts";
import type { Premises } from "#contract/premises.ts";
import { areaOfRooms, distance } from "../document/say-number.ts";
import type { LedgerColumn } from "./ledger-column.ts";
import type { LedgerPlace } from "./ledger.ts";

/** The idle premises of a study as its ledgers look at them. */
export interface LedgerPremises {
  /** Of the layers, as "闲置用房 v1". */
  readonly versions: readonly string[];
  readonly list: readonly LedgerHouse[];
  /** Where the middle of each unit's people is; null where nobody lives. */
  readonly centres: readonly (PeopleCentre | null)[];
}

export interface LedgerHouse extends Pick<Premises, "name" | "lng" | "lat" | "floorArea"> {
  /** Index of the unit it lies in; -1 outside all. */
  readonly unit: number;
}

export interface PeopleCentre {
  readonly lng: number;
  readonly lat: number;
  readonly people: People;
}

/** Farther than this in a straight line a house is no place for a unit's people. */
const NEAR: Metres = MAX_LIMIT_METRES;

/** Where what a unit lacks could move in. `premises` is null where the study has no list of them. */
export function premisesColumn(
  premises: LedgerPremises | null,
  lacks: (place: LedgerPlace) => boolean,
): LedgerColumn {
  return {
    group: "todo",
    type: "text",
    unit: "",
    title: "最近候选点或闲置用房",
    short: "SITE",
    width: premises === null ? 14 : 40,
    note:
      premises === null
        ? "闲置用房图层还没有导入"
        : `${premises.versions.join("、")}；离单元内居民分布中心直线最近的一处，${distance(NEAR)}以内；由多个单元合成的行写辖区内的总数`,
    valueOf(place) {
      if (premises === null) return "未导入";
      if (premises.list.length === 0) return "—（名录中没有用房）";
      // What its units lack is told of them, not of the row they make together.
      if (place.area.units.length > 1)
        return insideOf(premises, place) ?? nearestTo(premises, place);
      return lacks(place) ? nearestTo(premises, place) : "—（没有未达标要求）";
    },
  };
}

/** Of several units together how many there are; undefined for none. */
function insideOf({ list }: LedgerPremises, { area }: LedgerPlace): string | undefined {
  const inside = list.filter(({ unit }) => area.units.includes(unit));
  if (inside.length === 0) return undefined;
  const known = inside.flatMap(({ floorArea }) => floorArea ?? []);
  const sum = known.reduce((total, one) => total + one, 0);
  const silent = inside.length - known.length;
  return [
    `辖区内 ${inside.length.toLocaleString("en")} 处`,
    ...(known.length === 0 ? [] : [`共 ${areaOfRooms(sum)}`]),
    ...(silent === 0 ? [] : [`${silent.toLocaleString("en")} 处面积未注明`]),
  ].join("，");
}

function nearestTo({ list, centres }: LedgerPremises, { area }: LedgerPlace): string {
  const centre = centreOf(area.units.flatMap((unit) => centres[unit] ?? []));
  if (centre === undefined) return "—（没有居民，无从量距离）";
  const { house, metres } = list
    .map((one) => ({
      house: one,
      metres: metresBetween(centre.lng, centre.lat, one.lng, one.lat),
    }))
    .reduce((best, one) => (one.metres < best.metres ? one : best));
  if (metres > NEAR) return `—（直线 ${distance(NEAR)}内没有，最近的在 ${distance(metres)}外）`;
  return [
    house.name,
    ...(area.units.includes(house.unit) ? ["单元内"] : []),
    `直线 ${distance(metres)}`,
    house.floorArea === null ? "面积未注明" : areaOfRooms(house.floorArea),
  ].join("，");
}

/** The middle of all their people. */
function centreOf(centres: readonly PeopleCentre[]): PeopleCentre | undefined {
  const people = centres.reduce((sum, one) => sum + one.people, 0);
  if (people === 0) return undefined;
  const mean = (of: (one: PeopleCentre) => number): number =>
    centres.reduce((sum, one) => sum + of(one) * one.people, 0) / people;
  return { people, lng: mean(({ lng }) => lng), lat: mean(({ lat }) => lat) };
}

import type { Indicator, Place } from "#contract/policy/compliance.ts";
import type { ReportRequest } from "#contract/policy/report.ts";
import type { Ground } from "#core/coverage/survey.ts";
import type { Unit } from "#core/demand/units.ts";
import type { LngLat, PolygonRings } from "#core/geo/rings.ts";
import { wholeTenths } from "#core/network/graph.ts";
import type { BaseMap } from "#core/osm/base-map.ts";
import {
  reachPicture,
  statusPicture as statusKey,
  type ReportFacts,
} from "../../report/document/facts.ts";
import { reachTitle, statusTitle, townUnits } from "../../report/document/picture-titles.ts";
import { scopeOf } from "../../report/document/scope.ts";
import { joinedOutline } from "../../report/joined-outline.ts";
import { coveragePicture, type PictureOptions } from "../../report/map-picture/coverage-picture.ts";
import { drawMap } from "../../report/map-picture/draw-map.ts";
import type { MapPicture } from "../../report/map-picture/map-picture.ts";
import { statusPicture } from "../../report/map-picture/status-picture.ts";
import { extentOf, outlineExtent } from "./extent.ts";
import type { MeasuredReach } from "./measured-reach.ts";

/** A picture of a report, as PNG. */
export interface Picture {
  readonly key: string;
  readonly png: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** What is on it, in words. */
  readonly said: string;
  /** Its characters show as boxes. */
  readonly missingFont: boolean;
}

/** What the pictures of a report are drawn from. */
export interface PictureGround {
  readonly ground: Ground;
  readonly baseMap: BaseMap;
  /** Of pictures it knows nothing yet. */
  readonly facts: ReportFacts;
  readonly request: ReportRequest;
  readonly measured: MeasuredReach | null;
  /** Indices of the units in the scope; null for all. */
  readonly members: ReadonlySet<number> | null;
}

/** What draws the pictures that a report asks for, in order; each is drawn when it is called. */
export function pictureMakers(source: PictureGround): (() => Promise<Picture>)[] {
  return [...reachMakers(source), ...statusMakers(source)];
}

function reachMakers(source: PictureGround): (() => Promise<Picture>)[] {
  const { measured, facts, ground, members } = source;
  if (measured === null || ground.demand.cells.length === 0) return [];
  const scope = scopeOf(facts, source.request);
  const { minutes } = measured;
  const extent = extentOf(ground, townUnits(facts.assessment) ?? members);
  return measured.services.map(({ reach: { service }, result, gaps }) => () => {
    const title = reachTitle(scope, service, minutes);
    const options = { ...optionsOf(source, title), extent, result, gaps };
    const map = coveragePicture(measured.survey, service, wholeTenths("time", minutes), options);
    return drawn(reachPicture(service), map);
  });
}

/** As many indicators are shown on a map, those that are not met. */
const MOST_STATUS = 6;

function statusMakers(source: PictureGround): (() => Promise<Picture>)[] {
  const { facts, request, ground } = source;
  if (!request.chapters.includes("indicators")) return [];
  const scope = scopeOf(facts, request);
  const outlineOf = outlines(ground, facts);
  return scope.indicators
    .filter(({ verdict, units }) => verdict === "not-met" && units.some(isTold))
    .flatMap((indicator) => {
      const states = new Map(indicator.units.map(({ code, state }) => [code, state]));
      const units = [...states.keys()].flatMap((code) => outlineOf(code) ?? []);
      return units.length > 1 ? [{ indicator, states, units }] : [];
    })
    .slice(0, MOST_STATUS)
    .map(({ indicator, states, units }) => () => {
      const map = statusPicture(units, ({ id }) => states.get(id), {
        ...optionsOf(source, statusTitle(scope, indicator)),
        extent: outlineExtent(units),
        legend: indicator.name.zh,
      });
      return drawn(statusKey(indicator.id), map);
    });
}

/** A map of what nobody knows shows nothing. */
function isTold({ state }: Indicator["units"][number]): boolean {
  return state !== "unknown";
}

/** Divisions with their outlines: the study's own units, and larger ones put together from those. */
function outlines(
  { units }: Ground,
  { assessment: { places } }: ReportFacts,
): (code: string) => Unit | undefined {
  const inside = Map.groupBy(places, ({ within }) => within);
  const own = new Map(places.map((place) => [place.code, place]));
  const made = new Map<string, Unit | undefined>();
  return (code) => {
    if (!made.has(code)) made.set(code, make(code));
    return made.get(code);
  };

  function make(code: string): Unit | undefined {
    const place = own.get(code);
    if (place === undefined) return undefined;
    const geometry = joinedOutline(membersOf(place).flatMap((unit) => units[unit]?.geometry ?? []));
    if (geometry === null) return undefined;
    return { id: code, name: place.name, geometry: geometryOf(geometry) };
  }

  function membersOf({ code, unit }: Place): number[] {
    return unit === null ? (inside.get(code) ?? []).flatMap((one) => membersOf(one)) : [unit];
  }
}

function geometryOf(geometry: NonNullable<ReturnType<typeof joinedOutline>>): Unit["geometry"] {
  const rings = (polygon: readonly (readonly (readonly number[])[])[]): PolygonRings =>
    polygon.map((ring) => ring.map(([lng = NaN, lat = NaN]): LngLat => [lng, lat]));
  return geometry.type === "Polygon"
    ? { type: "Polygon", coordinates: rings(geometry.coordinates) }
    : { type: "MultiPolygon", coordinates: geometry.coordinates.map((one) => rings(one)) };
}

/** 200 and 170 dots per inch, as the pictures are set. */
const WIDTHS = { A4: 1240, A3: 2000 } as const;

function optionsOf(
  { facts, request, baseMap }: PictureGround,
  title: string,
): Omit<PictureOptions, "extent"> & Pick<MapPicture, "width"> {
  const dates = facts.layers.flatMap(({ role, date }) => (date === null ? [] : [`${role}${date}`]));
  return {
    title,
    ground: baseMap,
    width: WIDTHS[request.paper],
    notes: {
      dates: dates.length === 0 ? "未注明" : dates.join("，"),
      crs: "WGS 84",
      approval: request.mapReview,
      synthetic: facts.assessment.synthetic,
    },
  };
}

async function drawn(key: string, map: MapPicture): Promise<Picture> {
  const { png, width, height, alt, missingFont } = await drawMap(map);
  return { key, png, width, height, said: alt, missingFont };
}

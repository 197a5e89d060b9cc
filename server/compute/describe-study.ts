import type { Study, StudySummary } from "#contract/study.ts";
import type { Ground, Survey } from "#core/coverage/survey.ts";
import { lngShrink, METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import { signedArea, type LngLat } from "#core/geo/rings.ts";
import { boundsOf } from "#core/network/extract-edge.ts";
import { SERVICES } from "#core/vocabulary.ts";
import type { GroundReading } from "../intake/ground.ts";

/** As many unused rows of a file are shown; their number is told in full. */
const SHOWN_ROWS = 1000;

/** Everything the page says of a study besides its results. `seen` is the study as an adult walks it. */
export function describeStudy(
  reading: GroundReading,
  seen: Survey,
  summary: StudySummary,
): Omit<Study, "study" | "uses" | "repairs"> {
  const { ground, accounts, groups, inputs } = reading;
  const { network, demand, facilities, units } = ground;
  const { km, components, mainShare, islands } = network.report;
  const snapped = seen.refused.filter((why) => why === undefined).length;
  return {
    ...summary,
    bounds: boundsToShow(ground),
    boundary: outermost(ground),
    resolution: demand.resolution,
    snapCap: ground.snapCap,
    services: SERVICES.map((service) => ({
      service,
      facilities: facilities.filter((facility) => facility.services.includes(service)).length,
    })),
    groups: [...groups],
    units: units.map(({ id, name, level, withoutPeople, withoutGroups }) => ({
      id,
      name,
      ...(level === undefined ? {} : { level }),
      ...(withoutPeople && { withoutPeople }),
      ...(withoutGroups && { withoutGroups: [...withoutGroups] }),
    })),
    people: {
      total: demand.total,
      cells: demand.cells.length,
      read: accounts.people.read,
      dropped: accounts.people.droppedCount,
    },
    network: {
      nodes: network.nodeCount,
      edges: network.edgeCount,
      km: Math.round(km * 1000) / 1000,
      components,
      mainShare: Math.round(mainShare * 1e6) / 1e6,
      islands: islands.map(({ km: long, lng, lat, streets }) => ({
        km: Math.round(long * 1000) / 1000,
        lng,
        lat,
        streets: [...streets],
      })),
    },
    facilities: {
      read: accounts.facilities.read,
      snapped,
      refused: accounts.facilities.read - snapped,
    },
    inputs: [...inputs],
    dropped: [accounts.facilities, accounts.people, accounts.units].flatMap(
      (account) => account?.dropped.slice(0, SHOWN_ROWS) ?? [],
    ),
  };
}

/** Wider than this, a study opens where it is densest rather than as a whole. */
const WIDE_KM = 25;
/** Half of what is then shown, in kilometres from west to east and from south to north. */
const [HALF_WIDE, HALF_HIGH] = [5.5, 4.5];

/** Where the people inside the extract are; the whole extract when there are none. */
function boundsToShow({ network, demand, edgeMetres }: Ground): Study["bounds"] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let c = 0; c < demand.cells.length; c++) {
    if (edgeMetres[c] === 0) continue;
    west = Math.min(west, demand.lng[c]!);
    south = Math.min(south, demand.lat[c]!);
    east = Math.max(east, demand.lng[c]!);
    north = Math.max(north, demand.lat[c]!);
  }
  if (west >= east || south >= north) return boundsOf(network.report.boundary);
  const perLat = METRES_PER_DEGREE / 1000;
  const perLng = perLat * lngShrink((south + north) / 2);
  if (Math.max((east - west) * perLng, (north - south) * perLat) <= WIDE_KM)
    return [west, south, east, north];
  const [lng, lat] = densest(demand, perLng, perLat);
  const [dx, dy] = [HALF_WIDE / perLng, HALF_HIGH / perLat];
  return [lng - dx, lat - dy, lng + dx, lat + dy];
}

/** The middle of the people of the 3 km square that, with its neighbours, holds the most. */
function densest({ lng, lat, people }: Ground["demand"], perLng: number, perLat: number): LngLat {
  const SIDE = 3;
  const squares = new Map<
    string,
    { x: number; y: number; people: number; lng: number; lat: number }
  >();
  for (let c = 0; c < people.length; c++) {
    const [x, y] = [Math.floor((lng[c]! * perLng) / SIDE), Math.floor((lat[c]! * perLat) / SIDE)];
    const square = squares.get(`${x} ${y}`) ?? { x, y, people: 0, lng: 0, lat: 0 };
    square.people += people[c]!;
    square.lng += lng[c]! * people[c]!;
    square.lat += lat[c]! * people[c]!;
    squares.set(`${x} ${y}`, square);
  }
  let best = { people: -1, lng: 0, lat: 0 };
  for (const { x, y } of squares.values()) {
    const sum = { people: 0, lng: 0, lat: 0 };
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++) {
        const near = squares.get(`${x + dx} ${y + dy}`);
        if (near === undefined) continue;
        sum.people += near.people;
        sum.lng += near.lng;
        sum.lat += near.lat;
      }
    if (sum.people > best.people) best = sum;
  }
  return [best.lng / best.people, best.lat / best.people];
}

/** Of a boundary in several parts, the largest. */
function outermost({ network }: Ground): Study["boundary"] {
  const rings = network.report.boundary.map((ring) => ring.map(([lng, lat]): LngLat => [lng, lat]));
  return rings.reduce(
    (largest, ring) =>
      Math.abs(signedArea(ring)) > Math.abs(signedArea(largest)) ? ring : largest,
    [],
  );
}

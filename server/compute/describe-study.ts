import type { Study, StudySummary } from "#contract/study.ts";
import type { Ground, Survey } from "#core/coverage/survey.ts";
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
    units: units.map(({ id, name, level }) => ({
      id,
      name,
      ...(level === undefined ? {} : { level }),
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
  return west < east && south < north
    ? [west, south, east, north]
    : boundsOf(network.report.boundary);
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

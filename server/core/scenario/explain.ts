import type { Explanation } from "#contract/scenario.ts";
import { tenths } from "../catchment/matrix.ts";
import { walkLine } from "../catchment/walk-line.ts";
import { walkPath } from "../catchment/walk-path.ts";
import { STATE_NAMES } from "../coverage/states.ts";
import { cellAt } from "../geo/cells.ts";
import { metresBetween } from "../geo/lonlat.ts";
import type { LngLat } from "../geo/rings.ts";
import { metresToEdge } from "../network/extract-edge.ts";
import type { Snap } from "../network/linkage.ts";
import type { CellState, Metres } from "../vocabulary.ts";
import { whyOf } from "./explain-words.ts";
import { remedyFor } from "./remedy.ts";
import { legsOf } from "./route-legs.ts";
import { linkageOf, type Sight } from "./sight.ts";
import type { BuildStreets } from "./street-remedy.ts";

type Route = Explanation["routes"][number];

const ROUTES = 3;
/** Four hours: far beyond every limit, so that a gap's nearest is named however far it is. */
const FARTHEST = 14_400_000;

/**
 * Why a place is covered, a gap or not known, and the cheapest edit that would cover it. The place is judged where it
 * is; the cell it lies in, where its people are, to whom a remedy must bring the service too.
 */
export async function explain(
  sight: Sight,
  place: LngLat,
  build: BuildStreets,
): Promise<Explanation> {
  const { ground } = sight;
  const cell = cellOf(sight, place);
  const snap = sight.snapper.nearest(...place, ground.snapCap);
  if (snap === undefined) {
    const refused = sight.snapper.whyNot(...place);
    const why = whyOf(sight, { state: "unknown", refused, cell: cell?.state ?? null });
    return { snap: null, refused, cell, why, routes: [], remedy: null };
  }
  const routes = routesFrom(sight, place, snap);
  const { state, edge } = stateOfPlace(sight, place, routes);
  const target = missedAt(sight, { at: place, snap, state }, cell);
  return {
    snap: {
      metres: snap.leg,
      lng: snap.lng,
      lat: snap.lat,
      street: ground.network.names[ground.network.name[snap.edge]!]!,
    },
    refused: null,
    cell,
    why: whyOf(sight, { state, routes, edge, cell: cell?.state ?? null }),
    routes,
    remedy: target === undefined ? null : await remedyFor(sight, target.at, target.snap, build),
  };
}

function cellOf({ ground, states }: Sight, place: LngLat): Explanation["cell"] {
  const { cellIndex, demand } = ground;
  const index = cellIndex.get(cellAt(...place, demand.resolution));
  if (index === undefined || demand.people[index] === 0) return null;
  return { index, people: demand.people[index]!, state: STATE_NAMES[states[index]!]! };
}

/** To the nearest of those that offer the service, of equally near ones the first in the list. */
function routesFrom(
  { scene, state, ground, fromPlaces, facilityLinks, toFacilities, among }: Sight,
  place: LngLat,
  snap: Snap,
): Route[] {
  const { network, facilities, places } = ground;
  const points = linkageOf(snap);
  toFacilities.run(points, 0, FARTHEST);
  const near = among
    .filter((row) => toFacilities.reaches(row))
    .sort((a, b) => toFacilities.costOf(a) - toFacilities.costOf(b) || a - b)
    .slice(0, ROUTES);
  const run = { scan: toFacilities, points, index: 0, limit: FARTHEST };
  return near.map((row) => {
    const path = walkPath(fromPlaces, places, run, facilityLinks, row);
    if (path === undefined) throw new Error(`No way leads to facility ${row}, which was reached.`);
    const { name, lng, lat } = facilities[row]!;
    const [from, to]: LngLat[] =
      fromPlaces.direction === "from" ? [place, [lng, lat]] : [[lng, lat], place];
    const millimetres = path.pieces.reduce((sum, { start, end }) => sum + Math.abs(end - start), 0);
    const existing = scene.today.facilities.length;
    return {
      facility: row < existing ? row : null,
      site: row < existing ? null : scene.sites[row - existing]!,
      name,
      seconds: tenths(path.cost) / 10,
      metres: Math.round(millimetres / 100) / 10,
      straight: Math.round(metresBetween(...place, lng, lat) * 10) / 10,
      line: [...walkLine(network, path, from!, to!)],
      legs: legsOf(network, path, state.streets),
    };
  });
}

/** Where a remedy must bring the service: to the people of the cell if they lack it, else to the place itself. */
function missedAt(
  { ground, snapper }: Sight,
  here: { readonly at: LngLat; readonly snap: Snap; readonly state: CellState },
  cell: Explanation["cell"],
): { readonly at: LngLat; readonly snap: Snap } | undefined {
  if (cell !== null && cell.state !== "covered") {
    const at: LngLat = [ground.demand.lng[cell.index]!, ground.demand.lat[cell.index]!];
    const snap = snapper.nearest(...at, ground.snapCap);
    if (snap !== undefined) return { at, snap };
  }
  return here.state === "covered" ? undefined : here;
}

/** By the rule of the cells: covered, else unknown where even the straight walk out of the data is short enough. */
function stateOfPlace(
  { ground, fromPlaces, limit }: Sight,
  place: LngLat,
  [nearest]: readonly Route[],
): { readonly state: CellState; readonly edge: Metres } {
  const { network } = ground;
  const most = Math.floor(limit / 100);
  const edge = Math.floor(metresToEdge(network.report.boundary, ...place) * 10) / 10;
  if (nearest !== undefined && Math.round(nearest.seconds * 10) <= most)
    return { state: "covered", edge };
  const out = Math.floor((edge * 10) / fromPlaces.measure.speed);
  return { state: out <= most ? "unknown" : "gap", edge };
}

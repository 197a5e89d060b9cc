import type { ScenarioState, StreetChange } from "#contract/scenario.ts";
import { tenths, visitorScan } from "../catchment/matrix.ts";
import { nearestFacility, nearestTo } from "../catchment/nearest-facility.ts";
import { nearestSurface } from "../coverage/nearest-walks.ts";
import { cellStates, COVERED } from "../coverage/states.ts";
import type { LngLat } from "../geo/rings.ts";
import { costOf, walkingGraph, type Milli } from "../network/graph.ts";
import { linkPoints, type Snap } from "../network/linkage.ts";
import type { Metres, People } from "../vocabulary.ts";
import { streetSaid } from "./explain-words.ts";
import { freeId, type Remedy } from "./remedy-edit.ts";
import { linkageOf, type Sight } from "./sight.ts";
import { streetSamples, type StreetSamples } from "./street-samples.ts";
import type { SceneStreets } from "./streets.ts";

/** The streets of the study with changes made, as `sceneStreets` gives them; it may take seconds in a city. */
export type BuildStreets = (
  changes: ScenarioState["streets"],
) => Promise<Pick<SceneStreets, "network" | "failed">>;

/** The nearer end of a new piece lies within this of the place. */
const NEAR: Metres = 150;
/** A new piece is at most so long; up to the second length it is a gate, above it a piece of street. */
const LONGEST: Metres = 60;
const GATE: Metres = 30;
/** As many pieces are tried by building the network with them. */
const TRIES = 4;
/** Pieces whose ends lie this near those of one that was tried would fare as it did. */
const ALIKE: Metres = 20;

/**
 * The shortest piece of street near a place that would bring the service within the limit; null where none would.
 * Walking to one end of a piece and on from its other end is known from the searches at hand; only what they promise
 * is built and searched anew.
 */
export async function streetRemedy(
  sight: Sight,
  place: LngLat,
  snap: Snap,
  build: BuildStreets,
): Promise<Remedy | null> {
  if (sight.among.length === 0) return null;
  const samples = streetSamples(sight.fromPlaces, place, NEAR + LONGEST);
  const tried: Piece[] = [];
  for (const piece of promisingPieces(sight, snap, samples)) {
    if (tried.some((one) => isAlike(samples, one, piece))) continue;
    const remedy = await tryOut(sight, place, samples, piece, build);
    if (remedy !== null) return remedy;
    if (tried.push(piece) === TRIES) return null;
  }
  return null;
}

/** Samples at its two ends, the walk to the first and on from the second included in the cost. */
interface Piece {
  readonly near: number;
  readonly far: number;
  readonly metres: Metres;
  readonly cost: Milli;
}

/** The shortest first, to five metres; then the shortest walk. */
function promisingPieces(sight: Sight, snap: Snap, samples: StreetSamples): Piece[] {
  const { fromPlaces, fromFacilities, facilityLinks, among, nearest, limit } = sight;
  const { links, east, north } = samples;
  const toSamples = visitorScan(fromPlaces, links);
  toSamples.run(linkageOf(snap), 0, limit);
  const onward = Array.from({ length: links.count }, (_, i) => {
    const beside = among.filter((row) => facilityLinks.edge[row] === links.edge[i]);
    return nearestTo(fromFacilities, nearest, facilityLinks, beside, links, i)?.cost ?? Infinity;
  });
  const pieces: Piece[] = [];
  for (let near = 0; near < links.count; near++) {
    if (!toSamples.reaches(near) || Math.hypot(east[near]!, north[near]!) > NEAR) continue;
    const before = toSamples.costOf(near);
    for (let far = 0; far < links.count; far++) {
      if (before + onward[far]! > limit) continue;
      const metres = Math.hypot(east[far]! - east[near]!, north[far]! - north[near]!);
      if (metres > LONGEST) continue;
      const cost = before + costOf(fromPlaces.measure, Math.round(metres * 1000), 0) + onward[far]!;
      if (cost <= limit) pieces.push({ near, far, metres, cost });
    }
  }
  const rank = ({ metres }: Piece) => Math.ceil(metres / 5);
  return pieces.sort(
    (a, b) => rank(a) - rank(b) || a.cost - b.cost || a.near - b.near || a.far - b.far,
  );
}

function isAlike({ east, north }: StreetSamples, one: Piece, other: Piece): boolean {
  return (["near", "far"] as const).every((end) => {
    const [a, b] = [one[end], other[end]];
    return Math.hypot(east[a]! - east[b]!, north[a]! - north[b]!) <= ALIKE;
  });
}

/** What the piece does once it is there; null where it cannot be made or is not enough. */
async function tryOut(
  sight: Sight,
  place: LngLat,
  samples: StreetSamples,
  { near, far, metres }: Piece,
  build: BuildStreets,
): Promise<Remedy | null> {
  const { state, ground, limit, among } = sight;
  const { measure, direction, network: before } = sight.fromFacilities;
  const [from, to] = [samples.at(far), samples.at(near)];
  const kind = metres <= GATE ? "gate" : "street";
  const change: StreetChange = { kind, name: "", from, to };
  const id = freeId(state.streets, kind);
  const { network, failed } = await build({ ...state.streets, [id]: change });
  if (failed.some((one) => one.id === id)) return null;

  const { facilities, demand, snapCap } = ground;
  const wheels = measure.steps === "closed";
  const graph = walkingGraph(network, measure, direction);
  const lng = facilities.map((one) => one.lng);
  const lat = facilities.map((one) => one.lat);
  const facilityLinks = linkPoints(network, lng, lat, snapCap, wheels);
  const here = linkPoints(network, [place[0]], [place[1]], snapCap, wheels);
  const nearest = nearestFacility(graph, facilityLinks, among);
  const walk = nearestTo(graph, nearest, facilityLinks, among, here, 0);
  if (walk === undefined || tenths(walk.cost) > Math.floor(limit / 100)) return null;

  const cellLinks = linkPoints(network, demand.lng, demand.lat, snapCap, wheels);
  const surface = nearestSurface(graph, { facilityLinks, cellLinks }, among, nearest);
  const states = cellStates(surface, cellLinks, sight.edge, Math.floor(limit / 100));
  let people: People = 0;
  for (let c = 0; c < states.length; c++) {
    if (states[c] === COVERED) people += demand.people[c]!;
    if (sight.states[c] === COVERED) people -= demand.people[c]!;
  }
  if (people <= 0) return null;
  const streets = [near, far].map((end) => before.names[before.name[samples.links.edge[end]!]!]!);
  const { name } = facilities[walk.facility]!;
  const seconds = tenths(walk.cost) / 10;
  return {
    said: streetSaid(kind, metres, [streets[0]!, streets[1]!], { name, seconds, people }),
    edit: { of: "street", id, before: null, after: change },
    people,
  };
}

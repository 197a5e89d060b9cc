import type { Tags } from "../osm/elements.ts";

/**
 * Where people walk, as one table. The README gives the reasons in words; this file is what is run.
 * A way that is closed is an edge only where its own tags say that it is walked.
 */

/** What a walker can do on a way; bits of one byte. */
export const FORWARD = 1;
export const BACKWARD = 2;
/** Stairs: slower. */
export const STEPS = 4;
/** Not passable on wheels. */
export const NO_WHEELS = 8;
/** On a bridge, whose ends come down to the ground. */
export const ABOVE = 64;
/** In a tunnel, whose ends come up to the ground. */
export const BELOW = 128;
/** On another floor altogether: a platform under the ground, a corridor upstairs. */
export const ELSEWHERE = ABOVE | BELOW;

/**
 * Walked unless their own tags forbid it. Cycleways are among them, as in OpenStreetMap's worldwide defaults:
 * beside many Chinese main roads the 非机动车道 is the only path drawn, and people walk on it.
 */
const OPEN_HIGHWAYS = new Set([
  "primary",
  "primary_link",
  "secondary",
  "secondary_link",
  "tertiary",
  "tertiary_link",
  "unclassified",
  "residential",
  "living_street",
  "service",
  "road",
  "track",
  "pedestrian",
  "footway",
  "path",
  "steps",
  "corridor",
  "crossing",
  "platform",
  "cycleway",
]);

/** Walked only where `foot` says so, or where a trunk road has a sidewalk. */
const CLOSED_HIGHWAYS = new Set([
  "bridleway",
  "busway",
  "motorway",
  "motorway_link",
  "trunk",
  "trunk_link",
]);
const TRUNK = new Set(["trunk", "trunk_link"]);

const FOOT_YES = new Set([
  "yes",
  "designated",
  "permissive",
  "destination",
  "customers",
  "official",
]);
const FOOT_NO = new Set([
  "no",
  "private",
  "use_sidepath",
  "permit",
  "agricultural",
  "forestry",
  "delivery",
]);
const ACCESS_NO = new Set([
  "no",
  "private",
  "permit",
  "agricultural",
  "forestry",
  "delivery",
  "military",
]);
const SIDEWALK_YES = new Set(["yes", "both", "left", "right", "separate"]);
/** Nodes that stop a walker even without an access tag. */
const SOLID_BARRIERS = new Set(["wall", "fence", "hedge", "ditch", "retaining_wall", "city_wall"]);

/** The keys the rules read, so that a reader can leave the others undecoded. */
export const RULE_WAY_KEYS = [
  "highway",
  "foot",
  "access",
  "motorroad",
  "sidewalk",
  "sidewalk:both",
  "sidewalk:left",
  "sidewalk:right",
  "oneway:foot",
  "foot:forward",
  "foot:backward",
  "conveying",
  "railway",
  "public_transport",
  "man_made",
  "area",
  "service",
  "wheelchair",
  "ramp:wheelchair",
  "bridge",
  "tunnel",
  "layer",
  "level",
  "location",
  "subway",
  "name",
  "name:zh",
] as const;
export const RULE_NODE_KEYS = ["barrier", "access", "foot", "locked"] as const;

/** The walking traits of a way, or 0 when nobody walks there. */
export function walkingTraits(tags: Tags): number {
  if (!isWalked(tags)) return 0;
  let traits = FORWARD | BACKWARD;
  const oneway = tags["oneway:foot"];
  if (oneway === "yes" || oneway === "1") traits &= ~BACKWARD;
  if (oneway === "-1") traits &= ~FORWARD;
  if (tags["foot:backward"] === "no") traits &= ~BACKWARD;
  if (tags["foot:forward"] === "no") traits &= ~FORWARD;
  // An escalator or moving walkway carries people one way only.
  if (tags["conveying"] === "forward") traits &= ~BACKWARD;
  if (tags["conveying"] === "backward") traits &= ~FORWARD;
  if ((traits & (FORWARD | BACKWARD)) === 0) return 0;

  const steps = tags["highway"] === "steps";
  const ramp = tags["ramp:wheelchair"] === "yes" || tags["wheelchair"] === "yes";
  if (steps) traits |= STEPS;
  if ((steps && !ramp) || tags["wheelchair"] === "no") traits |= NO_WHEELS;
  return traits | levelTrait(tags);
}

/** Whether a word is a class of streets, walked or not, as OpenStreetMap writes it. */
export function isHighwayClass(word: string): boolean {
  return OPEN_HIGHWAYS.has(word) || CLOSED_HIGHWAYS.has(word);
}

/** Whether a walkable closed way is a square, which is crossed and not only walked around. */
export function isSquare(tags: Tags): boolean {
  return tags["area"] === "yes";
}

/** Whether a node closes every way through it to walkers: a locked or private gate, or something solid. */
export function nodeCloses(tags: Tags): boolean {
  const barrier = tags["barrier"];
  if (barrier === undefined) return false;
  const foot = tags["foot"];
  if (tags["locked"] === "yes") return !(foot !== undefined && FOOT_YES.has(foot));
  if (foot !== undefined) {
    if (FOOT_YES.has(foot)) return false;
    if (FOOT_NO.has(foot)) return true;
  }
  const access = tags["access"];
  if (access !== undefined) return ACCESS_NO.has(access);
  return SOLID_BARRIERS.has(barrier);
}

function isWalked(tags: Tags): boolean {
  const foot = tags["foot"];
  const walkedByTag = foot !== undefined && FOOT_YES.has(foot);
  if (foot !== undefined && FOOT_NO.has(foot)) return false;

  const highway = tags["highway"];
  if (highway === undefined) {
    if (!isPlatform(tags) && tags["man_made"] !== "pier") return false;
  } else if (CLOSED_HIGHWAYS.has(highway)) {
    const besideTrunk = TRUNK.has(highway) && hasSidewalk(tags) && tags["motorroad"] !== "yes";
    if (!walkedByTag && !besideTrunk) return false;
  } else if (!OPEN_HIGHWAYS.has(highway)) return false;

  if (walkedByTag) return true;
  if (tags["motorroad"] === "yes") return false;
  const access = tags["access"];
  return access === undefined || !ACCESS_NO.has(access);
}

/** ABOVE, BELOW, ELSEWHERE, or 0 on the ground, where a passage through a building lies too. */
function levelTrait(tags: Tags): number {
  const bridge = tags["bridge"];
  if (bridge !== undefined && bridge !== "no") return ABOVE;
  const tunnel = tags["tunnel"];
  if (tunnel !== undefined && tunnel !== "no" && tunnel !== "building_passage") return BELOW;
  const offGround = ["layer", "level"].some((key) => Number.parseFloat(tags[key] ?? "0") !== 0);
  // A platform of the underground lies below or above the streets, also where nobody wrote down its layer.
  const underground =
    tags["location"] === "underground" || (isPlatform(tags) && tags["subway"] === "yes");
  return offGround || underground ? ELSEWHERE : 0;
}

function isPlatform(tags: Tags): boolean {
  return tags["railway"] === "platform" || tags["public_transport"] === "platform";
}

function hasSidewalk(tags: Tags): boolean {
  return ["sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right"].some((key) =>
    SIDEWALK_YES.has(tags[key] ?? ""),
  );
}

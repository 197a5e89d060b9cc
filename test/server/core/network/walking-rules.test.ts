import { describe, expect, it } from "vitest";
import {
  ABOVE,
  BACKWARD,
  BELOW,
  ELSEWHERE,
  FORWARD,
  isSquare,
  NO_WHEELS,
  nodeCloses,
  RULE_NODE_KEYS,
  RULE_WAY_KEYS,
  STEPS,
  walkingTraits,
} from "#core/network/walking-rules.ts";
import type { Tags } from "#core/osm/elements.ts";

const BOTH = FORWARD | BACKWARD;
const STAIRS = BOTH | STEPS | NO_WHEELS;
const CLOSED = 0;

type Row = readonly [tags: string, traits: number, reason: string];

const HIGHWAYS: readonly Row[] = [
  ["highway=primary", BOTH, "people walk along main roads, sidewalk mapped or not"],
  ["highway=primary_link", BOTH, "as the road it belongs to"],
  ["highway=secondary", BOTH, "ordinary road"],
  ["highway=secondary_link", BOTH, "as the road it belongs to"],
  ["highway=tertiary", BOTH, "ordinary road"],
  ["highway=tertiary_link", BOTH, "as the road it belongs to"],
  ["highway=unclassified", BOTH, "ordinary road"],
  ["highway=residential", BOTH, "ordinary road"],
  ["highway=living_street", BOTH, "made for walking"],
  ["highway=service", BOTH, "lanes inside compounds"],
  ["highway=road", BOTH, "a road of unknown kind is more likely walked than not"],
  ["highway=track", BOTH, "field tracks carry village paths"],
  ["highway=pedestrian", BOTH, "made for walking"],
  ["highway=footway", BOTH, "made for walking"],
  ["highway=path", BOTH, "open to walkers unless tagged otherwise"],
  ["highway=corridor", BOTH, "a passage inside a building"],
  ["highway=crossing", BOTH, "a crossing drawn as a line"],
  ["highway=platform", BOTH, "a platform, old way of mapping"],
  ["highway=steps", STAIRS, "slower, and closed to wheels"],
  ["highway=motorway", CLOSED, "no walkers by law"],
  ["highway=motorway_link", CLOSED, "no walkers by law"],
  ["highway=trunk", CLOSED, "an expressway unless a sidewalk or foot tag says otherwise"],
  ["highway=trunk_link", CLOSED, "as the road it belongs to"],
  [
    "highway=cycleway",
    BOTH,
    "walked unless its sign forbids it: beside many roads it is the only path drawn",
  ],
  ["highway=bridleway", CLOSED, "for riders unless foot says otherwise"],
  ["highway=busway", CLOSED, "for buses unless foot says otherwise"],
  ["highway=construction", CLOSED, "not there yet"],
  ["highway=proposed", CLOSED, "not there yet"],
  ["highway=construction foot=yes", CLOSED, "a foot tag does not finish the works"],
  ["highway=proposed foot=designated", CLOSED, "a foot tag does not build it"],
  ["highway=raceway", CLOSED, "not in the table"],
  ["highway=abandoned", CLOSED, "not in the table"],
  ["highway=bus_stop", CLOSED, "not a way to walk along"],
  ["name=人民路", CLOSED, "no highway at all"],
];

const PERMISSIONS: readonly Row[] = [
  ["highway=cycleway foot=designated", BOTH, "shared path"],
  ["highway=cycleway foot=no", CLOSED, "said outright"],
  ["highway=bridleway foot=permissive", BOTH, "the owner lets people through"],
  ["highway=motorway foot=yes", BOTH, "said outright, as on some bridges"],
  ["highway=trunk foot=yes", BOTH, "said outright"],
  ["highway=trunk sidewalk=both", BOTH, "people walk beside it"],
  ["highway=trunk sidewalk=left", BOTH, "one sidewalk is enough"],
  ["highway=trunk sidewalk=right", BOTH, "one sidewalk is enough"],
  ["highway=trunk sidewalk=separate", BOTH, "the sidewalk may be drawn only in part"],
  ["highway=trunk sidewalk:right=yes", BOTH, "the newer spelling"],
  ["highway=trunk sidewalk:both=separate", BOTH, "the newer spelling"],
  ["highway=trunk_link sidewalk:left=yes", BOTH, "the ramp with a sidewalk"],
  ["highway=trunk sidewalk=no", CLOSED, "no sidewalk"],
  ["highway=trunk sidewalk=none", CLOSED, "no sidewalk"],
  ["highway=trunk sidewalk=both motorroad=yes", CLOSED, "a motorroad lets nobody walk"],
  ["highway=trunk sidewalk=both access=no", CLOSED, "closed to everyone"],
  ["highway=motorway sidewalk=both", CLOSED, "a sidewalk opens only trunk roads"],
  ["highway=primary motorroad=yes", CLOSED, "a motorroad lets nobody walk"],
  ["highway=primary motorroad=yes foot=yes", BOTH, "unless walkers are named"],
  ["highway=residential foot=no", CLOSED, "said outright"],
  ["highway=residential foot=private", CLOSED, "not for the public"],
  ["highway=primary foot=use_sidepath", CLOSED, "walked on the path beside it"],
  ["highway=footway foot=permit", CLOSED, "not for the public"],
  ["highway=track foot=agricultural", CLOSED, "for farm work only"],
  ["highway=track foot=forestry", CLOSED, "for forest work only"],
  ["highway=service foot=delivery", CLOSED, "for deliveries only"],
  ["highway=footway foot=destination", BOTH, "whoever has business there"],
  ["highway=footway foot=customers", BOTH, "facilities are for their customers"],
  ["highway=footway foot=official", BOTH, "the word used for signed paths"],
  ["highway=footway foot=unknown", BOTH, "an unknown word changes nothing"],
  ["highway=service access=no", CLOSED, "closed to everyone"],
  ["highway=service access=private", CLOSED, "inside somebody's walls"],
  ["highway=service access=permit", CLOSED, "not for the public"],
  ["highway=track access=agricultural", CLOSED, "for farm work only"],
  ["highway=track access=forestry", CLOSED, "for forest work only"],
  ["highway=service access=delivery", CLOSED, "for deliveries only"],
  ["highway=service access=military", CLOSED, "not for the public"],
  ["highway=service access=customers", BOTH, "facilities are for their customers"],
  ["highway=service access=destination", BOTH, "whoever has business there"],
  ["highway=service access=permissive", BOTH, "the owner lets people through"],
  ["highway=service access=private foot=yes", BOTH, "the narrower tag wins"],
  ["highway=service access=no foot=designated", BOTH, "the narrower tag wins"],
  ["highway=service access=private foot=unknown", CLOSED, "an unknown word changes nothing"],
  ["highway=service access=yes foot=no", CLOSED, "the narrower tag wins"],
];

const DIRECTIONS: readonly Row[] = [
  ["highway=footway oneway:foot=yes", FORWARD, "walked one way"],
  ["highway=footway oneway:foot=1", FORWARD, "the same, old spelling"],
  ["highway=footway oneway:foot=-1", BACKWARD, "against the direction it is drawn in"],
  ["highway=footway oneway:foot=no", BOTH, "said outright"],
  ["highway=residential oneway=yes", BOTH, "a one-way street for vehicles"],
  ["highway=footway foot:backward=no", FORWARD, "the other spelling of one way"],
  ["highway=footway foot:forward=no", BACKWARD, "the other spelling of one way"],
  ["highway=footway foot:forward=no foot:backward=no", CLOSED, "no way left"],
  ["highway=footway conveying=forward", FORWARD, "a moving walkway"],
  ["highway=footway conveying=backward", BACKWARD, "a moving walkway, drawn against"],
  ["highway=footway conveying=reversible", BOTH, "runs either way"],
  ["highway=footway conveying=yes", BOTH, "its direction is not known"],
  ["highway=footway conveying=backward oneway:foot=yes", CLOSED, "no way left"],
  ["highway=steps conveying=forward", FORWARD | STEPS | NO_WHEELS, "an escalator"],
];

const STEPS_AND_WHEELS: readonly Row[] = [
  ["highway=steps ramp:wheelchair=yes", BOTH | STEPS, "slower, but wheels can pass"],
  ["highway=steps wheelchair=yes", BOTH | STEPS, "slower, but wheels can pass"],
  ["highway=steps ramp:wheelchair=no", STAIRS, "said outright"],
  ["highway=steps wheelchair=limited", STAIRS, "limited is not yes"],
  ["highway=path wheelchair=no", BOTH | NO_WHEELS, "too narrow or rough for wheels"],
  ["highway=path wheelchair=yes", BOTH, "said outright"],
  ["highway=steps ramp:wheelchair=yes wheelchair=no", STAIRS, "a no is believed"],
];

const LEVELS: readonly Row[] = [
  ["highway=footway bridge=yes", BOTH | ABOVE, "over what it crosses"],
  ["highway=footway bridge=no", BOTH, "on the ground"],
  ["highway=footway tunnel=yes", BOTH | BELOW, "under what it crosses"],
  ["highway=footway tunnel=no", BOTH, "on the ground"],
  ["highway=service tunnel=building_passage", BOTH, "through a building, on the ground"],
  ["highway=primary bridge=viaduct layer=0", BOTH | ABOVE, "a bridge is over something"],
  ["highway=primary tunnel=yes layer=-2", BOTH | BELOW, "however deep"],
  ["highway=primary layer=1", BOTH | ELSEWHERE, "not on the ground"],
  ["highway=primary layer=0", BOTH, "said outright"],
  ["highway=corridor level=2", BOTH | ELSEWHERE, "an upper floor"],
  ["highway=corridor level=-1", BOTH | ELSEWHERE, "a basement"],
  ["highway=corridor level=0", BOTH, "the ground floor"],
  ["railway=platform location=underground", BOTH | ELSEWHERE, "an underground station"],
  ["railway=platform subway=yes", BOTH | ELSEWHERE, "an underground station, its layer left out"],
];

const NOT_HIGHWAYS: readonly Row[] = [
  ["railway=platform", BOTH, "people walk on platforms"],
  ["public_transport=platform", BOTH, "people walk on platforms"],
  ["railway=platform access=private", CLOSED, "not for the public"],
  ["railway=platform foot=no", CLOSED, "said outright"],
  ["man_made=pier", BOTH, "people walk on piers"],
  ["man_made=pier access=no", CLOSED, "closed to everyone"],
  ["route=ferry", CLOSED, "a ferry is not walked"],
  ["route=ferry foot=yes", CLOSED, "that it takes walkers does not make it a walk"],
  ["railway=rail", CLOSED, "tracks are not walked"],
  ["railway=rail foot=yes", CLOSED, "not in the table"],
  ["man_made=breakwater", CLOSED, "not in the table"],
  ["building=yes", CLOSED, "an outline, not a way"],
  ["leisure=park", CLOSED, "an outline, not a way"],
  ["area=yes", CLOSED, "an area of nothing that is walked"],
];

describe.each([
  ["highway values", HIGHWAYS],
  ["foot, access, motorroad and sidewalks", PERMISSIONS],
  ["one-way walking", DIRECTIONS],
  ["steps and wheels", STEPS_AND_WHEELS],
  ["bridges, tunnels and floors", LEVELS],
  ["what is walked without being a highway", NOT_HIGHWAYS],
])("walking rules: %s", (_, rows) => {
  it.each(rows)("%s gives %i: %s", (text, traits) => {
    expect(walkingTraits(tagsOf(text))).toBe(traits);
  });
});

describe("walking rules: squares", () => {
  it("are walked across where the area is said to be one", () => {
    expect(isSquare(tagsOf("highway=pedestrian area=yes"))).toBe(true);
  });

  it("are not every closed way: a circular street is walked round", () => {
    expect(isSquare(tagsOf("highway=pedestrian"))).toBe(false);
    expect(isSquare(tagsOf("highway=pedestrian area=no"))).toBe(false);
  });
});

type NodeRow = readonly [tags: string, closes: boolean, reason: string];

const NODES: readonly NodeRow[] = [
  ["barrier=gate", false, "a gate with no more said stands open"],
  ["barrier=gate locked=yes", true, "locked"],
  ["barrier=gate locked=no", false, "said outright"],
  ["barrier=gate locked=yes foot=yes", false, "locked to cars, walkers have a wicket"],
  ["barrier=gate locked=yes foot=no", true, "locked"],
  ["barrier=gate locked=yes access=yes", true, "a lock stops people whatever the access"],
  ["barrier=gate access=private", true, "residents only"],
  ["barrier=gate access=no", true, "closed to everyone"],
  ["barrier=gate access=permit", true, "not for the public"],
  ["barrier=gate access=customers", false, "facilities are for their customers"],
  ["barrier=gate access=destination", false, "whoever has business there"],
  ["barrier=gate access=private foot=yes", false, "the narrower tag wins"],
  ["barrier=gate access=yes foot=no", true, "the narrower tag wins"],
  ["barrier=gate foot=private", true, "residents only"],
  ["barrier=gate foot=permissive", false, "let through"],
  ["barrier=gate foot=unknown access=private", true, "an unknown word changes nothing"],
  ["barrier=lift_gate", false, "stops cars only"],
  ["barrier=swing_gate", false, "stops cars only"],
  ["barrier=bollard", false, "stops cars only"],
  ["barrier=block", false, "stops cars only"],
  ["barrier=cycle_barrier", false, "walkers squeeze through"],
  ["barrier=turnstile", false, "made for walkers"],
  ["barrier=kissing_gate", false, "made for walkers"],
  ["barrier=stile", false, "made for walkers"],
  ["barrier=entrance", false, "a gap in a wall"],
  ["barrier=toll_booth", false, "stops cars only"],
  ["barrier=kerb", false, "stepped over"],
  ["barrier=wall", true, "solid"],
  ["barrier=fence", true, "solid"],
  ["barrier=hedge", true, "solid"],
  ["barrier=ditch", true, "not stepped over"],
  ["barrier=retaining_wall", true, "solid"],
  ["barrier=city_wall", true, "solid"],
  ["barrier=wall foot=yes", false, "a doorway is drawn as a wall with foot=yes"],
  ["barrier=fence access=yes", false, "said outright"],
  ["access=private", false, "without a barrier nothing stands in the way"],
  ["locked=yes", false, "without a barrier nothing stands in the way"],
  ["highway=crossing", false, "not a barrier"],
];

describe("walking rules: barriers on nodes", () => {
  it.each(NODES)("%s closes the way: %s, because %s", (text, closes) => {
    expect(nodeCloses(tagsOf(text))).toBe(closes);
  });
});

describe("walking rules: the keys readers keep", () => {
  it("hold every key of the tables above that changes an answer", () => {
    const rows = [HIGHWAYS, PERMISSIONS, DIRECTIONS, STEPS_AND_WHEELS, NOT_HIGHWAYS].flat();
    for (const [text, traits] of rows)
      expect(walkingTraits(only(RULE_WAY_KEYS, tagsOf(text))), text).toBe(traits);
    for (const [text, closes] of NODES)
      expect(nodeCloses(only(RULE_NODE_KEYS, tagsOf(text))), text).toBe(closes);
    expect(isSquare(only(RULE_WAY_KEYS, { area: "yes" }))).toBe(true);
  });
});

function tagsOf(text: string): Tags {
  return Object.fromEntries(text.split(" ").map((pair) => pair.split("=") as [string, string]));
}

function only(keys: readonly string[], tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => keys.includes(key)));
}

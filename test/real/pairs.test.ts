import { describe, expect, it } from "vitest";
import { visitorScan } from "#core/catchment/matrix.ts";
import { metresBetween } from "#core/geo/lonlat.ts";
import { walkingGraph, type Measure } from "#core/network/graph.ts";
import { NO_EDGE } from "#core/network/linkage.ts";
import { buildNetwork, type Network } from "#core/network/network.ts";
import { E7, MISSING, type Streets } from "#core/network/streets.ts";
import { naiveWalk, type NaiveWalk } from "../fixtures/naive-walk.ts";
import { SOURCE } from "../fixtures/town.ts";
import { linked, type Place } from "../fixtures/walks.ts";
import { haveReal, readStreets, real } from "./data.ts";

const EXTRACTS = [
  "heidelberg.osm.pbf",
  "porto-alegre/poa_osm.pbf",
  "china-osm/guixi.osm",
  "china-osm/ninghua.osm",
  "china-osm/beijing-wudaokou.osm",
  "china-osm/beijing-cau.osm",
];

const ADULT: Measure = { kind: "time", speed: 1.1, steps: "slow" };
const WHEELS: Measure = { kind: "time", speed: 0.7, steps: "closed" };

/** Seconds, as on the command line. */
const LIMIT = 1800;

/**
 * Seconds by which the fast search may differ: it keeps lengths in whole millimetres and costs in whole
 * milliseconds, each rounded once per edge, and a walk of half an hour has a few hundred edges at most.
 */
const ROUNDING = 0.05;

describe.runIf(haveReal("walks in real extracts", ...EXTRACTS)).each(EXTRACTS)("%s", (name) => {
  it("has the walking times of a plain search on its uncut streets, to the rounding", async () => {
    const streets = await readStreets(real(name));
    const network = buildNetwork(streets, SOURCE);
    const found = compare(streets, network, ADULT);
    expect(found.wrong).toEqual([]);
    expect(found.compared).toBeGreaterThanOrEqual(200);
    expect(compare(streets, network, WHEELS).wrong).toEqual([]);
  });
});

interface Comparison {
  readonly compared: number;
  readonly wrong: readonly string[];
}

/** Every walk from four places to a dozen around them, in many parts of the extract. */
function compare(streets: Streets, network: Network, measure: Measure): Comparison {
  const naive = naiveWalk(streets, measure);
  const graph = walkingGraph(network, measure, "from");
  const wrong: string[] = [];
  let compared = 0;
  for (const { origins, destinations } of neighbourhoods(streets)) {
    const from = joined(network, naive, measure, origins);
    const to = joined(network, naive, measure, destinations);
    wrong.push(...from.wrong, ...to.wrong);
    const scan = visitorScan(graph, to.links);
    for (const [o, start] of from.joins.entries()) {
      if (start?.clear !== true) continue;
      scan.run(from.links, o, 1000 * LIMIT);
      const walk = naive.from(start, LIMIT + ROUNDING);
      const pairs = to.joins.flatMap((end, d) =>
        end?.clear === true
          ? [
              {
                d,
                expected: walk(end),
                seconds: scan.reaches(d) ? scan.costOf(d) / 1000 : Infinity,
              },
            ]
          : [],
      );
      compared += pairs.filter(({ expected }) => expected < LIMIT - ROUNDING).length;
      for (const { d, expected, seconds } of pairs.filter(disagree))
        wrong.push(`${seconds} s, not ${expected}: ${places(origins[o]!, destinations[d]!)}`);
    }
  }
  return { compared, wrong };
}

/** Places joined to the network both ways, and those that only one of them joined. */
function joined(network: Network, naive: NaiveWalk, measure: Measure, at: readonly Place[]) {
  const links = linked(network, at, measure.steps === "closed");
  const joins = at.map(([lng, lat]) => naive.join(lng, lat, 300));
  const wrong = at.flatMap((place, i) =>
    (joins[i] === undefined) === (links.edge[i] === NO_EDGE) ? [] : [`joining ${places(place)}`],
  );
  return { links, joins, wrong };
}

function places(...at: readonly Place[]): string {
  return at.map((place) => place.join(", ")).join(" to ");
}

/** By more than the rounding; just at the limit a walk may be found or not. */
function disagree({ expected, seconds }: { expected: number; seconds: number }): boolean {
  return seconds === Infinity
    ? expected <= LIMIT - ROUNDING
    : Math.abs(expected - seconds) >= ROUNDING;
}

/** Sixteen places within a kilometre of each other and up to 150 m off the streets, eight times over. */
function neighbourhoods(streets: Streets) {
  const held = streets.point.filter((p) => p !== MISSING);
  const random = seeded(15);
  const anywhere = (): Place => {
    const p = held[Math.floor(random() * held.length)]!;
    return [streets.lng[p]! / E7, streets.lat[p]! / E7];
  };
  return Array.from({ length: 8 }, () => {
    const middle = anywhere();
    const places: Place[] = [];
    while (places.length < 16) {
      const [lng, lat] = anywhere();
      if (metresBetween(lng, lat, ...middle) > 1000) continue;
      places.push([lng + (random() - 0.5) / 300, lat + (random() - 0.5) / 400]);
    }
    return { origins: places.slice(0, 4), destinations: places.slice(4) };
  });
}

/** The same numbers between 0 and 1 for the same seed (a linear congruential generator of 2³²). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

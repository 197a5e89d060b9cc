import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkPoints, NO_EDGE, snapper, type Snap } from "#core/network/linkage.ts";
import { MAIN, type Network } from "#core/network/network.ts";
import { randomTowns } from "../../../fixtures/random-town.ts";
import { BLOCK, networkOf, streetsOf, town, type Town } from "../../../fixtures/town.ts";

const CAP = 300;

describe("a point is joined", () => {
  it("to the nearest edge, even where a node of another street is nearer than its ends", () => {
    const drawn = town(
      `
      a---------------b
          e-----------f
      `,
      ["abfe"],
    );
    const network = networkOf(drawn);
    // 25 m north of e; the street from a passes 45.03 − 25 m north of that, with its ends far away
    const snap = nearest(network, drawn.at("e", 0, 25))!;
    expect(snap.leg).toBeCloseTo(BLOCK / 2000 - 25, 3);
    expect(alongFrom("a", drawn, network, snap)).toBeCloseTo(BLOCK, -1);
  });

  it("where it meets the edge, with the straight leg from there", () => {
    const drawn = town("a---b---c", ["abc"]);
    const network = networkOf(drawn);
    const [lng, lat] = drawn.at("b", 20, 35);
    const snap = nearest(network, [lng, lat])!;
    expect(alongFrom("a", drawn, network, snap)).toBeCloseTo(BLOCK + 20_000, -1);
    expect(snap.leg).toBeCloseTo(35, 3);
    expect(snap.lng).toBeCloseTo(lng, 8);
    expect(snap.lat).toBeCloseTo(0, 8);
  });

  it("along the bends of the edge, whose length counts to the place and not as the crow flies", () => {
    const drawn = town(
      `
      b---c
      |   |
      a   d
      `,
      ["abcd"],
    );
    const network = networkOf(drawn);
    // on c–d, half a block up: two and a half blocks from a
    const snap = nearest(network, drawn.at("d", 0, BLOCK / 2000))!;
    expect(alongFrom("a", drawn, network, snap)).toBeCloseTo(2.5 * BLOCK, -1);
  });

  it("at an end of the edge, if that is nearest", () => {
    const drawn = town("a---b", ["ab"]);
    const network = networkOf(drawn);
    const snap = nearest(network, drawn.at("b", 3, 4))!;
    expect(snap.leg).toBeCloseTo(5, 3); // 3 m east and 4 m north of it
    expect(alongFrom("a", drawn, network, snap)).toBe(BLOCK);
  });

  it("to the main part of the network, though an island is nearer", () => {
    const drawn = town(
      `
          i-j


      a---b---c---d
      `,
      ["abcd", "ij"],
    );
    const network = networkOf(drawn);
    // Right beside the island, one and a half blocks from the street
    const snap = nearest(network, drawn.at("i", 5, 5))!;
    expect(snap.leg).toBeCloseTo((1.5 * BLOCK) / 1000 + 5, 2);
    expect(alongFrom("a", drawn, network, snap)).toBeCloseTo(BLOCK + 5000, -1);
  });

  it("to the nearest edge that wheels can reach, if it is on wheels", () => {
    // Steps pass right by s; wheels must go to the street.
    const drawn = town(
      `
      e---f
      |   |
      a---b---c
      `,
      ["abc", "ae", ["ef", { highway: "steps" }], "fb"],
    );
    const network = networkOf(drawn);
    const place = drawn.at("e", 20, 2);
    expect(snapper(network, false).nearest(...place, CAP)!.leg).toBeCloseTo(2, 3);
    // The street up from a ends at e: √(20² + 2²) away.
    expect(snapper(network, true).nearest(...place, CAP)!.leg).toBeCloseTo(Math.hypot(20, 2), 2);
  });

  it("up to the cap, inclusive, and not beyond it", () => {
    const drawn = town("a---b", ["ab"]);
    const { nearest: find } = snapper(networkOf(drawn), false);
    const place = drawn.at("a", 10, 120);
    const { leg } = find(...place, CAP)!;
    expect(leg).toBeCloseTo(120, 6);
    expect(find(...place, leg)?.leg).toBe(leg);
    expect(find(...place, leg - 1e-9)).toBeUndefined();
  });

  it("with a cap of nothing, only on the street itself", () => {
    const drawn = town("a---b", ["ab"]);
    const { nearest: find } = snapper(networkOf(drawn), false);
    expect(find(...drawn.at("a"), 0)?.leg).toBe(0);
    expect(find(...drawn.at("a", 0, 0.01), 0)).toBeUndefined();
  });

  it("as near to the pole's side of the world as on the equator", () => {
    // At 60° N a degree of longitude is half as long: 0.001° east is 55.6 m, 0.001° north 111.2 m.
    const streets = streetsOf({
      nodes: [
        { id: 1, lng: 20, lat: 60 },
        { id: 2, lng: 20, lat: 60.01 },
        { id: 3, lng: 20.003, lat: 60.0005 },
      ],
      ways: [
        { id: 1, refs: [1, 2], tags: { highway: "residential" } },
        { id: 2, refs: [1, 3], tags: { highway: "residential" } },
      ],
    });
    const network = networkOf({ streets });
    const snap = snapper(network, false).nearest(19.999, 60.005, CAP)!;
    expect(snap.leg).toBeCloseTo(111.195 * Math.cos((60.005 * Math.PI) / 180), 1);
    expect(snap.lat).toBeCloseTo(60.005, 9);
    // 0.005° of longitude to the west are 278 m there, near the cap
    expect(snapper(network, false).nearest(19.995, 60.005, CAP)?.leg).toBeCloseTo(277.9, 0);
  });
});

describe("a point that cannot be joined says why", () => {
  const drawn = town("a---b---c", ["abc"]);
  const network = networkOf(drawn);
  const { nearest: find, whyNot } = snapper(network, false);

  it("too far, with the metres to the nearest street", () => {
    const place = drawn.at("b", 0, 512);
    expect(find(...place, CAP)).toBeUndefined();
    const { reason, metres } = whyNot(...place);
    expect(reason).toBe("too-far");
    expect(metres).toBeCloseTo(512, 2);
  });

  it("outside the extract", () => {
    expect(whyNot(120.5, 30.2)).toEqual({ reason: "outside-extract", metres: null });
  });

  it("no network, where the nearest street is beyond anything worth telling", () => {
    // Inside the stated extract, which is half a degree wide, yet 40 km from its one street
    expect(whyNot(100.4, 0)).toEqual({ reason: "no-network", metres: null });
  });

  it("no street for wheels, where all there is is steps", () => {
    const stairs = town("a---b", [["ab", { highway: "steps" }]]);
    const onWheels = snapper(networkOf(stairs), true);
    expect(onWheels.nearest(...stairs.at("a"), CAP)).toBeUndefined();
    expect(onWheels.whyNot(...stairs.at("a")).reason).toBe("no-network");
  });
});

describe("many points", () => {
  it("are joined each for itself: one bad point among a thousand changes no other", () => {
    const drawn = town(
      `
      d---e---f
      |   |   |
      a---b---c
      `,
      ["abc", "def", "ad", "be", "cf"],
    );
    const network = networkOf(drawn);
    const places = Array.from({ length: 1000 }, (_, i) => drawn.at("a", i % 180, (i * 7) % 90));
    const link = (all: readonly (readonly [number, number])[]) =>
      linkPoints(
        network,
        all.map(([lng]) => lng),
        all.map(([, lat]) => lat),
        CAP,
        false,
      );
    const good = link(places);
    const withBad = link(places.with(500, [0, 80]).with(501, [Number.NaN, Number.NaN]));
    expect(good.edge).not.toContain(NO_EDGE);
    expect([...withBad.edge.subarray(500, 502)]).toEqual([NO_EDGE, NO_EDGE]);
    for (const column of ["edge", "along", "leg"] as const) {
      expect([...withBad[column].subarray(0, 500)]).toEqual([...good[column].subarray(0, 500)]);
      expect([...withBad[column].subarray(502)]).toEqual([...good[column].subarray(502)]);
    }
  });

  it("of none give none", () => {
    expect(linkPoints(networkOf(town("a---b", ["ab"])), [], [], CAP, false).count).toBe(0);
  });

  it("hold legs in whole millimetres", () => {
    const drawn = town("a---b", ["ab"]);
    const [lng, lat] = drawn.at("a", 10, 12.3456);
    const links = linkPoints(networkOf(drawn), [lng], [lat], CAP, false);
    expect([...links.leg]).toEqual([12_346]);
    expect([...links.along].map((mm) => Math.min(mm, BLOCK - mm))).toEqual([10_000]);
  });
});

it("no edge of the main part is nearer than the one a point is joined to, in any town", () => {
  fc.assert(
    fc.property(
      randomTowns,
      fc.integer({ min: -2000, max: 60_000 }),
      fc.integer({ min: -2000, max: 60_000 }),
      (random, x, y) => {
        const streets = streetsOf(random);
        fc.pre(random.ways.some((way) => way.tags?.["highway"] !== "motorway"));
        let network: Network;
        try {
          network = networkOf({ streets });
        } catch {
          return; // gates and missing nodes left nothing
        }
        const place = [100 + x / 1e7, y / 1e7] as const;
        const { nearest: find } = snapper(network, false);
        const snap = find(...place, CAP);
        const least = scan(network, ...place);
        expect(snap?.leg ?? Infinity).toBeCloseTo(least <= CAP ? least : Infinity, 4);
      },
    ),
    { numRuns: 300 },
  );
});

/** Metres to the nearest place on the main part, closing in on it along every stretch of every street. */
function scan(network: Network, lng: number, lat: number): number {
  const perDegree = (6_371_007.2 * Math.PI) / 180;
  const shrink = Math.cos((lat * Math.PI) / 180);
  let least = Infinity;
  for (let e = 0; e < network.edgeCount; e++) {
    if ((network.traits[e]! & MAIN) === 0) continue;
    for (let p = network.firstPoint[e]!; p < network.firstPoint[e + 1]! - 1; p++) {
      const [ax, ay, bx, by] = [0, 1, 2, 3].map((i) => network.points[2 * p + i]! / 1e7);
      const metres = lowest((share) =>
        Math.hypot((ax! + share * (bx! - ax!) - lng) * shrink, ay! + share * (by! - ay!) - lat),
      );
      least = Math.min(least, metres * perDegree);
    }
  }
  return least;
}

/** The lowest value of a function with one dip between 0 and 1. */
function lowest(of: (share: number) => number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const [one, other] = [low + (high - low) / 3, high - (high - low) / 3];
    if (of(one) <= of(other)) high = other;
    else low = one;
  }
  return of(low);
}

function nearest(network: Network, [lng, lat]: readonly [number, number]): Snap | undefined {
  return snapper(network, false).nearest(lng, lat, CAP);
}

/** Millimetres along an edge from the end at a letter, whichever way the edge runs. */
function alongFrom(
  letter: string,
  drawn: Town,
  network: Network,
  { edge, along }: { readonly edge: number; readonly along: number },
): number {
  const from = network.from[edge]!;
  const start = drawn.letters([network.nodeLng[from]!, network.nodeLat[from]!]);
  return start === letter ? along : network.length[edge]! - along;
}

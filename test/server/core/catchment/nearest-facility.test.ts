import { expect, it } from "vitest";
import { nearestFacility, nearestTo, NO_COST } from "#core/catchment/nearest-facility.ts";
import { walkingGraph } from "#core/network/graph.ts";
import { BLOCK, networkOf, town } from "../../../fixtures/town.ts";
import { linked, METRES, type Place } from "../../../fixtures/walks.ts";

const drawn = town("a---b---c---d---e", ["abcde"]);
const network = networkOf(drawn);
const letters = (text: string) => text.split("").map((letter) => drawn.at(letter));

it("is found however far it is", () => {
  const long = town("a---b", ["ab"]);
  const stretched = networkOf({
    streets: { ...long.streets, lng: long.streets.lng.map((x, i) => x + i * 900_000) },
  });
  // 0.09° farther east: 10 km and a block
  const far = nearestOf([long.at("a")], [long.at("b", 10_007)], stretched)[0]!;
  expect(far.facility).toBe(0);
  expect(far.cost).toBeGreaterThan(10_000_000);
});

it("is the nearer of two, from either side", () => {
  expect(nearestOf(letters("ae"), letters("abde"))).toEqual([
    { cost: 0, facility: 0 },
    { cost: BLOCK, facility: 0 },
    { cost: BLOCK, facility: 1 },
    { cost: 0, facility: 1 },
  ]);
});

it("is the first in the list of two equally near ones", () => {
  expect(nearestOf(letters("ae"), letters("c"))).toEqual([{ cost: 2 * BLOCK, facility: 0 }]);
  expect(nearestOf(letters("ea"), letters("c"))).toEqual([{ cost: 2 * BLOCK, facility: 0 }]);
  expect(nearestOf(letters("bb"), letters("c"))).toEqual([{ cost: BLOCK, facility: 0 }]);
});

it("is the first in the list at a junction that two reach alike, and beyond it", () => {
  // From j the western, eastern and southern arms are two blocks long, with a side street halfway.
  const star = town(
    `
            n
        v   |   d
        |   |   |
    w---u---j---f---e
            |
            p---q
            |
            s
    `,
    ["wuj", "uv", "efj", "fd", "spj", "pq", "jn"],
  );
  const there = networkOf(star);
  const visitors = [star.at("j"), star.at("n")];
  for (const order of ["wes", "swe", "esw", "sew"]) {
    const facilities = order.split("").map((letter) => star.at(letter));
    expect(nearestOf(facilities, visitors, there)).toEqual([
      { cost: 2 * BLOCK, facility: 0 },
      { cost: 3.5 * BLOCK, facility: 0 },
    ]);
  }
});

it("is looked for only among those that offer the service", () => {
  const graph = walkingGraph(network, METRES, "towards");
  const [facilities, visitors] = [linked(network, letters("abe")), linked(network, letters("b"))];
  const among = [0, 2];
  const nearest = nearestFacility(graph, facilities, among);
  expect(nearestTo(graph, nearest, facilities, among, visitors, 0)).toEqual({
    cost: BLOCK,
    facility: 0,
  });
});

it("is none where there is none, where none could be joined, and for a point that could not be", () => {
  expect(nearestOf([], letters("a"))).toEqual([undefined]);
  expect(nearestOf([[120, 30]], letters("a"))).toEqual([undefined]);
  expect(nearestOf(letters("a"), [[120, 30]])).toEqual([undefined]);
  const graph = walkingGraph(network, METRES, "towards");
  expect([...nearestFacility(graph, linked(network, []), []).cost]).toEqual([NO_COST, NO_COST]);
});

it("is none against a one-way street, and never a large number", () => {
  const oneWay = town("a---b", [["ab", { highway: "footway", "oneway:foot": "yes" }]]);
  const there = networkOf(oneWay);
  expect(nearestOf([oneWay.at("b")], [oneWay.at("a")], there)[0]?.cost).toBe(BLOCK);
  expect(nearestOf([oneWay.at("a")], [oneWay.at("b")], there)).toEqual([undefined]);
});

function nearestOf(facilities: readonly Place[], visitors: readonly Place[], of = network) {
  const graph = walkingGraph(of, METRES, "towards");
  const [from, to] = [linked(of, facilities), linked(of, visitors)];
  const nearest = nearestFacility(graph, from, facilities.keys());
  return visitors.map((_, v) => nearestTo(graph, nearest, from, facilities.keys(), to, v));
}

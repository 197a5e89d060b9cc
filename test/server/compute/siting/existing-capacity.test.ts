import { describe, expect, it } from "vitest";
import { TODAY } from "#contract/scenario-steps.ts";
import { sceneOf } from "#core/scenario/scene.ts";
import { candidatesOf } from "../../../../server/compute/siting/candidates.ts";
import { takenByExisting } from "../../../../server/compute/siting/existing-capacity.ts";
import { situationOf } from "../../../../server/compute/siting/situation.ts";
import { asked, facility } from "../../../fixtures/siting.ts";
import { gridCity, inCity, study } from "../../../fixtures/study.ts";

/*
 *   A ---- K1 -- B ---- C -- K2      hamlets A 30, B 40, C 50 people; K1 is 110 m from B, 290 m from A and 310 m
 *   0     290   400    600  700      from C, K2 100 m from C and 300 m from B. An adult walks 330 m in five minutes.
 */
const PEOPLE = [
  { at: inCity(0, 200), people: 30 },
  { at: inCity(400, 200), people: 40 },
  { at: inCity(600, 200), people: 50 },
];
const taken = (...capacities: readonly (number | null)[]) => {
  const facilities = [inCity(290, 200), inCity(700, 200)].map((at, i) =>
    facility(`K${i + 1}`, at, ["clinic"], { capacity: capacities[i] ?? null }),
  );
  const { ground } = study(gridCity(8), facilities, PEOPLE);
  const request = asked({ count: 1 });
  const candidates = candidatesOf(sceneOf(ground, TODAY), request, [], {
    wheels: false,
    unitsOnly: false,
  });
  const walk = { profile: "adult", direction: "towards", minutes: 5, group: null } as const;
  const situation = situationOf(ground, request.services, walk, candidates);
  const layer = situation.layers[0]!;
  const { people, left, unstated } = takenByExisting(situation, layer);
  const byCount = new Map([...layer.weight].map((count, place) => [count, left[place]!]));
  return { people, unstated, left: [30, 40, 50].map((count) => byCount.get(count)) };
};

describe("what existing facilities can take", () => {
  it("goes to those who walk least, whatever else they could reach", () => {
    // K1's 45 places: B's 40 first, 110 m away, then 5 of A; K2's 20 all to C.
    expect(taken(45, 20)).toEqual({ people: 65, unstated: 0, left: [25, 0, 30] });
  });

  it("goes on to the next facility within the limit where the nearest is full", () => {
    // K1 has 10 for B; K2 takes C's 50, then 30 more of B.
    expect(taken(10, 90)).toEqual({ people: 90, unstated: 0, left: [30, 0, 0] });
  });

  it("is nothing where it is not stated, and that is told", () => {
    expect(taken(null, 20)).toEqual({ people: 20, unstated: 1, left: [30, 40, 30] });
  });
});

import { describe, expect, it } from "vitest";
import { TODAY } from "#contract/scenario-steps.ts";
import { sceneOf } from "#core/scenario/scene.ts";
import type { SitingAnswer } from "#core/siting/problem.ts";
import { candidatesOf } from "../../../../server/compute/siting/candidates.ts";
import { checkPlan } from "../../../../server/compute/siting/check-plan.ts";
import { problemOf } from "../../../../server/compute/siting/problem-of.ts";
import { situationOf, type Situation } from "../../../../server/compute/siting/situation.ts";
import { asked, facility } from "../../../fixtures/siting.ts";
import { gridCity, inCity, study } from "../../../fixtures/study.ts";

/* Three hamlets of 10, 20 and 40 people, 400 m apart; the first has a clinic; a walk of 330 m reaches one alone. */
const { ground } = study(
  gridCity(10),
  [facility("K", inCity(100, 500))],
  [100, 500, 900].map((east, i) => ({ at: inCity(east, 500), people: [10, 20, 40][i]! })),
);
const WALK = { profile: "adult", direction: "towards", minutes: 5, group: null } as const;

function checked(
  sites: readonly number[],
  changed: (situation: Situation) => Situation = (s) => s,
) {
  const request = asked({ count: 2 });
  const found = candidatesOf(sceneOf(ground, TODAY), request, [], {
    wheels: false,
    unitsOnly: false,
  });
  const situation = changed(situationOf(ground, request.services, WALK, found));
  const answer: SitingAnswer = { sites, sense: "most", value: 0, bound: 0, status: "proven" };
  return checkPlan(situation, problemOf(situation, request, null), answer);
}

/** The candidate at the hamlet of so many people. */
const at = (people: number) => ground.demand.people.indexOf(people);

describe("the coverage engine", () => {
  it("counts the same people as the search, before and after", () => {
    expect(checked([])).toMatchObject({
      agrees: true,
      people: [{ total: 70, before: 10, after: 10 }],
    });
    expect(checked([at(20), at(40)].sort((a, b) => a - b))).toMatchObject({
      agrees: true,
      differs: null,
      people: [{ service: "clinic", total: 70, before: 10, after: 70 }],
    });
  });

  it("is not agreed with where the search thinks that a site serves nobody", () => {
    const { agrees, differs, people } = checked([at(40)], (situation) => ({
      ...situation,
      layers: situation.layers.map((layer) => {
        const first = new Uint32Array(layer.pairs.first.length);
        return { ...layer, pairs: { ...layer.pairs, first } };
      }),
    }));
    expect([agrees, people[0]?.after]).toEqual([false, 50]);
    expect(differs?.zh).toBe("选址后可达人数，选址算得 10，覆盖计算得 50");
  });

  it("is not agreed with where the search counts somebody as served who is not", () => {
    const { agrees, differs } = checked([], (situation) => ({
      ...situation,
      layers: situation.layers.map((layer) => ({ ...layer, before: 30 })),
    }));
    expect(agrees).toBe(false);
    expect(differs?.en).toBe("people served before: 30 by the search, 10 by the coverage engine");
  });
});

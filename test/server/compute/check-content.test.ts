import fc from "fast-check";
import { expect, it } from "vitest";
import { stateOf } from "#contract/scenario-steps.ts";
import type { Edit, ScenarioContent } from "#contract/scenario.ts";
import { checkContent } from "../../../server/compute/check-content.ts";
import { UnfitScenario } from "../../../server/compute/unfit-scenario.ts";
import { gridCity, study } from "../../fixtures/study.ts";

const today = study(gridCity(1), [[100, 0]], []).ground;

/** Few ids and few values, so that many edits follow on each other by chance, and many do not. */
const change = fc
  .constantFrom(null, true, false)
  .map((closed) =>
    closed === null ? null : { closed, to: null, services: null, capacities: null },
  );
const area = fc.constantFrom(null, "a", "b").map((name) =>
  name === null
    ? null
    : {
        role: "search" as const,
        name,
        ring: [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ] as [number, number][],
      },
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    of: fc.constant("facility" as const),
    id: fc.constant("clinic-1"),
    before: change,
    after: change,
  }),
  fc.record({
    of: fc.constant("area" as const),
    id: fc.constantFrom("one", "constructor"),
    before: area,
    after: area,
  }),
);
const steps = fc.array(
  fc.record({
    edits: fc.array(edit, { minLength: 1, maxLength: 2 }),
    note: fc.constant(""),
    at: fc.constant(""),
  }),
  { maxLength: 4 },
);

it("takes the contents whose steps, done and undone, all have a state, and names the first that has none", () => {
  let [taken, refused] = [0, 0];
  fc.assert(
    fc.property(steps, fc.nat(4), (all, done) => {
      const content: ScenarioContent = {
        name: "方案",
        note: "",
        steps: all,
        inForce: Math.min(done, all.length),
      };
      const first = all.findIndex((_, s) => stateOf({ steps: all, inForce: s + 1 }) === undefined);
      expect(stepRefused(content)).toBe(first + 1);
      if (first === -1) taken++;
      else refused++;
    }),
    { numRuns: 500 },
  );
  expect(Math.min(taken, refused)).toBeGreaterThan(20);
});

/** The step that does not follow; 0 where all do. */
function stepRefused(content: ScenarioContent): number {
  try {
    checkContent(content, today);
    return 0;
  } catch (error) {
    if (!(error instanceof UnfitScenario)) throw error;
    return Number(/^Step (\d+) does not follow/.exec(error.message)?.[1]);
  }
}

it("looks for facilities in the study as it is, by their own ids", () => {
  const closing = (id: string): ScenarioContent => ({
    name: "方案",
    note: "",
    steps: [
      {
        edits: [
          {
            of: "facility",
            id,
            before: null,
            after: { closed: true, to: null, services: null, capacities: null },
          },
        ],
        note: "",
        at: "",
      },
    ],
    inForce: 1,
  });
  expect(() => checkContent(closing("clinic-1"), today)).not.toThrow();
  for (const id of ["constructor", "toString", "clinic-2"])
    expect(() => checkContent(closing(id), today)).toThrow(UnfitScenario);
});

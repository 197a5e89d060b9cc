import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  byTheme,
  countsBy,
  countWithout,
  indicatorsOf,
  isAmong,
  listedIndicator,
  listedTask,
  standingOf,
  type Listed,
} from "../../../../client/plan/policy/filters.ts";
import { FIRST_POLICY_VIEW, type PolicyView } from "../../../../client/plan/policy/policy-view.ts";
import { assessment, CITY, indicator, PROVINCE, target } from "../../policy/assessment.ts";

const view = (changes: Partial<PolicyView>): PolicyView => ({ ...FIRST_POLICY_VIEW, ...changes });

const BOTH = listedIndicator(
  indicator("both", {
    targets: [
      target({ document: PROVINCE.id, inForce: false, departments: ["省民政厅"] }),
      target({ departments: ["市民政局", "市教育局"] }),
    ],
    flips: true,
  }),
);
const PROVINCIAL = listedIndicator(
  indicator("provincial", {
    targets: [target({ document: PROVINCE.id, departments: ["省民政厅"] })],
    verdict: "met",
    theme: "elderly",
  }),
);
const AIM = listedIndicator(indicator("aim", { strength: "strive", verdict: "not-met" }));
const ROWS = [BOTH, PROVINCIAL, AIM];

describe("standing", () => {
  it("of a strive target is never a failure", () => {
    expect(standingOf({ strength: "strive", verdict: "not-met" })).toBe("strive");
    expect(standingOf({ strength: "strive", verdict: "met" })).toBe("strive");
    expect(standingOf({ strength: "standard", verdict: "not-met" })).toBe("not-met");
  });
});

describe("filters", () => {
  it("let everything through when nothing is asked", () => {
    expect(ROWS.filter((row) => isAmong(row, FIRST_POLICY_VIEW))).toEqual(ROWS);
  });

  it("take a row under each document that sets it", () => {
    expect(ROWS.filter((row) => isAmong(row, view({ document: PROVINCE.id })))).toEqual([
      BOTH,
      PROVINCIAL,
    ]);
    expect(ROWS.filter((row) => isAmong(row, view({ document: CITY.id })))).toEqual([BOTH, AIM]);
  });

  it("take what depends on the reading beside its verdict", () => {
    expect(ROWS.filter((row) => isAmong(row, view({ standing: "flips" })))).toEqual([BOTH]);
    expect(ROWS.filter((row) => isAmong(row, view({ standing: "not-met" })))).toEqual([BOTH]);
    expect(ROWS.filter((row) => isAmong(row, view({ standing: "strive" })))).toEqual([AIM]);
  });

  it("find a department under any of the documents", () => {
    expect(ROWS.filter((row) => isAmong(row, view({ department: "市教育局" })))).toEqual([BOTH]);
    expect(ROWS.filter((row) => isAmong(row, view({ department: "省民政厅" })))).toEqual([
      BOTH,
      PROVINCIAL,
    ]);
  });

  it("take a task nobody has spoken of as unstated", () => {
    const row = listedTask({
      id: "t",
      name: { zh: "t", en: "t" },
      theme: "children",
      level: "county",
      clauses: [],
      caliber: null,
      state: null,
      note: "",
      evidence: null,
      year: null,
    });
    expect(isAmong(row, view({ progress: "unstated" }))).toBe(true);
    expect(isAmong(row, view({ progress: "done" }))).toBe(false);
  });
});

describe("the counts beside the choices", () => {
  const key = (among: readonly string[]) =>
    fc.option(fc.constantFrom(...among), { nil: undefined });
  const themes = ["a", "b", "c"];
  const documents = ["d1", "d2"];
  const row: fc.Arbitrary<Listed> = fc.record({
    theme: fc.constantFrom(...themes),
    documents: fc.subarray(documents, { minLength: 1 }),
    departments: fc.subarray(["x", "y"]),
    standing: fc.constantFrom("met" as const, "not-met" as const, "strive" as const),
    flips: fc.boolean(),
  });
  const filters = fc.record({
    theme: key(themes),
    document: key(documents),
    department: key(["x", "y"]),
  });

  it("say how many rows would be there after choosing", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), filters, (rows, chosen) => {
        const now = view(chosen);
        for (const [filter, keys] of [
          ["theme", themes],
          ["document", documents],
        ] as const) {
          const counts = countsBy(rows, now, filter);
          for (const one of keys) {
            const then = rows.filter((each) => isAmong(each, { ...now, [filter]: one }));
            expect(counts.get(one) ?? 0).toBe(then.length);
          }
          const without = rows.filter((each) => isAmong(each, { ...now, [filter]: undefined }));
          expect(countWithout(rows, now, filter)).toBe(without.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("lists", () => {
  it("keep conditions apart from what is judged", () => {
    const all = assessment({
      indicators: [
        indicator("a"),
        indicator("b", { strength: "condition" }),
        indicator("c", { strength: "strive" }),
      ],
    });
    expect(indicatorsOf(all, "indicators").map(({ id }) => id)).toEqual(["a", "c"]);
    expect(indicatorsOf(all, "conditions").map(({ id }) => id)).toEqual(["b"]);
  });

  it("are grouped in the order of the themes, an unknown theme last and none lost", () => {
    const rows = ["new", "b", "a", "b"].map((theme, i) => ({ theme, i }));
    expect(byTheme(rows, ["a", "b", "empty"])).toEqual([
      { theme: "a", rows: [{ theme: "a", i: 2 }] },
      {
        theme: "b",
        rows: [
          { theme: "b", i: 1 },
          { theme: "b", i: 3 },
        ],
      },
      { theme: "new", rows: [{ theme: "new", i: 0 }] },
    ]);
  });
});

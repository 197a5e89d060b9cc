import { describe, expect, it } from "vitest";
import type { Import, Role } from "#contract/import.ts";
import type { LayerVersion, NetworkCheck, ResultSummary, StudyLayers } from "#contract/layers.ts";
import { isSettled, nextSteps, studySteps } from "../../../client/plan/study-steps.ts";

const EMPTY_ACCOUNT = {
  read: 0,
  usable: 0,
  doubtful: 0,
  dropped: 0,
  noted: 0,
  summary: [],
  notes: [],
};

function layer(role: Role): LayerVersion {
  return {
    layer: role,
    version: 1,
    role,
    name: role,
    amount: 1,
    created: "2026-01-01T00:00:00Z",
    synthetic: false,
    file: { name: "a.csv", bytes: 1, sha256: "" },
    sha256: "",
    source: "",
    date: null,
    crs: null,
    mapping: {},
    account: EMPTY_ACCOUNT,
    facts: {},
  };
}

const result = (stale: boolean): ResultSummary => ({
  id: "r",
  created: "2026-01-01T00:00:00Z",
  uses: [],
  repairs: 0,
  stale,
});

function study(roles: readonly Role[], more: Partial<StudyLayers> = {}): StudyLayers {
  const needed: Role[] = ["network", "people", "facilities"];
  return {
    id: "s",
    name: "s",
    synthetic: false,
    resolution: 10,
    snapCap: 300,
    layers: roles.map(layer),
    history: roles.map(layer),
    results: [],
    missing: needed.filter((role) => !roles.includes(role)),
    computing: null,
    ...more,
  };
}

function file(id: string, more: Partial<Import>): Import {
  return {
    id,
    study: "s",
    file: { name: `${id}.csv`, bytes: 1 },
    state: "waiting",
    created: "2026-01-01T00:00:00Z",
    progress: [],
    decisions: {},
    proposal: null,
    error: null,
    became: null,
    ...more,
  };
}

const states = (it: StudyLayers) => studySteps(it).map(({ state }) => state);

describe("the steps of a study", () => {
  it("begin with the streets", () => {
    expect(states(study([]))).toEqual(["active", "optional", "todo", "todo", "todo"]);
  });

  it("do not wait for units", () => {
    expect(states(study(["network"]))).toEqual(["done", "optional", "active", "todo", "todo"]);
  });

  it("end with the result, which is the step once everything is there", () => {
    expect(states(study(["network", "units", "people", "facilities"]))).toEqual([
      "done",
      "done",
      "done",
      "done",
      "active",
    ]);
    expect(
      states(study(["network", "people", "facilities"], { results: [result(false)] })),
    ).toEqual(["done", "optional", "done", "done", "done"]);
  });
});

describe("what to do next", () => {
  it("names what is missing, units as something for later", () => {
    expect(nextSteps(study([]), [], undefined)).toEqual([
      { kind: "missing", role: "network" },
      { kind: "missing", role: "people" },
      { kind: "missing", role: "facilities" },
      { kind: "optional", role: "units" },
    ]);
  });

  it("leaves out files that are stored or given up, and says what the others wait for", () => {
    const account = { ...EMPTY_ACCOUNT, read: 14, usable: 2, doubtful: 12 };
    const proposal = { account, blocking: [] } as unknown as Import["proposal"];
    const imports = [
      file("a", { state: "done" }),
      file("b", { state: "cancelled" }),
      file("c", { proposal }),
      file("d", { state: "interrupted" }),
      file("e", { state: "reading" }),
    ];
    const files = nextSteps(study(["network"]), imports, undefined).filter((it) => "id" in it);
    expect(files).toEqual([
      { kind: "waiting", id: "c", file: "c.csv", doubtful: 12, blocked: false },
      { kind: "failed", id: "d", file: "d.csv" },
      { kind: "reading", id: "e", file: "e.csv" },
    ]);
  });

  it("asks for a result once everything is there, and again when it is out of date", () => {
    const all: Role[] = ["network", "units", "people", "facilities"];
    const kinds = (it: StudyLayers) => nextSteps(it, [], undefined).map(({ kind }) => kind);
    expect(kinds(study(all))).toEqual(["complete", "compute"]);
    expect(kinds(study(all, { computing: "j" }))).toEqual(["complete", "computing"]);
    expect(kinds(study(all, { results: [result(true)] }))).toEqual(["complete", "compute"]);
    const every: Role[] = [...all, "premises"];
    const current = nextSteps(study(every, { results: [result(false)] }), [], undefined);
    expect(current.map(({ kind }) => kind)).toEqual(["complete", "current"]);
    expect(current.every(isSettled)).toBe(true);
  });

  it("names idle premises as something for later, once there is a result", () => {
    const all: Role[] = ["network", "people", "facilities"];
    const later = { kind: "optional", role: "premises" };
    expect(nextSteps(study(all), [], undefined)).not.toContainEqual(later);
    const current = study(all, { results: [result(false)] });
    expect(nextSteps(current, [], undefined).at(-1)).toEqual(later);
    const { layers } = study([...all, "premises"]);
    expect(nextSteps({ ...current, layers }, [], undefined)).not.toContainEqual(later);
  });

  it("counts what was found in the streets", () => {
    const check = {
      counts: [
        { kind: "near-miss", findings: 5, sure: 2 },
        { kind: "island", findings: 2, sure: 0 },
      ],
    } as unknown as NetworkCheck;
    expect(nextSteps(study(["network"]), [], check)).toContainEqual({
      kind: "streets",
      findings: 7,
      sure: 2,
    });
  });
});

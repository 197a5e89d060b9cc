import { describe, expect, it } from "vitest";
import type { Snapshot } from "#contract/policy/compliance.ts";
import { assess } from "#core/policy/assess.ts";
import { compare } from "#core/policy/compare.ts";
import type { PolicyInput } from "#core/policy/input.ts";
import { CITY, communities, entry, facility, figure, input, item, words } from "./little-county.ts";

const units = communities(4);
const given = input({
  entries: [entry("homes", 50), entry("gone", 10, { measure: "homes" })],
  measures: {
    homes: {
      kind: "units-served",
      formula: words("有的 ÷ 全部"),
      units: { level: "community", label: words("社区") },
      needs: [{ id: "home", label: words("日间照料"), service: "elderly-care", item: "related" }],
      combine: "all",
      caliber: "inside",
    },
  },
  items: { related: item("truth") },
  units,
  facilities: [facility(0, "elderly-care")],
  stock: units.map(({ id }) => figure("related", id, true)),
});

function kept(from: PolicyInput) {
  const assessment = assess(from);
  const { result, settings, documents, summary } = assessment;
  const snapshot: Snapshot = {
    number: 1,
    name: "快照",
    created: "2026-11-22T00:00:00Z",
    result,
    scope: from.scope,
    settings,
    documents: documents.map(({ id, sha256 }) => ({ id, sha256 })),
    stockSeq: 1,
    attestationSeq: 0,
    sha256: "",
    summary,
  };
  return { snapshot, assessment };
}

describe("two assessments", () => {
  const more: PolicyInput = {
    ...given,
    documents: [
      {
        ...CITY,
        sha256: "c2",
        entries: [entry("homes", 50), entry("new", 10, { measure: "homes" })],
      },
    ],
    facilities: [...given.facilities, facility(1, "elderly-care")],
    people: { ...given.people, facilities: { date: "2026-06", versions: ["facilities v4"] } },
  };
  const { rows, before, after } = compare(kept(given), kept(more));
  const row = (id: string) => rows.find((each) => each.id === id);

  it("show the change, unrounded, and what came and went", () => {
    expect([before.documents[0]?.sha256, after.documents[0]?.sha256]).toEqual(["c", "c2"]);
    expect(rows.map(({ id }) => id)).toEqual(["homes", "new", "gone"]);
    expect(row("homes")).toMatchObject({
      before: { value: 25, verdict: "not-met" },
      after: { value: 50, verdict: "met" },
      change: 25,
    });
    expect(row("new")).toMatchObject({ before: null, change: null });
    expect(row("gone")).toMatchObject({ after: null, change: null });
  });

  it("say what else is another: documents and data", () => {
    expect(row("homes")?.because.map(({ zh }) => zh)).toEqual([
      "文件 city 有改动",
      "数据版本：facilities v3 → facilities v4",
    ]);
  });

  it("say which settings are another, of those that matter", () => {
    const settings = {
      ...given.settings,
      calibers: { homes: "registered" as const },
      year: 2026,
      reachMinutes: 10,
    };
    const said = compare(kept(given), kept({ ...given, settings })).rows.map(({ because }) =>
      because.map(({ zh }) => zh),
    );
    expect(said).toEqual([
      ["口径：社区内有设施 → 登记服务关系", "步行时间：15 → 10 分钟", "年份：2025 → 2026"],
      ["步行时间：15 → 10 分钟", "年份：2025 → 2026"],
    ]);
  });

  it("have no change where one of them has no value", () => {
    const nothing = kept({ ...given, facilities: [] });
    expect(compare(nothing, kept(given)).rows[0]).toMatchObject({
      before: { value: null, verdict: "not-assessable" },
      change: null,
    });
  });
});

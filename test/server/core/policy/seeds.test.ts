import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PolicyDocument } from "#contract/policy/document.ts";
import type { MeasureFile, ServiceFile, StockItem } from "#contract/policy/measure.ts";
import type { KeptFigure } from "#contract/policy/stock.ts";
import { assess } from "#core/policy/assess.ts";
import { attestation, community, facility, figure, input, village } from "./little-county.ts";

const SEEDS = join(import.meta.dirname, "../../../../seeds");
const read = (name: string) => JSON.parse(readFileSync(join(SEEDS, name), "utf8")) as unknown;

const { measures, items } = read("measures.json") as MeasureFile;
const { kinds } = read("services.json") as ServiceFile;
const documents = readdirSync(join(SEEDS, "documents"))
  .filter((name) => name.endsWith(".json"))
  .sort()
  .map((name) => ({ ...(read(`documents/${name}`) as PolicyDocument), sha256: name }));

const units = [community(1), community(2), village(1, 2)];
const nothing = input({ documents, measures, items, kinds, units });

/** Every figure asked for, at the smallest level that it is asked for at. */
const everything = {
  ...nothing,
  estates: [{ code: "新区", name: "新区", within: units[0]!.id }],
  stock: Object.entries(items).flatMap(([id, item]) =>
    placesFor(item).map((place) => figure(id, place, valueFor(item))),
  ),
  attestations: Object.keys(measures).map((id) => attestation(id, 1)),
  facilities: [
    facility(0, "elderly-care", { name: "综合养老服务中心", attributes: { registered: true } }),
    facility(0, "childcare", { name: "托育", attributes: { registered: true } }),
    facility(2, "elderly-care", { name: "互助幸福院", attributes: { registered: true } }),
  ],
};

function placesFor({ levels }: StockItem): string[] {
  if (levels.includes("estate")) return ["新区"];
  if (levels.includes("village")) return units.map(({ id }) => id);
  if (levels.includes("community")) return units.slice(0, 2).map(({ id }) => id);
  if (levels.includes("township")) return ["620702001", "620702002"];
  return ["620702"];
}

function valueFor({ type }: StockItem): KeptFigure["value"] {
  if (type === "number") return 100;
  return type === "truth" ? true : "111";
}

describe("the documents that come with the program", () => {
  const bare = assess(nothing);
  const full = assess(everything);
  const entries = documents.flatMap((document) => document.entries);
  const ids = [...new Set(entries.map(({ id }) => id))];

  it("have every entry once, as an indicator or a task", () => {
    const told = [...bare.indicators, ...bare.tasks].map(({ id }) => id);
    expect(told.toSorted()).toEqual(ids.toSorted());
  });

  it("judge nothing without figures, and say of each indicator what is missing", () => {
    expect(bare.summary).toMatchObject({
      met: 0,
      notMet: 0,
      striveReached: 0,
      striveNotReached: 0,
    });
    for (const { id, value, missing } of bare.indicators) {
      expect(value, id).toBeNull();
      expect(missing, id).not.toEqual([]);
    }
  });

  it("judge all but totals, conditions and rises once every figure is there", () => {
    const open = full.indicators.filter(({ verdict }) => verdict === "not-assessable");
    const expected = ids.filter((id) =>
      entries
        .filter((entry) => entry.id === id)
        .some(
          ({ total, strength, numbers }) =>
            total === true ||
            numbers.some(({ operator }) => operator === "trend-up") ||
            (strength === "condition" && numbers.some(({ operator }) => operator !== "exists")),
        ),
    );
    expect(open.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
  });

  it("never divide a total", () => {
    const totals = new Set(entries.filter(({ total }) => total === true).map(({ id }) => id));
    expect(totals.size).toBeGreaterThan(5);
    for (const { id, value, targets } of full.indicators.filter((each) => totals.has(each.id))) {
      expect(value, id).toBeNull();
      expect(targets.map(({ verdict }) => verdict)).not.toContain("met");
    }
  });
});

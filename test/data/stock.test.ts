import { describe, expect, it } from "vitest";
import { TOWNSHIPS } from "../../data/demonstration/ganzhou-places.ts";
import { makeStock } from "../../data/demonstration/stock.ts";
import { checkAttestation } from "../../server/compute/policy/check-attestation.ts";
import { checkStock } from "../../server/compute/policy/check-stock.ts";
import { loadSeeds, SEEDS_FOLDER } from "../../server/intake/policy/seeds.ts";

const { figures, estates, attestations } = makeStock();
const PLACES = new Map<
  string,
  { name: string; level: "county" | "township" | "community" | "village" }
>([
  ["620702", { name: "甘州区", level: "county" }],
  ...TOWNSHIPS.flatMap(({ code, name, places }) => [
    [code, { name, level: "township" as const }] as const,
    ...places.map((place) => {
      // Committees of residents are numbered below 200.
      const level =
        Number(place.code.slice(9)) < 200 ? ("community" as const) : ("village" as const);
      return [place.code, { name: place.name, level }] as const;
    }),
  ]),
]);
const NOW = new Date("2025-07-01T00:00:00Z");

describe("the demonstration's figures", () => {
  it("are the same each time they are made, and others for another seed", () => {
    expect(makeStock()).toEqual({ figures, estates, attestations });
    expect(makeStock(8).figures).not.toEqual(figures);
  });

  it("are such as an office could enter, and say that they are invented", async () => {
    const { items, documents } = await loadSeeds(SEEDS_FOLDER);
    const rules = { items, places: PLACES, estates: [], formerly: new Map(), now: NOW };
    expect(checkStock(figures, estates, rules)).toEqual([]);
    const entries = new Set(documents.flatMap((document) => document.entries.map(({ id }) => id)));
    for (const attestation of attestations)
      expect(checkAttestation(attestation, { entries, places: PLACES, now: NOW })).toEqual([]);
    const sources = [
      ...figures.map(({ source }) => source),
      ...attestations.map(({ evidence }) => evidence.document),
    ];
    expect(sources.filter((source) => !/示例.*合成/.test(source))).toEqual([]);
    expect(estates.filter(({ name }) => !name.includes("示例"))).toEqual([]);
  });

  it("state nothing twice, and leave some things out", () => {
    const keys = figures.map(({ item, unit, year }) => `${item} ${unit} ${year}`);
    expect(new Set(keys).size).toBe(keys.length);
    const having = (item: string) =>
      new Set(figures.filter((figure) => figure.item === item).map(({ unit }) => unit)).size;
    expect(having("commerce-floor-area")).toBeGreaterThan(0);
    expect(having("commerce-floor-area")).toBeLessThan(having("service-floor-area"));
    expect(having("regional-elderly-center")).toBeLessThan(TOWNSHIPS.length);
    expect(having("emergency-medical-help")).toBe(0);
  });
});

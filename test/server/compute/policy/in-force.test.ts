import { describe, expect, it } from "vitest";
import type { DocumentInForce } from "#core/policy/input.ts";
import { defaultSettings, documentsBy } from "../../../../server/compute/policy/in-force.ts";
import { QILI } from "../../../fixtures/policy-town.ts";

const document = (id: string, code: string, from: number, to: number): DocumentInForce => ({
  ...QILI,
  id,
  period: { from, to },
  tier: code.length === 2 ? "province" : "city",
  jurisdiction: { code, name: code, parts: [] },
  sha256: id,
});

const PROVINCE = document("province", "62", 2022, 2025);
const CITY = document("city", "6207", 2022, 2025);
const OTHER = document("other", "6599", 2023, 2025);
const NEXT = document("next", "6207", 2026, 2030);
const UNITS = ["620702001001", "620702005200"];

const ids = ({ inForce, later }: ReturnType<typeof documentsBy>) => [
  inForce.map(({ id }) => id),
  later.map(({ id }) => id),
];
const by = (
  year: number,
  documents: readonly DocumentInForce[],
  codes: readonly string[] = UNITS,
  chosen: string[] | null = null,
) => ids(documentsBy({ documents: chosen, year }, documents, codes));

describe("documents in force", () => {
  it("are those in whose jurisdiction a unit lies", () => {
    expect(by(2025, [PROVINCE, CITY, OTHER])).toEqual([["province", "city"], []]);
    expect(by(2025, [PROVINCE, CITY, OTHER], ["659901001001"])).toEqual([["other"], []]);
    expect(by(2025, [PROVINCE, CITY], ["610000"])).toEqual([[], []]);
  });

  it("are all of them where units have no codes to tell by", () => {
    expect(by(2025, [PROVINCE, OTHER], ["w", "e"])).toEqual([["province", "other"], []]);
    expect(by(2025, [PROVINCE, OTHER], [])).toEqual([["province", "other"], []]);
  });

  it("give way to those of the next period once it has begun, each in its jurisdiction", () => {
    const all = [PROVINCE, CITY, NEXT];
    expect(by(2025, all)).toEqual([["province", "city"], ["next"]]);
    expect(by(2026, all)).toEqual([["province", "next"], []]);
    expect(by(2021, all)).toEqual([[], ["province", "city", "next"]]);
  });

  it("are those that were chosen, wherever the units lie", () => {
    expect(by(2025, [PROVINCE, CITY, OTHER], UNITS, ["other"])).toEqual([["other"], []]);
    expect(by(2025, [PROVINCE, CITY], UNITS, [])).toEqual([[], []]);
  });
});

describe("settings that nobody changed", () => {
  const year = (now: string, ...documents: DocumentInForce[]) =>
    defaultSettings(documents, UNITS, new Date(now)).year;

  it("assess the end of the newest period that has ended, else of the one that ends first", () => {
    expect(year("2026-11-01", PROVINCE, CITY, NEXT)).toBe(2025);
    expect(year("2031-01-01", CITY, NEXT)).toBe(2030);
    expect(year("2024-06-01", CITY, NEXT)).toBe(2025);
    expect(year("2026-11-01", OTHER)).toBe(2026);
    expect(year("2026-11-01")).toBe(2026);
  });
});

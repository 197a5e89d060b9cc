import { describe, expect, it } from "vitest";
import type { Entry, PolicyDocument } from "#contract/policy/document.ts";
import type { DocumentInForce } from "#core/policy/input.ts";
import { siteFacts } from "../../../../server/compute/siting/site-facts.ts";
import { QILI } from "../../../fixtures/policy-town.ts";

const ENTRY = QILI.entries[0]!;

function document(tier: PolicyDocument["tier"], ...entries: Partial<Entry>[]): DocumentInForce {
  const all = entries.map((entry, i) => ({ ...ENTRY, id: `entry-${i}`, ...entry }));
  return { ...QILI, tier, entries: all, sha256: "0".repeat(64) };
}

describe("departments of a service", () => {
  it("are those of the nearest document's measured entries; stated once, they are stated", () => {
    const city = document(
      "city",
      { services: ["meal"], departments: ["市民政局", "市商务局"], departmentsBasis: "inferred" },
      { services: ["meal"], departments: ["市民政局"], departmentsBasis: "stated" },
      { services: ["clinic"], departments: ["市卫生健康委"] },
    );
    const province = document("province", {
      services: ["meal", "clinic"],
      departments: ["省民政厅"],
    });
    const { departments } = siteFacts([province, city], ["meal", "clinic", "market"]);
    expect(departments).toEqual({
      meal: [
        { name: "市民政局", stated: true },
        { name: "市商务局", stated: false },
      ],
      clinic: [{ name: "市卫生健康委", stated: true }],
      market: [],
    });
  });

  it("are not those of entries for nearly all services, nor of those without a number where others have one", () => {
    const { measure: _, ...words } = { ...ENTRY, services: ["meal" as const] };
    const measured = document(
      "city",
      { services: ["meal", "clinic", "market"], departments: ["市财政局"] },
      { services: ["meal"], departments: ["市民政局"] },
    );
    const entries = [{ ...words, departments: ["市委宣传部"] }, ...measured.entries];
    expect(siteFacts([{ ...measured, entries }], ["meal"]).departments["meal"]).toEqual([
      { name: "市民政局", stated: true },
    ]);
  });
});

describe("the note on small facilities", () => {
  it("has its limits and its clause from the document", () => {
    const city = document("city", {
      id: "small-facility-fire-filing",
      clause: "三、(三)",
      numbers: [
        { operator: "<=", value: 300, unit: "㎡" },
        { operator: "<=", value: 30, unit: "万元" },
      ],
    });
    expect(siteFacts([city], []).filing).toEqual({
      squareMetres: 300,
      yuan: 300_000,
      where: { zh: "七里1号文 三、(三)", en: "Qili No. 1, 三、(三)" },
    });
    expect(siteFacts([document("city", {})], []).filing).toBeNull();
  });
});

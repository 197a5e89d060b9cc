import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Facility } from "../../../../server/core/catchment/facility.ts";
import { metresBetween } from "../../../../server/core/geo/lonlat.ts";
import {
  findDuplicates,
  type KnownFacility,
  type RowFacility,
} from "../../../../server/intake/meaning/find-duplicates.ts";
import { nameKeys } from "../../../../server/intake/meaning/institution-names.ts";
import { mergeFacilities } from "../../../../server/intake/meaning/merge-facilities.ts";
import { settleDuplicates } from "../../../../server/intake/meaning/settle-duplicates.ts";

const LAT = 38.93;
const METRES_PER_DEGREE = 111_195;
/** A place so many metres north of the origin. */
const north = (metres: number) => ({ lng: 100.45, lat: LAT + metres / METRES_PER_DEGREE });

const facility = (name: string, metres: number, more: Partial<Facility> = {}): Facility => ({
  id: name,
  name,
  services: ["clinic"],
  ...north(metres),
  capacity: null,
  ...more,
});
const rowsOf = (...facilities: readonly Facility[]): RowFacility[] =>
  facilities.map((one, i) => ({ row: i + 2, facility: one }));
const known = (layer: string, one: Facility): KnownFacility => ({ layer, facility: one });
const found = (rows: readonly RowFacility[], others: readonly KnownFacility[] = []) =>
  findDuplicates(rows, others).pairs.map(({ key, why, sure, metres }) => [key, why, sure, metres]);

describe("the name of an institution", () => {
  it.each([
    ["张掖市甘州区北街幼儿园", "北街幼儿园"],
    ["甘州区北街幼儿园", "北街幼儿园"],
    ["甘肃省张掖市甘州区北街幼儿园（新园）", "北街幼儿园"],
    ["康乐养老服务有限公司", "康乐养老服务"],
    ["张掖市第二幼儿园", "第2幼儿园"],
    ["张掖市 第二 幼儿园", "张掖市第２幼儿园"],
    ["東街社區衛生服務站", "东街社区卫生服务站"],
  ])("%s is that of %s", (one, other) => {
    expect(nameKeys(one).loose).toBe(nameKeys(other).loose);
    expect(nameKeys(one).loose).not.toBe("");
  });

  it.each([
    ["第一幼儿园", "第二幼儿园"],
    ["东街社区卫生服务中心", "西街社区卫生服务中心"],
    ["东街社区超市", "西街社区超市"],
    ["甘州区幼儿园", "高台县幼儿园"],
  ])("%s is not that of %s", (one, other) => {
    expect(nameKeys(one).loose).not.toBe(nameKeys(other).loose);
  });

  it.each(["便利店", "村卫生室", "超市", "诊所（东街）", "", "A"])(
    "“%s” names no single one",
    (name) => {
      expect(nameKeys(name).loose).toBe("");
    },
  );

  it("written exactly alike is told from one that only means the same", () => {
    expect(nameKeys("万家超市（东街店）").strict).not.toBe(nameKeys("万家超市（西街店）").strict);
    expect(nameKeys("万家超市（东街店）").strict).toBe(nameKeys("万家超市(东街店)").strict);
  });
});

describe("two rows may be one", () => {
  it("when they bear one name within 300 m, surely when exactly so within 100 m", () => {
    expect(found(rowsOf(facility("北街诊所甲", 0), facility("甘州区北街诊所甲", 290)))).toEqual([
      ["2~3", "same-name-near", false, 290],
    ]);
    expect(found(rowsOf(facility("北街诊所甲", 0), facility("北街诊所甲", 310)))).toEqual([]);
    expect(found(rowsOf(facility("北街诊所甲", 0), facility("北街 诊所甲", 90)))).toEqual([
      ["2~3", "same-name-near", true, 90],
    ]);
    expect(found(rowsOf(facility("北街诊所甲", 0), facility("北街诊所甲", 110)))).toEqual([
      ["2~3", "same-name-near", false, 110],
    ]);
  });

  it("when they offer one service within 30 m, never surely", () => {
    expect(found(rowsOf(facility("甲诊所", 0), facility("乙诊所", 29)))).toEqual([
      ["2~3", "same-place-and-service", false, 29],
    ]);
    expect(found(rowsOf(facility("甲诊所", 0), facility("乙诊所", 31)))).toEqual([]);
    expect(
      found(rowsOf(facility("甲诊所", 0), facility("乙超市", 0, { services: ["market"] }))),
    ).toEqual([]);
  });

  it("when another layer has the name within 1 km, or the service within 30 m", () => {
    const rows = rowsOf(facility("北街养老院甲", 0));
    const other = (name: string, metres: number) =>
      known("f-clinic", facility(name, metres, { id: "7" }));
    expect(found(rows, [other("甘州区北街养老院甲", 990)])).toEqual([
      ["2~f-clinic/7", "same-institution-other-list", false, 990],
    ]);
    expect(found(rows, [other("甘州区北街养老院甲", 1010)])).toEqual([]);
    expect(found(rows, [other("北街养老院甲", 50)])).toEqual([
      ["2~f-clinic/7", "same-institution-other-list", true, 50],
    ]);
    expect(found(rows, [other("乙", 20)])).toEqual([
      ["2~f-clinic/7", "same-place-and-service", false, 20],
    ]);
    expect(found([], [other("北街养老院甲", 0), other("北街养老院甲", 1)])).toEqual([]);
  });

  it("but not because an address search put a dozen of them on one spot", () => {
    const rows = rowsOf(...Array.from({ length: 12 }, (_, i) => facility(`诊所${i}号`, 0)));
    const { pairs, crowded } = findDuplicates(rows, []);
    expect(pairs).toEqual([]);
    expect(crowded).toHaveLength(12);
    expect(crowded[0]).toEqual({ row: 2, rows: 12 });
  });

  it("as a naive comparison of all with all finds them", () => {
    const place = fc.integer({ min: 0, max: 1200 });
    const one = fc.record({
      name: fc.constantFrom(
        "甲幼儿园",
        "甘州区甲幼儿园",
        "乙幼儿园",
        "便利店",
        "丙超市(东店)",
        "丙超市",
      ),
      metres: place,
      east: fc.integer({ min: 0, max: 60 }),
      services: fc.subarray(["clinic", "market", "meal"] as const, { minLength: 1 }),
    });
    const lists = fc.tuple(fc.array(one, { maxLength: 25 }), fc.array(one, { maxLength: 10 }));
    fc.assert(
      fc.property(lists, ([ours, theirs]) => {
        const make = ({ name, metres, east, services }: (typeof ours)[number], id: string) =>
          facility(name, metres, { id, services, lng: 100.45 + east / 86_500 });
        const rows = rowsOf(...ours.map((one_, i) => make(one_, `r${i}`)));
        const others = theirs.map((one_, i) => known("k", make(one_, `k${i}`)));
        expect(
          found(rows, others)
            .map(([key, why]) => `${key} ${why}`)
            .toSorted(),
        ).toEqual(naive(rows, others).toSorted());
      }),
      { numRuns: 300 },
    );
  });

  it("found among 20,000 of one name and place without comparing all, and it is said that it gave up", () => {
    const rows = rowsOf(...Array.from({ length: 20_000 }, () => facility("甲幼儿园", 0)));
    const { complete, pairs } = findDuplicates(rows, []);
    expect(complete).toBe(false);
    expect(pairs.length).toBeGreaterThan(0);
  });
});

/** Every two compared, as the rules read. */
function naive(rows: readonly RowFacility[], others: readonly KnownFacility[]): string[] {
  const pairs: string[] = [];
  const judge = (a: Facility, b: Facility, limit: number): "name" | "place" | undefined => {
    const metres = metresBetween(a.lng, a.lat, b.lng, b.lat);
    const [one, two] = [nameKeys(a.name).loose, nameKeys(b.name).loose];
    if (one !== "" && one === two && metres <= limit) return "name";
    return metres <= 30 && a.services.some((service) => b.services.includes(service))
      ? "place"
      : undefined;
  };
  const at = ({ lng, lat }: Facility) => `${lng},${lat}`;
  const crowd = (one: Facility) =>
    rows.filter(({ facility: other }) => at(other) === at(one)).length > 10;
  for (const [i, a] of rows.entries()) {
    for (const b of rows.slice(i + 1)) {
      const why = judge(a.facility, b.facility, 300);
      if (why === "name") pairs.push(`${a.row}~${b.row} same-name-near`);
      if (why === "place" && !crowd(a.facility) && !crowd(b.facility))
        pairs.push(`${a.row}~${b.row} same-place-and-service`);
    }
    for (const b of others) {
      const why = judge(a.facility, b.facility, 1000);
      const key = `${a.row}~${b.layer}/${b.facility.id}`;
      if (why === "name") pairs.push(`${key} same-institution-other-list`);
      if (why === "place" && !crowd(a.facility)) pairs.push(`${key} same-place-and-service`);
    }
  }
  return pairs;
}

describe("two facilities merged", () => {
  const nursery = facility("甲", 0, {
    id: "1",
    services: ["childcare"],
    capacity: 40,
    attributes: { "childcare-places": 40, registered: true, year: 2022 },
  });

  it("offer the services of both, each with its capacity, at the place of the first", () => {
    const home = facility("乙", 50, {
      id: "2",
      services: ["elderly-care"],
      capacity: 12,
      attributes: { beds: 12, address: "东街1号" },
    });
    expect(mergeFacilities(nursery, home)).toEqual({
      facility: {
        id: "1",
        name: "甲",
        services: ["childcare", "elderly-care"],
        ...north(0),
        capacity: null,
        capacities: { childcare: 40, "elderly-care": 12 },
        attributes: {
          "childcare-places": 40,
          registered: true,
          year: 2022,
          beds: 12,
          address: "东街1号",
        },
      },
      differences: [],
    });
  });

  it("keep the value of the first where both state one, or of the later year, and say so", () => {
    const other = (year?: number) =>
      facility("甲", 5, {
        id: "2",
        services: ["childcare"],
        capacity: 60,
        attributes: { "childcare-places": 60, ...(year !== undefined && { year }) },
      });
    const undated = mergeFacilities(nursery, other());
    expect(undated.facility.capacity).toBe(40);
    expect(undated.facility.attributes?.["childcare-places"]).toBe(40);
    expect(undated.differences).toContainEqual({
      field: "childcare-places",
      kept: "40",
      other: "60",
    });
    const newer = mergeFacilities(nursery, other(2023));
    expect(newer.facility).toMatchObject({ id: "1", capacity: 60, capacities: { childcare: 60 } });
    expect(newer.facility.attributes).toEqual({
      "childcare-places": 60,
      registered: true,
      year: 2023,
    });
    expect(mergeFacilities(nursery, other(2021)).facility.capacity).toBe(40);
  });
});

describe("pairs are settled", () => {
  const rows = rowsOf(
    facility("甲诊所一", 0, { id: "a", capacity: 3 }),
    facility("甲诊所一", 10, { id: "b", services: ["meal"] }),
    facility("甲诊所一", 250, { id: "c" }),
  );
  const { pairs } = findDuplicates(rows, []);

  it("by the rule: asked, all kept, or the sure ones merged", () => {
    expect(pairs.map(({ key, sure }) => [key, sure])).toEqual([
      ["2~3", true],
      ["2~4", false],
      ["3~4", false],
    ]);
    const asked = settleDuplicates(rows, pairs);
    expect(asked).toMatchObject({ rows, open: 3 });
    expect(asked.notes[0]).toEqual({
      row: 3,
      outcome: "noted",
      reason: { code: "duplicate-of-row", values: { row: 2, name: "甲诊所一", metres: 10 } },
    });
    const kept = settleDuplicates(rows, pairs, { rule: "keep-all" });
    expect(kept).toMatchObject({ rows, notes: [], open: 0 });
    const merged = settleDuplicates(rows, pairs, { rule: "merge-sure" });
    expect(merged.open).toBe(2);
    expect(merged.rows.map(({ row, facility: { services } }) => [row, services])).toEqual([
      [2, ["clinic", "meal"]],
      [4, ["clinic"]],
    ]);
    expect(merged.notes.map(({ row, reason }) => [row, reason.code])).toEqual([
      [3, "merged-into"],
      [4, "duplicate-of-row"],
      [4, "duplicate-of-row"],
    ]);
    expect(merged.notes.slice(0, 1)).toEqual([
      { row: 3, outcome: "noted", reason: { code: "merged-into", values: { name: "甲诊所一" } } },
    ]);
  });

  it("by single decisions above the rule; merges join on", () => {
    const one = settleDuplicates(rows, pairs, { rule: "merge-sure", byKey: { "2~3": "keep" } });
    expect(one.rows).toHaveLength(3);
    const all = settleDuplicates(rows, pairs, { byKey: { "2~3": "merge", "3~4": "merge" } });
    expect(all.rows.map(({ row }) => row)).toEqual([2]);
    expect(all.open).toBe(1);
  });

  it("show both sides with what they state, open ones first", () => {
    const [first] = settleDuplicates(rows, pairs, { byKey: { "2~3": "merge" } }).pairs;
    expect(first).toEqual({
      key: "2~4",
      why: "same-name-near",
      sure: false,
      metres: 250,
      a: { row: 2, name: "甲诊所一", services: ["clinic"], values: { capacity: "3" } },
      b: { row: 4, layer: null, name: "甲诊所一", services: ["clinic"], values: {} },
      decided: "open",
    });
  });

  it("with a facility of another layer: what that one lacks is stored at its place, the rest is left to it", () => {
    const home = known("f", facility("甲诊所一", 5, { id: "9" }));
    const both = rowsOf(
      facility("甲诊所一", 0, {
        id: "a",
        services: ["clinic", "meal"],
        capacities: { clinic: 4, meal: 30 },
      }),
    );
    const settled = settleDuplicates(both, findDuplicates(both, [home]).pairs, {
      rule: "merge-sure",
    });
    expect(settled.rows).toEqual([
      {
        row: 2,
        facility: {
          id: "a",
          name: "甲诊所一",
          services: ["meal"],
          ...north(5),
          capacity: null,
          capacities: { meal: 30 },
        },
      },
    ]);
    const same = rowsOf(facility("甲诊所一", 0, { id: "a" }));
    expect(
      settleDuplicates(same, findDuplicates(same, [home]).pairs, { rule: "merge-sure" }).rows,
    ).toEqual([]);
  });

  it("never lose a service, whatever is merged", () => {
    const one = fc.record({
      metres: fc.integer({ min: 0, max: 400 }),
      services: fc.subarray(["clinic", "market", "meal", "childcare"] as const, { minLength: 1 }),
      capacity: fc.option(fc.nat()),
    });
    fc.assert(
      fc.property(
        fc.array(one, { maxLength: 12 }),
        fc.constantFrom("ask", "keep-all", "merge-sure"),
        (all, rule) => {
          const given = rowsOf(
            ...all.map(({ metres, ...more }, i) =>
              facility("甲诊所一", metres, { id: `${i}`, ...more }),
            ),
          );
          const settled = settleDuplicates(given, findDuplicates(given, []).pairs, { rule });
          const offered = (list: readonly RowFacility[]) =>
            new Set(list.flatMap((r) => r.facility.services));
          expect(offered(settled.rows)).toEqual(offered(given));
          const merged = settled.notes.filter(({ reason }) => reason.code === "merged-into").length;
          expect(settled.rows.length + merged).toBe(given.length);
        },
      ),
    );
  });
});

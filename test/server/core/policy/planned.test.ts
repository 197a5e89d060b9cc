import { describe, expect, it } from "vitest";
import type { Measure, Source } from "#contract/policy/measure.ts";
import type { PlacedFacility, PolicyInput } from "#core/policy/input.ts";
import {
  communities,
  community,
  entry,
  facility,
  figure,
  indicator,
  input,
  item,
  words,
} from "./little-county.ts";

const REPORTED: Source = { of: "stock", item: "places" };
const STATED: Source = { of: "facilities", sum: "childcare-places", service: "childcare" };
const CAPACITY: Source = { of: "facilities", sum: "capacity", service: "childcare" };
const places = (sources: Source[][]): Measure => ({
  kind: "rate",
  formula: words("托位 ÷ 常住人口 × 1000"),
  numerator: { label: words("托位"), unit: words("个"), sources },
  denominator: { label: words("常住人口"), unit: words("人"), sources: [[{ of: "people" }]] },
  per: 1000,
  shortfall: words("个托位"),
});
const COUNTY = "620702";

function study(given: Partial<PolicyInput>, sources = [[REPORTED], [STATED], [CAPACITY]]) {
  return input({
    units: communities(5),
    entries: [entry("rate", 100)],
    measures: { rate: places(sources) },
    items: { places: item("number", { name: words("托位"), sums: true }) },
    ...given,
  });
}

const nursery = (where: number, count: number | null, more = {}) =>
  facility(where, "childcare", {
    ...(count === null ? {} : { attributes: { "childcare-places": count } }),
    ...more,
  });

/** What becomes of a register: row by row, null for one that is closed, then what is planned. */
function scene(
  today: readonly PlacedFacility[],
  after: readonly (PlacedFacility | null)[],
): Pick<PolicyInput, "facilities" | "today"> {
  return {
    today,
    facilities: after.map((one, row) =>
      one === null ? { ...today[row]!, facility: { ...today[row]!.facility, services: [] } } : one,
    ),
  };
}

function origins(given: Partial<PolicyInput>, sources?: Source[][]) {
  const { trace } = indicator(study(given, sources));
  return trace.terms[0]!.origins.map(({ said }) => said.zh);
}

describe("a figure that was reported", () => {
  const old = [nursery(0, 30), nursery(1, 20), nursery(2, null)];
  const stock = [figure("places", COUNTY, 40)];

  it("is told with the places that a scenario plans, and says so", () => {
    expect(indicator(study({ stock, ...scene(old, old) })).value).toBe(80); // 40 of 500
    const planned = scene(old, [...old, nursery(3, 40), nursery(4, 40)]);
    const after = indicator(study({ stock, ...planned }));
    expect([after.value, after.verdict]).toEqual([240, "met"]); // (40 + 80) of 500
    expect(origins({ stock, ...planned })).toEqual(["托位", "方案增减：托位 +80"]);
    expect(after.readings.find(({ id }) => id === "told")?.value).toBe(240);
  });

  it("is told without the places of what closes, as far as they are stated", () => {
    const closed = study({ stock, ...scene(old, [null, old[1]!, old[2]!]) });
    expect(indicator(closed).value).toBe(20); // (40 − 30) of 500
    const silent = indicator(study({ stock, ...scene(old, [old[0]!, old[1]!, null]) }));
    expect(silent.value).toBe(80);
    expect(silent.missing.map(({ code }) => code)).toContain("planned-unstated");
    // The register knows of more than was reported.
    const all = indicator(study({ stock, ...scene(old, [null, null, old[2]!]) }));
    expect(all.value).toBe(0);
  });

  it("moves with a place from one part to another, and stays the same for both together", () => {
    const moved = { ...old[0]!, unit: 4 };
    const given = {
      stock: [figure("places", community(1).id, 30), figure("places", community(5).id, 10)],
      ...scene(old, [moved, old[1]!, old[2]!]),
    };
    const at = (k: number) => indicator(study({ ...given, scope: community(k).id })).value;
    expect([at(1), at(5)]).toEqual([0, 400]); // 0 and 10 + 30 of 100 people
    const whole = { stock, ...scene(old, [moved, old[1]!, old[2]!]) };
    expect(indicator(study(whole)).value).toBe(80);
    expect(origins(whole)).toEqual(["托位"]);
  });

  it("takes a capacity where no places are stated, and neither of a place of another service", () => {
    const planned = scene(old, [
      ...old,
      nursery(3, null, { capacities: { childcare: 25 } }),
      facility(4, "meal", { capacities: { meal: 90 } }),
    ]);
    expect(indicator(study({ stock, ...planned })).value).toBe(130); // (40 + 25) of 500
  });

  it("stays as it was where no register could tell it, or nothing was reported", () => {
    const planned = scene(old, [...old, nursery(3, 40)]);
    expect(indicator(study({ stock, ...planned }, [[REPORTED]])).value).toBe(80);
    expect(indicator(study(planned, [[REPORTED]])).value).toBeNull();
  });
});

describe("a register in a scenario", () => {
  it("is added up as it would be", () => {
    const old = [nursery(0, 30), nursery(1, 20)];
    const planned = scene(old, [null, old[1]!, nursery(3, 40)]);
    expect(indicator(study(planned, [[STATED]])).value).toBe(120); // 60 of 500
    const none = indicator(study(scene(old, [null, null]), [[STATED]]));
    expect(none.value).toBe(0); // all are closed; that is known
  });

  it("that knew of none stays unknown, whatever is planned", () => {
    const planned = scene([], [nursery(3, 40)]);
    expect(indicator(study(planned, [[STATED]])).value).toBeNull();
    expect(indicator(served(planned)).value).toBeNull();
  });

  const served = (given: Partial<PolicyInput>) =>
    input({
      units: communities(5),
      entries: [entry("served", 60)],
      measures: {
        served: {
          kind: "units-served",
          formula: words("有托育的社区"),
          units: { level: "community", label: words("社区") },
          needs: [{ id: "n", label: words("托育"), service: "childcare", registered: true }],
          combine: "all",
          caliber: "inside",
        },
      },
      ...given,
    });
  const planned = (where: number) => nursery(where, 40, { attributes: { registered: true } });

  it("serves a unit with a planned place, registered as it would be", () => {
    const old = [nursery(0, 30, { attributes: { registered: true } }), nursery(1, 20)];
    expect(indicator(served(scene(old, old))).value).toBe(20);
    const after = indicator(served(scene(old, [...old, planned(2), planned(3)])));
    expect([after.value, after.verdict]).toEqual([60, "met"]);
    expect(indicator(served(scene(old, [null, old[1]!]))).value).toBe(0);
  });

  it("that says of nothing whether it is registered is taken as it stands, planned places beside it", () => {
    const old = [nursery(0, 30), nursery(1, 20)];
    expect(indicator(served(scene(old, old))).value).toBe(40);
    expect(indicator(served(scene(old, [...old, planned(2)]))).value).toBe(60);
  });
});

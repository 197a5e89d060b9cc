import { describe, expect, it } from "vitest";
import type { Measure } from "#contract/policy/measure.ts";
import { loadSeeds, SEEDS_FOLDER } from "../../server/intake/policy/seeds.ts";

const { documents, measures, items } = await loadSeeds(SEEDS_FOLDER);
const entries = documents.flatMap((document) => document.entries);

function measureOf<Kind extends Measure["kind"]>(id: string, kind: Kind) {
  const measure = measures[id];
  if (measure?.kind !== kind) throw new Error(`${id} is ${measure?.kind}, not ${kind}`);
  return measure as Extract<Measure, { kind: Kind }>;
}

/** A source in a few words: "stock enrolled", "facilities beds elderly-care", "people 3_5". */
function sourcesOf({ sources }: Extract<Measure, { kind: "rate" }>["numerator"]): string[] {
  return sources.map((parts) =>
    parts
      .map((part) => {
        if (part.of === "stock") return `stock ${part.item}`;
        if (part.of === "people") return `people ${part.group ?? "all"}`;
        const kinds = part.kinds === undefined ? "" : ` of ${part.kinds.join("/")}`;
        return `facilities ${part.sum} ${part.service}${kinds}${part.where === undefined ? "" : ` where ${part.where}`}`;
      })
      .join(" + "),
  );
}

it("works out every target, and nothing that is a condition or has no number", () => {
  const targets = entries.filter(
    ({ numbers, strength }) => numbers[0]?.operator !== "exists" && strength !== "condition",
  );
  expect(new Set(targets.map(({ id }) => id))).toEqual(new Set(Object.keys(measures)));
  for (const { id, measure } of targets) expect(measure).toBe(id);
  expect(Object.keys(measures)).toHaveLength(40);
});

describe("rates", () => {
  it.each([
    ["inclusive-kindergarten-enrolment-share", 100],
    ["preschool-gross-enrolment", 100],
    ["childcare-places-per-1000", 1000],
    ["physicians-per-1000", 1000],
    ["nurses-per-1000", 1000],
    ["health-beds-per-1000", 1000],
    ["nursing-bed-share", 100],
    ["special-elderly-monthly-visit", 100],
    ["community-commerce-service-area-share", 100],
    ["community-service-area-per-100-households", 100],
    ["resident-activity-area-share", 100],
    ["public-culture-area-per-10000", 10_000],
    ["sports-area-per-capita", 1],
    ["enterprise-skill-self-evaluation", 100],
  ])("multiply %s by %d", (id, per) => {
    expect(measureOf(id, "rate").per).toBe(per);
  });

  it("count uses of culture so that 3.4 a person are 34,000 per 10,000 people", () => {
    const visits = measureOf("public-culture-visits-per-10000", "rate");
    expect(items["culture-visits"]?.unit.zh).toBe("万人次");
    // 384.5 ten thousand uses by 1,131,016 people.
    expect((384.5 / 1_131_016) * visits.per).toBeCloseTo(3.4, 2);
  });

  it("take the inclusive share of children enrolled, not of kindergartens", () => {
    const { numerator, denominator } = measureOf("inclusive-kindergarten-enrolment-share", "rate");
    expect(sourcesOf(numerator)).toEqual([
      "stock enrolled-inclusive",
      "facilities enrolled kindergarten where inclusive",
    ]);
    expect(sourcesOf(denominator)).toEqual([
      "stock enrolled-children",
      "facilities enrolled kindergarten",
    ]);
  });

  it("hold enrolment against people of 3 to 5, and places against people of all ages", () => {
    expect(sourcesOf(measureOf("preschool-gross-enrolment", "rate").denominator)).toEqual([
      "stock people-3-5",
      "people 3_5",
    ]);
    for (const id of ["childcare-places-per-1000", "nurses-per-1000", "sports-area-per-capita"])
      expect(sourcesOf(measureOf(id, "rate").denominator)).toEqual([
        "stock resident-population",
        "people all",
      ]);
  });

  it("take beds of care homes alone, and shops with services together", () => {
    const { numerator, denominator } = measureOf("nursing-bed-share", "rate");
    expect(sourcesOf(numerator).at(-1)).toBe(
      "facilities nursing-beds elderly-care of elderly-institution",
    );
    expect(sourcesOf(denominator).at(-1)).toBe(
      "facilities beds elderly-care of elderly-institution",
    );
    expect(sourcesOf(measureOf("community-commerce-service-area-share", "rate").numerator)).toEqual(
      ["stock commerce-floor-area + stock service-floor-area"],
    );
  });
});

describe("shares of units", () => {
  it.each([
    ["community-childcare-coverage", "settlement urban", "inside", ["childcare-registered"]],
    ["community-elderly-daycare-coverage", "settlement urban", "inside", ["daycare-registered"]],
    ["rural-mutual-elderly-coverage", "village", "inside", ["mutual-care-registered"]],
    [
      "township-comprehensive-elderly-service",
      "township",
      "inside",
      ["comprehensive-elderly-institution"],
    ],
    ["township-regional-elderly-center", "township", "inside", ["regional-elderly-center"]],
    [
      "meal-and-home-care-community-coverage",
      "settlement urban",
      "registered",
      ["meal-registered", "home-care-registered"],
    ],
    [
      "home-community-elderly-service-full-cover",
      "settlement",
      "registered",
      ["daily-care", "rehabilitation-care", "meal-bath-help", "emergency-medical-help"],
    ],
    [
      "urban-community-service-facility-coverage",
      "settlement urban",
      "registered",
      ["community-service-facility"],
    ],
    [
      "rural-community-service-facility-coverage",
      "settlement rural",
      "registered",
      ["community-service-facility"],
    ],
    [
      "complete-community-childcare-compliance",
      "community among complete-community",
      "registered",
      ["complete-community-childcare"],
    ],
  ])("count for %s the units %s by %s", (id, units, caliber, needed) => {
    const measure = measureOf(id, "units-served");
    const { level, area, among } = measure.units;
    expect(
      [level, area, among && `among ${among}`].filter((word) => word !== undefined).join(" "),
    ).toBe(units);
    expect(measure.caliber).toBe(caliber);
    expect(measure.combine).toBe("all");
    expect(measure.needs.map(({ item }) => item)).toEqual(needed);
  });

  it("can only be told by an office where no service says it", () => {
    const told = Object.values(measures).filter(
      (measure) => measure.kind === "units-served" && measure.caliber !== "registered",
    );
    expect(told).toHaveLength(5);
    expect(JSON.stringify(told).match(/"service":/g)).toHaveLength(5);
  });
});

describe("new estates", () => {
  it("comply with every estate's own number where the document sets one for each", () => {
    expect(measureOf("new-estate-elderly-land", "projects")).toMatchObject({
      value: "all",
      ways: [{ numerator: "estate-elderly-land", denominator: "planned-population", number: 0 }],
    });
    expect(measureOf("new-estate-sports-provision", "projects")).toMatchObject({
      value: "all",
      ways: [
        { numerator: "estate-indoor-sports-area", number: 0 },
        { numerator: "estate-outdoor-sports-land", number: 1 },
      ],
    });
  });

  it("are counted where the document asks for all of them, by the province's standard where it names none", () => {
    expect(measureOf("new-estate-childcare-provision", "projects")).toMatchObject({
      value: "rate",
      ways: [{ item: "estate-childcare" }],
    });
    const [land, accepted] = measureOf("new-estate-elderly-facility-compliance", "projects").ways;
    expect(land).toMatchObject({ standard: { operator: ">=", value: 0.1 } });
    expect(accepted).toMatchObject({ item: "estate-elderly-accepted" });
    const entry = entries.find(({ id }) => id === "new-estate-elderly-facility-compliance");
    expect(entry?.definition).toBe("inferred");
  });
});

it("leaves what only offices can say to be attested", () => {
  const attested = Object.keys(measures).filter((id) => measures[id]?.kind === "attested");
  expect(attested.toSorted()).toEqual([
    "annual-vocational-training",
    "caring-hairdressers-trained",
    "complete-residential-community-coverage",
    "elderly-care-workers-trained",
    "new-type-cultural-spaces",
    "service-majors-undergraduate-growth",
    "wellness-brands",
    "wellness-enterprises",
    "wellness-formats",
    "wellness-towns",
  ]);
  for (const id of attested) {
    const entry = entries.find((one) => one.id === id);
    expect(measureOf(id, "attested").unit.zh).toBe(entry?.numbers[0]?.unit);
  }
});

describe("stock items", () => {
  it("are all used, but for the code that tells town from country", () => {
    const used = JSON.stringify(measures);
    const unused = Object.keys(items).filter((id) => !used.includes(`"${id}"`));
    expect(unused).toEqual(["urban-rural-code"]);
  });

  it("have names of their own, which head the columns of sheets", () => {
    for (const language of ["zh", "en"] as const)
      expect(new Set(Object.values(items).map(({ name }) => name[language])).size).toBe(44);
  });

  it("are never less than nothing, add up only where they count, and have no ceiling", () => {
    for (const [id, item] of Object.entries(items)) {
      const isNumber = item.type === "number";
      const ofEstates = item.levels.includes("estate");
      expect(item.minimum, id).toBe(isNumber ? 0 : undefined);
      expect(item.maximum, id).toBeUndefined();
      expect(item.sums, id).toBe(isNumber && !ofEstates);
      expect(item.levels.length === 1 || !ofEstates, id).toBe(true);
    }
  });

  it("take the seven codes of the statistical office as text", () => {
    const code = items["urban-rural-code"];
    expect(code?.type).toBe("text");
    const form = new RegExp(code?.pattern ?? "", "u");
    for (const good of ["111", "112", "121", "122", "123", "210", "220"])
      expect(good).toMatch(form);
    for (const bad of ["11", "113", "200", "1111", "1 11", ""]) expect(bad).not.toMatch(form);
  });
});

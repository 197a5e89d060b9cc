import { describe, expect, it } from "vitest";
import { loadSeeds, SEEDS_FOLDER } from "../../server/intake/policy/seeds.ts";

const seeds = await loadSeeds(SEEDS_FOLDER);
const [gansu, zhangye] = seeds.documents;
if (gansu === undefined || zhangye === undefined) throw new Error("two documents were expected");

function entryOf(document: typeof gansu, id: string) {
  const entry = document?.entries.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`${document?.id} has no ${id}`);
  return entry;
}

/** Typed from the two texts, clause by clause. */
const PROVINCE = `
new-estate-childcare-provision              二、行动目标·第2段  =   100    %
complete-community-childcare-compliance     二、行动目标·第2段  >=  60     %
community-childcare-coverage                二、行动目标·第2段  >=  50     %
childcare-places-per-1000                   二、行动目标·第2段  >=  4.5    个/千人
inclusive-kindergarten-enrolment-share      二、行动目标·第2段  >=  93     %
physicians-per-1000                         二、行动目标·第2段  >=  3.2    人/千人
nurses-per-1000                             二、行动目标·第2段  >=  4.5    人/千人
health-beds-per-1000                        二、行动目标·第2段  >=  8      张/千人
township-comprehensive-elderly-service      二、行动目标·第2段  >=  50     %
new-estate-elderly-land                     二、行动目标·第2段  >=  0.1    ㎡/人
nursing-bed-share                           二、行动目标·第2段  >=  55     %
rural-community-service-facility-coverage   二、行动目标·第2段  >=  80     %
urban-community-service-facility-coverage   二、行动目标·第2段  >=  100    %
community-commerce-service-area-share       二、行动目标·第2段  >=  10     %
community-service-area-per-100-households   二、行动目标·第2段  >=  30     ㎡/百户
resident-activity-area-share                二、行动目标·第2段  >=  60     %
new-type-cultural-spaces                    二、行动目标·第2段  >=  300    个
public-culture-area-per-10000               二、行动目标·第2段  >=  992.7  ㎡/万人
sports-area-per-capita                      二、行动目标·第2段  >=  2.5    ㎡/人
new-estate-sports-provision                 二、行动目标·第2段  >=  0.1    ㎡/人
new-estate-sports-provision                 二、行动目标·第2段  >=  0.3    ㎡/人
meal-and-home-care-community-coverage       三、(一)3  >=  80   %
complete-residential-community-coverage     三、(二)1  trend-up  null  %
home-community-elderly-service-full-cover   三、(二)2  =   100  %
special-elderly-monthly-visit               三、(二)2  >=  100  %
service-majors-undergraduate-growth         三、(四)1  >=  0.5  万人
elderly-care-workers-trained                三、(四)2  >=  5    万名
caring-hairdressers-trained                 三、(四)2  >=  2    万人次
wellness-towns                              三、(六)2  ≈   10   个
wellness-formats                            三、(六)2  ≈   50   个
wellness-brands                             三、(六)2  >=  100  种
wellness-enterprises                        三、(六)2  ≈   50   个`;

const CITY = `
inclusive-kindergarten-enrolment-share      一、行动目标  >=  95   %
preschool-gross-enrolment                   一、行动目标  >=  99   %
physicians-per-1000                         一、行动目标  >=  3.5  人/千人
nurses-per-1000                             一、行动目标  >=  4.5  人/千人
childcare-places-per-1000                   一、行动目标  >=  4.5  个/千人
county-dependent-care-institution           一、行动目标  >=  1    所/县
township-regional-elderly-center            一、行动目标  >=  50   %
community-elderly-daycare-coverage          一、行动目标  >=  100  %
rural-mutual-elderly-coverage               一、行动目标  >=  60   %
meal-and-home-care-community-coverage       一、行动目标  >=  80   %
nursing-bed-share                           一、行动目标  >=  55   %
public-culture-visits-per-10000             一、行动目标  >=  3.4  万次/万人
sports-area-per-capita                      一、行动目标  >=  2.6  ㎡/人
new-estate-elderly-facility-compliance      二、(一)2   >=  100  %
community-childcare-coverage                二、(一)2   >=  60   %
township-comprehensive-elderly-service      二、(一)2   >=  50   %
annual-vocational-training                  二、(四)10  ≈   3    万人次/年
graduate-hiring-subsidy-window              二、(四)11  <=  2    年
enterprise-skill-self-evaluation            二、(四)11  =   100  %
small-facility-fire-filing                  三、(三)    <=  300  ㎡
small-facility-fire-filing                  三、(三)    <=  30   万元`;

describe("what the documents demand in numbers", () => {
  it.each([
    ["the province's document", gansu, PROVINCE, 32],
    ["the city's document", zhangye, CITY, 21],
  ] as const)("is in %s what a person reads there", (_, document, typed, count) => {
    const expected = typed
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/ {2,}/).join(" | "));
    const found = document.entries.flatMap(({ id, clause, numbers }) =>
      numbers
        .filter(({ operator }) => operator !== "exists")
        .map(({ operator, value, unit }) =>
          [id, clause, operator, value ?? "null", unit].join(" | "),
        ),
    );
    expect(expected).toHaveLength(count);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it("is nowhere else: a requirement without a number has none", () => {
    const all = seeds.documents.flatMap(({ entries }) => entries);
    const without = all.filter(({ numbers }) => numbers[0]?.operator === "exists");
    expect(all.length - without.length).toBe(31 + 20);
    for (const { numbers, measure } of without) {
      expect(numbers).toEqual([{ operator: "exists", value: null, unit: null }]);
      expect(measure).toBeUndefined();
    }
  });
});

describe("the catalogue", () => {
  it("has 186 entries, 55 of them in both documents", () => {
    const [ours, theirs] = [gansu, zhangye].map(({ entries }) => entries.map(({ id }) => id));
    expect([ours?.length, theirs?.length]).toEqual([125, 116]);
    expect(new Set([...(ours ?? []), ...(theirs ?? [])]).size).toBe(186);
    expect(ours?.filter((id) => theirs?.includes(id))).toHaveLength(55);
  });

  it("names every entry alike in both documents, and two entries never alike", () => {
    const names = new Map<string, string>();
    for (const { id, name } of seeds.documents.flatMap(({ entries }) => entries)) {
      const said = `${name.zh} | ${name.en}`;
      expect(names.get(id) ?? said).toBe(said);
      names.set(id, said);
    }
    for (const language of [0, 1])
      expect(new Set([...names.values()].map((said) => said.split(" | ")[language])).size).toBe(
        186,
      );
  });

  it("is in simplified characters throughout", () => {
    const text = JSON.stringify([zhangye, gansu]);
    expect(text).not.toMatch(
      /[務養區園醫護員網設點關實處業發縣鄉鎮總計劃標準項體機構導學師專術資]/,
    );
  });

  it("says of what only the city's document sets that the province's text was not seen to have it", () => {
    const ours = new Set(gansu.entries.map(({ id }) => id));
    const alone = zhangye.entries.filter(({ id }) => !ours.has(id));
    expect(alone).toHaveLength(61);
    for (const { caliber } of alone) {
      expect(caliber?.zh).toContain("省文件现有文本未见");
      expect(caliber?.zh).not.toMatch(/省文件没有|省无/);
    }
    expect(gansu.incomplete?.zh).toContain("三、(六)5");
  });

  it("puts every theme on the page to use", () => {
    const used = new Set(seeds.documents.flatMap(({ entries }) => entries.map((e) => e.theme)));
    expect(seeds.themes.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
    expect(seeds.themes.length).toBeLessThanOrEqual(14);
  });

  it("covers the city with its six counties", () => {
    expect(zhangye.jurisdiction.parts.map(({ code, name }) => `${code} ${name}`)).toEqual([
      "620702 甘州区",
      "620721 肃南裕固族自治县",
      "620722 民乐县",
      "620723 临泽县",
      "620724 高台县",
      "620725 山丹县",
    ]);
    expect(gansu.jurisdiction.code).toBe("62");
  });
});

describe("traps of the two texts", () => {
  it("keeps numbers of structure apart from targets", () => {
    const structures = seeds.documents.flatMap(({ id, entries }) =>
      entries.flatMap((entry) =>
        entry.structure === undefined
          ? []
          : [`${id} ${entry.id} ${entry.structure.value} ${entry.structure.unit}`],
      ),
    );
    expect(structures.toSorted()).toEqual([
      "gansu-2022-46 elderly-service-two-tier-network 2 级",
      "gansu-2022-46 fifteen-minute-life-circle 15 分钟",
      "zhangye-2022-98 elderly-education-three-tier 3 级",
      "zhangye-2022-98 fifteen-minute-life-circle 15 分钟",
      "zhangye-2022-98 six-have-elderly-center 6 项",
      "zhangye-2022-98 smart-tourism-three-level-system 3 级",
    ]);
  });

  it("ends the hairdressers' plan in 2023 and everything else in 2025", () => {
    const early = seeds.documents
      .flatMap(({ entries }) => entries)
      .filter(({ year }) => year !== 2025)
      .map(({ id, year }) => `${id} ${year}`);
    expect(early.toSorted()).toEqual([
      "caring-hairdresser-three-year-action 2023",
      "caring-hairdressers-trained 2023",
    ]);
  });

  it("tells what the documents say of the time, and nothing where they say nothing", () => {
    const said = (document: typeof gansu, id: string) => entryOf(document, id).yearText;
    expect(said(zhangye, "annual-vocational-training")).toBe("每年");
    expect(said(zhangye, "enterprise-skill-self-evaluation")).toBe("“十四五”期间");
    expect(said(gansu, "meal-and-home-care-community-coverage")).toBe("力争“十四五”时期");
    expect(said(gansu, "special-elderly-monthly-visit")).toBeNull();
    expect(said(gansu, "wellness-towns")).toBeNull();
  });

  it("never divides totals, nor holds the province's against a city", () => {
    const totals = seeds.documents.flatMap(({ id, entries }) =>
      entries.filter(({ total }) => total === true).map((entry) => `${id} ${entry.id}`),
    );
    expect(totals.toSorted()).toEqual([
      "gansu-2022-46 caring-hairdressers-trained",
      "gansu-2022-46 elderly-care-workers-trained",
      "gansu-2022-46 new-type-cultural-spaces",
      "gansu-2022-46 service-majors-undergraduate-growth",
      "gansu-2022-46 wellness-brands",
      "gansu-2022-46 wellness-enterprises",
      "gansu-2022-46 wellness-formats",
      "gansu-2022-46 wellness-towns",
      "zhangye-2022-98 annual-vocational-training",
    ]);
    expect(entryOf(gansu, "service-majors-undergraduate-growth").base).toBe(2020);
  });

  it("takes conditions of other rules for what they are", () => {
    const numbered = seeds.documents
      .flatMap(({ entries }) => entries)
      .filter((entry) => entry.strength === "condition" && entry.numbers[0]?.value !== null);
    expect(numbered.map(({ id }) => id).toSorted()).toEqual([
      "graduate-hiring-subsidy-window",
      "small-facility-fire-filing",
    ]);
    for (const { measure } of numbered) expect(measure).toBeUndefined();
  });

  it("takes what the province only strives for as no target, and the city's as one", () => {
    const id = "meal-and-home-care-community-coverage";
    expect(entryOf(gansu, id).strength).toBe("strive");
    expect(entryOf(zhangye, id).strength).toBe("target");
  });

  it("does not make a target of new communities being provided with everything", () => {
    const entry = entryOf(zhangye, "new-residential-community-synchronous-provision");
    expect(entry.numbers).toEqual([{ operator: "exists", value: null, unit: null }]);
    expect(entry.strength).toBe("strive");
  });

  it("labels numbers of which either is enough", () => {
    const labels = (document: typeof gansu, id: string) =>
      entryOf(document, id).numbers.map(({ label }) => label?.zh);
    expect(labels(gansu, "new-estate-sports-provision")).toEqual(["室内", "室外"]);
    expect(labels(zhangye, "small-facility-fire-filing")).toEqual(["建筑面积", "总投资"]);
  });

  it("names departments as the documents do, and says where it had to infer them", () => {
    const leads = entryOf(gansu, "complete-residential-community-coverage");
    expect(leads.leads).toEqual(["省住建厅"]);
    expect(leads.departmentsBasis).toBe("stated");
    expect(entryOf(gansu, "nursing-bed-share").departmentsBasis).toBe("inferred");
    expect(entryOf(zhangye, "medical-elderly-colocated").departments).toEqual([
      "市工信局",
      "市商务局",
      "市卫生健康委",
      "市文广旅游局",
    ]);
  });
});

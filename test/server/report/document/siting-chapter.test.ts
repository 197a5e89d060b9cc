import { describe, expect, it } from "vitest";
import type { Block } from "#contract/policy/report.ts";
import type { ToldPlan } from "../../../../server/report/siting-plan/told-plan.ts";
import { reportDocument } from "../../../../server/report/document/report-document.ts";
import { assessment, PLACES, reportFacts, reportRequest } from "../../../fixtures/assessment.ts";
import { planSite, sitingRequest, toldPlan } from "../../../fixtures/told-plan.ts";

type Table = Extract<Block, { kind: "table" }>;

function chapter(plans: readonly ToldPlan[], rest: Parameters<typeof reportFacts>[0] = {}) {
  const facts = reportFacts({ plans, ...rest });
  return reportDocument(facts, reportRequest({ chapters: ["siting"], unit: null })).blocks;
}

const sentences = (blocks: readonly Block[]) =>
  blocks.flatMap((block) =>
    block.kind === "paragraph" ? [block.runs.map(({ text }) => text).join("")] : [],
  );
const headings = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));
const table = (blocks: readonly Block[]) =>
  blocks.find((block): block is Table => block.kind === "table");
const rows = (blocks: readonly Block[]) =>
  (table(blocks)?.rows ?? []).map((row) =>
    row.map((cell) => cell.map(({ text }) => text).join("")),
  );

/** The whole study, as the plan has it. */
const WHOLE = { assessment: assessment({ scope: { code: null, name: "甘州区", level: null } }) };

describe("the chapter on new sites", () => {
  it("stands after the services and before the ledger", () => {
    const all = reportDocument(
      reportFacts(),
      reportRequest({ chapters: ["services", "siting", "ledger"] }),
    );
    const names = headings(all.blocks).map((text) => text.replace(/^[一二三四]、|^（.）/, ""));
    expect(names.indexOf("选址方案")).toBeGreaterThan(names.indexOf("托育服务"));
    expect(names.indexOf("选址方案")).toBeLessThan(names.indexOf("台账摘要"));
  });

  it("says that there is none", () => {
    expect(headings(chapter([]))).toEqual(["一、选址方案"]);
    expect(sentences(chapter([]))).toContain("尚无选址方案。");
  });

  it("tells what was asked, bound and proof in one sentence each, and the check", () => {
    const blocks = chapter([toldPlan()], WHOLE);
    expect(headings(blocks)).toEqual([
      "一、选址方案",
      "（一）托育新增网点（第4号方案，2026-11-22）",
    ]);
    const said = sentences(blocks);
    expect(said).toContain("可达人口和可达率为按步行路网测算的结果，不是政策指标。");
    expect(said).toContain(
      "选址目标为“可达率达到目标，网点最少”。托育：目标可达率69%，每处容量40，开办费20万元；步行：带幼儿者步行15分钟；服务对象：0—2岁人口；每处建设费：10万元；候选点：闲置用房、居民格网；必选、不选、优先：必选1处；网点间距不小于：300米；增设和利用现有用房：优先于新建；分期：2027年底累计1处，2028年底累计3处。共考虑候选点214处。",
    );
    expect(said).toContain(
      "新增网点3处，费用合计90万元；方案值3处，已证明的下界3处，已证明最优。2处最多到67.7%，达不到69%，因此不能再少。",
    );
    expect(said).toContain(
      "托育：可达人口由624人增至693人（共1,000人），可达率由62.4%提高到69.3%，增加6.9个百分点。",
    );
    expect(said).toContain("覆盖计算复核一致：可达由624人增至693人。");
    expect(said).toContain("候选点全部开设也走不到的有63人，需要另增候选点。");
    expect(said).toContain("涉及部门：区卫生健康局、区住建局*。*为推定的责任单位，文件未写明。");
    expect(said).toContain("第1处：建筑面积260㎡，不超过300㎡的，可按市98号文备案（四、（三））。");
  });

  it("lists the sites, with what stands there", () => {
    const blocks = chapter([toldPlan()], WHOLE);
    expect(table(blocks)?.columns.map(({ title }) => title)).toEqual([
      "序号",
      "网点",
      "所在单元",
      "新覆盖（人）",
      "新服务的单元",
      "最近的现有用房",
      "费用",
      "开放",
    ]);
    expect(rows(blocks)[0]).toEqual([
      "1",
      "=东社区配套用房（必选）",
      "东社区",
      "300",
      "东社区",
      "用该处闲置用房，260㎡",
      "30万元",
      "2027年",
    ]);
    expect(rows(blocks)[2]?.slice(1, 6)).toEqual([
      "8a3120c2a98ffff",
      "统计单元之外",
      "121",
      "—",
      "需新建",
    ]);
    const premises = { id: "P7", name: "粮站", metres: 120.4, floorArea: null };
    const beside = chapter([toldPlan({ sites: [planSite("a", { premises, cost: 0 })] })], WHOLE);
    expect(rows(beside)[0]?.[5]).toBe("粮站，直线120米，面积未注明");
    expect(table(beside)?.columns.map(({ title }) => title)).not.toContain("费用");
  });

  it("says how far a plan is from its bound, that nothing reaches what was asked, and what is not to be used", () => {
    const said = (plan: Parameters<typeof toldPlan>[0]) =>
      sentences(chapter([toldPlan(plan)], WHOLE)).join("\n");
    expect(
      said({ status: "not-proven", value: 4, bound: 3, gap: 0.25, stopped: true, cost: 0 }),
    ).toContain("新增网点3处；方案值4处，已证明的下界3处，未证明最优（提前停止），距下界25%。");
    expect(said({ status: "infeasible" })).toContain("按要求做不到，下列网点为现有条件下最好的。");
    const check = {
      agrees: false,
      people: 0,
      said: { zh: "复核不一致，此方案不能采用。", en: "" },
    };
    const blocks = chapter([toldPlan({ check })], WHOLE);
    const run = blocks
      .flatMap((block) => (block.kind === "paragraph" ? block.runs : []))
      .find(({ text }) => text.includes("不能采用"));
    expect(run).toMatchObject({ bold: true, tone: "not-met" });
  });

  it("shows of a plan the sites in what was assessed, and keeps to its topic", () => {
    const [first] = PLACES.filter(({ unit }) => unit === 0);
    const place = first ?? { code: "", name: "", level: "community" as const };
    const scope = { code: place.code, name: place.name, level: place.level };
    const blocks = chapter([toldPlan()], {
      assessment: assessment({ scope, places: PLACES.filter(({ unit }) => unit === 0) }),
    });
    expect(rows(blocks).map(([number]) => number)).toEqual(["1"]);
    expect(sentences(blocks).join()).toContain(`位于${place.name}的有1处`);
    const meal = sitingRequest({
      services: [{ service: "meal", share: null, capacity: null, cost: 0, perPlace: 0 }],
    });
    const plans = [toldPlan(), toldPlan({ number: 5, request: meal })];
    const facts = reportFacts({ plans, ...WHOLE });
    const topic = reportDocument(facts, reportRequest({ chapters: ["siting"], topic: "meal" }));
    expect(headings(topic.blocks).slice(1)).toEqual([
      "（一）助餐新增网点（第5号方案，2026-11-22）",
    ]);
  });
});

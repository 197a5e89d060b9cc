import { describe, expect, it } from "vitest";
import type { Block, ReportDocument, ReportRequest } from "#contract/policy/report.ts";
import { reportDocument } from "../../../../server/report/document/report-document.ts";
import type { ReportFacts } from "../../../../server/report/document/facts.ts";
import {
  assessment,
  CHILDCARE_REACH,
  indicator,
  PLACES,
  reportFacts,
  reportRequest,
  said,
  target,
  units,
} from "../../../fixtures/assessment.ts";

type Table = Extract<Block, { kind: "table" }>;

function made(facts: Partial<ReportFacts> = {}, request: Partial<ReportRequest> = {}) {
  return reportDocument(reportFacts(facts), reportRequest(request));
}

function withIndicators(...indicators: readonly ReturnType<typeof indicator>[]): ReportDocument {
  return made({ assessment: assessment({ indicators: [...indicators] }) });
}

const headings = ({ blocks }: ReportDocument) =>
  blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));

const sentences = ({ blocks }: ReportDocument) =>
  blocks.flatMap((block) =>
    block.kind === "paragraph" ? [block.runs.map(({ text }) => text).join("")] : [],
  );

const tables = ({ blocks }: ReportDocument) =>
  blocks.filter((block): block is Table => block.kind === "table");

const cells = (table: Table | undefined) =>
  (table?.rows ?? []).map((row) => row.map((runs) => runs.map(({ text }) => text).join("")));

const titled = (document: ReportDocument, title: string) =>
  tables(document).find(({ caption }) => caption.endsWith(title));

/** Every text that a reader can meet. */
function texts(document: ReportDocument): string[] {
  return [
    document.title,
    document.subtitle,
    document.header,
    document.footer,
    ...headings(document),
    ...sentences(document),
    ...document.blocks.flatMap((block) =>
      block.kind === "picture" ? [block.caption, block.alt] : [],
    ),
    ...tables(document).flatMap((table) => [
      table.caption,
      table.note ?? "",
      ...table.columns.map(({ title }) => title),
      ...cells(table).flat(),
    ]),
  ];
}

describe("a report", () => {
  it("of a place that no document is for says so, and counts nothing as judged", () => {
    const document = made({
      assessment: assessment({ documents: [], indicators: [], tasks: [] }),
      documents: [],
      entryServices: {},
      reach: [CHILDCARE_REACH],
    });
    expect(document.footer).toBe("没有适用的政策文件，不作达标评判");
    expect(sentences(document).join("")).toContain("系统中没有适用于甘州区的政策文件");
    expect(texts(document).join("")).not.toMatch(/达标.?0项|指标依据/);
    expect(headings(document)).toContain("二、便民服务");
    expect(headings(document).join("")).not.toContain("政策指标总表");
  });

  it("has the shape of an official document", () => {
    const document = made();
    expect(document.title).toBe("甘州区一刻钟便民生活圈服务能力评估报告");
    expect(document.subtitle).toBe("2025年度　数据快照第3号（2026-11-22）");
    expect(document.footer).toBe("指标依据：甘政办发〔2022〕46号、张政办发〔2022〕98号");
    expect(document.synthetic).toBe(true);
    expect(sentences(document)[0]).toBe("〔　　〕　　号");
    expect(headings(document)).toEqual([
      "一、总体情况",
      "（一）评估范围和依据",
      "（二）政策指标完成情况",
      "（三）步行可达概况（空间测算，不是政策指标）",
      "二、托育服务",
      "（一）政策指标完成情况",
      "（二）步行可达情况（空间测算，不是政策指标）",
      "三、养老服务",
      "（一）政策指标完成情况",
      "四、台账摘要",
      "五、任务清单",
      "（一）各部门任务进展",
      "（二）逐项任务",
      "六、数据与方法",
      "（一）数据来源",
      "（二）步行测算",
      "（三）指标口径和计算",
      "（四）换一种口径结论会变的指标",
      "（五）尚缺的资料和提供单位",
      "（六）引用的标准",
      "（七）图件",
      "附件　政策指标总表",
    ]);
  });

  it("has the chapters that were asked for, numbered anew", () => {
    expect(headings(made({}, { chapters: ["tasks", "annex"] }))).toEqual([
      "一、任务清单",
      "（一）各部门任务进展",
      "（二）逐项任务",
      "附件　政策指标总表",
    ]);
    expect(headings(made({}, { chapters: ["services"] }))).toEqual([
      "一、托育服务",
      "（一）步行可达情况（空间测算，不是政策指标）",
    ]);
    expect(tables(made({}, { chapters: ["annex"] })).map(({ caption }) => caption)).toEqual([
      "表1　政策指标总表",
    ]);
  });

  it("numbers tables and figures in the order they come", () => {
    const document = made();
    const numbers = tables(document).map(({ caption }) => caption.split("　")[0]);
    expect(numbers).toEqual(numbers.map((_, i) => `表${i + 1}`));
    const pictures = document.blocks.filter((block) => block.kind === "picture");
    expect(pictures.map(({ caption }) => caption)).toEqual([
      "图1　甘州区城区托育点15分钟步行可达情况",
    ]);
  });

  it("of a whole study is called after the county that all of it lies in", () => {
    const whole = { code: null, name: "研究甲", level: null };
    expect(made({ assessment: assessment({ scope: whole }) }).title).toBe(
      "甘州区一刻钟便民生活圈服务能力评估报告",
    );
    const loose = PLACES.filter(({ level }) => level !== "county");
    expect(made({ assessment: assessment({ scope: whole, places: loose }) }).title).toBe(
      "研究甲一刻钟便民生活圈服务能力评估报告",
    );
  });

  it("is called after its topic, and keeps to it", () => {
    const document = made({}, { topic: "meal" });
    expect(document.title).toBe("甘州区助餐点专题评估报告");
    expect(cells(titled(document, "政策指标总表")).map((row) => row[1])).toEqual([
      "助餐服务覆盖率",
    ]);
    expect(sentences(document).some((text) => text.includes("列入评判的政策指标0项"))).toBe(true);
  });
});

describe("the policy indicators of a report", () => {
  it("tell target, value, verdict and shortfall in plain sentences", () => {
    const all = sentences(made());
    expect(all).toContain(
      "社区托育服务覆盖率：按张政办发〔2022〕98号（一、行动目标），到2025年不低于60%。甘州区56.3%，未达标，差2个社区。先备案已有的1处点位，再新建1处。换一种口径结论会变：按“步行可达”则达标。",
    );
    expect(all).toContain(
      "未达标的有：北环路社区。已有点位、尚未备案或登记的有：南华社区。未填报、不能判断的有：新庙村。",
    );
    expect(all).toContain(
      "完整社区托育设施达标率：按甘政办发〔2022〕46号（二、第2段），到2025年不低于60%。暂不可评（缺完整社区名单）。",
    );
  });

  it("stand in a table with both targets", () => {
    const table = titled(made(), "托育服务政策指标");
    expect(table?.columns.map(({ title }) => title)).toEqual([
      "指标",
      "省目标",
      "市目标",
      "甘州区",
      "判定",
      "差额或缺什么",
    ]);
    expect(cells(table)).toEqual([
      ["社区托育服务覆盖率", "50%", "60%", "56.3%", "未达标", "差2个社区"],
      ["每千人口托位数", "4.5个/千人", "4.5个/千人", "4.496个/千人", "未达标", "差324个托位"],
      ["完整社区托育设施达标率", "60%", "—", "—", "暂不可评", "缺完整社区名单"],
    ]);
  });

  it("do not count strive targets and conditions as failures", () => {
    const document = made();
    const table = titled(document, "养老服务政策指标");
    expect(cells(table).map((row) => row[4])).toEqual(["努力目标：已到", "不评判"]);
    expect(sentences(document)).toContain(
      "列入评判的政策指标3项：达标0项，未达标2项，暂不可评1项。力争类努力目标单列，已到1项，未到0项，不计入上述各数。享受政策的条件1项，不作评判。",
    );
    const strived = withIndicators(
      indicator("meal-points", {
        strength: "strive",
        theme: "elderly",
        targets: [target("city", 80, { strength: "strive" })],
        value: 71,
      }),
    );
    expect(cells(titled(strived, "养老服务政策指标"))[0]?.[4]).toBe("努力目标：未到");
    expect(cells(titled(strived, "各主题政策指标完成情况（项）"))).toEqual([
      ["养老服务", "0", "0", "0", "1"],
    ]);
  });

  it("say with a verdict what it was told without, and do not ask offices for what cannot be had", () => {
    const document = withIndicators(
      indicator("childcare-coverage", {
        missing: [{ code: "counted-as-none", said: said("新庙村未填报，按没有计") }],
      }),
      indicator("province-total", {
        name: said("全省总量"),
        value: null,
        verdict: "not-assessable",
        shortfall: null,
        missing: [{ code: "total-not-divided", said: said("省级总量，不分解到市县") }],
      }),
    );
    const all = sentences(document);
    expect(all).toContain(
      "社区托育服务覆盖率：按张政办发〔2022〕98号（一、行动目标），到2025年不低于60%。甘州区56.3%，未达标，差2个社区（新庙村未填报，按没有计）。",
    );
    expect(all.some((text) => text.endsWith("暂不可评（省级总量，不分解到市县）。"))).toBe(true);
    expect(cells(titled(document, "尚缺的资料")).map(([name]) => name)).toEqual([
      "社区托育服务覆盖率",
    ]);
  });

  it("name the first units only where many lack something", () => {
    const many = Array.from(
      { length: 30 },
      (_, i) => [`x${i + 1}`, "not-met"] as [string, "not-met"],
    );
    const document = withIndicators(indicator("childcare-coverage", { units: units(...many) }));
    expect(sentences(document)).toContain(
      `未达标的有：${Array.from({ length: 12 }, (_, i) => `x${i + 1}`).join("、")}等30个。`,
    );
  });

  it("say of several numbers that any is enough, and what will be asked later", () => {
    const document = withIndicators(
      indicator("sports", {
        unit: said("㎡"),
        value: 0.05,
        targets: [
          target("city", 0, {
            numbers: [
              { operator: ">=", value: 0.1, unit: "㎡/人", label: said("室内") },
              { operator: ">=", value: 0.3, unit: "㎡/人", label: said("室外") },
            ],
          }),
        ],
        shortfall: null,
        next: [target("province", 70, { document: "next-plan", year: 2030 })],
      }),
    );
    expect(sentences(document)).toContain(
      "社区托育服务覆盖率：按张政办发〔2022〕98号（一、行动目标），到2025年室内不低于0.1㎡/人或室外不低于0.3㎡/人。甘州区0.05㎡，未达标。下一期目标（next-plan）：到2030年不低于70㎡，不计入本次判定。",
    );
  });
});

describe("the walks of a report", () => {
  it("are told in people, with a range and the largest gap, and judged by nobody", () => {
    const document = made();
    expect(sentences(document)).toContain(
      "托育：甘州区238,460人中，步行15分钟内能走到托育点的145,924人，走不到的86,367人，资料不足、暂不判断的6,169人；步行可达率62.8%（不含暂不判断的人口），步速减、增五分之一时为51.7%–71.5%。缺口最大的一处在崇文社区、南华社区，23,170人。",
    );
    expect(cells(titled(document, "托育点步行缺口（人口最多的2处）"))).toEqual([
      ["1", "崇文社区、南华社区", "23,170", "1.4平方公里"],
      ["2", "北环路社区", "15,801", "＜0.01平方公里"],
    ]);
  });

  it("never share a table with indicators, nor are called coverage", () => {
    const document = made();
    const spatial = tables(document).filter(({ columns }) =>
      columns.some(({ title }) => title.includes("可达") || title.includes("缺口")),
    );
    expect(spatial.length).toBe(2);
    for (const table of spatial)
      expect(table.columns.some(({ title }) => /目标|判定|达标/.test(title))).toBe(false);
    const about = sentences(document).filter((text) => text.includes("步行可达率"));
    expect(about.length).toBeGreaterThan(0);
    expect(about.filter((text) => text.includes("覆盖率"))).toEqual([]);
  });

  it("say that nothing lacks, that nobody is judged, that nothing is known to be there", () => {
    const none = { ...CHILDCARE_REACH, gaps: [], gap: 0 };
    const [reached, unjudged, empty] = [
      none,
      { ...none, covered: 0, share: null, slow: null, fast: null, people: 10, unknown: 10 },
      { ...none, covered: 0, share: 0, facilities: 0, gap: 5, unknown: 1, people: 6 },
    ].map((one) => sentences(made({ reach: [one] })).find((text) => text.startsWith("托育：")));
    expect(reached).toContain("没有缺口：可判断的人口15分钟内都能走到。");
    expect(unjudged).toContain("没有可判断的人口，步行可达率不计算。");
    expect(empty).toBe("托育：数据中没有托育点，6人均未计为可达，其中暂不判断的1人。");
  });
});

describe("what a report says of itself", () => {
  it("adds up the ledger by township and by indicator", () => {
    const document = made();
    expect(cells(titled(document, "各乡镇（街道）短板汇总"))).toEqual([
      ["东街街道", "4,000", "3", "2", "2", "0"],
      ["大满镇", "4,000", "1", "0", "0", "1"],
    ]);
    expect(cells(titled(document, "各指标按单元完成情况（个）"))).toEqual([
      ["社区托育服务覆盖率", "4", "1", "1", "1", "1"],
    ]);
  });

  it("lists tasks by department; what nobody reported is said to be unreported", () => {
    const document = made();
    expect(sentences(document)).toContain(
      "不设数值的任务要求共2项：已完成1项，未填报1项。进展以责任单位填报并附佐证为准，未填报的不作推断。",
    );
    expect(cells(titled(document, "任务清单"))).toEqual([
      ["建立部门协调机制", "市98号 四、(一)", "市发展改革委", "未填报", ""],
      [
        "开展现状摸底",
        "市98号 四、(一)",
        "市发展改革委",
        "已完成",
        "甘区发〔2025〕3号（2025-06-01，附文件）；已报市政府",
      ],
    ]);
  });

  it("names data, inferred definitions, unverified standards, and what is missing from whom", () => {
    const document = made();
    expect(cells(titled(document, "所用图层"))[1]).toEqual([
      "设施",
      "v2",
      "设施名录",
      "未注明",
      "未注明",
    ]);
    expect(cells(titled(document, "政策指标的计算"))[1]?.[2]).toBe(
      "托位1,404个（设施图层 2025-12）；常住人口未知",
    );
    expect(cells(titled(document, "政策指标的计算"))[2]?.[3]).toBe("推定");
    expect(cells(titled(document, "引用标准的数值"))[1]?.[3]).toBe("待核");
    expect(cells(titled(document, "尚缺的资料"))).toEqual([
      ["完整社区托育设施达标率", "缺完整社区名单", "省卫生健康委*"],
    ]);
    expect(cells(titled(document, "政策指标总表"))[0]).toEqual([
      "1",
      "社区托育服务覆盖率",
      "省46号 二、第2段；市98号 一、行动目标",
      "50%",
      "60%",
      "56.3%",
      "未达标",
      "差2个社区",
      "省卫生健康委*、市卫生健康委*",
    ]);
  });

  it("says whether its maps were reviewed", () => {
    const open = "图件未经地图审核，审图号空缺；内部工作用图，未经审核不得公开。";
    expect(sentences(made())).toContain(open);
    const reviewed = sentences(made({}, { mapReview: "甘S（2026）012号" }));
    expect(reviewed).toContain("图件审图号：甘S（2026）012号。");
    expect(reviewed).not.toContain(open);
    expect(sentences(made({ pictures: new Map() }))).toContain("本报告没有附图。");
  });

  it("names the units whose people are not known, and shows no sum that lacks them", () => {
    const places = PLACES.map((place, i) =>
      i === PLACES.length - 1 || place.level === "township"
        ? { ...place, people: null, withoutPeople: 1 }
        : place,
    );
    const document = made({ assessment: assessment({ places }) });
    const { name } = PLACES.at(-1)!;
    expect(sentences(document)).toContain(
      `1个单元没有人口数据（${name}）：不按0人计，所在乡镇、县区的人口合计留空，步行测算未计入。`,
    );
    expect(texts(made()).filter((text) => text.includes("没有人口数据"))).toEqual([]);
  });

  it("says that no people are known, and of a preview that no snapshot is kept yet", () => {
    const document = made({
      assessment: assessment({ population: null }),
      snapshot: { number: null, name: "", created: "2026-11-21T18:30:00.000Z" },
    });
    expect(sentences(document)).toContain("没有可用的人口数，按人口计算的指标暂不可评。");
    expect(document.subtitle).toBe("2025年度　数据截至2026-11-22，生成报告时存为快照");
  });
});

it("a report never shows what a program calls nothing", () => {
  const bare = assessment({
    indicators: [
      indicator("empty", {
        targets: [],
        value: null,
        verdict: "not-assessable",
        shortfall: null,
        theme: "nowhere",
        trace: { formula: said("—"), terms: [], per: null },
      }),
      indicator("small", { value: 1e-9, targets: [target("city", null)] }),
    ],
    places: [],
    tasks: [],
    documents: [],
    population: null,
    scope: { code: null, name: "", level: null },
  });
  const documents = [
    made(),
    made({ assessment: bare, documents: [], layers: [], standards: [], themes: [], reach: [] }),
  ];
  for (const text of documents.flatMap(texts))
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
});

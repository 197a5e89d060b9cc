import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadSeeds, SEEDS_FOLDER } from "../../server/intake/policy/seeds.ts";
import { haveReal, real } from "./data.ts";

const TEXTS = { "gansu-2022-46": "gansu-2022-46.txt", "zhangye-2022-98": "zhangye-2022-98.txt" };
const FILES = Object.values(TEXTS).map((name) => `../policy/${name}`);
const seeds = await loadSeeds(SEEDS_FOLDER);

/** The city's text was put into traditional characters by a machine: these, and what they were. */
const TRADITIONAL =
  "倉個們偽備傳債價償優儲兒內兩冊別創劃動務勞勵區協員單嚴國圍園執報場婦嬰學實審寬將專對導層屬崗師帶庫廣廳張強從復徹態慮慶應懲戰戶換揮撐撥擁擊據擴數時暢會桿條業極構" +
  "標樣機權歐歲歸殘氣沒減測準滿濟為無營爭現環產畢當療發監眾礎礙稅積競節簡簽籌糾約紅納紐級紛細終組結絡給統絲經綜綠綢網線編縣總織續義習聯職肅臺與舉舊萬蓋藝蘭虛號術衛" +
  "補裝規視觸計訓記設許訴診詐評詢試認誠調請論諾證識護讀讓豐負財貫責貸費貼貿賃資賦質購賽載輿轉辦農連進運過達違遞適邊鄉鄰醫釋針銀銷鍵鎖鎮鐘長門開閑間闊關闡陽際隨隱雙" +
  "離難電靈鞏韻響頁項預領額類顯飲養館馬駐驗體點齊齡";
const SIMPLIFIED =
  "仓个们伪备传债价偿优储儿内两册别创划动务劳励区协员单严国围园执报场妇婴学实审宽将专对导层属岗师带库广厅张强从复彻态虑庆应惩战户换挥撑拨拥击据扩数时畅会杆条业极构" +
  "标样机权欧岁归残气没减测准满济为无营争现环产毕当疗发监众础碍税积竞节简签筹纠约红纳纽级纷细终组结络给统丝经综绿绸网线编县总织续义习联职肃台与举旧万盖艺兰虚号术卫" +
  "补装规视触计训记设许诉诊诈评询试认诚调请论诺证识护读让丰负财贯责贷费贴贸赁资赋质购赛载舆转办农连进运过达违递适边乡邻医释针银销键锁镇钟长门开闲间阔关阐阳际随隐双" +
  "离难电灵巩韵响页项预领额类显饮养馆马驻验体点齐龄";

function textOf(document: string): string {
  const name = Object.entries(TEXTS).find(([id]) => id === document)?.[1] ?? "";
  const simple = new Map(TRADITIONAL.split("").map((from, i) => [from, SIMPLIFIED.charAt(i)]));
  return readFileSync(real(`../policy/${name}`), "utf8")
    .replaceAll(/./g, (letter) => simple.get(letter) ?? letter)
    .normalize("NFKC");
}

/** Digits that are no numbers of a target: dates, periods, numbering, names. */
const NO_TARGETS = [
  /日期:.*/g,
  /\d{4}年\d+月\d+日/g,
  /首页 >.*/g,
  /〔\d{4}〕\d+号/g,
  /\(\d{4}[—-]\d{4}年?\)/g,
  /\(2021年版\)/g,
  /到20(23|25)年/g,
  /比2020年/g,
  /^\s*\d+\.(?!\d)/gm,
  /3岁以下/g,
  /3A级/g,
  /5G/g,
  /信息化2\.0/g,
  /12315/g,
];

/** What the documents put in words: all new estates, service everywhere, all enterprises. */
const IN_WORDS = [
  "new-estate-childcare-provision",
  "home-community-elderly-service-full-cover",
  "enterprise-skill-self-evaluation",
];

/** Longest run of characters that no name of an indicator or list of services needs. */
const LONGEST_RUN = 16;

describe.runIf(haveReal("the texts of the two documents", ...FILES))("the documents' texts", () => {
  it.each(seeds.documents)("of $id have no digit that is in no entry", ({ id, entries }) => {
    const text = NO_TARGETS.reduce((rest, form) => rest.replaceAll(form, " "), textOf(id));
    const inText = [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits));
    const inEntries = entries
      .filter((entry) => !IN_WORDS.includes(entry.id))
      .flatMap(({ numbers }) => numbers.flatMap(({ value }) => value ?? []));
    const sorted = (values: number[]) => values.toSorted((a, b) => a - b);
    expect(sorted(inText)).toEqual(sorted(inEntries));
  });

  it.each(seeds.documents)("of $id name the departments that are said to be named", (document) => {
    const clauses = clausesOf(textOf(document.id));
    for (const { id, clause, departments, departmentsBasis } of document.entries) {
      const text = clauses.get(clause.replace(/·.*/, ""));
      expect(text, `${id}: ${clause}`).toBeDefined();
      const missing = departments.filter((department) => text?.includes(department) !== true);
      expect(departmentsBasis === "stated" ? missing : [], id).toEqual([]);
    }
  });

  it("are not copied: nothing here runs on with them beyond a name", () => {
    const plain = (text: string) => text.normalize("NFKC").replaceAll(/[^\p{L}\p{N}%.]/gu, "");
    const runs = new Set<string>();
    for (const { id } of seeds.documents) {
      const text = plain(textOf(id));
      for (let i = 0; i + LONGEST_RUN < text.length; i++)
        runs.add(text.slice(i, i + LONGEST_RUN + 1));
    }
    const copied = textsIn(seeds).filter((text) => {
      const words = plain(text);
      return Array.from({ length: Math.max(0, words.length - LONGEST_RUN) }, (_, i) =>
        words.slice(i, i + LONGEST_RUN + 1),
      ).some((run) => runs.has(run));
    });
    // Their titles are their names.
    expect(copied).toEqual(seeds.documents.map(({ title }) => title));
  });
});

/** Paragraphs by their locator: "三、(二)9" or, without items, "三、(二)". */
function clausesOf(text: string): Map<string, string> {
  const clauses = new Map<string, string>();
  let [part, section, item] = ["", "", ""];
  for (const line of text.split("\n")) {
    const [, newPart] = /^\s*([一二三四]、\S+)/.exec(line) ?? [];
    const [, newSection] = /^\s*(\([一二三四五六七]\))/.exec(line) ?? [];
    const [, newItem] = /^\s*(\d+)\./.exec(line) ?? [];
    if (newPart !== undefined) [part, section, item] = [newPart, "", ""];
    if (newSection !== undefined) [section, item] = [newSection, ""];
    if (newItem !== undefined) item = newItem;
    const locator = section === "" ? part : `${part.slice(0, 2)}${section}${item}`;
    clauses.set(locator, `${clauses.get(locator) ?? ""}${line}`);
  }
  return clauses;
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

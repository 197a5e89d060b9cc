import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  servicesOf,
  verdictOfName,
  type ServiceClues,
} from "../../../../server/intake/meaning/services.ts";

const NO_TAGS = { amenity: "", shop: "", healthcare: "", socialFacility: "" };
const SILENT: ServiceClues = {
  row: 7,
  name: "金宝贝",
  words: "",
  typecode: "",
  tags: NO_TAGS,
  childcarePlaces: null,
  about: "",
};

/** "a+b" for services, "? a,b" for candidates, "-" for none of ours, "" for nothing recognised. */
function said(name: string): string {
  const { services, candidates, other } = verdictOfName(name);
  if (services.length > 0) return services.join("+");
  if (candidates.length > 0) return `? ${candidates.join(",")}`;
  return other ? "-" : "";
}

describe("the name of a place", () => {
  it.each<[name: string, says: string]>([
    ["张掖市第二幼儿园", "kindergarten"],
    ["甘州区北街幼儿园（分园）", "kindergarten"],
    ["機關幼兒園", "kindergarten"],
    ["甘州区和平路幼儿园", "kindergarten"],
    ["张掖市人民医院幼儿园", "kindergarten"],
    ["实验小学附属幼儿园", "kindergarten"],
    ["Sunshine Kindergarten", "kindergarten"],
    ["金太阳幼儿园有限责任公司", "kindergarten"],
    ["红星幼儿园(含托班)", "? kindergarten,childcare"],
    ["红星幼儿园托育部", "? kindergarten,childcare"],
    ["红星幼儿园附设托班", "? kindergarten,childcare"],
    ["红缨托幼园", "? childcare,kindergarten"],
    ["中心小学幼儿班", "? childcare,kindergarten"],
    ["大满镇学前班", "? kindergarten"],
    ["甘州区小太阳托育中心", "childcare"],
    ["张掖市童心托育服务有限公司", "childcare"],
    ["小太阳（托育中心）", "childcare"],
    ["南街托儿所", "childcare"],
    ["婴幼儿照护服务中心", "childcare"],
    ["金宝贝早教中心", "? childcare"],
    ["阳光亲子园", "? childcare"],
    ["博学托管班", "? childcare"],
    ["Little Stars Nursery", "? childcare"],
    ["西街社区日间照料中心", "elderly-care"],
    ["西街社区养老服务驿站", "elderly-care"],
    ["菜鸟驿站（西街店）", "-"],
    ["南关长者照护之家", "elderly-care"],
    ["安康老年养护中心", "elderly-care"],
    ["大满镇五保家园", "elderly-care"],
    ["西街助老餐厅", "meal"],
    ["东街社区爱心餐厅", "? meal"],
    ["老王小卖铺", "convenience"],
    ["博学午托班", "? childcare"],
    ["甘州区养老服务中心", "elderly-care"],
    ["张掖市养老服务有限公司", "elderly-care"],
    ["碱滩镇敬老院", "elderly-care"],
    ["幸福村互助老人幸福院", "elderly-care"],
    ["永康老年公寓", "elderly-care"],
    ["上秦镇农村互助养老站", "elderly-care"],
    ["临泽县光荣院", "elderly-care"],
    ["特困人员供养服务机构", "elderly-care"],
    ["Golden Age Nursing Home", "elderly-care"],
    ["卫生院养老中心", "elderly-care"],
    ["张掖市社会福利院", "? elderly-care"],
    ["东街老年活动中心", "? elderly-care"],
    ["绿洲康养中心", "? elderly-care"],
    ["仁爱护理院", "? elderly-care,clinic"],
    ["张掖市老年大学", "-"],
    ["日间照料中心、助餐点", "elderly-care+meal"],
    ["东关养老服务中心(含助餐)", "elderly-care+meal"],
    ["东关养老服务中心（日间照料）", "elderly-care"],
    ["南关社区长者食堂", "meal"],
    ["馨园社区老年助餐点", "meal"],
    ["孝心食堂", "meal"],
    ["机关食堂", "? meal"],
    ["东街街道社区卫生服务中心", "clinic"],
    ["张掖市人民医院南关社区卫生服务站", "clinic"],
    ["新墩镇中心卫生院", "clinic"],
    ["流泉村卫生室", "clinic"],
    ["敬老院卫生室", "clinic"],
    ["王氏中医诊所", "clinic"],
    ["康复门诊部", "clinic"],
    ["老百姓大药房连锁有限公司康乐诊所", "clinic"],
    ["衛生所", "clinic"],
    ["笑美口腔诊所", "? clinic"],
    ["第一中学医务室", "? clinic"],
    ["北街中医馆", "? clinic"],
    ["甘州区人民医院", "-"],
    ["张掖市中医院", "-"],
    ["妇幼保健院", "-"],
    ["爱宠宠物诊所", "-"],
    ["丽人医疗美容诊所", "-"],
    ["益康大药房", "-"],
    ["万家便利店", "convenience"],
    ["惠民超市（幼儿园店）", "convenience"],
    ["第二幼儿园南门超市", "convenience"],
    ["养老院便利店", "convenience"],
    ["老张小卖部", "convenience"],
    ["新乐连锁超市", "convenience"],
    ["农家店", "convenience"],
    ["7-ELEVEN", "convenience"],
    ["华润万家大型超市", "? convenience,market"],
    ["新乐购物中心", "? convenience,market"],
    ["世纪广场", "-"],
    ["南关菜市场", "market"],
    ["甘州区东环路农贸市场", "market"],
    ["长安镇集贸市场", "market"],
    ["果蔬生鲜超市", "market"],
    ["老李蔬菜店", "market"],
    ["张掖建材市场", "-"],
    ["二手车市场", "-"],
    ["市场监督管理所", "-"],
    ["大个子水果店", "? market"],
    ["第一中学", "-"],
    ["中国农业银行张掖分行营业部ATM", "-"],
    ["菜鸟驿站", "-"],
    ["第二幼儿园停车场", "-"],
    ["幼儿园公交站", "-"],
    ["宾河社区居委会", "-"],
    ["东街社区党群服务中心", "? elderly-care,childcare,meal"],
    ["金宝贝", ""],
    ["", ""],
  ])("%s: %s", (name, says) => {
    expect(said(name)).toBe(says);
  });
});

describe("a row", () => {
  const offers = (services: readonly string[], by: string) => ({
    kind: "offers",
    services,
    by,
    ignored: [],
    byPlaces: false,
  });

  it.each<[words: string, services: string[]]>([
    ["幼儿园", ["kindergarten"]],
    ["托育；养老", ["childcare", "elderly-care"]],
    ["养老服务、助餐", ["elderly-care", "meal"]],
    ["养老和托育", ["elderly-care", "childcare"]],
    ["elderly-care", ["elderly-care"]],
    ["Elderly_Care;childcare", ["elderly-care", "childcare"]],
    ["医疗", ["clinic"]],
    ["民办幼儿园", ["kindergarten"]],
    ["农村互助老人幸福院", ["elderly-care"]],
    ["购物服务;便民商店/便利店;便民商店/便利店", ["convenience"]],
    ["科教文化服务;学校;幼儿园", ["kindergarten"]],
  ])("with the words %s offers %j", (words, services) => {
    expect(servicesOf({ ...SILENT, words })).toMatchObject(offers(services, "column"));
  });

  it("that lists a word beside ours offers ours, and the other word is told", () => {
    expect(servicesOf({ ...SILENT, words: "养老；理发" })).toEqual({
      ...offers(["elderly-care"], "column"),
      ignored: ["理发"],
    });
  });

  it.each<[classes: string, name: string, says: string]>([
    ["购物服务;综合市场;小商品市场", "义乌小商品城", "other"],
    ["购物服务;综合市场;综合市场", "城北市场", "market"],
    ["购物服务;综合市场;水产海鲜市场", "城北海鲜", "? market"],
    ["购物服务;超级市场;超市|购物服务;便民商店/便利店;便民商店/便利店", "好又多", "convenience"],
    ["医疗保健服务;医药保健销售店;药房", "惠民大药房", "other"],
    ["医疗保健服务;综合医院;卫生院", "滨江镇卫生院", "clinic"],
    ["医疗保健服务;综合医院;综合医院", "西街社区卫生服务中心", "clinic"],
    ["餐饮服务;中餐厅;中餐厅", "西街社区长者食堂", "meal"],
    ["餐饮服务;中餐厅;中餐厅", "西街饭店", "other"],
    ["生活服务;生活服务场所;生活服务场所", "颐和敬老院", "elderly-care"],
    ["交通设施服务;公交车站;公交车站相关", "实验幼儿园", "other"],
    ["地名地址信息;交通地名;路口名", "菜市场", "other"],
  ])("of Amap classes %s called %s is %s", (words, name, says) => {
    const answer = servicesOf({ ...SILENT, words, name });
    const told =
      answer.kind === "offers"
        ? answer.services.join("+")
        : answer.kind === "doubtful"
          ? `? ${answer.candidates.join(",")}`
          : answer.kind;
    expect(told).toBe(says);
  });

  it("of a stop or a door is none, though it is called after what it serves", () => {
    for (const name of ["实验幼儿园(公交站)", "华联超市（停车场）", "农贸市场(出入口)"])
      expect(servicesOf({ ...SILENT, name })).toMatchObject({ kind: "other" });
    expect(servicesOf({ ...SILENT, typecode: "150700", name: "实验幼儿园" })).toMatchObject({
      kind: "other",
    });
    expect(servicesOf({ ...SILENT, name: "实验幼儿园(公交站对面)" })).toEqual(
      offers(["kindergarten"], "name"),
    );
  });

  it.each<[typecode: string, by: object]>([
    ["141204", offers(["kindergarten"], "typecode")],
    ["060200", offers(["convenience"], "typecode")],
    ["060201", offers(["convenience"], "typecode")],
    ["060703|060705", offers(["market"], "typecode")],
    ["090102", offers(["clinic"], "typecode")],
    ["090100", { kind: "other", text: "金宝贝" }],
    ["050000", { kind: "other", text: "金宝贝" }],
    ["080402", { kind: "doubtful", candidates: ["elderly-care"] }],
  ])("of Amap class %s is %j", (typecode, answer) => {
    expect(servicesOf({ ...SILENT, typecode })).toMatchObject(answer);
  });

  it("of a class that says too little is what its name says", () => {
    expect(servicesOf({ ...SILENT, typecode: "141400", name: "小太阳托育中心" })).toEqual(
      offers(["childcare"], "name"),
    );
    expect(servicesOf({ ...SILENT, typecode: "050000", name: "南关长者食堂" })).toEqual(
      offers(["meal"], "name"),
    );
    expect(servicesOf({ ...SILENT, words: "民办", name: "阳光幼儿园" })).toEqual(
      offers(["kindergarten"], "name"),
    );
    expect(servicesOf({ ...SILENT, words: "学校", name: "阳光幼儿园" })).toEqual(
      offers(["kindergarten"], "name"),
    );
  });

  it.each<[tags: Partial<typeof NO_TAGS>, answer: object]>([
    [{ amenity: "kindergarten" }, offers(["kindergarten"], "tags")],
    [{ amenity: "childcare" }, offers(["childcare"], "tags")],
    [{ shop: "supermarket" }, offers(["convenience"], "tags")],
    [{ shop: "greengrocer" }, offers(["market"], "tags")],
    [{ amenity: "clinic", healthcare: "clinic" }, offers(["clinic"], "tags")],
    [
      { amenity: "social_facility", socialFacility: "nursing_home" },
      offers(["elderly-care"], "tags"),
    ],
    [
      { amenity: "social_facility", socialFacility: "day_care" },
      { kind: "doubtful", candidates: ["elderly-care", "childcare"] },
    ],
    [{ amenity: "hospital" }, { kind: "other" }],
    [{ amenity: "bank" }, { kind: "other" }],
  ])("with the tags %j is %j", (tags, answer) => {
    expect(servicesOf({ ...SILENT, tags: { ...NO_TAGS, ...tags } })).toMatchObject(answer);
  });

  it("without a name or words is asked about by its tags or its code", () => {
    const nameless = { ...SILENT, name: "" };
    const kiosk = { ...nameless, tags: { ...NO_TAGS, shop: "kiosk" } };
    expect(servicesOf(kiosk)).toMatchObject({ kind: "doubtful", text: "kiosk" });
    expect(servicesOf({ ...nameless, typecode: "060704" })).toMatchObject({ text: "060704" });
    expect(servicesOf({ ...kiosk, name: "校门口小亭" })).toMatchObject({ text: "校门口小亭" });
  });

  it("whose name contradicts a word that is none of ours waits for a decision", () => {
    expect(servicesOf({ ...SILENT, words: "医院", name: "新墩镇卫生院" })).toEqual({
      kind: "doubtful",
      key: "row:7",
      text: "医院",
      candidates: ["clinic"],
      missing: false,
    });
    expect(servicesOf({ ...SILENT, words: "医院" })).toEqual({ kind: "other", text: "医院" });
  });

  it("of a kindergarten with childcare in its name is doubtful, and offers both once it states places", () => {
    const row = { ...SILENT, words: "幼儿园", name: "红星幼儿园托班" };
    expect(servicesOf(row)).toMatchObject({
      kind: "doubtful",
      key: "row:7",
      candidates: ["kindergarten", "childcare"],
    });
    expect(servicesOf({ ...row, childcarePlaces: 40 })).toMatchObject({
      kind: "offers",
      services: ["kindergarten", "childcare"],
      byPlaces: true,
    });
    expect(servicesOf({ ...row, name: "红星幼儿园", childcarePlaces: 0 })).toEqual(
      offers(["kindergarten"], "column"),
    );
  });

  it("that says nothing is doubtful with what the file is called for, and takes the fallback", () => {
    expect(servicesOf({ ...SILENT, about: "甘州区托育机构名单（2024）.xlsx" })).toEqual({
      kind: "doubtful",
      key: "row:7",
      text: "金宝贝",
      candidates: ["childcare"],
      missing: true,
    });
    expect(servicesOf(SILENT)).toMatchObject({ kind: "doubtful", candidates: [], missing: true });
    expect(servicesOf(SILENT, { fallback: "childcare" })).toEqual(offers(["childcare"], "default"));
    expect(servicesOf({ ...SILENT, name: "益康大药房" }, { fallback: "childcare" })).toMatchObject({
      kind: "other",
    });
    expect(servicesOf({ ...SILENT, childcarePlaces: 30 })).toMatchObject({
      services: ["childcare"],
    });
  });

  it("is decided by its words for all rows with them, or alone by its number", () => {
    const row = { ...SILENT, words: "早教中心" };
    expect(servicesOf(row)).toMatchObject({
      kind: "doubtful",
      key: "早教中心",
      candidates: ["childcare"],
    });
    expect(servicesOf(row, { byKey: { 早教中心: ["childcare"] } })).toEqual(
      offers(["childcare"], "column"),
    );
    expect(servicesOf(row, { byKey: { 早教中心: [] } })).toEqual({
      kind: "left-out",
      text: "金宝贝",
    });
    expect(
      servicesOf(row, { byKey: { 早教中心: [], "row:7": ["childcare", "kindergarten"] } }),
    ).toMatchObject({ services: ["childcare", "kindergarten"] });
  });

  it.each(["__proto__", "constructor", "toString"])(
    "that says %s has a word that is none of ours, nothing more",
    (word) => {
      const tags = { ...NO_TAGS, amenity: word, shop: word };
      expect(servicesOf({ ...SILENT, tags })).toMatchObject({ kind: "other" });
      const decided = { byKey: { other: ["market" as const] } };
      expect(servicesOf({ ...SILENT, words: word }, decided).kind).toBe("doubtful");
    },
  );

  it("always gets an answer: services, or a question with a key, or a reason", () => {
    const word = fc.constantFrom(
      "幼儿园",
      "托育",
      "医院",
      "超市",
      "食堂",
      "（",
      "）",
      "、",
      "和",
      "xyz",
      "托班",
      "141204",
      " ",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(word).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.option(fc.nat()),
        (name, words, amenity, childcarePlaces) => {
          const tags = { ...NO_TAGS, amenity };
          const answer = servicesOf({
            ...SILENT,
            name,
            words,
            typecode: words,
            tags,
            childcarePlaces,
          });
          const isWhole =
            answer.kind === "offers"
              ? answer.services.length > 0 &&
                new Set(answer.services).size === answer.services.length
              : answer.kind !== "doubtful" || answer.key !== "";
          expect(isWhole).toBe(true);
        },
      ),
    );
  });
});

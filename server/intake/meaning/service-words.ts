import type { Service } from "#core/vocabulary.ts";
import { plainText } from "./plain-text.ts";

/**
 * What a word or name speaks of: services for certain, services it may be, or something known that is none of the
 * seven. All empty and false: nothing was recognised.
 */
export interface Verdict {
  readonly services: readonly Service[];
  readonly candidates: readonly Service[];
  readonly other: boolean;
}

export const NOTHING: Verdict = { services: [], candidates: [], other: false };

/** Words that are one service. Plain: simplified, lower case, without blanks. */
const SURE: Readonly<Record<Service, string>> = {
  childcare:
    "托育 托育服务 托育机构 托育中心 托育园 托儿所 托儿园 婴幼儿照护 婴幼儿照护服务 婴幼儿托育 childcare daycareforchildren creche crèche",
  kindergarten: "幼儿园 幼稚园 幼儿院 学前教育机构 kindergarten preschool",
  "elderly-care":
    "养老 养老服务 养老机构 养老服务中心 养老服务站 养老院 养老中心 敬老院 幸福院 互助幸福院 互助老人幸福院 老人院 老年公寓 老年养护院 养护院 " +
    "养老驿站 养老服务驿站 为老服务驿站 敬老驿站 助老驿站 老年驿站 长者照护 长者照护之家 老年照护 老年照护中心 老人照护 老年养护 老年养护中心 五保家园 " +
    "托老所 托老 托老中心 日间照料 日间照料中心 日间照料站 日间照护 老年照料 老年人照料 颐养院 颐养中心 安老院 护老院 互助养老 居家养老 " +
    "特困人员供养 供养服务机构 供养中心 光荣院 老年之家 nursinghome elderlycare eldercare retirementhome assistedliving",
  meal:
    "助餐 老年助餐 助餐点 助餐服务 助餐中心 长者食堂 长者饭堂 长者餐厅 助老餐厅 敬老餐厅 孝心餐厅 助餐餐厅 老年食堂 老年餐厅 老年餐桌 老人食堂 老年人食堂 老年助餐点 社区食堂 幸福食堂 " +
    "孝心食堂 孝老食堂 敬老食堂 爱心食堂 暖心食堂 爱老食堂 康养食堂 communitycanteen seniorcanteen mealservice",
  clinic:
    "社区卫生服务 社区卫生服务中心 社区卫生服务站 社区卫生 卫生服务站 卫生服务中心 卫生院 卫生室 卫生所 卫生站 村卫生室 诊所 门诊 门诊部 社区医院 " +
    "社区医疗 卫生服务 医疗点 clinic healthpost healthcentre healthcenter",
  convenience:
    "便利店 便民店 便利超市 便民超市 便民商店 便利 超市 超级市场 小超市 小卖部 小卖铺 小卖店 小商店 商店 百货商店 副食店 副食 烟酒副食 杂货店 杂货铺 日用品店 商行 " +
    "供销社 农家店 综合超市 连锁超市 便利商店 士多 美宜佳 罗森 7-eleven 7eleven familymart lawson convenience conveniencestore supermarket minimart grocery",
  market:
    "菜市场 农贸市场 农副产品市场 农副产品批发市场 集贸市场 农贸 集贸 集市 菜场 农产品市场 蔬菜市场 综合市场 便民市场 生鲜超市 生鲜 生鲜店 生鲜市场 " +
    "蔬菜店 菜店 蔬菜直销店 菜篮子 平价菜店 果蔬店 果蔬超市 蔬菜水果店 蔬果店 标准化菜市场 早市 greengrocer wetmarket foodmarket farmersmarket marketplace",
};

/** Words that may be these services, or none. */
const DOUBTFUL: readonly (readonly [candidates: readonly Service[], words: string])[] = [
  [
    ["childcare"],
    "早教 早教中心 早期教育 亲子园 亲子中心 育婴 育儿 育儿园 托管 托管班 托管中心 午托 午托班 晚托 晚托班 托班 儿童之家 儿童成长中心 儿童照料 宝宝屋 nursery daycare 照护",
  ],
  [
    ["childcare", "kindergarten"],
    "托幼 托幼中心 托幼机构 托幼园 幼托 幼儿班 托幼一体 幼教 幼教中心",
  ],
  [["kindergarten"], "学前班 幼教点 幼儿教学点 学前教育 学前 儿童园"],
  [
    ["elderly-care"],
    "福利院 社会福利院 福利中心 老年活动中心 老年人活动中心 老年活动室 老年服务 老年人服务中心 老年中心 康养 康养中心 颐年 颐康 银龄 银发 疗养院 养生 助老 为老服务 " +
      "为老服务中心 老龄 安养 邻里互助 医养结合 医养中心 socialfacility",
  ],
  [["elderly-care", "clinic"], "护理院 护理中心 护理站 康复护理"],
  [["elderly-care", "childcare"], "照料中心 日托"],
  [
    ["meal"],
    "爱心餐厅 幸福餐厅 暖心餐厅 社区餐厅 幸福餐桌 食堂 中央厨房 配餐 送餐 饭堂 餐桌 canteen",
  ],
  [
    ["clinic"],
    "医务室 医务所 保健站 保健室 保健所 防保站 口腔 口腔诊所 口腔门诊 口腔门诊部 牙科 牙科诊所 齿科 中医馆 国医馆 国医堂 中医堂 理疗 康复中心 健康小屋 医疗服务 " +
      "健康服务中心 doctors dentist dental dentalclinic 医疗",
  ],
  [
    ["convenience", "market"],
    "大型超市 大超市 仓储超市 购物中心 购物广场 生活超市 量贩 批发部 市场 市集 大卖场 market hypermarket",
  ],
  [
    ["market"],
    "水产 肉店 鲜肉 水果店 水果 批发市场 蔬菜 农产品 农副产品 海鲜市场 便民菜点 farmshop",
  ],
  [
    ["convenience"],
    "便民服务 便民 食品店 食品 粮油 粮油店 零售 百货店 烟酒 烟酒店 邮政综合便民 generalstore kiosk shop",
  ],
  [
    ["elderly-care", "childcare", "meal"],
    "一老一小 社区综合服务 综合服务中心 党群服务中心 邻里中心 社区服务中心 社区服务站 便民服务中心 便民服务站 嵌入式服务",
  ],
];

/** Known, and none of the seven services. */
const OTHER =
  "医院 人民医院 中医院 中心医院 妇幼保健院 保健院 专科医院 hospital 药店 药房 大药房 药业 药铺 药品 pharmacy 疾控中心 疾病预防控制中心 急救中心 血站 卫生监督所 卫生健康局 " +
  "宠物诊所 动物诊所 宠物医院 动物医院 宠物 兽医 兽医站 医疗美容 医疗美容诊所 医疗美容门诊部 美容诊所 美容 整形 医美 " +
  "小学 中学 初中 高中 学校 大学 学院 技校 职校 职业学校 党校 老年大学 培训 培训班 培训学校 培训中心 教育培训 教学点 school college university 驾校 艺术中心 琴行 " +
  "银行 信用社 atm bank 保险 证券 邮局 邮政所 邮政 快递 驿站 菜鸟驿站 丰巢 物流 postoffice " +
  "加油站 加气站 充电站 停车场 停车位 parking 公交站 车站 汽修 洗车 4s店 fuel " +
  "酒店 宾馆 旅馆 招待所 民宿 农家乐 客栈 hotel 餐厅 饭店 餐馆 快餐 火锅 烧烤 小吃 面馆 酒楼 咖啡 奶茶 茶楼 酒吧 早餐店 早餐 面包房 蛋糕店 小饭桌 餐饮 restaurant cafe fastfood bar " +
  "理发 理发店 美发 美容美发 洗衣 洗衣店 洗染 干洗 家政 家政服务 维修 照相 照相馆 打印 复印 网吧 ktv 影院 电影院 浴池 足疗 健身房 健身 hairdresser laundry " +
  "公园 广场 图书馆 博物馆 文化馆 文化站 文化中心 体育馆 体育场 活动中心 运动场 球场 乐园 儿童乐园 游乐场 library park museum " +
  "政府 街道办 街道办事处 办事处 派出所 公安局 法院 税务局 居委会 村委会 社区居委会 政务服务中心 公厕 厕所 卫生间 垃圾站 toilets " +
  "小区 住宅 家属院 家属楼 宿舍 公寓楼 写字楼 大厦 商务楼 五金 五金店 建材 建材市场 家具 家居 家电 手机店 服装 服装店 鞋店 书店 文具店 花店 眼镜店 母婴 母婴店 玩具 童装 " +
  "汽车市场 二手市场 二手车市场 旧货市场 小商品市场 建材城 人才市场 劳动力市场 花卉市场 牲畜市场 服装市场 家具市场 商场 百货大楼 百货 商城 电器 化妆品 珠宝 彩票 clothes mall departmentstore " +
  "寺 教堂 清真寺 殡仪馆 公墓 陵园 粮库 工厂 厂 仓库 合作社 市场监管 市场监管所 市场监督管理局 市场监督管理所";

interface Word extends Verdict {
  readonly text: string;
}

/** By first character, the longest words first. */
const WORDS: ReadonlyMap<string, readonly Word[]> = collectWords();

/**
 * What a name speaks of. Chinese names tell their kind last: of all known words the one that ends last counts, the
 * longest of those. "县医院幼儿园" is a kindergarten, "幼儿园停车场" none.
 */
export function verdictOf(plain: string): Verdict {
  let best: Word | undefined;
  let bestEnd = 0;
  for (let at = 0; at < plain.length; at++) {
    for (const word of WORDS.get(plain.charAt(at)) ?? []) {
      const end = at + word.text.length;
      if (end <= bestEnd || !plain.startsWith(word.text, at)) continue;
      best = word;
      bestEnd = end;
      break;
    }
  }
  return best ?? NOTHING;
}

/** Whether a text is nothing but a word for a kind of place, so that it names no single one: "便利店", "村卫生室". */
export function isBareWord(plain: string): boolean {
  return (WORDS.get(plain.charAt(0)) ?? []).some(({ text }) => text === plain);
}

function collectWords(): Map<string, readonly Word[]> {
  const all = new Map<string, Word>();
  const add = (words: string, verdict: Verdict) => {
    for (const word of words.split(/\s+/)) {
      const text = plainText(word);
      if (text !== "" && !all.has(text)) all.set(text, { text, ...verdict });
    }
  };
  for (const [service, words] of entriesOf(SURE)) add(words, { ...NOTHING, services: [service] });
  for (const [candidates, words] of DOUBTFUL) add(words, { ...NOTHING, candidates });
  add(OTHER, { ...NOTHING, other: true });
  const byFirst = Map.groupBy(all.values(), ({ text }) => text.charAt(0));
  for (const words of byFirst.values()) words.sort((a, b) => b.text.length - a.text.length);
  return byFirst;
}

function entriesOf<Key extends string, Value>(
  record: Readonly<Record<Key, Value>>,
): [Key, Value][] {
  const entries: [Key, Value][] = [];
  for (const key in record) entries.push([key, record[key]]);
  return entries;
}

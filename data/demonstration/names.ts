import { shuffled, type Random } from "./random.ts";

/** Invented names of each kind. */
export interface Names {
  readonly street: () => string;
  readonly lane: () => string;
  readonly estate: () => string;
  readonly school: () => string;
  readonly hospital: () => string;
  readonly office: () => string;
  readonly square: () => string;
  readonly garden: () => string;
  readonly works: () => string;
}

export function inventNames(random: Random): Names {
  const streets = supply(shuffled(pairs(STREET_HEADS, ["路", "街"]), random));
  const lanes = supply(shuffled(pairs(LANE_HEADS, ["巷", "巷", "东巷", "西巷"]), random));
  const estates = supply(shuffled(pairs(ESTATE_HEADS, ESTATE_TAILS), random));
  const schools = supply(shuffled(pairs(SCHOOL_HEADS, ["小学", "中学", "实验小学"]), random));
  const offices = supply(shuffled(OFFICES, random));
  const squares = supply(shuffled(pairs(SQUARE_HEADS, ["广场", "商场"]), random));
  const gardens = supply(shuffled(pairs(STREET_HEADS, ["游园"]), random));
  const works = supply(shuffled(pairs(WORKS_HEADS, WORKS_TAILS), random));
  return {
    street: streets,
    lane: lanes,
    estate: estates,
    school: schools,
    hospital: supply(HOSPITALS),
    office: offices,
    square: squares,
    garden: gardens,
    works,
  };
}

const STREET_HEADS =
  "文昌 青年 望川 听泉 槐荫 锦屏 青禾 稻香 柳泉 长乐 永宁 安和 归云 明德 崇礼 书院 育才 新民 惠民 和顺 兴文 春晖 枫林 石桥 清泉 观澜 瑞安 康宁 尚义 通济 德馨 博雅 朝阳坡 向荣 百川 怀远 凤仪 翠屏 映月 采薇 云锦 杏林 白露 清和 同心 建业 乐耕 平安里 曙光 麦浪 星火 金穗 银杏 丁香 芙蓉 紫藤 苍松 翠竹 寒梅 秋实".split(
    " ",
  );
const LANE_HEADS =
  "染坊 豆腐 井儿 灯笼 粮仓 油坊 马市 铁匠 学宫 石磨 双井 槐树 青砖 水仙 棋盘 柴市 砖塔 秤杆 磨盘 酱园 纸坊 箭道 裁缝 银匠 醋坊 皮匠 斗篷 药铺 瓦罐 草帽 竹篮 石榴 枣树 香炉 茶棚 盐店 糖坊 鞍子 炭市 葫芦 钟楼后 三眼井 月牙 扁担 磨刀 花线 笔架 印书".split(
    " ",
  );
const ESTATE_HEADS =
  "锦绣 望川 听雨 明德 丹桂 澄湖 景明 松涛 兰亭 云栖 金禾 翠微 安澜 瑞景 清风 长青 和悦 福临 嘉禾 玉兰 碧桐 书香 阳光 东篱 南山 西畴 北辰 盛世 水岸 枫丹 祥瑞 康乐 颐和 万和 天润 蓝田 紫荆 橡树 汇景 逸景 四季 御景 铭德 学府 丽水 春江 天河 富康 民和园 平湖".split(
    " ",
  );
const ESTATE_TAILS = "花园 家园 小区 苑 名邸 新村 雅居 里 公馆 华庭".split(" ");
const SCHOOL_HEADS =
  "文昌 明德 崇礼 望川 育英 青禾 锦屏 松涛 兰亭 河阳 景明 云台 丹枫 柳泉 长乐 安和 归云 祥和 临川 稻香".split(
    " ",
  );
const HOSPITALS =
  "区人民医院（示例） 区中医医院（示例） 区第二医院（示例） 区康复医院（示例）".split(" ");
const OFFICES =
  "区图书馆 区文化馆 区档案馆 区体育馆 区博物馆 区剧院 区青少年宫 区政务服务中心 区农技站 区水利站 区气象站 区供销社 区粮站 区林草站 区邮政大楼 区电力大楼 区自来水公司 区税务所 区公安局 区消防站 区汽车站 区供热站 区园林站 区计量所 区老年大学 区广播站 区疾控中心 区妇幼中心 区社保中心 区婚姻登记处 区公证处 区房管所 区环卫站 区测绘站 区种子站 区畜牧站".split(
    " ",
  );
const SQUARE_HEADS =
  "新世纪 万隆 金街 时代 百汇 丰泽 银座 中心 鸿运 天和 福满 汇通 大成 东方红 胜利 团结 和谐 乐汇".split(
    " ",
  );
const WORKS_HEADS =
  "金穗 丰源 恒瑞 宏发 天工 永固 鼎新 华垦 绿源 众兴 远航 同力 昌盛 北斗 隆盛 兴农 三合 万通".split(
    " ",
  );
const WORKS_TAILS =
  "面粉厂 建材厂 农机厂 制种公司 包装厂 物流园 番茄制品厂 机械厂 饲料厂 冷库".split(" ");

function pairs(heads: readonly string[], tails: readonly string[]): string[] {
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}

/** Hands out the names in order, and from the first again when all are used; heads repeat as late as can be. */
function supply(names: readonly string[]): () => string {
  const ordered = spreadHeads(names);
  let next = 0;
  return () => ordered[next++ % ordered.length] ?? "";
}

function spreadHeads(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names
    .map((name, order) => {
      const head = name.slice(0, 2);
      const turn = seen.get(head) ?? 0;
      seen.set(head, turn + 1);
      return { name, turn, order };
    })
    .sort((one, other) => one.turn - other.turn || one.order - other.order)
    .map(({ name }) => name);
}

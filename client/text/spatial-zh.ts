import type { Decay, LeftOut, NoFloor, Supply } from "#contract/vocabulary.ts";

type Names<K extends string> = Readonly<Record<K, string>>;

const decay: Names<Decay> = {
  binary: "等权",
  enhanced: "分段（E2SFCA）",
  gaussian: "高斯",
};
const supply: Names<Supply> = {
  capacity: "容量（托位、床位、座位）",
  staff: "人员",
  "floor-area": "建筑面积",
};
const leftOut: Names<LeftOut> = {
  "not-stated": "没有填报数量",
  "not-joined": "没有接上路网",
};
const noFloor: Names<NoFloor> = {
  "no-buildings": "路网图层里没有房屋",
  "no-dwellings": "房屋里没有住宅",
  "no-storeys": "住宅都没有层数",
};

/** The words of the spatial measurements in full. */
export const spatialZh = {
  all: "全部",
  open: "全部测算",
  title: "空间可达性",
  note: "本系统测算，不是政策指标，不作达标判定。",
  close: "关闭",
  tabs: { reach: "步行可达率", access: "供需匹配（两步移动搜索法）" },
  by: "按",
  people: "人口",
  floor: "住宅建筑面积",
  floorTotal: (area: string, dwellings: string) => `住宅 ${dwellings} 幢，${area}`,
  floorAssumed: (count: string, levels: string) => `其中 ${count} 幢没有层数，按 ${levels} 层计`,
  noFloor,
  service: "服务",
  profile: "步行人群",
  time: (minutes: string) => `步行 ${minutes} 分钟`,
  slow: "慢两成",
  normal: "常速",
  fast: "快两成",
  network: "沿路",
  straight: "直线",
  metres: (value: string) => `${value} 米`,
  radii:
    "300、500、1000 米是 GB 50180 生活圈居住区的规划半径（惯例按直线）；沿路更严。未知是路网上无法判断的，直线不看路网，没有未知。",
  share: "步行可达率 = 走得到的 ÷（走得到的 + 走不到的），不含未知。",
  unknown: "未知",
  working: "正在测算，首次需要几秒。",
  synthetic: "示例数据（合成）。",
  save: "下载 CSV",
  file: "步行可达率",
  decay,
  supply,
  decayLabel: "距离衰减",
  supplyLabel: "供给",
  limit: "步行上限",
  mean: "人均可得",
  per1000: (value: string, unit: string) => `每千人 ${value} ${unit}`.trim(),
  supplyUnit: { staff: "人", "floor-area": "㎡" },
  atLeast: "至少",
  atLeastPeople: "其中至少有此数的人口",
  sharers: "分享者",
  everybody: "全部人口",
  lowest: "最少的统计单元",
  unit: "统计单元",
  score: "每千人可得",
  peopleIn: "人口",
  counted: (count: string, amount: string, unit: string) =>
    `计入 ${count} 处，合计 ${amount} ${unit}`.trim(),
  left: (count: string) => `未计入 ${count} 处`,
  leftOut,
  method:
    "先按设施把供给分给步行上限内的人，再按居住格子把分到的加起来（Luo & Wang 2003；Luo & Qi 2009；Dai 2010）。供给守恒：各格得分乘人口之和等于计入的供给。",
  accessFile: "供需匹配",
  none: "没有可以计算的设施：没有一处填报了数量。",
};

export type SpatialWords = typeof spatialZh;

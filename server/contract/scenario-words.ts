import type { Service, StreetChangeKind } from "#core/vocabulary.ts";

/** The words of scenarios in files, which are read back when such a file is taken in. */
export const SERVICE_WORDS: Readonly<Record<Service, string>> = {
  childcare: "托育",
  kindergarten: "幼儿园",
  "elderly-care": "日间照料",
  meal: "助餐点",
  clinic: "卫生服务站",
  convenience: "便利店",
  market: "菜市场",
};

export const KIND_WORDS = {
  site: "规划网点",
  candidate: "候选点",
  facility: "设施调整",
  street: "道路调整",
  search: "选址范围",
  exclusion: "禁选范围",
} as const;

export const STREET_WORDS: Readonly<Record<StreetChangeKind, string>> = {
  street: "新增道路",
  bridge: "新建天桥",
  gate: "开出入口",
  closed: "封闭道路",
};

export const CHANGE_WORDS = {
  closed: "关停",
  moved: "迁移",
  services: "调整服务",
  capacities: "调整规模",
} as const;

/** The columns of a scenario's layer. */
export const TITLES = {
  kind: "类别",
  id: "编号",
  name: "名称",
  change: "调整",
  services: "服务",
  floorArea: "建筑面积",
  cost: "费用元",
  premises: "用房编号",
  required: "必选",
  mark: "数据标记",
} as const;

/** Title of the capacity of a service. */
export function capacityTitle(service: Service): string {
  return `${SERVICE_WORDS[service]}规模`;
}

export const YES = "是";
export const NO = "否";

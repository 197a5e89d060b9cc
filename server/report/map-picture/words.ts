import type { CellState, Service, UnitState } from "#core/vocabulary.ts";
import type { Language, Notes } from "./map-picture.ts";

/** What a printed map says besides names. */
export interface MapWords {
  readonly service: (service: Service) => string;
  readonly walkTo: (place: string, by: "minutes" | "state") => string;
  readonly over: (minutes: number) => string;
  readonly state: Readonly<Record<CellState, string>>;
  readonly unitState: Readonly<Record<UnitState, string>>;
  readonly gapOutline: string;
  readonly edge: string;
  readonly north: string;
  readonly people: (count: number) => string;
  readonly length: (metres: number) => string;
  readonly sources: (notes: Notes) => string;
  readonly approval: (number: string) => string;
  readonly internal: string;
  readonly synthetic: string;
  readonly titled: (title: string, text: string) => string;
  readonly between: string;
  readonly end: string;
}

const ENGLISH = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const SPEED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const TEN_THOUSANDS = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

export const WORDS: Readonly<Record<Language, MapWords>> = {
  zh: {
    service: (service) => SERVICES[service].zh,
    walkTo: (place, by) => (by === "minutes" ? `到${place}步行（分钟）` : `到${place}步行`),
    over: (minutes) => `${minutes}以上`,
    state: { covered: "可达", gap: "不可达", unknown: "未知" },
    unitState: { met: "达标", nearly: "接近达标", "not-met": "未达标", unknown: "暂不可评" },
    gapOutline: "服务缺口",
    edge: "路网范围边缘",
    north: "北",
    people: (count) =>
      count < 9_999.5
        ? `${ENGLISH.format(count)} 人`
        : `${TEN_THOUSANDS.format(count / 10_000)} 万人`,
    length: (metres) =>
      metres >= 1000 ? `${ENGLISH.format(metres / 1000)} 公里` : `${SPEED.format(metres)} 米`,
    sources: ({ dates, speed, crs }) =>
      [
        `数据时点：${dates === "" ? "未注明" : dates}`,
        ...(speed === null ? [] : [`步速${SPEED.format(speed)}米/秒`]),
        crs,
      ].join("；"),
    approval: (number) => `审图号：${number === "" ? "（待填）" : number}`,
    internal: "内部工作用图，未经审核不得公开",
    synthetic: "示例数据（合成），位置与数值均为虚构",
    titled: (title, text) => `${title}：${text}`,
    between: "、",
    end: "。",
  },
  en: {
    service: (service) => SERVICES[service].en,
    walkTo: (place, by) =>
      by === "minutes" ? `Minutes' walk to a ${place}` : `Walk to a ${place}`,
    over: (minutes) => `over ${minutes}`,
    state: { covered: "Within the walk", gap: "Beyond the walk", unknown: "Unknown" },
    unitState: {
      met: "Met",
      nearly: "Nearly met",
      "not-met": "Not met",
      unknown: "Not assessable",
    },
    gapOutline: "Service gap",
    edge: "Edge of the street data",
    north: "N",
    people: (count) => `${ENGLISH.format(count)} people`,
    length: (metres) =>
      metres >= 1000 ? `${ENGLISH.format(metres / 1000)} km` : `${SPEED.format(metres)} m`,
    sources: ({ dates, speed, crs }) =>
      [
        `Data: ${dates === "" ? "dates not stated" : dates}`,
        ...(speed === null ? [] : [`walking ${SPEED.format(speed)} m/s`]),
        crs,
      ].join("; "),
    approval: (number) => `审图号：${number === "" ? "（待填）" : number}`,
    internal: "Internal working map, not to be published before examination",
    synthetic: "Demonstration data (synthetic): places and figures are invented",
    titled: (title, text) => `${title}: ${text}`,
    between: ", ",
    end: ". ",
  },
};

const SERVICES: Readonly<Record<Service, { readonly zh: string; readonly en: string }>> = {
  childcare: { zh: "托育点", en: "childcare centre" },
  kindergarten: { zh: "幼儿园", en: "kindergarten" },
  "elderly-care": { zh: "日间照料中心", en: "day-care centre" },
  meal: { zh: "助餐点", en: "meal place" },
  clinic: { zh: "卫生服务站", en: "clinic" },
  convenience: { zh: "便利店", en: "convenience store" },
  market: { zh: "菜市场", en: "market" },
};

import type { Explanation } from "#contract/scenario.ts";
import type { NotSnapped } from "../network/linkage.ts";
import type { CellState, Metres, Said, Service, StreetChangeKind } from "../vocabulary.ts";
import type { Sight } from "./sight.ts";

/** A place of the service, as a county official would call it. */
export const PLACES: Readonly<Record<Service, Said>> = {
  childcare: { zh: "托育点", en: "childcare centre" },
  kindergarten: { zh: "幼儿园", en: "kindergarten" },
  "elderly-care": { zh: "日间照料中心", en: "day-care centre" },
  meal: { zh: "助餐点", en: "meal place" },
  clinic: { zh: "卫生服务站", en: "clinic" },
  convenience: { zh: "便利店", en: "convenience store" },
  market: { zh: "菜市场", en: "market" },
};

/** From where the way along the streets is said to be a detour. */
const DETOUR = 1.5;
/** Below so many straight metres the ratio says little. */
const NEXT_DOOR = 50;

/** What a place is told of itself. */
export type Told = { readonly cell: CellState | null } & (
  | { readonly state: "unknown"; readonly refused: NotSnapped }
  | { readonly state: CellState; readonly routes: Explanation["routes"]; readonly edge: Metres }
);

/** Why a place is covered, a gap, or unknown. */
export function whyOf(sight: Sight, told: Told): Said {
  const said = "refused" in told ? ofRefused(sight, told.refused) : ofJoined(sight, told);
  if (told.cell === null || told.cell === told.state) return said;
  return {
    zh: `${said.zh}这一格的居民按其居住位置计为“${STATES[told.cell].zh}”。`,
    en: `${said.en} The people of this cell live elsewhere in it and count as ${STATES[told.cell].en}.`,
  };
}

const STATES: Readonly<Record<CellState, Said>> = {
  covered: { zh: "已覆盖", en: "covered" },
  gap: { zh: "缺口", en: "a gap" },
  unknown: { zh: "未知", en: "unknown" },
};

function ofRefused({ ground }: Sight, { reason, metres }: NotSnapped): Said {
  const cap = ground.snapCap;
  switch (reason) {
    case "too-far":
      return {
        zh: `${cap} 米内没有可步行的道路${metres === null ? "" : `（最近的在 ${metresZh(metres)}外）`}，能走到哪里无法判断。`,
        en: `No street that can be walked lies within ${cap} m${metres === null ? "" : ` (the nearest is ${metresEn(metres)} away)`}, so it cannot be told what is in reach.`,
      };
    case "outside-extract":
      return {
        zh: "此处在路网数据范围以外，无法判断。",
        en: "The place lies outside the street data, so nothing can be told.",
      };
    case "no-network":
      return {
        zh: "附近没有可步行的路网，无法判断。",
        en: "There are no walkable streets around here, so nothing can be told.",
      };
  }
}

function ofJoined(
  { question, ground }: Sight,
  { state, routes, edge }: Extract<Told, { routes: unknown }>,
): Said {
  const { limitMinutes, service } = question;
  const place = PLACES[service];
  const [nearest] = routes;
  const beyond: Said =
    edge === 0
      ? { zh: "此处在路网数据范围以外", en: "the place lies outside the street data" }
      : {
          zh: `离路网数据边缘只有 ${metresZh(edge)}`,
          en: `the edge of the street data is only ${metresEn(edge)} away`,
        };
  if (nearest === undefined) {
    const none: Said = ground.facilities.some(({ services }) => services.includes(service))
      ? { zh: `没有步行道路可通到任何一处${place.zh}`, en: `No walk leads to any ${place.en}` }
      : { zh: `研究范围内没有${place.zh}`, en: `There is no ${place.en} in the study` };
    return state === "unknown"
      ? {
          zh: `${none.zh}，但${beyond.zh}，数据以外可能有，不能断定是缺口。`,
          en: `${none.en}, but ${beyond.en} and there may be one beyond, so it cannot be called a gap.`,
        }
      : { zh: `${none.zh}。`, en: `${none.en}.` };
  }
  const { name, seconds, metres, straight } = nearest;
  const walk: Said = {
    zh: `步行 ${durationZh(seconds)}（${metresZh(metres)}）`,
    en: `${durationEn(seconds)} on foot (${metresEn(metres)})`,
  };
  if (state === "covered")
    return {
      zh: `${limitMinutes} 分钟内可到：到“${name}”${walk.zh}。`,
      en: `Covered within ${limitMinutes} minutes: it is ${walk.en} to "${name}".`,
    };
  const ratio = straight < NEXT_DOOR ? 0 : metres / straight;
  const detour: Said =
    ratio >= DETOUR
      ? {
          zh: `；直线只有 ${metresZh(straight)}，绕行是直线的 ${ratio.toFixed(1)} 倍`,
          en: `, though only ${metresEn(straight)} in a straight line: the way round is ${ratio.toFixed(1)} times as long`,
        }
      : { zh: "", en: "" };
  const far: Said = {
    zh: `${limitMinutes} 分钟内走不到${place.zh}：最近的“${name}”沿街${walk.zh}${detour.zh}`,
    en: `No ${place.en} within ${limitMinutes} minutes: to the nearest, "${name}", it is ${walk.en} along the streets${detour.en}`,
  };
  return state === "unknown"
    ? {
        zh: `${far.zh}。但${beyond.zh}，数据以外可能有更近的，不能断定是缺口。`,
        en: `${far.en}. But ${beyond.en} and a nearer one may lie beyond, so it cannot be called a gap.`,
      }
    : { zh: `${far.zh}。`, en: `${far.en}.` };
}

/** The order in which remedies are looked for, said with each. */
const RULE: Said = {
  zh: "（先看开口、连路，再看现有设施增设，最后看新建；取最先可行的一项。）",
  en: "(Opening a gate or joining streets comes first, then adding the service to what is there, then a new site; the first that works is given.)",
};

export function streetSaid(
  kind: StreetChangeKind,
  metres: number,
  streets: readonly [string, string],
  {
    name,
    seconds,
    people,
  }: { readonly name: string; readonly seconds: number; readonly people: number },
): Said {
  const [one, other] = streets;
  const length =
    metres < 0.5
      ? { zh: "", en: "" }
      : { zh: `约 ${metresZh(metres)}`, en: ` of about ${metresEn(metres)}` };
  const what: Said =
    kind === "gate"
      ? {
          zh: `开一处出入口${length.zh === "" ? "" : `（${length.zh}）`}`,
          en: `Open a way through${length.en}`,
        }
      : { zh: `连通一段道路（${length.zh}）`, en: `Join the streets by a piece${length.en}` };
  return withRule({
    zh: `在${betweenZh(one, other)}之间${what.zh}，步行 ${durationZh(seconds)}可到“${name}”，${gainZh(people)}。能否开通须现场核实。`,
    en: `${what.en} between ${betweenEn(one, other)}: "${name}" is then ${durationEn(seconds)} on foot, ${gainEn(people)}. Check on site whether it can be opened.`,
  });
}

export function upgradeSaid(
  service: Service,
  {
    name,
    seconds,
    people,
  }: { readonly name: string; readonly seconds: number; readonly people: number },
): Said {
  const place = PLACES[service];
  return withRule({
    zh: `附近没有开口、连路就能走到的地方。“${name}”离此处步行 ${durationZh(seconds)}，可增设${place.zh}，${gainZh(people)}。`,
    en: `No gate or joined street nearby would do. "${name}", ${durationEn(seconds)} on foot, could take in a ${place.en}: ${gainEn(people)}.`,
  });
}

export function newSiteSaid(
  service: Service,
  { seconds, people }: { readonly seconds: number; readonly people: number },
): Said {
  const place = PLACES[service];
  return withRule({
    zh: `附近没有开口、连路就能走到的地方，也没有适合增设的现有设施。在步行 ${durationZh(seconds)}处新建${place.zh}，${gainZh(people)}，是此处步行范围内新增覆盖最多的位置。`,
    en: `Neither a gate or joined street nor an existing facility nearby would do. A new ${place.en} ${durationEn(seconds)} from here on foot: ${gainEn(people)}, the most of all places in reach.`,
  });
}

function withRule({ zh, en }: Said): Said {
  return { zh: `${zh}${RULE.zh}`, en: `${en} ${RULE.en}` };
}

function gainZh(people: number): string {
  return `新增覆盖 ${COUNT.format(people)} 人`;
}

function gainEn(people: number): string {
  return `${COUNT.format(people)} more people are covered`;
}

function betweenZh(one: string, other: string): string {
  return one === "" && other === "" ? "两条未命名道路" : `${streetZh(one)}与${streetZh(other)}`;
}

function betweenEn(one: string, other: string): string {
  return one === "" && other === ""
    ? "two unnamed streets"
    : `${streetEn(one)} and ${streetEn(other)}`;
}

function streetZh(name: string): string {
  return name === "" ? "一条未命名道路" : `“${name}”`;
}

function streetEn(name: string): string {
  return name === "" ? "an unnamed street" : `"${name}"`;
}

const COUNT = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

function metresZh(metres: number): string {
  return `${COUNT.format(metres)} 米`;
}

function metresEn(metres: number): string {
  return `${COUNT.format(metres)} m`;
}

/** Whole seconds, rounded up: never shorter than the walk is. */
function durationZh(seconds: number): string {
  const [hours, minutes, rest] = clock(seconds);
  const parts = [
    ...(hours > 0 ? [`${hours} 小时`] : []),
    ...(minutes > 0 ? [`${minutes} 分`] : []),
    ...(rest > 0 || hours + minutes === 0 ? [`${rest} 秒`] : []),
  ];
  return parts.length === 1 && minutes > 0 ? `${minutes} 分钟` : parts.join(" ");
}

function durationEn(seconds: number): string {
  const [hours, minutes, rest] = clock(seconds);
  return [
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(minutes > 0 ? [`${minutes} min`] : []),
    ...(rest > 0 || hours + minutes === 0 ? [`${rest} s`] : []),
  ].join(" ");
}

function clock(seconds: number): [hours: number, minutes: number, seconds: number] {
  const whole = Math.ceil(seconds);
  return [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
}

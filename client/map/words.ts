import type { Language } from "../text/language.ts";

/** The few words that stand on the map itself. */
export const MAP_WORDS = {
  map: {
    zh: "地图：方向键平移，回车查看中心点，Esc 退出",
    en: "Map: arrow keys pan, Enter asks about the centre, Esc leaves",
  },
  edge: { zh: "路网范围边缘", en: "Edge of the extract" },
  refused: { zh: "未采用", en: "Not taken" },
  stoodHere: { zh: "原位置", en: "Stood here" },
  sites: {
    zh: "方案网点：方向键移动 10 米，按住 Shift 移动 100 米，回车确认，Esc 放回",
    en: "Planned sites: arrow keys move by 10 m, with Shift by 100 m, Enter confirms, Esc puts back",
  },
  corners: {
    zh: "选中区域的各角：方向键移动 10 米，按住 Shift 移动 100 米，Delete 删去",
    en: "Corners of the selected area: arrow keys move by 10 m, with Shift by 100 m, Delete removes",
  },
  swipe: { zh: "卷帘：", en: "Divider: " },
  today: { zh: "现状", en: "Today" },
  scenario: { zh: "方案", en: "Scenario" },
  zoomIn: { zh: "放大", en: "Zoom in" },
  zoomOut: { zh: "缩小", en: "Zoom out" },
  north: { zh: "北", en: "N" },
  synthetic: {
    zh: "示例数据（合成）· 内部工作用图，未经审核不得公开",
    en: "Sample data (synthetic) · Working map, not for publication",
  },
  attribution: { zh: "© OpenStreetMap contributors", en: "© OpenStreetMap contributors" },
  unavailable: {
    zh: "地图画不出来：浏览器没有可用的 WebGL 2",
    en: "The map cannot be drawn: this browser offers no WebGL 2",
  },
  unavailableRemedy: {
    zh: "请在浏览器设置里打开“硬件加速”，或换用新版 Edge、Chrome、Firefox。两侧的数字和列表照常可用。",
    en: "Turn on hardware acceleration in the browser's settings, or use a current Edge, Chrome or Firefox. The figures and lists beside the map keep working.",
  },
} as const;

/** A length of the scale bar: 500 米, 1 公里; 500 m, 1 km. */
export function lengthText(metres: number, language: Language): string {
  const kilometres = metres >= 1000;
  const value = kilometres ? metres / 1000 : metres;
  if (language === "en") return `${value} ${kilometres ? "km" : "m"}`;
  return `${value} ${kilometres ? "公里" : "米"}`;
}

import { cellState, STATE_CLASSES, type LegendClass } from "./bands.ts";

/** How strongly changes cover the base map. */
export const DIFFERENCE_OPACITY = 0.68;

/** Beyond this (seconds) times are not told apart; a change from or to there is at least the rest of the way to it. */
export const TOLD_APART = 1800;

/** The least change that has a band, seconds; a change from or to past 30 minutes has one in any case. */
export const LEAST_CHANGE = 60;

/**
 * How many minutes longer or shorter the walk is, from worst to best. `least` is in seconds and inclusive: 5 minutes
 * longer is +5.
 */
export const CHANGE_BANDS = [
  { key: "longer-10", sign: 1, least: 600, text: "+10", color: "#8E4A99" },
  { key: "longer-5", sign: 1, least: 300, text: "+5", color: "#C08ACB" },
  { key: "longer-1", sign: 1, least: LEAST_CHANGE, text: "+1", color: "#DDBFE3" },
  { key: "same", sign: 0, least: 0, text: "<1", color: "#EBE8E1" },
  { key: "shorter-1", sign: -1, least: LEAST_CHANGE, text: "−1", color: "#A5D3C7" },
  { key: "shorter-5", sign: -1, least: 300, text: "−5", color: "#6CB3A2" },
  { key: "shorter-10", sign: -1, least: 600, text: "−10", color: "#2F8C7B" },
  { key: "shorter-15", sign: -1, least: 900, text: "−15", color: "#0B5D50" },
] as const;

/** Cells whose walk is the same to the tenth of a second. */
const UNCHANGED = {
  reached: {
    key: "unchanged-reached",
    label: { zh: "不变，走得到", en: "Unchanged, reached" },
    color: "#D3E0E8",
  },
  notReached: {
    key: "unchanged-not-reached",
    label: { zh: "不变，走不到", en: "Unchanged, not reached" },
    color: "#F0C9B9",
  },
} as const satisfies Record<string, LegendClass>;

/** What a scenario draws over the cells, for the legend's last entries; its keys work in `Picture.hidden`. */
export const PLAN_CLASSES = {
  gained: { key: "gained", label: { zh: "新覆盖", en: "Newly covered" }, color: "#0B5D50" },
  lost: { key: "lost", label: { zh: "不再覆盖", en: "No longer covered" }, color: "#8E4A99" },
  site: { key: "site", label: { zh: "方案网点", en: "Planned site" }, color: "#0B5D50" },
  proposed: {
    key: "proposed",
    label: { zh: "建议", en: "Proposed" },
    color: "#0B5D50",
  },
  possible: { key: "possible", label: { zh: "候选", en: "Candidate" }, color: "#0B5D50" },
  forbidden: { key: "forbidden", label: { zh: "禁选", en: "Excluded" }, color: "#5B6673" },
} as const satisfies Record<string, LegendClass>;

/** Of areas, by what may be done in them. */
export const AREA_COLORS = {
  search: PLAN_CLASSES.site.color,
  exclusion: PLAN_CLASSES.forbidden.color,
} as const;

/** A class of the difference; `ramp` says whether it is a step of minutes, to be drawn side by side with the others. */
export type DifferenceClass = LegendClass & { readonly ramp: boolean };

/** The classes of the difference in the order of the legend: much longer to much shorter, unchanged, unknown. */
export function differenceClasses(): readonly DifferenceClass[] {
  return [
    ...CHANGE_BANDS.map(({ key, text, color }) => ({
      key,
      label: { zh: text, en: text },
      color,
      ramp: true,
    })),
    { ...UNCHANGED.reached, ramp: false },
    { ...UNCHANGED.notReached, ramp: false },
    { ...STATE_CLASSES.unknown, ramp: false },
  ];
}

/**
 * The key of the class a cell is painted in for its seconds before and after (`Infinity` past 30 minutes); the cell
 * layer's shader says the same by slot. What is unknown afterwards is unknown, however it changed.
 */
export function differenceClass(
  before: number,
  after: number,
  edgeCost: number,
  limit: number,
): string {
  const state = cellState(after, edgeCost, limit);
  if (state === "unknown") return state;
  if (before === after) {
    return (state === "covered" ? UNCHANGED.reached : UNCHANGED.notReached).key;
  }
  const sign = after > before ? 1 : -1;
  const told = Math.fround(Math.min(after, TOLD_APART)) - Math.fround(Math.min(before, TOLD_APART));
  const change = Math.abs(Math.fround(told));
  // A way that begins or ends past 30 minutes changes by more than can be told: never by "less than a minute".
  const open = Math.max(before, after) > TOLD_APART;
  const size = open ? Math.max(change, LEAST_CHANGE) : change;
  const fitting = CHANGE_BANDS.filter((band) => band.sign === sign && size >= band.least);
  return fitting.toSorted((a, b) => b.least - a.least)[0]?.key ?? "same";
}

/** Every class of the difference that has a colour, by slot after those of bands.ts: the bands, then unchanged. */
export const DIFFERENCE_SLOTS: readonly { readonly key: string; readonly color: string }[] = [
  ...CHANGE_BANDS.map(({ key, color }) => ({ key, color })),
  UNCHANGED.reached,
  UNCHANGED.notReached,
];

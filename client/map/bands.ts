import type { CellState } from "#contract/vocabulary.ts";

/** How the cells are painted: by minutes of walking, or by what they are. */
export type Paint = "minutes" | "states";

/** A word in both languages of the page. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** One class of the picture, as the legend shows it. Either a colour, or the hatch that only "unknown" has. */
export type LegendClass = {
  /** What `Picture.hidden` names; the same class keeps its key at every limit. */
  readonly key: string;
  readonly label: Label;
  /** Minutes, exclusive except 0. Absent where the class is not a span of minutes. */
  readonly from?: number;
  /** Minutes, inclusive. Absent for "over 30 minutes, or no way". */
  readonly to?: number;
  /** Within the limit or beyond it. Absent where the class is not a span of minutes. */
  readonly inside?: boolean;
} & (
  | { readonly color: string; readonly pattern?: never }
  | { readonly pattern: "hatch"; readonly color?: never }
);

/** How strongly cells cover the base map; streets, water and buildings are drawn again above them. */
export const CELL_OPACITY = 0.72;

/**
 * Minutes of walking: blue within the limit and darker when nearer, amber beyond it and darker when
 * farther. A band holds its upper end, like the limit itself: exactly 5 minutes is 0–5.
 */
export const MINUTE_BANDS = [
  { from: 0, to: 5, inside: "#0E4A73", outside: "#FDF3DE" },
  { from: 5, to: 10, inside: "#2F7BA8", outside: "#FBE8C2" },
  { from: 10, to: 15, inside: "#7FB4D0", outside: "#F7DBA6" },
  { from: 15, to: 20, inside: "#B4D3E3", outside: "#F2C879" },
  { from: 20, to: 30, inside: "#D9E9F0", outside: "#D98A2B" },
] as const;

/** Over 30 minutes and no way at all are one class: no number is ever invented for it. */
export const BEYOND_CLASS = {
  key: "beyond",
  label: { zh: "30 以上", en: "over 30" },
  from: 30,
  inside: false,
  color: "#B0602A",
} as const satisfies LegendClass;

export const STATE_CLASSES = {
  covered: {
    key: "covered",
    label: { zh: "可达", en: "Within the walk" },
    inside: true,
    color: "#7FB4D0",
  },
  gap: { key: "gap", label: { zh: "缺口", en: "Gap" }, inside: false, color: "#D9694A" },
  unknown: { key: "unknown", label: { zh: "未知", en: "Unknown" }, pattern: "hatch" },
} as const satisfies Record<CellState, LegendClass>;

/** What is drawn over the cells, for the legend's last entries; its keys work in `Picture.hidden` too. */
export const MARK_CLASSES = {
  gapOutline: {
    key: "gap-outline",
    label: { zh: "服务缺口", en: "Service gap" },
    color: "#B5351C",
  },
  facility: { key: "facility", label: { zh: "设施", en: "Facility" }, color: "#12395B" },
} as const satisfies Record<string, LegendClass>;

/** White under the hatch, and its lines: px wide, every so many px, at 45°. */
export const HATCH = { ground: 0.55, line: "#7C8691", width: 2, every: 6 } as const;

/**
 * The classes that can occur at a limit, in the order of the legend: near to far, then unknown. The
 * band that contains the limit is split at it. Both read from the table that paints the cells.
 */
export function legendClasses(paint: Paint, limitMinutes: number): readonly LegendClass[] {
  if (paint === "states") {
    return [STATE_CLASSES.covered, STATE_CLASSES.gap, STATE_CLASSES.unknown];
  }
  const inside = MINUTE_BANDS.filter((band) => band.from < limitMinutes).map((band) =>
    span(`in-${band.to}`, band.from, Math.min(band.to, limitMinutes), true, band.inside),
  );
  const outside = MINUTE_BANDS.filter((band) => band.to > limitMinutes).map((band) =>
    span(`out-${band.to}`, Math.max(band.from, limitMinutes), band.to, false, band.outside),
  );
  return [...inside, ...outside, BEYOND_CLASS, STATE_CLASSES.unknown];
}

/** What a cell is. Times are seconds, compared as the 32-bit numbers the picture carries; the limit is inclusive. */
export function cellState(cost: number, edgeCost: number, limit: number): CellState {
  const top = Math.fround(limit);
  if (cost <= top) return "covered";
  return edgeCost <= top ? "unknown" : "gap";
}

/** The key of the class a cell is painted in; the cell layer's shader says the same by slot. */
export function cellClass(paint: Paint, cost: number, edgeCost: number, limit: number): string {
  const state = cellState(cost, edgeCost, limit);
  if (state === "unknown" || paint === "states") return state;
  const band = MINUTE_BANDS.find((each) => cost <= each.to * 60);
  if (band === undefined) return BEYOND_CLASS.key;
  return `${state === "covered" ? "in" : "out"}-${band.to}`;
}

/**
 * Every class the shader can choose, by slot: the bands inside, the bands outside, beyond, then the
 * three states. Paint and limit choose among them; nothing else in the program knows a cell's colour.
 */
export const PAINT_SLOTS: readonly { readonly key: string; readonly color: string }[] = [
  ...MINUTE_BANDS.map((band) => ({ key: `in-${band.to}`, color: band.inside })),
  ...MINUTE_BANDS.map((band) => ({ key: `out-${band.to}`, color: band.outside })),
  { key: BEYOND_CLASS.key, color: BEYOND_CLASS.color },
  { key: STATE_CLASSES.covered.key, color: STATE_CLASSES.covered.color },
  { key: STATE_CLASSES.gap.key, color: STATE_CLASSES.gap.color },
  { key: STATE_CLASSES.unknown.key, color: HATCH.line },
];

function span(key: string, from: number, to: number, inside: boolean, color: string): LegendClass {
  const text = `${from}–${to}`;
  return { key, label: { zh: text, en: text }, from, to, inside, color };
}

import type { LandKind } from "#core/osm/base-map.ts";
import type { UnitState } from "#core/vocabulary.ts";

/**
 * The colours of printed maps: one table that paints and that the legend reads. The page's own map has a table of
 * its own with the same colours, for it draws with other means. On grey paper the bands inside the limit are told
 * apart by lightness, the gap by its line, the unknown by its hatch.
 */
export const INK = "#1D2733";
export const FACILITY_INK = "#12395B";
export const GAP_LINE = "#B5351C";
export const GAP_TEXT = "#8A2613";
/** Behind words on the map. */
export const HALO = "rgba(255,255,255,0.9)";
export const NAME_INK = "#3F464E";
export const MINOR_INK = "#666D75";
export const WATER_INK = "#4A7890";
export const PARK_INK = "#55704A";

/** How strongly cells, and judged units, cover the base map. */
export const CELL_OPACITY = 0.72;
export const UNIT_OPACITY = 0.62;

/** A band holds its upper end: exactly 5 minutes is 0–5. Minutes. */
export const MINUTE_BANDS = [
  { from: 0, to: 5, inside: "#0E4A73", outside: "#FDF3DE" },
  { from: 5, to: 10, inside: "#2F7BA8", outside: "#FBE8C2" },
  { from: 10, to: 15, inside: "#7FB4D0", outside: "#F7DBA6" },
  { from: 15, to: 20, inside: "#B4D3E3", outside: "#F2C879" },
  { from: 20, to: 30, inside: "#D9E9F0", outside: "#D98A2B" },
] as const;
/** Over 30 minutes and no way at all are one class. */
export const BEYOND = "#B0602A";
export const COVERED = "#7FB4D0";
export const GAP = "#D9694A";

export interface Hatch {
  readonly ground: string;
  readonly line: string;
  readonly width: number;
  readonly every: number;
}
export const UNKNOWN: Hatch = {
  ground: "rgba(255,255,255,0.55)",
  line: "#7C8691",
  width: 1.6,
  every: 5,
};

export const UNIT_COLOURS: Readonly<Record<UnitState, string | Hatch>> = {
  met: "#3F978A",
  nearly: "#F0D08A",
  "not-met": "#CF5433",
  unknown: { ground: "#F1F2F4", line: "#A9B1BA", width: 1.5, every: 5 },
};

export const LAND = "#F5F3EE";
export const LAND_COLOURS: Readonly<Record<LandKind, string>> = {
  residential: "#EFECE4",
  industry: "#EBE8E6",
  campus: "#EDE9DF",
  square: "#F1EEE7",
  park: "#DCE7CF",
  forest: "#D3E0C6",
  farm: "#ECEFDD",
  wetland: "#D9E6DA",
  sand: "#EFE8D3",
};

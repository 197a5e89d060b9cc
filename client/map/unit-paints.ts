import type { UnitState } from "#contract/vocabulary.ts";

/**
 * Units by official status. Every pair differs by ΔE ≥ 19 under simulated colour blindness; what is unknown is
 * hatched in `line` and never a colour.
 */
export const UNIT_PAINTS: Readonly<
  Record<Exclude<UnitState, "unknown">, { readonly fill: string }>
> & { readonly unknown: { readonly fill: string; readonly line: string } } = {
  met: { fill: "#3F978A" },
  nearly: { fill: "#F0D08A" },
  "not-met": { fill: "#CF5433" },
  unknown: { fill: "#F1F2F4", line: "#A9B1BA" },
};

import type { AccessScores, AccessTally, SpatialMetrics } from "#contract/spatial.ts";
import { AT_LEAST, NOT_KNOWN, type Access } from "#core/coverage/access.ts";
import { ENHANCED_ZONES } from "#core/coverage/decay.ts";
import type { Reach, ReachAtPace } from "#core/coverage/reach.ts";
import type { Decay, MetresPerSecond } from "#core/vocabulary.ts";
import type { SpatialMetrics as CoreMetrics } from "../compute/spatial-metrics.ts";

/** Spatial metrics and access scores as the contract has them on the wire. */

export function accessView(
  { score, states, all, units, counted, leftOut }: Access,
  { decay, speed }: { readonly decay: Decay; readonly speed: MetresPerSecond },
): AccessScores {
  return {
    speed,
    zones: decay === "enhanced" ? [...ENHANCED_ZONES] : [],
    score: Array.from(score, (value, c) => (states[c] === NOT_KNOWN ? null : sixDigits(value))),
    atLeast: [...states.keys()].filter((c) => states[c] === AT_LEAST),
    all: tallyView(all),
    units: units.map(tallyView),
    counted: counted.map(({ facility, amount, demand, ratio }) => ({
      facility,
      amount,
      demand: sixDigits(demand),
      ratio: ratio === null ? null : sixDigits(ratio),
    })),
    leftOut: [...leftOut],
  };
}

export function spatialMetricsView(
  { minutes, floor, metrics }: CoreMetrics,
  reach: readonly Reach[],
): SpatialMetrics {
  return {
    minutes,
    floor: typeof floor === "string" ? { missing: floor } : floorView(floor),
    metrics: metrics.map(({ profiles, groups, ...metric }) => ({
      ...metric,
      profiles: [...profiles],
      groups: Object.fromEntries(groups),
    })),
    reach: reach.map(({ service, profile, group, paces }) => ({
      service,
      profile,
      group,
      slow: paceView(paces.slow),
      normal: paceView(paces.normal),
      fast: paceView(paces.fast),
    })),
  };
}

function floorView({
  total,
  elsewhere,
  dwellings,
  assumed,
  usualLevels,
}: Exclude<CoreMetrics["floor"], string>): SpatialMetrics["floor"] {
  return { total, elsewhere, dwellings, assumed, usualLevels };
}

function paceView({ speed, all, units }: ReachAtPace): SpatialMetrics["reach"][number]["slow"] {
  return {
    speed,
    all,
    covered: units.map(({ covered }) => covered),
    gap: units.map(({ gap }) => gap),
    unknown: units.map(({ unknown }) => unknown),
  };
}

function tallyView(tally: Access["all"]): AccessTally {
  return { ...tally, mean: tally.mean === null ? null : sixDigits(tally.mean) };
}

function sixDigits(value: number): number {
  return Number(value.toPrecision(6));
}

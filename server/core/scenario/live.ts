import { BEYOND } from "../catchment/surface.ts";
import { tally, type Coverage, type Tally } from "../coverage/coverage.ts";
import { COVERED, GAP } from "../coverage/states.ts";
import { assess, type Ground, type ServiceResult, type Survey } from "../coverage/survey.ts";
import type { People, Service } from "../vocabulary.ts";
import type { SiteRow } from "./site-rows.ts";

/** A scene without the one place that is under the pointer, for one service and one limit. */
export interface Standing extends ServiceResult {
  readonly ground: Ground;
  /** Tenths, inclusive. */
  readonly limit: number;
}

/** The same with the survey it was read off. */
export interface SurveyStanding extends Standing {
  readonly survey: Survey;
}

/** The scene with the place. */
export interface Joining {
  readonly cost: Uint16Array;
  readonly coverage: Coverage;
  /** People within the limit of the place and of nothing else. */
  readonly alone: People;
}

/** `limit` in thousandths, inclusive. */
export function standing(survey: Survey, service: Service, limit: number): SurveyStanding {
  const { ground } = survey;
  return { ...assess(survey, service, limit), survey, ground, limit: Math.floor(limit / 100) };
}

/**
 * What becomes of the rest when a place joins it: what `assess` says of all of them together, to the last digit.
 * People are multiples of 2⁻²⁰, so that it makes no difference in which order they are added up. Only cells near the
 * place are looked at.
 */
export function joining(rest: Standing, { cell, cost: reach }: SiteRow): Joining {
  const { demand, unitOf } = rest.ground;
  const cost = rest.surface.cost.slice();
  const columns = [...demand.groups.values()];
  const sums = {
    all: moved(),
    groups: columns.map(moved),
    units: new Map<number, Moved>(),
  };
  for (let i = 0; i < cell.length; i++) {
    const c = cell[i]!;
    if (reach[i]! >= cost[c]!) continue;
    cost[c] = reach[i]!;
    const state = rest.states[c]!;
    if (state === COVERED || reach[i]! > rest.limit) continue;
    const from = state === GAP ? "gap" : "unknown";
    sums.all[from] += demand.people[c]!;
    for (let g = 0; g < columns.length; g++) sums.groups[g]![from] += columns[g]![c]!;
    const unit = unitOf[c]!;
    if (unit < 0) continue;
    let ofUnit = sums.units.get(unit);
    if (ofUnit === undefined) sums.units.set(unit, (ofUnit = moved()));
    ofUnit[from] += demand.people[c]!;
  }
  const { coverage } = rest;
  return {
    cost,
    coverage: {
      all: covering(coverage.all, sums.all),
      groups: new Map(
        [...coverage.groups].map(([group, before], g) => [
          group,
          covering(before, sums.groups[g]!),
        ]),
      ),
      units: coverage.units.map((before, unit) => {
        const more = sums.units.get(unit);
        return more === undefined ? before : covering(before, more);
      }),
    },
    alone: sums.all.gap + sums.all.unknown,
  };
}

/** People who are covered and were not, by what they were. */
interface Moved {
  gap: People;
  unknown: People;
}

function moved(): Moved {
  return { gap: 0, unknown: 0 };
}

function covering({ covered, gap, unknown }: Tally, more: Moved): Tally {
  return tally(covered + more.gap + more.unknown, gap - more.gap, unknown - more.unknown);
}

/** Cells whose cost differs, rising, with what it was and is. */
export interface CostChanges {
  readonly cells: number[];
  /** Whole tenths as decimals; null beyond the largest limit. */
  readonly before: (number | null)[];
  readonly after: (number | null)[];
}

export function costChanges(before: Uint16Array, after: Uint16Array): CostChanges {
  const changes: CostChanges = { cells: [], before: [], after: [] };
  for (let c = 0; c < after.length; c++) {
    if (after[c] === before[c]) continue;
    changes.cells.push(c);
    changes.before.push(told(before[c]!));
    changes.after.push(told(after[c]!));
  }
  return changes;
}

function told(tenths: number): number | null {
  return tenths === BEYOND ? null : tenths / 10;
}

import { useMemo } from "react";
import type { Coverage } from "#contract/coverage.ts";
import type { FacilityList, Study } from "#contract/study.ts";
import type { UnitShapes } from "#contract/units.ts";
import { SERVICES, WALKERS, type Service } from "#contract/vocabulary.ts";
import type { CellColumns, SurfaceColumns } from "../plan/columns.ts";
import type { Question } from "../plan/question.ts";
import { coverageWithin, ground, type Ground } from "../plan/tally.ts";
import type { AwaitedSurface } from "../api/queries.ts";

/** A study with the answer on screen. While a new answer is on its way, `question` is the old one's. */
export interface Shown {
  readonly study: Study;
  readonly question: Question;
  readonly facilities: FacilityList;
  readonly units: UnitShapes | undefined;
  readonly ground: Ground;
}

/** Puts a surface on its cells; the same pair gives the same object. */
export function groundOf(
  cells: CellColumns | undefined,
  answer: AwaitedSurface,
): Ground | undefined {
  if (cells === undefined || answer === undefined || answer === "failed") return undefined;
  const kept = GROUNDS.get(answer.columns);
  if (kept?.cells === cells) return kept;
  const made = ground(cells, answer.columns);
  GROUNDS.set(answer.columns, made);
  return made;
}

const GROUNDS = new WeakMap<SurfaceColumns, Ground>();

/** The coverage within a limit of whole minutes; undefined until there is a surface. */
export function useCoverage(on: Ground | undefined, limitMinutes: number): Coverage | undefined {
  return useMemo(() => on && coverageWithin(on, limitMinutes), [on, limitMinutes]);
}

/** The services a study has facilities of, in the order of the vocabulary. A service without any is not asked. */
export function servicesOf(study: Study): Service[] {
  return SERVICES.filter((service) =>
    study.services.some((one) => one.service === service && one.facilities > 0),
  );
}

/** Metres per second of slower and faster walkers of the same profile, beside its own speed. */
export function speedRange(question: Question): { slow: number; fast: number } {
  const own = WALKERS[question.profile].speed;
  return { slow: tenths(own - SPREAD), fast: tenths(own + SPREAD) };
}

const SPREAD = 0.2;

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

import { useMemo } from "react";
import type { ScenarioQuestion } from "#contract/scenario.ts";
import type { Study } from "#contract/study.ts";
import {
  answers,
  useCells,
  useFacilities,
  useGaps,
  useSurface,
  useUnits,
} from "../../api/queries.ts";
import { sameQuestion } from "../../plan/question.ts";
import { todayCosts } from "../../plan/scenario/costs.ts";
import { coverageWithin } from "../../plan/tally.ts";
import type { View } from "../../plan/view.ts";
import { useSettledPart } from "../../ui/timing.ts";
import { useSession, useView } from "../session.tsx";
import { groundOf, servicesOf } from "../shown.ts";

const PAUSE_MS = 250;

/** What stands today under every scenario of a study, for the question in view. */
export function usePlanGround(study: Study) {
  const { view } = useSession();
  const offered = useMemo(() => servicesOf(study), [study]);
  const wanted = useView((it) => it.service);
  const profile = useView((it) => it.profile);
  const direction = useView((it) => it.direction);
  const service = offered.includes(wanted) ? wanted : (offered[0] ?? wanted);
  const walking = useMemo(
    () => ({ study: study.id, service, profile, direction }),
    [study.id, service, profile, direction],
  );
  const limitMinutes = useSettledPart(view, limitOf, PAUSE_MS);
  const question = useMemo(
    (): ScenarioQuestion => ({ service, profile, direction, limitMinutes }),
    [service, profile, direction, limitMinutes],
  );

  const cells = useCells(study);
  const facilities = useFacilities(study.id);
  const units = useUnits(study.id);
  const surface = useSurface(offered.length > 0 ? walking : undefined);
  const gaps = useGaps(
    useMemo(
      () => (offered.length > 0 ? { ...walking, limitMinutes } : undefined),
      [walking, limitMinutes, offered],
    ),
  );
  const ground = groundOf(cells.data, surface.data);
  const today = useMemo(() => ground && todayCosts(ground.cells, ground.surface), [ground]);
  const todayShare = useMemo(
    () => ground && coverageWithin(ground, limitMinutes).all.share,
    [ground, limitMinutes],
  );
  return {
    offered,
    walking,
    question,
    cells: cells.data,
    facilities: facilities.data,
    units: units.data,
    surface: surface.data,
    gaps: gaps.data,
    /** The gaps of the question in view; none while those of another one are still there. */
    gapList: gaps.data && answers(gaps.data, { ...walking, limitMinutes }) ? gaps.data.gaps : [],
    ground,
    /** What `useSides` tells every scenario from. */
    today,
    todayShare,
    isCurrent: surface.data !== undefined && sameQuestion(surface.data.question, walking),
    broken: surface.error ?? cells.error ?? facilities.error,
    retry: () => {
      for (const query of [surface, cells, facilities]) if (query.error) void query.refetch();
    },
  };
}

export type PlanGround = ReturnType<typeof usePlanGround>;

function limitOf(view: View): number {
  return view.limitMinutes;
}

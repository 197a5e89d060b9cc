import { useMemo } from "react";
import type { FacilityList, FacilityView, Study } from "#contract/study.ts";
import { useCatchment, useWalk } from "../api/queries.ts";
import type { ReachPicture } from "../map/picture.ts";
import type { LimitedQuestion } from "../plan/question.ts";
import type { Selection } from "../plan/view.ts";
import { useView } from "./session.tsx";

/** What is selected, with what the server says of it. */
export interface Selected {
  readonly selection: Selection;
  /** Of a selected facility; undefined when there is none of that id. */
  readonly facility: FacilityView | undefined;
  readonly catchment: ReturnType<typeof useCatchment>;
  readonly walk: ReturnType<typeof useWalk>;
  readonly reach: ReachPicture | undefined;
}

/** Asks for the catchment of a selected facility, or the walk from a selected point. */
export function useSelected(
  study: Study,
  question: LimitedQuestion | undefined,
  facilities: FacilityList | undefined,
): Selected {
  const selection = useView((it) => it.selection);
  const facility =
    selection.kind === "facility" ? facilities?.find((one) => one.id === selection.id) : undefined;
  const point = selection.kind === "point" ? selection : undefined;
  const asked = question?.study === study.id ? question : undefined;
  const catchment = useCatchment(asked, facility?.refused === null ? facility.id : undefined);
  const walk = useWalk(asked, point);
  const reached = catchment.data?.catchment.reach;
  const walked = walk.data?.walk;
  const reach = useMemo((): ReachPicture | undefined => {
    if (facility) {
      return {
        origin: [facility.lng, facility.lat],
        snapped: facility.snap ? [facility.snap.lng, facility.snap.lat] : undefined,
        outline: reached?.outline,
      };
    }
    if (point) {
      return {
        origin: [point.lng, point.lat],
        snapped: walked?.snap ? [walked.snap.lng, walked.snap.lat] : undefined,
        outline: walked?.reach?.outline,
      };
    }
    return undefined;
  }, [facility, point, reached, walked]);
  return { selection, facility, catchment, walk, reach };
}

import type { Explanation, ExplainRequest } from "#contract/scenario.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { explain } from "#core/scenario/explain.ts";
import { sceneOf, strangersIn } from "#core/scenario/scene.ts";
import { sightOf } from "#core/scenario/sight.ts";
import { rounded } from "../report/layers.ts";
import type { Studies } from "../store/studies.ts";
import type { StudyRecord } from "../store/study-record.ts";
import { isSmall } from "./answers.ts";
import type { Library } from "./library.ts";
import type { RunTask } from "./threads.ts";
import { unknownFacilities } from "./unfit-scenario.ts";

/** Why a place of a study, as a scenario has it, is covered or not. */
export interface Explanations {
  /** Throws `UnfitScenario` for changes of facilities that the study does not have. */
  readonly of: (record: StudyRecord, request: ExplainRequest) => Promise<Explanation>;
}

export function explanationsOf(tools: {
  readonly studies: Pick<Studies, "folderOf">;
  readonly library: Library;
  readonly runTask: RunTask;
}): Explanations {
  const { studies, library, runTask } = tools;
  return {
    async of(record, request) {
      const { ground } = await library.open(record);
      const strangers = strangersIn(request.state, ground);
      if (strangers.length > 0) throw unknownFacilities(strangers);
      // A remedy is built into the network before it is promised, which others should not wait for.
      return isSmall(ground)
        ? explainIn(ground, request)
        : runTask({ kind: "explain", folder: studies.folderOf(record), record, request });
    },
  };
}

/** `today` is the study without the scenario. */
export function explainIn(
  today: Ground,
  { state, question, lng, lat }: ExplainRequest,
): Explanation {
  const said = explain(sightOf(sceneOf(today, state), state, question), [lng, lat]);
  const { snap, refused } = said;
  return {
    ...said,
    snap: snap && { ...snap, ...placeView(snap), metres: Math.round(snap.metres * 10) / 10 },
    refused: refused && {
      ...refused,
      metres: refused.metres === null ? null : Math.round(refused.metres),
    },
    routes: said.routes.map((route) => ({
      ...route,
      line: rounded(route.line) as [number, number][],
    })),
  };
}

function placeView({ lng, lat }: { readonly lng: number; readonly lat: number }) {
  const [[roundedLng = lng, roundedLat = lat] = []] = rounded([[lng, lat]]);
  return { lng: roundedLng, lat: roundedLat };
}

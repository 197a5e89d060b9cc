import type { Explanation, ExplainRequest, ScenarioState } from "#contract/scenario.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { explain } from "#core/scenario/explain.ts";
import { sightOf } from "#core/scenario/sight.ts";
import type { BuildStreets } from "#core/scenario/street-remedy.ts";
import { sceneStreets } from "#core/scenario/streets.ts";
import { WALKERS } from "#core/vocabulary.ts";
import { rounded } from "../report/layers.ts";
import type { Studies } from "../store/studies.ts";
import type { StudyRecord } from "../store/study-record.ts";
import { isSmall } from "./answers.ts";
import type { Scenarios } from "./scenarios.ts";
import type { RunTask } from "./threads.ts";

/** Why a place of a study, as a scenario has it, is covered or not. Throws `UnfitScenario` as scenarios do. */
export type Explain = (record: StudyRecord, request: ExplainRequest) => Promise<Explanation>;

export function explainerOf(tools: {
  readonly studies: Pick<Studies, "folderOf">;
  readonly scenarios: Pick<Scenarios, "sceneOf">;
  readonly runTask: RunTask;
}): Explain {
  const { studies, scenarios, runTask } = tools;
  return async (record, { state, question, lng, lat }) => {
    const { scene, answers } = await scenarios.sceneOf(record, state);
    const measure = { kind: "time", ...WALKERS[question.profile] } as const;
    const { survey } = await answers(measure, question.direction);
    const sight = sightOf(scene, state, survey, question);
    return view(await explain(sight, [lng, lat], streetsOf(record, scene.today)));
  };

  /** Streets of a large study are built on a thread of their own. */
  function streetsOf(record: StudyRecord, today: Ground): BuildStreets {
    return async (streets: ScenarioState["streets"]) => {
      if (isSmall(today)) return sceneStreets(today, streets);
      const folder = studies.folderOf(record);
      const { network, failed } = await runTask({ kind: "scene-streets", folder, record, streets });
      return { network: network ?? today.network, failed };
    };
  }
}

function view(said: Explanation): Explanation {
  const { snap, refused, routes } = said;
  const metres = refused?.metres ?? null;
  return {
    ...said,
    snap: snap && { ...snap, ...placeView(snap), metres: Math.round(snap.metres * 10) / 10 },
    refused: refused && { ...refused, metres: metres === null ? null : Math.round(metres) },
    routes: routes.map((route) => ({ ...route, line: rounded(route.line) as [number, number][] })),
  };
}

function placeView({ lng, lat }: { readonly lng: number; readonly lat: number }) {
  const [[roundedLng = lng, roundedLat = lat] = []] = rounded([[lng, lat]]);
  return { lng: roundedLng, lat: roundedLat };
}

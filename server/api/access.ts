import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  AccessQuery,
  AccessScores,
  SpatialMetrics,
  SpatialMetricsQuery,
} from "#contract/spatial.ts";
import { accessOf } from "#core/coverage/access.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { wholeTenths } from "#core/network/graph.ts";
import { WALKERS } from "#core/vocabulary.ts";
import { dwellingFloor } from "../compute/dwelling-floor.ts";
import { reachOf, spatialMetricsOf } from "../compute/spatial-metrics.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems, Refusal } from "./errors.ts";
import { accessView, spatialMetricsView } from "./spatial-views.ts";
import { StudyId, studyOf, unlessHeld } from "./study-of.ts";

const PROBLEMS = [
  "invalid-parameter",
  "no-such-study",
  "no-result",
  "damaged-study",
  "preparing",
] as const;

export function accessRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { catalogue, artifacts } = collaborators;
  return async (app) => {
    app.get(
      "/studies/:id/access",
      {
        schema: {
          tags: ["spatial"],
          summary: "Supply per person in reach, by the two-step floating catchment area method",
          description:
            "People walk towards facilities. What a facility offers is divided by the people who reach it, and every cell adds up what it reaches.",
          params: StudyId,
          querystring: AccessQuery,
          response: { 200: AccessScores, ...problems(...PROBLEMS) },
        },
        preHandler: unlessHeld(collaborators),
      },
      async ({ params, query }) => {
        const study = await studyOf(collaborators, params.id);
        const { service, supply, decay, minutes, profile, group } = query;
        refuseUnknownGroup(study.ground, group);
        const { survey } = await study.answers({ kind: "time", ...WALKERS[profile] }, "towards");
        const limit = wholeTenths("time", minutes);
        return accessView(accessOf(survey, { service, supply, decay, limit, group }), {
          decay,
          speed: WALKERS[profile].speed,
        });
      },
    );

    app.get(
      "/studies/:id/spatial-metrics",
      {
        schema: {
          tags: ["spatial"],
          summary: "Who reaches what: by minutes and by metres, of people and of dwellings' floor",
          description:
            "By minutes for every walker at three speeds, and by 300, 500 and 1,000 m along the streets and in a straight line.",
          params: StudyId,
          querystring: SpatialMetricsQuery,
          response: { 200: SpatialMetrics, ...problems(...PROBLEMS) },
        },
        preHandler: unlessHeld(collaborators),
      },
      async ({ params, query: { minutes } }) => {
        const study = await studyOf(collaborators, params.id);
        const findFloor = () => dwellingFloor(study, catalogue, artifacts);
        const metrics = await spatialMetricsOf(study, minutes, findFloor);
        return spatialMetricsView(metrics, await reachOf(study, minutes));
      },
    );
  };
}

function refuseUnknownGroup({ demand }: Ground, group: string | undefined): void {
  if (group === undefined || demand.groups.has(group)) return;
  const known = [...demand.groups.keys()];
  throw new Refusal(
    "invalid-parameter",
    `The study has no age group "${group.slice(0, 80)}".`,
    known.length === 0
      ? "Leave group out: the people of this study came without ages."
      : `Leave group out for all people, or choose one of ${known.join(", ")}.`,
  );
}

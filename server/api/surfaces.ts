import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Surface } from "#contract/coverage.ts";
import { SurfaceQuery } from "#contract/question.ts";
import { surfaceOf } from "#core/catchment/surface.ts";
import { facilitiesOf } from "#core/coverage/survey.ts";
import { asked } from "./asked.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems } from "./errors.ts";
import { StudyId, studyOf, unlessHeld } from "./study-of.ts";
import { surfaceView } from "./views.ts";

export function surfaceRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      "/studies/:id/surface",
      {
        schema: {
          tags: ["results"],
          summary: "The walk from every cell to the nearest facility of a service",
          description: "Up to the largest limit, so that every smaller one is read off it.",
          params: StudyId,
          querystring: SurfaceQuery,
          response: {
            200: Surface,
            ...problems("invalid-parameter", "no-such-study", "damaged-study", "preparing"),
          },
        },
        preHandler: unlessHeld(collaborators),
      },
      async (request) => {
        const study = await studyOf(collaborators, request.params.id);
        const { measure, direction } = asked(request.query);
        const { survey } = await study.answers(measure, direction);
        const among = facilitiesOf(survey.ground, request.query.service);
        return surfaceView(surfaceOf(survey.matrix, among), survey);
      },
    );
  };
}

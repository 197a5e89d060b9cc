import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Coverage, GapList } from "#contract/coverage.ts";
import { CoverageQuery } from "#contract/question.ts";
import { assess } from "#core/coverage/survey.ts";
import { asked, limitOf } from "./asked.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems } from "./errors.ts";
import { StudyId, studyOf, unlessHeld } from "./study-of.ts";
import { coverageView, gapView } from "./views.ts";

export function coverageRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      "/studies/:id/coverage",
      {
        schema: {
          tags: ["results"],
          summary: "How many people a service covers, misses, or cannot be judged for",
          params: StudyId,
          querystring: CoverageQuery,
          response: {
            200: Coverage,
            ...problems("invalid-parameter", "no-such-study", "damaged-study", "preparing"),
          },
        },
        preHandler: unlessHeld(collaborators),
      },
      async (request) => {
        const study = await studyOf(collaborators, request.params.id);
        const { measure, direction } = asked(request.query);
        const { survey } = await study.answers(measure, direction);
        return coverageView(assess(survey, request.query.service, limitOf(request.query)).coverage);
      },
    );

    app.get(
      "/studies/:id/gaps",
      {
        schema: {
          tags: ["results"],
          summary: "The gaps of a service, most people first",
          params: StudyId,
          querystring: CoverageQuery,
          response: {
            200: GapList,
            ...problems("invalid-parameter", "no-such-study", "damaged-study", "preparing"),
          },
        },
        preHandler: unlessHeld(collaborators),
      },
      async (request) => {
        const study = await studyOf(collaborators, request.params.id);
        const { measure, direction } = asked(request.query);
        const answers = await study.answers(measure, direction);
        const gaps = await answers.gaps(request.query.service, limitOf(request.query));
        return gaps.map((gap) => gapView(gap, answers.survey));
      },
    );
  };
}

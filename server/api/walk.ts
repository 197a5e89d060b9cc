import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Catchment, Walk } from "#contract/coverage.ts";
import { CatchmentQuery, WalkQuery } from "#contract/question.ts";
import { walkFrom } from "../compute/walk.ts";
import { catchmentOf } from "../report/layers.ts";
import { asked, limitOf } from "./asked.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems, Refusal } from "./errors.ts";
import { StudyId, studyOf, unlessHeld } from "./study-of.ts";
import { reachView, refusedView, walkView } from "./views.ts";

export function walkRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      "/studies/:id/walk",
      {
        schema: {
          tags: ["results"],
          summary: "The walk from a point: what is in reach, and the nearest facilities",
          params: StudyId,
          querystring: WalkQuery,
          response: {
            200: Walk,
            ...problems("invalid-parameter", "no-such-study", "damaged-study", "preparing"),
          },
        },
        preHandler: unlessHeld(collaborators),
      },
      async (request) => {
        const study = await studyOf(collaborators, request.params.id);
        const { measure, direction } = asked(request.query);
        const answers = await study.answers(measure, direction);
        const { lng, lat } = request.query;
        const walk = walkFrom(answers.walker(), lng, lat, limitOf(request.query));
        return walkView(walk, study.ground);
      },
    );

    app.get(
      "/studies/:id/catchment",
      {
        schema: {
          tags: ["results"],
          summary: "The catchment of one facility, or why it has none",
          params: StudyId,
          querystring: CatchmentQuery,
          response: {
            200: Catchment,
            ...problems("invalid-parameter", "no-such-facility", "damaged-study", "preparing"),
          },
        },
        preHandler: unlessHeld(collaborators),
      },
      async (request) => {
        const study = await studyOf(collaborators, request.params.id);
        const { facility: id } = request.query;
        const facility = study.ground.facilities.findIndex((one) => one.id === id);
        if (facility === -1)
          throw new Refusal(
            "no-such-facility",
            `There is no facility "${id.slice(0, 80)}" in this study.`,
            "Choose one from the study's facilities.",
          );
        const { measure, direction } = asked(request.query);
        const answers = await study.answers(measure, direction);
        const { survey } = answers;
        const why = survey.refused[facility];
        if (why !== undefined) return { facility, reach: null, refused: refusedView(why) };
        const limit = limitOf(request.query);
        const visitors = answers.scan();
        const { facilityLinks } = survey;
        const scan = {
          ...visitors,
          run: (index: number) => visitors.run(facilityLinks, index, limit),
        };
        const reach = catchmentOf(survey, scan, facilityLinks, facility, limit);
        return { facility, reach: reachView(reach), refused: null };
      },
    );
  };
}

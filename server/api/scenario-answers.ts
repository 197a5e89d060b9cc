import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { EvaluateRequest, Evaluation, Live, LiveRequest } from "#contract/scenario.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems } from "./errors.ts";
import { recordOf, StudyId } from "./study-of.ts";

/** What a scenario comes to; nothing is stored. */
export function scenarioAnswerRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { scenarios } = collaborators;
  const tags = ["scenarios"];
  return async (app) => {
    app.addHook("onSend", async (_, reply) => void reply.header("cache-control", "no-store"));

    app.post(
      "/studies/:id/scenarios/evaluate",
      {
        schema: {
          tags,
          summary:
            "What a scenario changes: people covered, the curve by minutes, its sites, the indicators of the service",
          params: StudyId,
          body: EvaluateRequest,
          response: {
            200: Evaluation,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-result"),
            ...problems("damaged-study", "preparing"),
          },
        },
      },
      async ({ params, body }) =>
        scenarios.evaluate(await recordOf(collaborators, params.id), body),
    );

    app.post(
      "/studies/:id/scenarios/live",
      {
        schema: {
          tags,
          summary:
            "The same for one site or facility under the pointer, quickly enough to follow it",
          params: StudyId,
          body: LiveRequest,
          response: {
            200: Live,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-result"),
            ...problems("damaged-study", "preparing"),
          },
        },
      },
      async ({ params, body }) => scenarios.live(await recordOf(collaborators, params.id), body),
    );
  };
}

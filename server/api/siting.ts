import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Job } from "#contract/jobs.ts";
import { SitingPlan, SitingPlanSummary, SitingRequest } from "#contract/siting.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems, Refusal } from "./errors.ts";
import { studyIdOf } from "./policy-study.ts";
import { rowOf, StudyId } from "./study-of.ts";

export const PlanNumber = Type.Interface([StudyId], {
  number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
});

/** Searches for new sites, and the plans they gave. */
export function sitingRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { sitings } = collaborators;
  const tags = ["siting"];
  return async (app) => {
    app.post(
      "/studies/:id/siting",
      {
        schema: {
          tags,
          summary: "Search for new sites",
          description:
            "Starts a job, whose progress has the best plan so far and what no plan can beat. The plan's number stands in the job once it is done. Cancelling the job ends the search with the best plan so far, which is checked and kept; before there is any, nothing is. What each objective needs: target the share of each service; mclp count or budget; cflp a capacity, and a share or count or budget; p-median and p-center count; units how many; indicator its id. Several services go with target and lscp only.",
          params: StudyId,
          body: SitingRequest,
          response: {
            202: Job,
            ...problems(
              ...(["invalid-parameter", "foreign-page", "no-such-study"] as const),
              ...(["no-result", "unusable-input"] as const),
            ),
          },
        },
      },
      async ({ params, body }, reply) => {
        const study = await studyIdOf(collaborators, params.id);
        const job = await sitings.start(study, body);
        return reply.code(202).header("location", `/api/jobs/${job.id}`).send(job);
      },
    );

    app.get(
      "/studies/:id/siting-plans",
      {
        schema: {
          tags,
          summary: "The plans for new sites of a study, newest first",
          params: StudyId,
          response: { 200: Type.Array(SitingPlanSummary), ...problems("no-such-study") },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        return sitings.list((await rowOf(collaborators, params.id)).id);
      },
    );

    app.get(
      "/studies/:id/siting-plans/:number",
      {
        schema: {
          tags,
          summary: "A plan with its sites, its bound and how it was checked",
          params: PlanNumber,
          response: {
            200: SitingPlan,
            ...problems("invalid-parameter", "no-such-study", "no-such-plan"),
          },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        const { id } = await rowOf(collaborators, params.id);
        const plan = await sitings.find(id, params.number);
        if (plan === undefined) throw noSuchPlan(params.number);
        return plan;
      },
    );

    app.delete(
      "/studies/:id/siting-plans/:number",
      {
        schema: {
          tags,
          summary: "Remove a plan",
          description: "What was taken from it into a scenario stays there.",
          params: PlanNumber,
          response: {
            204: Type.Null(),
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-such-plan"),
          },
        },
      },
      async ({ params }, reply) => {
        const { id } = await rowOf(collaborators, params.id);
        if (!(await sitings.remove(id, params.number))) throw noSuchPlan(params.number);
        return reply.code(204).send(null);
      },
    );
  };
}

export function noSuchPlan(number: number): Refusal {
  return new Refusal(
    "no-such-plan",
    `The study has no siting plan ${number}.`,
    "Its plans are at /api/studies/…/siting-plans.",
  );
}

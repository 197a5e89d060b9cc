import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Assessment, Trend } from "#contract/policy/compliance.ts";
import { PolicySettings } from "#contract/policy/stock.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems } from "./errors.ts";
import { StudyId } from "./study-of.ts";
import { studyIdOf } from "./policy-study.ts";

export const UnitQuery = Type.Object(
  {
    unit: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 40,
        description: "Code of a division of the study; the whole study when left out.",
      }),
    ),
  },
  { additionalProperties: false },
);

/** A study held against the policy documents, as of now. */
export function complianceRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { policy } = collaborators;
  const tags = ["compliance"];
  return async (app) => {
    app.addHook("onSend", async (_, reply) => void reply.header("cache-control", "no-store"));

    app.get(
      "/studies/:id/compliance",
      {
        schema: {
          tags,
          summary: "Every indicator and task of the documents, met, not met or not assessable",
          params: StudyId,
          querystring: UnitQuery,
          response: {
            200: Assessment,
            ...problems("invalid-parameter", "no-such-study", "no-result", "preparing"),
          },
        },
      },
      async ({ params, query }) => {
        const study = await studyIdOf(collaborators, params.id);
        return policy.assessmentOf(study, { unit: query.unit ?? null });
      },
    );

    app.get(
      "/studies/:id/trends",
      {
        schema: {
          tags,
          summary: "Plan and actual of every indicator by year",
          params: StudyId,
          querystring: UnitQuery,
          response: {
            200: Type.Array(Trend),
            ...problems("invalid-parameter", "no-such-study", "no-result", "preparing"),
          },
        },
      },
      async ({ params, query }) => {
        const study = await studyIdOf(collaborators, params.id);
        return [...(await policy.trendsOf(study, { unit: query.unit ?? null }))];
      },
    );

    app.get(
      "/studies/:id/policy-settings",
      {
        schema: {
          tags,
          summary: "What is open in the documents and decided by the office",
          params: StudyId,
          response: { 200: PolicySettings, ...problems("no-such-study", "no-result", "preparing") },
        },
      },
      async ({ params }) => policy.settings(await studyIdOf(collaborators, params.id)),
    );

    app.put(
      "/studies/:id/policy-settings",
      {
        schema: {
          tags,
          summary:
            "Decide it otherwise; earlier decisions are kept with the snapshots that used them",
          params: StudyId,
          body: PolicySettings,
          response: {
            200: PolicySettings,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-result"),
            ...problems("unusable-input", "preparing"),
          },
        },
      },
      async ({ params, body }) =>
        policy.replaceSettings(await studyIdOf(collaborators, params.id), body),
    );
  };
}

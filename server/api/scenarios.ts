import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Scenario, ScenarioChange, ScenarioContent, ScenarioSummary } from "#contract/scenario.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems, Refusal } from "./errors.ts";
import { studyIdOf } from "./policy-study.ts";
import { recordOf, rowOf, StudyId } from "./study-of.ts";

const Whole = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
export const ScenarioNumber = Type.Interface([StudyId], { number: Whole });
/** Removes whatever is there where no version is named. */
const AtVersion = Type.Object({ version: Type.Optional(Whole) }, { additionalProperties: false });

/** Scenarios as they are kept. Of two who save at once the second is told, and nothing is lost. */
export function scenarioRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { keptScenarios } = collaborators;
  const tags = ["scenarios"];
  return async (app) => {
    app.addHook("onSend", async (_, reply) => void reply.header("cache-control", "no-store"));

    app.get(
      "/studies/:id/scenarios",
      {
        schema: {
          tags,
          summary: "The scenarios of a study, the one changed last first",
          params: StudyId,
          response: { 200: Type.Array(ScenarioSummary), ...problems("no-such-study") },
        },
      },
      async ({ params }) => keptScenarios.list((await rowOf(collaborators, params.id)).id),
    );

    app.post(
      "/studies/:id/scenarios",
      {
        schema: {
          tags,
          summary: "Keep a new scenario",
          params: StudyId,
          body: ScenarioContent,
          response: {
            201: Scenario,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-result"),
            ...problems("damaged-study", "preparing"),
          },
        },
      },
      async ({ params, body }, reply) => {
        const record = await recordOf(collaborators, params.id);
        const made = await keptScenarios.add(record, body);
        return reply.code(201).header("location", pathOf(record.study.study, made)).send(made);
      },
    );

    app.get(
      "/studies/:id/scenarios/:number",
      {
        schema: {
          tags,
          summary: "A scenario with all its steps, undone ones too",
          params: ScenarioNumber,
          response: {
            200: Scenario,
            ...problems("invalid-parameter", "no-such-study", "no-such-scenario"),
          },
        },
      },
      async ({ params }) => {
        const { id } = await rowOf(collaborators, params.id);
        const found = await keptScenarios.find(id, params.number);
        if (found === undefined) throw unknownScenario(params.number);
        return found;
      },
    );

    app.put(
      "/studies/:id/scenarios/:number",
      {
        schema: {
          tags,
          summary: "Keep a scenario's next version, made on the one named",
          params: ScenarioNumber,
          body: ScenarioChange,
          response: {
            200: Scenario,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-such-scenario"),
            ...problems("conflict", "damaged-study", "preparing"),
          },
        },
      },
      async ({ params, body: { version, ...content } }) => {
        const record = await recordOf(collaborators, params.id);
        const kept = await keptScenarios.replace(record, params.number, version, content);
        if (kept === undefined) throw unknownScenario(params.number);
        return kept;
      },
    );

    app.delete(
      "/studies/:id/scenarios/:number",
      {
        schema: {
          tags,
          summary: "Remove a scenario, at the version named where one is",
          params: ScenarioNumber,
          querystring: AtVersion,
          response: {
            204: Type.Null(),
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-such-scenario"),
            ...problems("conflict"),
          },
        },
      },
      async ({ params, query }, reply) => {
        const { id } = await rowOf(collaborators, params.id);
        if (!(await keptScenarios.remove(id, params.number, query.version)))
          throw unknownScenario(params.number);
        return reply.code(204).send(null);
      },
    );

    app.post(
      "/studies/:id/scenarios/:number/copy",
      {
        schema: {
          tags,
          summary: "Keep a copy of a scenario under a name of its own",
          params: ScenarioNumber,
          response: {
            201: Scenario,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-such-scenario"),
          },
        },
      },
      async ({ params }, reply) => {
        const study = await studyIdOf(collaborators, params.id);
        const made = await keptScenarios.copy(study, params.number);
        if (made === undefined) throw unknownScenario(params.number);
        return reply.code(201).header("location", pathOf(study, made)).send(made);
      },
    );
  };
}

export function unknownScenario(number: number): Refusal {
  return new Refusal(
    "no-such-scenario",
    `The study has no scenario ${number}.`,
    "Its scenarios are at /api/studies/…/scenarios.",
  );
}

export function pathOf(study: string, { number }: { readonly number: number }): string {
  return `/api/studies/${study}/scenarios/${number}`;
}

import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { NetworkCheck, Repair, RepairPreview } from "#contract/layers.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems, Refusal } from "./errors.ts";
import { rowOf, StudyId } from "./study-of.ts";

const MOST_REPAIRS = 2000;

const RepairOrder = Type.Object(
  {
    repairs: Type.Array(Type.Object({ repair: Repair, note: Type.String({ maxLength: 200 }) }), {
      minItems: 1,
      maxItems: MOST_REPAIRS,
    }),
  },
  { additionalProperties: false },
);

const RepairList = Type.Object(
  { repairs: Type.Array(Repair, { minItems: 1, maxItems: MOST_REPAIRS }) },
  { additionalProperties: false },
);

export function repairRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { repairs } = collaborators;
  return async (app) => {
    app.get(
      "/studies/:id/network-check",
      {
        schema: {
          tags: ["network"],
          summary: "What seems wrong with the streets, with a repair where one can be proposed",
          params: StudyId,
          response: {
            200: NetworkCheck,
            ...problems("no-such-study", "no-streets", "unusable-input"),
          },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        return checked(params.id);
      },
    );

    app.post(
      "/studies/:id/repairs",
      {
        schema: {
          tags: ["network"],
          summary:
            "Repair the streets of a study, as one step that can be undone; the file stays as it is",
          params: StudyId,
          body: RepairOrder,
          response: {
            200: NetworkCheck,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-streets"),
          },
        },
      },
      async ({ params, body }) => {
        await mustHaveStreets(params.id);
        await repairs.make(params.id, body.repairs);
        return checked(params.id);
      },
    );

    app.post(
      "/studies/:id/repairs/preview",
      {
        schema: {
          tags: ["network"],
          summary: "What some repairs would change, without making them",
          params: StudyId,
          body: RepairList,
          response: {
            200: RepairPreview,
            ...problems(
              "invalid-parameter",
              "foreign-page",
              "no-such-study",
              "no-streets",
              "unusable-input",
            ),
          },
        },
      },
      async ({ params, body }) => {
        await rowOf(collaborators, params.id);
        const preview = await repairs.preview(params.id, body.repairs);
        if (preview === undefined) throw noStreets();
        return preview;
      },
    );

    for (const way of ["undo", "redo"] as const)
      app.post(
        `/studies/:id/repairs/${way}`,
        {
          schema: {
            tags: ["network"],
            summary:
              way === "undo"
                ? "Take back the last step of repairs"
                : "Make again the step undone last",
            params: StudyId,
            response: {
              200: NetworkCheck,
              ...problems("foreign-page", "no-such-study", "no-streets"),
            },
          },
        },
        async ({ params }) => {
          await rowOf(collaborators, params.id);
          await repairs[way](params.id);
          return checked(params.id);
        },
      );
  };

  async function checked(study: string): Promise<NetworkCheck> {
    await rowOf(collaborators, study);
    const check = await repairs.check(study);
    if (check === undefined) throw noStreets();
    return check;
  }

  async function mustHaveStreets(study: string): Promise<void> {
    await rowOf(collaborators, study);
    const layers = await collaborators.catalogue.layerFiles(study);
    if (!layers.some(({ role }) => role === "network")) throw noStreets();
  }
}

function noStreets(): Refusal {
  return new Refusal(
    "no-streets",
    "The study has no streets yet.",
    "Import an OpenStreetMap extract or lines of streets first.",
  );
}

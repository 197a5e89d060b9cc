import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { PremisesOfStudy } from "#contract/premises.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems } from "./errors.ts";
import { rowOf, StudyId } from "./study-of.ts";

/** Houses that stand idle, for the page to draw and to choose sites among. */
export function premisesRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { catalogue, premises } = collaborators;
  return async (app) => {
    app.get(
      "/studies/:id/premises",
      {
        schema: {
          tags: ["siting"],
          summary: "The idle premises of a study, of all its lists in their newest versions",
          description:
            "They are read anew with every version; no result depends on them. imported is false where the study has no list of premises at all.",
          params: StudyId,
          response: { 200: PremisesOfStudy, ...problems("no-such-study") },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        const { id, synthetic } = await rowOf(
          collaborators,
          catalogue.find(params.id)?.study.study ?? params.id,
        );
        const { layers } = await catalogue.layers(id);
        return {
          imported: layers.some(({ role }) => role === "premises"),
          synthetic,
          premises: [...(await premises(id))],
        };
      },
    );
  };
}

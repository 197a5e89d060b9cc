import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Collaborators } from "./collaborators.ts";
import { problems } from "./errors.ts";
import { StudyId, studyOf, unlessHeld } from "./study-of.ts";

const DEEPEST = 24;
const Place = Type.Interface([StudyId], {
  z: Type.Integer({ minimum: 0, maximum: DEEPEST }),
  x: Type.Integer({ minimum: 0, maximum: 2 ** DEEPEST - 1 }),
  y: Type.Integer({ minimum: 0, maximum: 2 ** DEEPEST - 1 }),
});

export function tileRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      "/studies/:id/tiles/:z/:x/:y.mvt",
      {
        schema: {
          tags: ["map"],
          summary: "The base map, as Mapbox vector tiles",
          description:
            "Layers land, water, building, barrier, street, railway, place and label; zooms to 15, which are drawn larger beyond. Status 204 where there is nothing.",
          produces: ["application/vnd.mapbox-vector-tile"],
          params: Place,
          response: {
            200: Type.Unsafe<Uint8Array>({ type: "string", format: "binary" }),
            204: Type.Null(),
            ...problems("invalid-parameter", "no-such-study", "damaged-study", "preparing"),
          },
        },
        preHandler: unlessHeld(collaborators),
      },
      async (request, reply) => {
        const study = await studyOf(collaborators, request.params.id);
        const { z, x, y } = request.params;
        const tile = study.tiles().tile(z, x, y);
        if (tile === undefined) return reply.code(204).send(null);
        return reply.type("application/vnd.mapbox-vector-tile").send(tile);
      },
    );
  };
}

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
  const ifResult = unlessHeld(collaborators);
  const hasResult = (id: string): boolean => collaborators.catalogue.find(id) !== undefined;
  return async (app) => {
    app.get(
      "/studies/:id/tiles/:z/:x/:y.mvt",
      {
        schema: {
          tags: ["map"],
          summary: "The base map, as Mapbox vector tiles",
          description:
            "Layers land, water, building, barrier, street, railway, place and label; zooms to 15, which are drawn larger beyond. Of a study that has streets and no result yet, the map of its streets. Status 204 where there is nothing.",
          produces: ["application/vnd.mapbox-vector-tile"],
          params: Place,
          response: {
            200: Type.Unsafe<Uint8Array>({ type: "string", format: "binary" }),
            204: Type.Null(),
            ...problems("invalid-parameter", "no-such-study", "damaged-study", "preparing"),
          },
        },
        preHandler: (request, reply) =>
          hasResult(request.params.id) ? ifResult(request, reply) : Promise.resolve(undefined),
      },
      async (request, reply) => {
        const { id, z, x, y } = request.params;
        const streets = hasResult(id) ? undefined : await collaborators.repairs.tiles(id);
        const tiles = streets ?? (await studyOf(collaborators, id)).tiles();
        const tile = tiles.tile(z, x, y);
        if (tile === undefined) return reply.code(204).send(null);
        return reply.type("application/vnd.mapbox-vector-tile").send(tile);
      },
    );
  };
}

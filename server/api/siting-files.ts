import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { SITING_FORMATS } from "#contract/siting.ts";
import { toldPlan } from "../compute/told-plan.ts";
import { writePlan } from "../report/siting-plan/write-plan.ts";
import type { Collaborators } from "./collaborators.ts";
import { fileAttachment } from "./download-name.ts";
import { problems } from "./errors.ts";
import { noSuchPlan, PlanNumber } from "./siting.ts";
import { rowOf } from "./study-of.ts";

const FileQuery = Type.Object(
  { format: Type.Enum([...SITING_FORMATS], { default: "xlsx" }) },
  { additionalProperties: false },
);

/** Plans for new sites as files. */
export function sitingFileRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      "/studies/:id/siting-plans/:number/file",
      {
        schema: {
          tags: ["siting"],
          summary: "A plan for new sites as a workbook, or as a layer for other software",
          description:
            "geojson has the sites as points and, as outlines, the cells that no candidate can serve and those that nobody can tell of; in WGS 84. xlsx has what was asked, what came of it, the sites, whom they cannot serve, how firm the plan is, and whose task it is.",
          params: PlanNumber,
          querystring: FileQuery,
          response: {
            200: Type.Unsafe<Uint8Array>({ type: "string", format: "binary" }),
            ...problems("invalid-parameter", "no-such-study", "no-such-plan"),
            ...problems("no-result", "damaged-study"),
          },
        },
      },
      async ({ params, query }, reply) => {
        const { id } = await rowOf(collaborators, params.id);
        const plan = await collaborators.sitings.find(id, params.number);
        if (plan === undefined) throw noSuchPlan(params.number);
        const file = await writePlan(await toldPlan(collaborators, id, plan), query.format);
        return reply
          .type(file.type)
          .header("cache-control", "no-store")
          .header(
            "content-disposition",
            fileAttachment(file.name, `siting-plan-${params.number}.${file.extension}`),
          )
          .send(file.bytes);
      },
    );
  };
}

import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { NewStudy, StudyLayers } from "#contract/layers.ts";
import { Cells, FacilityList, Study, StudySummary } from "#contract/study.ts";
import { UnitShapes } from "#contract/units.ts";
import { WALKERS } from "#core/vocabulary.ts";
import { DEMONSTRATION_ID } from "../compute/catalogue.ts";
import type { OpenStudy } from "../compute/library.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems, Refusal } from "./errors.ts";
import { recordOf, rowOf, StudyId, studyOf, unlessHeld } from "./study-of.ts";
import { cellsView, facilityViews, unitShapes } from "./views.ts";

export function studyRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { catalogue, imports } = collaborators;
  return async (app) => {
    app.get(
      "/studies",
      {
        schema: {
          tags: ["studies"],
          summary: "All studies, the demonstration first, then the newest",
          response: { 200: Type.Array(StudySummary) },
        },
      },
      async (_, reply) => {
        void reply.header("cache-control", "no-store");
        return catalogue.list();
      },
    );

    app.post(
      "/studies",
      {
        schema: {
          tags: ["studies"],
          summary: "Make an empty study, to be filled by imports",
          body: NewStudy,
          response: {
            201: StudyLayers,
            ...problems("invalid-parameter", "foreign-page", "not-a-form"),
          },
        },
      },
      async ({ body }, reply) => {
        const name = body.name.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
        if (name === "")
          throw new Refusal(
            "invalid-parameter",
            { zh: "研究的名称是空白的。", en: "The name is blank." },
            { zh: "请给研究起一个名称。", en: "Give the study a name." },
            "name",
          );
        const { id } = await catalogue.create({ ...body, name, synthetic: body.practice === true });
        return reply
          .code(201)
          .header("location", `/api/studies/${id}`)
          .send(await catalogue.layers(id));
      },
    );

    app.get(
      "/studies/:id",
      {
        schema: {
          tags: ["studies"],
          summary:
            "The newest result of a study, or one result: where, what from, and what could not be used",
          params: StudyId,
          response: { 200: Study, ...problems("no-such-study", "no-result", "preparing") },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        return (await recordOf(collaborators, params.id)).study;
      },
    );

    app.delete(
      "/studies/:id",
      {
        schema: {
          tags: ["studies"],
          summary: "Delete a study with all its files",
          params: StudyId,
          response: {
            204: Type.Null(),
            ...problems("foreign-page", "no-such-study", "demonstration-stays"),
          },
        },
      },
      async ({ params }, reply) => {
        const { id } = await rowOf(collaborators, params.id);
        if (id === DEMONSTRATION_ID)
          throw new Refusal(
            "demonstration-stays",
            { zh: "示例研究不能删除。", en: "The demonstration study cannot be deleted." },
            {
              zh: "只能删除用自己的文件建立的研究。",
              en: "Delete studies that were made from your own files.",
            },
            "id",
          );
        const uploads = (await catalogue.remove(id)) ?? [];
        await imports.forget(uploads);
        return reply.code(204).send(null);
      },
    );

    app.get(
      "/studies/:id/cells",
      {
        schema: {
          tags: ["studies"],
          summary: "The inhabited cells, as columns",
          params: StudyId,
          response: { 200: Cells, ...problems("no-such-study", "damaged-study", "preparing") },
        },
        preHandler: unlessHeld(collaborators),
      },
      async ({ params }) => {
        const study = await studyOf(collaborators, params.id);
        return cellsView(await asAdultsWalk(study));
      },
    );

    app.get(
      "/studies/:id/facilities",
      {
        schema: {
          tags: ["studies"],
          summary: "The facilities, with where they join the network or why they do not",
          description: "A facility's place in this list is its index in every other reply.",
          params: StudyId,
          response: {
            200: FacilityList,
            ...problems("no-such-study", "damaged-study", "preparing"),
          },
        },
        preHandler: unlessHeld(collaborators),
      },
      async ({ params }) => {
        const study = await studyOf(collaborators, params.id);
        return facilityViews(await asAdultsWalk(study));
      },
    );

    app.get(
      "/studies/:id/units",
      {
        schema: {
          tags: ["studies"],
          summary: "The outlines of the units, as GeoJSON",
          params: StudyId,
          response: { 200: UnitShapes, ...problems("no-such-study", "damaged-study", "preparing") },
        },
        preHandler: unlessHeld(collaborators),
      },
      async ({ params }) => {
        const study = await studyOf(collaborators, params.id);
        return unitShapes(study.ground);
      },
    );
  };
}

/** How things join the network for someone who can use every street. */
async function asAdultsWalk(study: OpenStudy) {
  const { survey } = await study.answers({ kind: "time", ...WALKERS.adult }, "towards");
  return survey;
}

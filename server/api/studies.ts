import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Job } from "#contract/jobs.ts";
import { Cells, FacilityList, Study, StudySummary } from "#contract/study.ts";
import { UnitShapes } from "#contract/units.ts";
import { WALKERS } from "#core/vocabulary.ts";
import { DEMONSTRATION_ID } from "../compute/demonstration.ts";
import type { OpenStudy } from "../compute/library.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems, Refusal } from "./errors.ts";
import { recordOf, StudyId, studyOf, unlessHeld } from "./study-of.ts";
import { receiveStudy, StudyForm } from "./upload.ts";
import { cellsView, facilityViews, unitShapes } from "./views.ts";

export function studyRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { library, studies, jobs, uploads } = collaborators;
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
        return library.list().map(({ study: { id, name, synthetic, created } }) => ({
          id,
          name,
          synthetic,
          created,
        }));
      },
    );

    app.post(
      "/studies",
      {
        schema: {
          tags: ["studies"],
          summary: "Make a study from files",
          description:
            "A form with the fields name and, if wanted, resolution and snapCap, and the files network (.osm.pbf, .osm, or compiled), facilities, people and, if wanted, units (CSV or GeoJSON). The reply is the job that makes the study; ask for it until it has ended.",
          consumes: ["multipart/form-data"],
          body: StudyForm,
          response: {
            202: Job,
            ...problems("invalid-form", "foreign-page", "busy", "too-large", "not-a-form"),
          },
        },
        // The form is read as it streams in; there is never a body to check.
        validatorCompiler: () => () => true,
      },
      async (request, reply) => {
        const claim = jobs.claim();
        const draft = await studies.newDraft();
        try {
          const order = await receiveStudy(request, draft.uploads, uploads);
          const job = claim.start(draft, order);
          return await reply.code(202).header("location", `/api/jobs/${job.id}`).send(job);
        } catch (error) {
          claim.release();
          await draft.discard();
          throw error;
        }
      },
    );

    app.get(
      "/studies/:id",
      {
        schema: {
          tags: ["studies"],
          summary: "One study: where, what from, and what could not be used",
          params: StudyId,
          response: { 200: Study, ...problems("no-such-study", "preparing") },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        return recordOf(collaborators, params.id).study;
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
        const { study } = recordOf(collaborators, params.id);
        if (study.id === DEMONSTRATION_ID)
          throw new Refusal(
            "demonstration-stays",
            "The demonstration study cannot be deleted.",
            "Delete studies that were made from your own files.",
          );
        await library.remove(study.id);
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

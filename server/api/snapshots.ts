import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Assessment, Comparison, Snapshot } from "#contract/policy/compliance.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems, Refusal } from "./errors.ts";
import { studyIdOf } from "./policy-study.ts";
import { rowOf, StudyId } from "./study-of.ts";

const Number = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const SnapshotNumber = Type.Interface([StudyId], { number: Number });

const SnapshotOrder = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    /** Code of a division; null for the whole study. */
    unit: Type.Union([Type.Null(), Type.String({ minLength: 1, maxLength: 40 })]),
  },
  { additionalProperties: false },
);

const Rerun = Type.Object({
  same: Type.Boolean(),
  /** Of the bytes that came out; null when they could not be worked out. */
  sha256: Type.Union([Type.String(), Type.Null()]),
  /** Why they are not the same. */
  why: Type.Array(Type.Object({ zh: Type.String(), en: Type.String() })),
});

/** Dated assessments that were kept. */
export function snapshotRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { snapshots } = collaborators.policy;
  const tags = ["compliance"];
  return async (app) => {
    app.addHook("onSend", async (_, reply) => void reply.header("cache-control", "no-store"));

    app.get(
      "/studies/:id/snapshots",
      {
        schema: {
          tags,
          summary: "The snapshots of a study, newest first",
          params: StudyId,
          response: { 200: Type.Array(Snapshot), ...problems("no-such-study") },
        },
      },
      async ({ params }) => snapshots.list((await rowOf(collaborators, params.id)).id),
    );

    app.post(
      "/studies/:id/snapshots",
      {
        schema: {
          tags,
          summary: "Assess as of now and keep it, with all it was worked out from",
          params: StudyId,
          body: SnapshotOrder,
          response: {
            201: Snapshot,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-result"),
          },
        },
      },
      async ({ params, body }, reply) => {
        const study = await studyIdOf(collaborators, params.id);
        const name = body.name.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
        if (name === "")
          throw new Refusal("invalid-parameter", "The name is blank.", "Give it a name.");
        const kept = await snapshots.keep(study, { name, unit: body.unit });
        return reply
          .code(201)
          .header("location", `/api/studies/${study}/snapshots/${kept.number}`)
          .send(kept);
      },
    );

    app.get(
      "/studies/:id/snapshots/compare",
      {
        schema: {
          tags,
          summary: "Two snapshots side by side, with what explains a change",
          params: StudyId,
          querystring: Type.Object(
            { before: Number, after: Number },
            { additionalProperties: false },
          ),
          response: {
            200: Comparison,
            ...problems("invalid-parameter", "no-such-study", "no-such-snapshot"),
          },
        },
      },
      async ({ params, query }) => {
        const { id } = await rowOf(collaborators, params.id);
        return snapshots.compare(id, query.before, query.after);
      },
    );

    app.get(
      "/studies/:id/snapshots/:number",
      {
        schema: {
          tags,
          summary: "The assessment of a snapshot, the very bytes that were kept",
          params: SnapshotNumber,
          response: {
            200: Type.Unsafe<Assessment | Uint8Array>(Assessment),
            ...problems("invalid-parameter", "no-such-study", "no-such-snapshot"),
          },
        },
      },
      async ({ params }, reply) => {
        const { id } = await rowOf(collaborators, params.id);
        const bytes = await snapshots.bytes(id, params.number);
        return reply.type("application/json; charset=utf-8").send(Buffer.from(bytes));
      },
    );

    app.post(
      "/studies/:id/snapshots/:number/rerun",
      {
        schema: {
          tags,
          summary: "Work a snapshot out again, and say whether the same bytes come out",
          params: SnapshotNumber,
          response: {
            200: Rerun,
            ...problems("invalid-parameter", "foreign-page", "no-such-study", "no-such-snapshot"),
          },
        },
      },
      async ({ params }) => {
        const { id } = await rowOf(collaborators, params.id);
        const { why, ...rerun } = await snapshots.rerun(id, params.number);
        return { ...rerun, why: [...why] };
      },
    );
  };
}

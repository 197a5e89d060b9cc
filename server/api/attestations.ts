import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { KeptAttestation } from "#contract/policy/stock.ts";
import type { Collaborators } from "./collaborators.ts";
import { fileAttachment } from "./download-name.ts";
import { problems, Refusal } from "./errors.ts";
import { receiveParts } from "./parts.ts";
import { studyIdOf } from "./policy-study.ts";
import { rowOf, StudyId } from "./study-of.ts";

const AttestationId = Type.Interface([StudyId], {
  seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
});

/** What offices state with evidence. */
export function attestationRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { policy } = collaborators;
  const tags = ["compliance"];
  return async (app) => {
    app.get(
      "/studies/:id/attestations",
      {
        schema: {
          tags,
          summary: "What was stated with evidence, oldest first",
          params: StudyId,
          response: { 200: Type.Array(KeptAttestation), ...problems("no-such-study") },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        return policy.attestations((await rowOf(collaborators, params.id)).id);
      },
    );

    app.post(
      "/studies/:id/attestations",
      {
        schema: {
          tags,
          summary: "State an indicator's value or how far a task is, with dated evidence",
          description:
            "A form: `attestation` is an Attestation as JSON, `file` the evidence if it is to be kept (20 MB).",
          consumes: ["multipart/form-data"],
          params: StudyId,
          response: {
            201: KeptAttestation,
            ...problems("invalid-form", "foreign-page", "no-such-study", "no-result"),
            ...problems("too-large", "not-a-form", "unusable-input", "preparing"),
          },
        },
      },
      async (request, reply) => {
        const study = await studyIdOf(collaborators, request.params.id);
        const folder = await mkdtemp(join(tmpdir(), "yikezhong-evidence-"));
        try {
          const { fields, file } = await receiveParts(request, folder, {
            fields: ["attestation"],
            bytes: EVIDENCE_BYTES,
            needed: false,
          });
          const kept = await policy.attest(study, parsed(fields.attestation), file);
          return await reply.code(201).send(kept);
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      },
    );

    app.get(
      "/studies/:id/attestations/:seq/file",
      {
        schema: {
          tags,
          summary: "The file that was attached as evidence",
          params: AttestationId,
          response: {
            200: Type.Unsafe<Readable>({ type: "string", format: "binary" }),
            ...problems("invalid-parameter", "no-such-study", "no-such-attestation"),
          },
        },
      },
      async ({ params }, reply) => {
        const { id } = await rowOf(collaborators, params.id);
        const { name, path, bytes } = await policy.evidence(id, params.seq);
        return reply
          .type("application/octet-stream")
          .header("cache-control", "no-store")
          .header("content-length", bytes)
          .header("content-disposition", fileAttachment(name, `evidence-${params.seq}`))
          .send(createReadStream(path));
      },
    );
  };
}

const EVIDENCE_BYTES = 20 * 1024 * 1024;

function parsed(text: string | undefined): unknown {
  if (text === undefined)
    throw new Refusal(
      "invalid-form",
      "The form has no part attestation.",
      "Give what is stated as JSON in the part attestation.",
    );
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(
      "invalid-form",
      "The part attestation is not JSON.",
      "Give what is stated as JSON.",
    );
  }
}

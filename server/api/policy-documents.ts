import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  DocumentSummary,
  Passage,
  PolicyDocument,
  StandardFile,
  StandardValue,
} from "#contract/policy/document.ts";
import { MeasureFile, ServiceFile } from "#contract/policy/measure.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems } from "./errors.ts";
import { receiveParts } from "./parts.ts";

const DocumentId = Type.Object({ document: Type.String({ description: "The document's id." }) });
const ValueId = Type.Object({ value: Type.String({ description: "The value's id." }) });

/** The common measures and items with those of documents that were added, and the words around them. */
const PolicyCatalogue = Type.Object({
  themes: MeasureFile.properties.themes,
  items: MeasureFile.properties.items,
  measures: MeasureFile.properties.measures,
  services: ServiceFile.properties.services,
  kinds: ServiceFile.properties.kinds,
  trades: ServiceFile.properties.trades,
});

const StandardEdit = Type.Object(
  {
    value: Type.String({ minLength: 1, maxLength: 200 }),
    /** Where it was read: the standard's clause and the day of its edition. */
    source: Type.String({ minLength: 1, maxLength: 400 }),
    date: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
  },
  { additionalProperties: false },
);
const EditedStandards = Type.Object({
  ...StandardFile.properties,
  values: Type.Array(
    Type.Interface([StandardValue], { edited: Type.Union([StandardEdit, Type.Null()]) }),
  ),
});

const DOCUMENT_BYTES = 4 * 1024 * 1024;
const TEXT_BYTES = 10 * 1024 * 1024;

/** Policy documents and what is worked out by them. */
export function policyDocumentRoutes({ policy }: Collaborators): FastifyPluginAsyncTypebox {
  const { documents, texts, standards } = policy;
  const tags = ["policy"];
  return async (app) => {
    app.addHook("onSend", async (_, reply) => void reply.header("cache-control", "no-store"));

    app.get(
      "/policy/documents",
      {
        schema: {
          tags,
          summary: "The policy documents: those that came with the program, then by day of issue",
          response: { 200: Type.Array(DocumentSummary) },
        },
      },
      () => documents.summaries(),
    );

    app.get(
      "/policy/documents/:document",
      {
        schema: {
          tags,
          summary: "What a policy document demands",
          params: DocumentId,
          response: { 200: PolicyDocument, ...problems("no-such-document") },
        },
      },
      ({ params }) => documents.find(params.document),
    );

    // The text itself is wanted, for the lines of its faults.
    await app.register(async (asText) => {
      asText.removeContentTypeParser("application/json");
      asText.addContentTypeParser(
        "application/json",
        { parseAs: "string", bodyLimit: DOCUMENT_BYTES },
        (_, text, done) => done(null, text),
      );
      asText.post(
        "/policy/documents",
        {
          schema: {
            tags,
            summary:
              "Add a policy document, or replace one that was added; older versions are kept",
            response: {
              201: DocumentSummary,
              ...problems("foreign-page", "built-in", "too-large", "unusable-input"),
            },
          },
        },
        async ({ body }, reply) => {
          const summary = await documents.add(typeof body === "string" ? body : "");
          return reply
            .code(201)
            .header("location", `/api/policy/documents/${summary.id}`)
            .send(summary);
        },
      );
    });

    app.delete(
      "/policy/documents/:document",
      {
        schema: {
          tags,
          summary: "Remove a document that was added; snapshots that used it keep it",
          params: DocumentId,
          response: {
            204: Type.Null(),
            ...problems("foreign-page", "no-such-document", "built-in"),
          },
        },
      },
      async ({ params }, reply) => {
        await documents.remove(params.document);
        return reply.code(204).send(null);
      },
    );

    app.put(
      "/policy/documents/:document/text",
      {
        schema: {
          tags,
          summary: "Attach the document's own text (TXT or DOCX), for the passages behind clauses",
          consumes: ["multipart/form-data"],
          params: DocumentId,
          response: {
            200: DocumentSummary,
            ...problems(
              ...(["foreign-page", "invalid-form", "no-such-document", "too-large"] as const),
              "unusable-input",
            ),
          },
        },
      },
      async (request) => {
        const { document } = request.params;
        await documents.summary(document);
        const folder = await mkdtemp(join(tmpdir(), "yikezhong-text-"));
        try {
          const { file } = await receiveParts(request, folder, {
            fields: [],
            bytes: TEXT_BYTES,
            needed: true,
          });
          if (file !== null) await texts.attach(document, file);
          return await documents.summary(document);
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      },
    );

    app.delete(
      "/policy/documents/:document/text",
      {
        schema: {
          tags,
          summary: "Take the attached text away",
          params: DocumentId,
          response: {
            200: DocumentSummary,
            ...problems("foreign-page", "no-such-document"),
          },
        },
      },
      async ({ params }) => {
        await documents.summary(params.document);
        await texts.detach(params.document);
        return documents.summary(params.document);
      },
    );

    app.get(
      "/policy/documents/:document/passage",
      {
        schema: {
          tags,
          summary: "The passage of the attached text that a clause points to",
          params: DocumentId,
          querystring: Type.Object({ clause: Type.String({ minLength: 1, maxLength: 40 }) }),
          response: {
            200: Passage,
            ...problems("invalid-parameter", "no-such-document"),
          },
        },
      },
      ({ params, query }) => texts.passage(params.document, query.clause),
    );

    app.get(
      "/policy/catalogue",
      {
        schema: {
          tags,
          summary: "Measures, figures to be reported, services and themes",
          response: { 200: PolicyCatalogue },
        },
      },
      async () => policy.catalogue(),
    );

    app.get(
      "/policy/standards",
      {
        schema: {
          tags,
          summary: "Values of the field's standards, with what offices verified",
          response: { 200: EditedStandards },
        },
      },
      () => standards.all(),
    );

    app.put(
      "/policy/standards/:value",
      {
        schema: {
          tags,
          summary: "State a value of a standard as it was verified, with where and when",
          params: ValueId,
          body: StandardEdit,
          response: {
            200: EditedStandards,
            ...problems("invalid-parameter", "foreign-page", "no-such-value", "unusable-input"),
          },
        },
      },
      ({ params, body }) => standards.edit(params.value, body),
    );

    app.delete(
      "/policy/standards/:value",
      {
        schema: {
          tags,
          summary: "Take such an edit back",
          params: ValueId,
          response: { 200: EditedStandards, ...problems("foreign-page", "no-such-value") },
        },
      },
      ({ params }) => standards.edit(params.value, null),
    );
  };
}

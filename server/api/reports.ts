import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Job } from "#contract/jobs.ts";
import {
  ReportFile,
  ReportPreview,
  ReportRequest,
  type ReportFormat,
} from "#contract/policy/report.ts";
import type { Collaborators } from "./collaborators.ts";
import { fileAttachment } from "./download-name.ts";
import { problems, Refusal } from "./errors.ts";
import { studyIdOf } from "./policy-study.ts";
import { rowOf, StudyId } from "./study-of.ts";

const ReportNumber = Type.Interface([StudyId], {
  number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
});
const PictureToken = Type.Interface([StudyId], {
  token: Type.String({ pattern: "^[0-9a-f]{32}$" }),
});

const TYPES: Readonly<Record<ReportFormat, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  geojson: "application/geo+json",
};

/** Reports as files, and what one would be before it is made. */
export function reportRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { reports } = collaborators;
  const tags = ["reports"];
  return async (app) => {
    app.get(
      "/studies/:id/reports",
      {
        schema: {
          tags,
          summary: "The reports of a study, newest first",
          params: StudyId,
          response: { 200: Type.Array(ReportFile), ...problems("no-such-study") },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        return reports.list((await rowOf(collaborators, params.id)).id);
      },
    );

    app.post(
      "/studies/:id/reports",
      {
        schema: {
          tags,
          summary: "Make a report; keeps a snapshot of the assessment unless one is named",
          params: StudyId,
          body: ReportRequest,
          response: {
            202: Job,
            ...problems(
              ...(["invalid-parameter", "foreign-page", "no-such-study"] as const),
              ...(["no-such-unit", "no-result", "unusable-input"] as const),
            ),
          },
        },
      },
      async ({ params, body }, reply) => {
        const study = await studyIdOf(collaborators, params.id);
        const job = await reports.start(study, body);
        return reply.code(202).header("location", `/api/jobs/${job.id}`).send(job);
      },
    );

    app.get(
      "/studies/:id/reports/:number/file",
      {
        schema: {
          tags,
          summary: "A report as the file it was made as",
          params: ReportNumber,
          response: {
            200: Type.Unsafe<Readable>({ type: "string", format: "binary" }),
            ...problems("invalid-parameter", "no-such-study", "no-such-report"),
          },
        },
      },
      async ({ params }, reply) => {
        const { id } = await rowOf(collaborators, params.id);
        const found = await reports.file(id, params.number);
        if (found === undefined)
          throw new Refusal(
            "no-such-report",
            `The study has no report ${params.number}.`,
            "Its reports are at /api/studies/…/reports.",
          );
        const { name, format, bytes } = found.report;
        return reply
          .type(TYPES[format])
          .header("cache-control", "no-store")
          .header("content-length", bytes)
          .header("content-disposition", fileAttachment(name, `report-${params.number}.${format}`))
          .send(createReadStream(found.path));
      },
    );

    app.post(
      "/studies/:id/report-preview",
      {
        schema: {
          tags,
          summary: "What a report would be now, and what changed since the last one",
          params: StudyId,
          body: ReportRequest,
          response: {
            200: ReportPreview,
            ...problems(
              ...(["invalid-parameter", "foreign-page", "no-such-study"] as const),
              ...(["no-such-unit", "no-result", "unusable-input"] as const),
            ),
          },
        },
      },
      async ({ params, body }, reply) => {
        const study = await studyIdOf(collaborators, params.id);
        void reply.header("cache-control", "no-store");
        return reports.preview(study, body);
      },
    );

    app.get(
      "/studies/:id/report-pictures/:token",
      {
        schema: {
          tags,
          summary: "A picture of a preview, for an hour",
          produces: ["image/png"],
          params: PictureToken,
          response: {
            200: Type.Unsafe<Uint8Array>({ type: "string", format: "binary" }),
            ...problems("invalid-parameter", "no-such-study", "no-such-picture"),
          },
        },
      },
      async ({ params }, reply) => {
        const { id } = await rowOf(collaborators, params.id);
        const png = reports.picture(id, params.token);
        if (png === undefined)
          throw new Refusal(
            "no-such-picture",
            "The picture is not kept any more.",
            "Ask for the preview again.",
          );
        return reply
          .type("image/png")
          .header("cache-control", "private, max-age=3600, immutable")
          .send(Buffer.from(png));
      },
    );
  };
}

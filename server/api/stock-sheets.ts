import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { SheetLevel, SheetReading } from "#contract/policy/stock.ts";
import { stockSheets } from "../compute/stock-sheets.ts";
import type { Collaborators } from "./collaborators.ts";
import { fileAttachment } from "./download-name.ts";
import { problems, Refusal } from "./errors.ts";
import { receiveParts } from "./parts.ts";
import { studyIdOf } from "./policy-study.ts";
import { rowOf, StudyId } from "./study-of.ts";

const FIRST_YEAR = 2000;
const Year = Type.Integer({ minimum: FIRST_YEAR, maximum: 2100 });
const TemplateQuery = Type.Object(
  { level: SheetLevel, year: Year },
  { additionalProperties: false },
);
const MarkedId = Type.Interface([StudyId], { token: Type.String({ maxLength: 60 }) });
const Workbook = Type.Unsafe<Uint8Array>({ type: "string", format: "binary" });

const WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const SHEET_BYTES = 20 * 1024 * 1024;
const LONGEST_SOURCE = 200;

/** Figures on sheets that are filled in away from the program. */
export function stockSheetRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const sheets = stockSheets(collaborators.policy, () => new Date());
  const tags = ["compliance"];
  return async (app) => {
    app.addHook("onSend", async (_, reply) => void reply.header("cache-control", "no-store"));

    app.get(
      "/studies/:id/stock/template",
      {
        schema: {
          tags,
          summary: "A workbook to fill in: the units of a level with what is known of a year",
          description: "Communities and villages share a sheet. Blank is not reported, 0 is zero.",
          produces: [WORKBOOK_TYPE],
          params: StudyId,
          querystring: TemplateQuery,
          response: {
            200: Workbook,
            ...problems("invalid-parameter", "no-such-study", "no-result", "preparing"),
          },
        },
      },
      async ({ params, query }, reply) => {
        const study = await namedStudy(params.id);
        const { name, bytes } = await sheets.template(study, query.level, query.year);
        return reply
          .type(WORKBOOK_TYPE)
          .header(
            "content-disposition",
            fileAttachment(name, `stock-${query.level}-${query.year}.xlsx`),
          )
          .send(bytes);
      },
    );

    app.post(
      "/studies/:id/stock/sheet",
      {
        schema: {
          tags,
          summary: "Read a filled workbook; all of it is stored, or nothing",
          description:
            "A form with the part `file` (.xlsx, 20 MB), `year`, and if wanted `source` and `date` for rows that state none. With 422 every problem is listed with its sheet, row and column, and `marked` is the token of the workbook with its errors marked.",
          consumes: ["multipart/form-data"],
          params: StudyId,
          response: {
            201: SheetReading,
            422: SheetReading,
            ...problems("invalid-form", "foreign-page", "no-such-study", "no-result"),
            ...problems("too-large", "not-a-form", "preparing"),
          },
        },
      },
      async (request, reply) => {
        const study = await namedStudy(request.params.id);
        const folder = await mkdtemp(join(tmpdir(), "yikezhong-sheet-"));
        try {
          const { fields, file } = await receiveParts(request, folder, {
            fields: ["year", "source", "date"],
            bytes: SHEET_BYTES,
            needed: true,
          });
          if (file === null) throw new Refusal("invalid-form", "The form has no file.");
          const { source = "", date = "" } = fields;
          const reading = await sheets.take(study, {
            name: file.name,
            path: file.path,
            year: yearIn(fields.year),
            source: sourceIn(source),
            date: date.trim(),
          });
          return await reply.code(reading.problems.length > 0 ? 422 : 201).send(reading);
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      },
    );

    app.get(
      "/studies/:id/stock/marked/:token",
      {
        schema: {
          tags,
          summary: "The filled workbook with its errors marked, for an hour",
          produces: [WORKBOOK_TYPE],
          params: MarkedId,
          response: { 200: Workbook, ...problems("no-such-study", "no-such-address") },
        },
      },
      async ({ params }, reply) => {
        const { id } = await rowOf(collaborators, params.id);
        const sheet = sheets.marked(id, params.token);
        if (sheet === undefined)
          throw new Refusal(
            "no-such-address",
            "The marked sheet is no longer kept.",
            "Upload the filled sheet again.",
          );
        return reply
          .type(WORKBOOK_TYPE)
          .header("content-disposition", fileAttachment(sheet.name, "stock-marked.xlsx"))
          .send(sheet.bytes);
      },
    );
  };

  async function namedStudy(asked: string) {
    const id = await studyIdOf(collaborators, asked);
    const { name, synthetic } = await rowOf(collaborators, id);
    return { id, name, synthetic };
  }
}

function yearIn(text: string | undefined): number {
  const year = Number(text);
  const last = new Date().getFullYear();
  if (Number.isInteger(year) && year >= FIRST_YEAR && year <= last) return year;
  throw new Refusal(
    "invalid-form",
    text === undefined ? "The form has no year." : `The year cannot be "${text.slice(0, 20)}".`,
    `Give the year of the figures, from ${FIRST_YEAR} to ${last}, in the part year.`,
  );
}

function sourceIn(text: string): string {
  const source = text.trim();
  if (source.length <= LONGEST_SOURCE) return source;
  throw new Refusal(
    "invalid-form",
    `The source is longer than ${LONGEST_SOURCE} characters.`,
    "Shorten it.",
  );
}

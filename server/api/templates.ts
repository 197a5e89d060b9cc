import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Template } from "#contract/layers.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems, Refusal } from "./errors.ts";

const TemplateId = Type.Object({ id: Type.String() });

/** The reading of an import's columns, under a name. */
const TemplateOrder = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 80 }), import: Type.String() },
  { additionalProperties: false },
);

export function templateRoutes({ templates, imports }: Collaborators): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      "/templates",
      {
        schema: {
          tags: ["imports"],
          summary: "Saved readings of columns, newest first",
          response: { 200: Type.Array(Template) },
        },
      },
      async (_, reply) => {
        void reply.header("cache-control", "no-store");
        return templates.list();
      },
    );

    app.post(
      "/templates",
      {
        schema: {
          tags: ["imports"],
          summary:
            "Save how the columns of an import are read; files with the same titles are then read so",
          body: TemplateOrder,
          response: {
            201: Template,
            ...problems("invalid-parameter", "foreign-page", "no-such-import", "not-waiting"),
          },
        },
      },
      async ({ body }, reply) => {
        const one = await imports.find(body.import);
        if (one === undefined)
          throw new Refusal(
            "no-such-import",
            {
              zh: `没有编号为“${body.import.slice(0, 80)}”的导入，它所属的研究可能已被删除。`,
              en: `There is no import "${body.import.slice(0, 80)}".`,
            },
            {
              zh: "请在所属研究的导入列表中查找。",
              en: "Look for it among the imports of its study.",
            },
            "import",
          );
        if (one.proposal === null || one.proposal.columns.length === 0)
          throw new Refusal(
            "not-waiting",
            {
              zh: "这个导入的列还没有读出来，或者它没有列。",
              en: "The columns of this import have not been read, or it has none.",
            },
            {
              zh: "请等文件读完再保存模板；没有列的文件（如路网）不能保存模板。",
              en: "Wait until it has been read; a file without columns, such as one of streets, has no reading to save.",
            },
            "import",
          );
        const { columns } = one.proposal;
        const saved = await templates.save({
          name: body.name.trim(),
          titles: columns.map(({ title }) => title),
          mapping: Object.fromEntries(columns.map(({ title, field }) => [title, field ?? ""])),
        });
        return reply.code(201).send(saved);
      },
    );

    app.delete(
      "/templates/:id",
      {
        schema: {
          tags: ["imports"],
          summary: "Forget a saved reading",
          params: TemplateId,
          response: { 204: Type.Null(), ...problems("foreign-page", "no-such-template") },
        },
      },
      async ({ params }, reply) => {
        if (await templates.remove(params.id)) return reply.code(204).send(null);
        throw new Refusal(
          "no-such-template",
          {
            zh: `没有编号为“${params.id.slice(0, 80)}”的模板，可能已被删除。`,
            en: `There is no template "${params.id.slice(0, 80)}".`,
          },
          { zh: "现有的模板见 /api/templates。", en: "Those there are stand at /api/templates." },
          "id",
        );
      },
    );
  };
}

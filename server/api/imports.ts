import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { Decisions, Import, Role } from "#contract/import.ts";
import { Blocked, NotWaiting } from "../compute/imports.ts";
import { notesCsv } from "../report/notes-csv.ts";
import type { Collaborators } from "./collaborators.ts";
import { fileAttachment } from "./download-name.ts";
import { problems, Refusal } from "./errors.ts";
import { noPracticeFile } from "./practice.ts";
import { rowOf, StudyId } from "./study-of.ts";
import { ImportForm, receiveFile } from "./upload.ts";

const ImportId = Type.Object({
  id: Type.String({ description: "The import's id, as it was given." }),
});

/** In place of a form: one of the practice files, by name. */
const PracticeOrder = Type.Object({ practice: Type.String(), role: Type.Optional(Role) });

export function importRoutes(collaborators: Collaborators): FastifyPluginAsyncTypebox {
  const { imports, uploads, practice } = collaborators;
  return async (app) => {
    app.post(
      "/studies/:id/imports",
      {
        schema: {
          tags: ["imports"],
          summary: "Bring a file into a study",
          description:
            'A form with the file and, if wanted, its role (network, units, people, facilities); or JSON {"practice": name} for a practice file. Nothing is stored before it is confirmed: the file is read and judged, and the reply\'s proposal says what it would become.',
          params: StudyId,
          body: {
            content: {
              "multipart/form-data": { schema: ImportForm },
              "application/json": { schema: PracticeOrder },
            },
          },
          response: {
            202: Import,
            ...problems(
              "invalid-form",
              "foreign-page",
              "no-such-study",
              "no-such-practice-file",
              "practice-only",
              "too-large",
              "not-a-form",
            ),
          },
        },
        // A form is read as it streams in; there is never a body to check.
        validatorCompiler: () => () => true,
      },
      async (request, reply) => {
        const { id } = Value.Parse(StudyId, request.params);
        const { synthetic } = await rowOf(collaborators, id);
        if (!synthetic && !request.isMultipart()) throw practiceOnly();
        const reception = await imports.receive();
        try {
          const { role, ...file } = await received(request, reception.folder);
          const made = await imports.start(id, file, role);
          return await reply.code(202).header("location", `/api/imports/${made.id}`).send(made);
        } catch (error) {
          await reception.discard();
          throw error;
        }
      },
    );

    app.get(
      "/studies/:id/imports",
      {
        schema: {
          tags: ["imports"],
          summary: "The imports of a study, newest first",
          params: StudyId,
          response: { 200: Type.Array(Import), ...problems("no-such-study") },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        await rowOf(collaborators, params.id);
        return imports.list(params.id);
      },
    );

    app.get(
      "/imports/:id",
      {
        schema: {
          tags: ["imports"],
          summary: "How far an import is, and what the file was read as",
          params: ImportId,
          response: { 200: Import, ...problems("no-such-import") },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        return found(await imports.find(params.id), params.id);
      },
    );

    app.put(
      "/imports/:id/decisions",
      {
        schema: {
          tags: ["imports"],
          summary: "Decide about a file; all decisions at once, in place of those before",
          params: ImportId,
          body: Decisions,
          response: {
            202: Import,
            ...problems("invalid-parameter", "foreign-page", "no-such-import", "not-waiting"),
          },
        },
      },
      async ({ params, body }, reply) => {
        found(await imports.find(params.id), params.id);
        return reply.code(202).send(await imports.decide(params.id, body).catch(refuse));
      },
    );

    app.post(
      "/imports/:id/confirm",
      {
        schema: {
          tags: ["imports"],
          summary: "Store a file as it was judged, as a version of a layer",
          description:
            "Other files that wait in the study are then read again wherever what is stored bears on them; they can be confirmed once they wait again.",
          params: ImportId,
          response: {
            202: Import,
            ...problems("foreign-page", "no-such-import", "not-waiting", "blocked"),
          },
        },
      },
      async ({ params }, reply) => {
        found(await imports.find(params.id), params.id);
        return reply.code(202).send(await imports.confirm(params.id).catch(refuse));
      },
    );

    app.delete(
      "/imports/:id",
      {
        schema: {
          tags: ["imports"],
          summary: "Cancel an import",
          description:
            "Nothing of it stays. One that failed or was interrupted is put away; one that is done stays.",
          params: ImportId,
          response: { 200: Import, ...problems("foreign-page", "no-such-import") },
        },
      },
      async ({ params }) => found(await imports.cancel(params.id), params.id),
    );

    app.get(
      "/imports/:id/account.csv",
      {
        schema: {
          tags: ["imports"],
          summary: "What was wrong with which row, and what was done, as CSV",
          produces: ["text/csv"],
          params: ImportId,
          response: {
            200: Type.Unsafe<Uint8Array>({ type: "string" }),
            ...problems("no-such-import"),
          },
        },
      },
      async ({ params }, reply) => {
        const { file } = found(await imports.find(params.id), params.id);
        return reply
          .type("text/csv; charset=utf-8")
          .header("cache-control", "no-store")
          .header("content-disposition", fileAttachment(`${file.name}_逐行账目.csv`, "account.csv"))
          .send(await notesCsv(await imports.notes(params.id)));
      },
    );
  };

  async function received(request: FastifyRequest, folder: string) {
    const into = `${folder}/upload`;
    if (request.isMultipart()) return receiveFile(request, into, uploads);
    const { body } = request;
    if (!Value.Check(PracticeOrder, body))
      throw new Refusal(
        "not-a-form",
        {
          zh: "请求的内容既不是带文件的表单，也不是练习文件的名称。",
          en: "The body is neither a form with a file nor the name of a practice file.",
        },
        {
          zh: "请用 multipart/form-data 发送，文件放在 file 一项；说明见 /api/docs。",
          en: "Send multipart/form-data with a part file; /api/docs says what it takes.",
        },
        "body",
      );
    const file = await practice.copy(body.practice, into);
    if (file === undefined) throw noPracticeFile(body.practice);
    return { ...file, role: body.role };
  }
}

function practiceOnly(): Refusal {
  return new Refusal(
    "practice-only",
    {
      zh: "练习文件是虚构数据，只能导入练习研究。",
      en: "Practice files are invented data and go into practice studies only.",
    },
    {
      zh: "请新建练习研究，或者用 multipart/form-data 发送自己的文件。",
      en: "Make a practice study, or send a file of your own as multipart/form-data.",
    },
    "practice",
  );
}

function found(one: Import | undefined, id: string): Import {
  if (one !== undefined) return one;
  throw new Refusal(
    "no-such-import",
    {
      zh: `没有编号为“${id.slice(0, 80)}”的导入，它所属的研究可能已被删除。`,
      en: `There is no import "${id.slice(0, 80)}".`,
    },
    {
      zh: "请在所属研究的导入列表中查找。",
      en: "Look for it among the imports of its study.",
    },
    "id",
  );
}

function refuse(error: unknown): never {
  if (error instanceof NotWaiting)
    throw new Refusal(
      "not-waiting",
      {
        zh: "这个导入现在不等待决定：正在读取或入库，或者已经结束，可能是别人先处理了。",
        en: "The import is not waiting for decisions: it is being read or stored, or has ended.",
      },
      { zh: "请刷新，查看它现在的状态。", en: "Ask for it again to see its state." },
      "id",
    );
  if (error instanceof Blocked)
    throw new Refusal(
      "blocked",
      {
        zh: "这个导入还不能入库，有问题没有定。",
        en: "The import cannot be confirmed yet.",
      },
      {
        zh: "请先就列出的问题（proposal.blocking）作出决定。",
        en: "Its proposal lists what has to be decided first (proposal.blocking).",
      },
      "proposal.blocking",
    );
  throw error;
}

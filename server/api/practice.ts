import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { PracticeFile } from "#contract/layers.ts";
import type { Collaborators } from "./collaborators.ts";
import { fileAttachment } from "./download-name.ts";
import { problems, Refusal } from "./errors.ts";

const PracticeName = Type.Object({ name: Type.String() });

export function practiceRoutes({ practice }: Collaborators): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      "/practice",
      {
        schema: {
          tags: ["imports"],
          summary:
            "Messy files of the demonstration district to practise importing with; all invented",
          response: { 200: Type.Array(PracticeFile) },
        },
      },
      async (_, reply) => {
        void reply.header("cache-control", "no-store");
        return [...(await practice.list())];
      },
    );

    app.get(
      "/practice/:name",
      {
        schema: {
          tags: ["imports"],
          summary: "One practice file",
          params: PracticeName,
          response: {
            200: Type.Unsafe<Uint8Array>({ type: "string", format: "binary" }),
            ...problems("no-such-practice-file"),
          },
        },
      },
      async ({ params }, reply) => {
        const bytes = await practice.read(params.name);
        if (bytes === undefined) throw noPracticeFile(params.name);
        return reply
          .type("application/octet-stream")
          .header("cache-control", "no-store")
          .header("content-disposition", fileAttachment(params.name, "practice"))
          .send(bytes);
      },
    );
  };
}

export function noPracticeFile(name: string): Refusal {
  return new Refusal(
    "no-such-practice-file",
    {
      zh: `没有名为“${name.slice(0, 80)}”的练习文件。`,
      en: `There is no practice file "${name.slice(0, 80)}".`,
    },
    {
      zh: "示例研究做好后，练习文件列在 /api/practice。",
      en: "They are listed at /api/practice, once the demonstration has been made.",
    },
    "practice",
  );
}

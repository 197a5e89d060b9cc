import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Job } from "#contract/jobs.ts";
import type { Collaborators } from "./collaborators.ts";
import { problems, Refusal } from "./errors.ts";

const JobId = Type.Object({ id: Type.String({ description: "The job's id, as it was given." }) });

export function jobRoutes({ jobs }: Collaborators): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      "/jobs/:id",
      {
        schema: {
          tags: ["jobs"],
          summary: "How far a study in the making is",
          params: JobId,
          response: { 200: Job, ...problems("no-such-job") },
        },
      },
      async ({ params }, reply) => {
        void reply.header("cache-control", "no-store");
        return found(jobs.find(params.id), params.id);
      },
    );

    app.delete(
      "/jobs/:id",
      {
        schema: {
          tags: ["jobs"],
          summary: "Cancel a study in the making",
          description:
            "Nothing of it stays, but of a search for sites the best plan so far, which is checked and kept: the job is then done. A job that has ended stays as it is.",
          params: JobId,
          response: { 200: Job, ...problems("foreign-page", "no-such-job") },
        },
      },
      async ({ params }) => found(await jobs.cancel(params.id), params.id),
    );
  };
}

function found(job: Job | undefined, id: string): Job {
  if (job === undefined)
    throw new Refusal(
      "no-such-job",
      {
        zh: `没有编号为“${id.slice(0, 80)}”的任务。`,
        en: `There is no job "${id.slice(0, 80)}".`,
      },
      {
        zh: "服务器停止后任务不再保留，没有做完的不会留下结果：请在研究列表（/api/studies）中查看，需要时重新计算。",
        en: "The server forgets its jobs when it stops, and keeps nothing of one that had not ended; look for the study in /api/studies, and compute again where its result is missing.",
      },
      "id",
    );
  return job;
}

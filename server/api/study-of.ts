import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { DEMONSTRATION_ID } from "../compute/catalogue.ts";
import type { OpenStudy } from "../compute/library.ts";
import type { StudyRecord } from "../store/study-record.ts";
import type { StudyRow } from "../store/study-rows.ts";
import type { Collaborators } from "./collaborators.ts";
import { Refusal } from "./errors.ts";

/** The path parameter of everything about one study. */
export const StudyId = Type.Object({
  id: Type.String({ description: "The study's id, from the list of studies." }),
});

/** The study itself, with or without a result; or a refusal. */
export async function rowOf(collaborators: Collaborators, id: string): Promise<StudyRow> {
  const row = await collaborators.catalogue.row(id);
  if (row === undefined) throw unknownStudy(collaborators, id);
  return row;
}

/** The record of a result, or of a study's newest one; or a refusal. */
export async function recordOf(collaborators: Collaborators, id: string): Promise<StudyRecord> {
  const { catalogue } = collaborators;
  const record = catalogue.find(id);
  if (record !== undefined) return record;
  if ((await catalogue.row(id)) === undefined || isPreparing(collaborators, id))
    throw unknownStudy(collaborators, id);
  throw new Refusal(
    "no-result",
    {
      zh: "这个研究还没有算出结果。",
      en: "No result of this study has been computed yet.",
    },
    {
      zh: "请先导入缺少的数据；缺什么见 /api/studies/…/layers。",
      en: "Import what it lacks; /api/studies/…/layers says what that is.",
    },
    "id",
  );
}

function isPreparing({ health }: Collaborators, id: string): boolean {
  return id === DEMONSTRATION_ID && health().status === "preparing";
}

function unknownStudy(collaborators: Collaborators, id: string): Refusal {
  if (isPreparing(collaborators, id))
    return new Refusal(
      "preparing",
      { zh: "示例研究还在准备。", en: "The demonstration study is still being prepared." },
      {
        zh: "请等 /api/health 返回状态 200 后再试。",
        en: "Wait until /api/health answers with status 200.",
      },
      "id",
    );
  return new Refusal(
    "no-such-study",
    {
      zh: `没有编号为“${id.slice(0, 80)}”的研究，可能已被删除。`,
      en: `There is no study "${id.slice(0, 80)}".`,
    },
    { zh: "请从研究列表（/api/studies）中选择。", en: "Choose one from /api/studies." },
    "id",
  );
}

/** The study, open, or a refusal. */
export async function studyOf(collaborators: Collaborators, id: string): Promise<OpenStudy> {
  return collaborators.library.open(await recordOf(collaborators, id));
}

/**
 * Answers status 304, before any work, to whoever holds a copy of the reply that is still right: everything
 * about a study follows from its files, the address and the program. A copy is to be asked about before every
 * use, because a study can be made anew under its old id.
 */
export function unlessHeld(collaborators: Collaborators) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    const { id } = Value.Parse(StudyId, request.params);
    const { ground, network } = (await recordOf(collaborators, id)).sha256;
    const tag = `W/"${[ground, network, collaborators.build].map((sum) => sum.slice(0, 12)).join("")}"`;
    void reply.header("etag", tag).header("cache-control", "private, no-cache");
    const held = request.headers["if-none-match"]?.split(",").map((one) => one.trim());
    return held?.includes(tag) ? reply.code(304).send() : undefined;
  };
}

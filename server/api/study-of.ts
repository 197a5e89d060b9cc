import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { DEMONSTRATION_ID } from "../compute/demonstration.ts";
import type { OpenStudy } from "../compute/library.ts";
import type { StudyRecord } from "../store/study-record.ts";
import type { Collaborators } from "./collaborators.ts";
import { Refusal } from "./errors.ts";

/** The path parameter of everything about one study. */
export const StudyId = Type.Object({
  id: Type.String({ description: "The study's id, from the list of studies." }),
});

/** The record of a study, or a refusal. */
export function recordOf({ library, health }: Collaborators, id: string): StudyRecord {
  const record = library.find(id);
  if (record !== undefined) return record;
  if (id === DEMONSTRATION_ID && health().status === "preparing")
    throw new Refusal(
      "preparing",
      "The demonstration study is still being prepared.",
      "Wait until /api/health answers with status 200.",
    );
  throw new Refusal(
    "no-such-study",
    `There is no study "${id.slice(0, 80)}".`,
    "Choose one from /api/studies.",
  );
}

/** The study, open, or a refusal. */
export async function studyOf(collaborators: Collaborators, id: string): Promise<OpenStudy> {
  return collaborators.library.open(recordOf(collaborators, id));
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
    const { ground, network } = recordOf(collaborators, id).sha256;
    const tag = `W/"${[ground, network, collaborators.build].map((sum) => sum.slice(0, 12)).join("")}"`;
    void reply.header("etag", tag).header("cache-control", "private, no-cache");
    const held = request.headers["if-none-match"]?.split(",").map((one) => one.trim());
    return held?.includes(tag) ? reply.code(304).send() : undefined;
  };
}

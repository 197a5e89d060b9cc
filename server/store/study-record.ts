import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Type, type Static } from "typebox";
import { Value } from "typebox/value";
import { Study } from "#contract/study.ts";
import { RECORD, STUDY_FORMAT } from "./study-files.ts";

const Sha256 = Type.String({ pattern: "^[0-9a-f]{64}$" });

/** What `study.json` holds: the study as the page sees it, and what its artifacts must be. */
export const StudyRecord = Type.Object({
  format: Type.Literal(STUDY_FORMAT),
  /** What the study was generated from; null for one made from uploaded files. */
  stamp: Type.Union([Type.String(), Type.Null()]),
  sha256: Type.Object({ network: Sha256, ground: Sha256, baseMap: Sha256 }),
  study: Study,
});
export type StudyRecord = Static<typeof StudyRecord>;

/** The record of the study in a folder; undefined when there is none, or none of this format. */
export async function readRecord(folder: string): Promise<StudyRecord | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(join(folder, RECORD), "utf8"));
    return Value.Check(StudyRecord, record) ? record : undefined;
  } catch {
    return undefined;
  }
}

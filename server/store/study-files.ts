import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Study } from "#contract/study.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { openNetwork, packNetwork } from "#core/network/codec.ts";
import { openBaseMap, packBaseMap } from "#core/osm/base-map-codec.ts";
import type { BaseMap } from "#core/osm/base-map.ts";
import { openGround, packGround } from "./ground-codec.ts";
import type { StudyRecord } from "./study-record.ts";

/** Goes up whenever studies kept before can no longer be read. */
export const STUDY_FORMAT = 1;

const ARTIFACTS = {
  network: "network.ykz",
  ground: "ground.bin",
  baseMap: "base-map.bin",
} as const;
export const RECORD = "study.json";
const INPUTS = "inputs";

export interface StudyContents {
  readonly stamp: string | null;
  readonly study: Study;
  readonly ground: Ground;
  readonly baseMap: BaseMap;
  /** Files to keep beside the study; they are moved. */
  readonly inputs: readonly { readonly role: string; readonly path: string }[];
}

/** A kept study cannot be opened. The message names it and says what to do. */
export class StudyDamaged extends Error {
  override readonly name = "StudyDamaged";
}

/** Writes a study into a folder of its own. The record is written last: without it the folder is no study. */
export async function writeStudy(folder: string, contents: StudyContents): Promise<void> {
  const { stamp, study, ground, baseMap, inputs } = contents;
  await mkdir(join(folder, INPUTS), { recursive: true });
  for (const { role, path } of inputs)
    await rename(path, join(folder, INPUTS, `${role}-${basename(path)}`));
  const keep = async (name: string, bytes: Uint8Array): Promise<string> => {
    await writeDurably(join(folder, name), bytes);
    return sha256Of(bytes);
  };
  const sha256 = {
    network: await keep(ARTIFACTS.network, new Uint8Array(packNetwork(ground.network))),
    ground: await keep(ARTIFACTS.ground, packGround(ground)),
    baseMap: await keep(ARTIFACTS.baseMap, packBaseMap(baseMap)),
  };
  const record: StudyRecord = { format: STUDY_FORMAT, stamp, sha256, study };
  await writeDurably(join(folder, RECORD), Buffer.from(`${JSON.stringify(record, null, 1)}\n`));
}

/** The values of a kept study. Throws `StudyDamaged` when a file is missing or not as it was written. */
export async function openStudyFiles(
  folder: string,
  { sha256, study }: StudyRecord,
): Promise<{ ground: Ground; baseMap: BaseMap }> {
  const read = async (artifact: keyof typeof ARTIFACTS): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = await readFile(join(folder, ARTIFACTS[artifact])).catch((error: unknown) => {
      throw damaged(study, `${ARTIFACTS[artifact]} cannot be read (${String(error)})`);
    });
    if (sha256Of(bytes) !== sha256[artifact])
      throw damaged(study, `${ARTIFACTS[artifact]} is not as it was written`);
    // A small file may come as part of a shared pool; the codecs want a buffer of its own.
    return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
  };
  const [network, ground, baseMap] = await Promise.all([
    read("network"),
    read("ground"),
    read("baseMap"),
  ]);
  try {
    return {
      ground: openGround(ground, openNetwork(network.buffer)),
      baseMap: openBaseMap(baseMap),
    };
  } catch (error) {
    throw damaged(study, error instanceof Error ? error.message : String(error));
  }
}

function damaged({ name, id }: Study, why: string): StudyDamaged {
  return new StudyDamaged(
    `The study "${name}" (${id}) cannot be opened: ${why}. Delete it and make it again from its files.`,
  );
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Returns when the bytes are on the disk, so that a later rename cannot overtake them. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await using handle = await open(path, "wx");
  await handle.writeFile(bytes);
  await handle.sync();
}

import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Ground } from "#core/coverage/survey.ts";
import type { BaseMap } from "#core/osm/base-map.ts";
import { newDraft, openStateFolder, takeAway, type Draft } from "./state-folder.ts";
import { openStudyFiles } from "./study-files.ts";
import { readRecord, type StudyRecord } from "./study-record.ts";

/** The studies on disk. An id is only ever looked up among those found there; it is never made into a path. */
export interface Studies {
  /** Generated studies first, then the newest. */
  readonly list: () => readonly StudyRecord[];
  readonly find: (id: string) => StudyRecord | undefined;
  /** Where the files of a study are, for a thread to open them. */
  readonly folderOf: (record: StudyRecord) => string;
  readonly open: (record: StudyRecord) => Promise<{ ground: Ground; baseMap: BaseMap }>;
  readonly newDraft: () => Promise<Draft>;
  /** Makes the study in a draft one of the studies, all at once, in place of an older one of the same id. */
  readonly keep: (draft: Draft) => Promise<StudyRecord>;
  /** False when there is no such study. */
  readonly remove: (id: string) => Promise<boolean>;
}

/** `onUnreadable` is told of every folder among the studies that holds none of this format. */
export async function openStudies(
  home: string,
  onUnreadable: (folder: string) => void = () => {},
): Promise<Studies> {
  const state = await openStateFolder(home);
  const records = new Map<string, StudyRecord>();
  for (const name of await readdir(state.studies)) {
    const record = await readRecord(join(state.studies, name));
    if (record?.study.id === name) records.set(name, record);
    else onUnreadable(join(state.studies, name));
  }
  const folderOf = ({ study }: StudyRecord): string => join(state.studies, study.id);

  return {
    list: () =>
      [...records.values()].sort(
        (a, b) =>
          Number(a.stamp === null) - Number(b.stamp === null) ||
          (a.study.created < b.study.created ? 1 : -1),
      ),
    find: (id) => records.get(id),
    folderOf,
    open: (record) => openStudyFiles(folderOf(record), record),
    newDraft: () => newDraft(state),
    async keep(draft) {
      const record = await readRecord(draft.study);
      if (record === undefined || !SAFE_ID.test(record.study.id))
        throw new Error(`The draft ${draft.study} holds no finished study.`);
      const folder = folderOf(record);
      await takeAway(state, folder).catch(unlessMissing);
      await rename(draft.study, folder);
      records.set(record.study.id, record);
      return record;
    },
    async remove(id) {
      const record = records.get(id);
      if (record === undefined) return false;
      records.delete(id);
      await takeAway(state, folderOf(record)).catch(unlessMissing);
      return true;
    },
  };
}

/** What a study may be called in the file system. */
const SAFE_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

function unlessMissing(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}

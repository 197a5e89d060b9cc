import { copyFile, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PracticeFile } from "#contract/layers.ts";

/** Below the state folder, and below the folder of the demonstration being made. */
export const PRACTICE_FOLDER = "practice";
/** The list of the practice files, beside them. */
export const PRACTICE_LIST = "list.json";

/** Deliberately messy files of the demonstration district, to try importing with. */
export interface Practice {
  /** None before the demonstration has been made. */
  readonly list: () => Promise<readonly PracticeFile[]>;
  /** Undefined when there is none of this name; names are only looked up in the list. */
  readonly read: (name: string) => Promise<Uint8Array | undefined>;
  readonly copy: (
    name: string,
    into: string,
  ) => Promise<
    { readonly name: string; readonly path: string; readonly bytes: number } | undefined
  >;
}

export function practiceOf(home: string): Practice {
  const folder = join(home, PRACTICE_FOLDER);
  const list = async (): Promise<readonly PracticeFile[]> =>
    JSON.parse(await readFile(join(folder, PRACTICE_LIST), "utf8").catch(() => "[]"));
  const known = async (name: string) => (await list()).find((file) => file.name === name);
  return {
    list,
    async read(name) {
      const file = await known(name);
      return file === undefined ? undefined : readFile(join(folder, file.name));
    },
    async copy(name, into) {
      const file = await known(name);
      if (file === undefined) return undefined;
      const path = join(into, file.name);
      await copyFile(join(folder, file.name), path);
      return { name: file.name, path, bytes: (await stat(path)).size };
    },
  };
}

import type { Study } from "#contract/study.ts";

/** A file's name with what the study is called, which says of invented data that it is. */
export function fileName(title: string, { name }: Study): string {
  return `${name}-${title}.csv`.replaceAll(/[\\/:*?"<>|]/g, "_");
}

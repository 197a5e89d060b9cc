import type { PracticeFile } from "#contract/layers.ts";

/** A deliberately messy file of the demonstration district, as bytes. */
export type MadePracticeFile = Omit<PracticeFile, "bytes"> & { readonly bytes: Uint8Array };

export function makePracticeFiles(): MadePracticeFile[] {
  return [];
}

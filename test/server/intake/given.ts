import { mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../../server/intake/account.ts";
import { runFolder } from "../../e2e/run-folder.ts";

const folder = mkdtempSync(path.join(runFolder(), "intake-"));

/** Writes a file with this content into a folder that goes away with the run of the tests; gives its path. */
export function given(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** Nothing known about the extract. */
export const ANYWHERE = { bounds: undefined };

/** A small extract around Heidelberg. */
export const HEIDELBERG = { bounds: [8.6, 49.3, 8.8, 49.5] } as const;

/** A FeatureCollection as text. */
export function collection(features: readonly unknown[], more: object = {}): string {
  return JSON.stringify({ type: "FeatureCollection", ...more, features });
}

export function feature(type: string, coordinates: unknown, properties: unknown): object {
  return { type: "Feature", properties, geometry: { type, coordinates } };
}

/** The input error a reader throws; fails when it throws anything else, or nothing. */
export async function refusal(reading: Promise<unknown>): Promise<InputError> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("was read, though it should have been refused");
}

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Names the folder of this run of the tests to its processes; outside of a run there is none. */
const VARIABLE = "YIKEZHONG_TEST_RUN";

/** Vitest calls it before the first test file, once for each of its projects. */
export function setup(): void {
  process.env[VARIABLE] ??= mkdtempSync(join(tmpdir(), "yikezhong-tests-"));
}

/** Vitest calls it after the last test file. */
export function teardown(): void {
  const folder = process.env[VARIABLE];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}

/** Where tests may leave files: it goes away after the last test file. */
export function runFolder(): string {
  const folder = process.env[VARIABLE];
  if (folder === undefined) throw new Error(`${VARIABLE} is not set: this is no run of the tests.`);
  return folder;
}

/**
 * A folder that is made once in a run of the tests, by whichever of its processes asks first; the others wait.
 * They take copies: none writes into it. Undefined outside of a run. Throws when it could not be made.
 */
export async function madeOnce(
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<string | undefined> {
  const run = process.env[VARIABLE];
  if (run === undefined) return undefined;
  const made = join(run, name);
  const claim = `${made}.claimed`;
  const failed = `${made}.failed`;
  if (isFirst(claim))
    try {
      const part = join(claim, "part");
      mkdirSync(part);
      await make(part);
      renameSync(part, made);
    } catch (error) {
      writeFileSync(failed, String(error));
      throw error;
    }
  while (!existsSync(made)) {
    if (existsSync(failed)) throw new Error(`Another test file could not make ${name}.`);
    await pause(50);
  }
  return made;
}

/** Whether the folder was not there yet: of several that make it, one does. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

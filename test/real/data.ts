import { existsSync } from "node:fs";
import { join } from "node:path";
import { collectStreets, type Streets } from "#core/network/streets.ts";
import { RULE_NODE_KEYS, RULE_WAY_KEYS } from "#core/network/walking-rules.ts";
import { readOsm } from "../../server/intake/osm/read-osm.ts";

/**
 * Real extracts and counts that may not be committed. They lie beside the checkout where they can be had; tests
 * on them say so when they cannot, and everything else is tested without them.
 */
const FOLDER = join(import.meta.dirname, "../../../shared/data");

/** The path of a file or folder of real data. */
export function real(name: string): string {
  return join(FOLDER, name);
}

/** Whether all of these are there; says on the console which tests are left out if not. */
export function haveReal(what: string, ...names: readonly string[]): boolean {
  const missing = names.find((name) => !existsSync(real(name)));
  if (missing !== undefined) console.info(`skipped: ${what} (no ${missing} beside the checkout)`);
  return missing === undefined;
}

/** The walkable streets of an extract, uncut. */
export async function readStreets(path: string): Promise<Streets> {
  const collecting = collectStreets();
  await readOsm(path, collecting.ways, { wayTags: RULE_WAY_KEYS });
  await readOsm(path, collecting.nodes(), { nodeTags: RULE_NODE_KEYS });
  return collecting.finish();
}

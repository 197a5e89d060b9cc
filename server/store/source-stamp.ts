import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** A checksum over the source files in some folders of the checkout: it changes when any of them does. */
export async function sourceStamp(checkout: string, folders: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const entries = await readdir(join(checkout, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name));
    for (const file of files.sort())
      hash
        .update(relative(checkout, file).replaceAll(sep, "/"))
        .update("\0")
        .update(await readFile(file));
  }
  return hash.digest("hex");
}

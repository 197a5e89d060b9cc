import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Ring } from "#core/network/extract-edge.ts";
import { InputError } from "../intake/account.ts";
import { readUnits } from "../intake/units.ts";

/** The polygon inside which an extract is complete, from a GeoJSON file of one or more polygons. */
export async function boundaryFrom(path: string): Promise<readonly Ring[]> {
  await readFile(path).catch(() => {
    throw new InputError(`${basename(path)}: there is no such file.`, "Check --boundary.", {
      file: basename(path),
    });
  });
  const { units } = await readUnits(path, { bounds: undefined });
  return units.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat(),
  );
}

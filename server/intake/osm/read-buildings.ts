import type { Building } from "#core/osm/buildings.ts";
import { BUILDING_TAGS, collectBuildings } from "#core/osm/collect-buildings.ts";
import { readOsm, type ReadOptions } from "./read-osm.ts";

/** The buildings of an extract, read in two passes; progress counts each as half the bytes. */
export async function readBuildings(
  path: string,
  { signal, onProgress }: Pick<ReadOptions, "signal" | "onProgress"> = {},
): Promise<Building[]> {
  const pass = (number: number): ReadOptions => ({
    ...(signal && { signal }),
    ...(onProgress && {
      onProgress: (done, total) => onProgress((number * total + done) / 2, total),
    }),
  });
  const buildings = collectBuildings();
  await readOsm(path, buildings.shapes, { ...pass(0), wayTags: BUILDING_TAGS });
  await readOsm(path, buildings.nodes(), { ...pass(1), nodeTags: [] });
  return buildings.finish();
}

import type { BaseMap } from "#core/osm/base-map.ts";
import { collectShapes } from "#core/osm/base-map-shapes.ts";
import { drawBaseMap } from "#core/osm/draw-base-map.ts";
import { BASE_MAP_NODE_TAGS, BASE_MAP_WAY_TAGS } from "#core/osm/drawn-as.ts";
import { readOsm, type ReadOptions } from "./read-osm.ts";

/** The base map of an extract, read in two passes; progress counts each as half the bytes. */
export async function readBaseMap(
  path: string,
  { signal, onProgress }: Pick<ReadOptions, "signal" | "onProgress"> = {},
): Promise<BaseMap> {
  const pass = (number: number): ReadOptions => ({
    ...(signal && { signal }),
    ...(onProgress && {
      onProgress: (done, total) => onProgress((number * total + done) / 2, total),
    }),
  });
  const shapes = collectShapes();
  await readOsm(path, shapes.visitor, { ...pass(0), wayTags: BASE_MAP_WAY_TAGS });
  const map = drawBaseMap(shapes.finish());
  await readOsm(path, map.visitor, { ...pass(1), nodeTags: BASE_MAP_NODE_TAGS });
  return map.finish();
}

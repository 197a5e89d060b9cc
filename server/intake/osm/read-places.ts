import type { TaggedPlace } from "#core/osm/tagged-places.ts";
import { collectTaggedPlaces } from "#core/osm/tagged-places-collector.ts";
import { readOsm, type ReadOptions } from "./read-osm.ts";

/**
 * What people go to in an extract (shops, clinics, kindergartens, offices), read in two passes; progress
 * counts each as half the bytes. The order is always the same for the same file: place n is row n + 1.
 */
export async function readTaggedPlaces(
  path: string,
  { signal, onProgress }: Pick<ReadOptions, "signal" | "onProgress"> = {},
): Promise<TaggedPlace[]> {
  const pass = (number: number): ReadOptions => ({
    ...(signal && { signal }),
    ...(onProgress && {
      onProgress: (done, total) => onProgress((number * total + done) / 2, total),
    }),
  });
  const places = collectTaggedPlaces();
  await readOsm(path, places.shapes, pass(0));
  await readOsm(path, places.nodes(), pass(1));
  return places.finish();
}

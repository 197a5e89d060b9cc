import { kindOfFile } from "./kind-of-file.ts";
import { judgeStreetFile } from "./judge-streets.ts";
import { judgeRaster } from "./judge-raster.ts";
import { judgeTableFile } from "./judge-table.ts";
import { judgeTaggedPlaces } from "./judge-tagged-places.ts";
import { OsmFileError } from "../osm/osm-file-error.ts";
import { RefusedFile } from "../refused-file.ts";
import type { ImportOrder, Judged } from "./study-so-far.ts";

/**
 * Reads a file, gives everything in it a meaning, and says what it would become in the study: nothing is stored.
 * The same file, decisions and study give the same judgement. Throws `RefusedFile`, `InputError` or
 * `OsmFileError` for a file that cannot be used at all.
 */
export async function judge(order: ImportOrder): Promise<Judged> {
  try {
    return await judgeByKind(order);
  } catch (error) {
    // Readers of extracts know the file by the path it was uploaded to.
    if (error instanceof OsmFileError) throw error.named(order.name);
    if (error instanceof RefusedFile && error.file !== order.name)
      throw new RefusedFile(order.name, error.reason);
    throw error;
  }
}

async function judgeByKind(order: ImportOrder): Promise<Judged> {
  const { path, decisions } = order;
  switch (await kindOfFile(path)) {
    case "osm":
      return decisions.role === "facilities" ? judgeTaggedPlaces(order) : judgeStreetFile(order);
    case "compiled":
      return judgeStreetFile(order);
    case "raster":
      return judgeRaster(order);
    case "tables":
      return judgeTableFile(order);
  }
}

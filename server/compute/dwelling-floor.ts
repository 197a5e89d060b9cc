import { readFile } from "node:fs/promises";
import { floorAreaOf, type FloorArea } from "#core/demand/floor-area.ts";
import type { NoFloor } from "#core/vocabulary.ts";
import type { Artifacts } from "../store/artifacts.ts";
import { openNetworkLayer } from "../store/network-layer.ts";
import { StudyDamaged } from "../store/study-files.ts";
import type { Catalogue } from "./catalogue.ts";
import type { OpenStudy } from "./library.ts";

/**
 * The floor of the dwellings in the very version of the streets that a result was computed from. Throws
 * `StudyDamaged` when the content of that version is no longer there.
 */
export async function dwellingFloor(
  { study, ground }: OpenStudy,
  catalogue: Pick<Catalogue, "layers">,
  artifacts: Pick<Artifacts, "pathOf">,
): Promise<FloorArea | NoFloor> {
  const { history } = await catalogue.layers(study.study);
  const streets = history.find(
    ({ role, layer, version }) =>
      role === "network" &&
      study.uses.some((used) => used.layer === layer && used.version === version),
  );
  if (streets === undefined) throw lost(study.name, "is not among the study's layers");
  const bytes = await readFile(artifacts.pathOf(streets.sha256)).catch((error: unknown) => {
    throw lost(study.name, `cannot be read (${String(error)})`);
  });
  const { buildings } = openNetworkLayer(bytes);
  return floorAreaOf(buildings, ground.demand.resolution, ground.cellIndex);
}

function lost(study: string, what: string): StudyDamaged {
  return new StudyDamaged(
    `The layer of streets that the result of "${study}" was computed from ${what}. Import the streets again.`,
  );
}

import { readFile } from "node:fs/promises";
import { readFacilities } from "../intake/facilities.ts";
import type { StudySoFar } from "../intake/import/study-so-far.ts";
import { asFacility, readPremises } from "../intake/premises.ts";
import { readUnits } from "../intake/units.ts";
import { openNetworkLayer, type NetworkLayer } from "../store/network-layer.ts";
import type { LayerFile } from "./tasks.ts";

/** What a study holds, opened from its layers. */
export async function studySoFar(
  layers: readonly LayerFile[],
  resolution: number,
  snapCap: number,
): Promise<StudySoFar> {
  const streets = layers.find(({ role }) => role === "network");
  const units = layers.find(({ role }) => role === "units");
  const layer = streets && openNetworkLayer(await readFile(streets.path));
  const facilities: StudySoFar["facilities"][number][] = [];
  const premises: StudySoFar["premises"][number][] = [];
  for (const { role, path, name, layer: listed } of layers) {
    const context = { bounds: undefined, name };
    if (role === "facilities")
      for (const facility of (await readFacilities(path, context)).facilities)
        facilities.push({ layer: listed, facility });
    if (role === "premises")
      for (const one of (await readPremises(path, context)).premises)
        premises.push({ layer: listed, facility: asFacility(one) });
  }
  return {
    layers,
    network: layer?.network,
    buildings: layer?.buildings ?? [],
    units: units === undefined ? [] : (await readUnits(units.path, { bounds: undefined })).units,
    facilities,
    premises,
    snapCap,
    resolution,
  };
}

/** The streets among some layers. */
export async function networkOf(layers: readonly LayerFile[]): Promise<NetworkLayer> {
  const streets = layers.find(({ role }) => role === "network");
  if (streets === undefined) throw new Error("There is no layer of streets.");
  return openNetworkLayer(await readFile(streets.path));
}

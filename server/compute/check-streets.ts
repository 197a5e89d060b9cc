import { toDemand } from "#core/demand/demand.ts";
import { checkNetwork } from "#core/network/doctor/check-network.ts";
import type { Surroundings } from "#core/network/doctor/surroundings.ts";
import { boundsOf } from "#core/network/extract-edge.ts";
import { applyRepairs } from "#core/network/repairs.ts";
import { readPeople } from "../intake/people.ts";
import { networkOf, studySoFar } from "./study-so-far.ts";
import type { CheckNetworkTask, Results } from "./tasks.ts";

/** As many are listed: sure ones and long ones, which come first. All are counted. */
const MOST_FINDINGS = 2000;

/** Looks over the streets of a study as they are with its repairs. */
export async function checkStreets(task: CheckNetworkTask): Promise<Results["check-network"]> {
  const around = task.layers.filter(({ role }) => role === "units" || role === "facilities");
  const { units, facilities } = await studySoFar(around, task.resolution, task.snapCap);
  const { network: drawn, baseMap, buildings } = await networkOf(task.layers);
  const { network, failed } = applyRepairs(drawn, task.repairs);
  const { findings, ...check } = checkNetwork(network, {
    units,
    baseMap,
    buildings,
    facilities: facilities.map(({ facility }) => facility),
    people: await peopleOf(task),
    snapCap: task.snapCap,
  });
  return {
    ...check,
    bounds: boundsOf(network.report.boundary),
    findings: findings.slice(0, MOST_FINDINGS),
    unfit: Object.fromEntries(failed.map(({ repair, why }) => [repair, why])),
  };
}

async function peopleOf({ layers, resolution }: CheckNetworkTask): Promise<Surroundings["people"]> {
  const layer = layers.find(({ role }) => role === "people");
  if (layer === undefined) return null;
  const { sources } = await readPeople(layer.path, { bounds: undefined, name: layer.name });
  return toDemand(
    sources.map((source) => ({ ...source, groups: {} })),
    resolution,
  );
}

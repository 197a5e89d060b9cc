import { checkNetwork } from "#core/network/doctor/check-network.ts";
import { applyRepairs } from "#core/network/repairs.ts";
import { networkOf } from "./compute-result.ts";
import { studySoFar } from "./judge-file.ts";
import type { CheckNetworkTask, Results } from "./tasks.ts";

/** As many are listed: sure ones and long ones, which come first. All are counted. */
const MOST_FINDINGS = 2000;

/** Looks over the streets of a study as they are with its repairs. */
export async function checkStreets(task: CheckNetworkTask): Promise<Results["check-network"]> {
  const { units, facilities } = await studySoFar(task.layers, task.resolution, task.snapCap);
  const { network: drawn, baseMap, buildings } = await networkOf(task.layers);
  const { network } = applyRepairs(drawn, task.repairs);
  const { findings, ...check } = checkNetwork(network, {
    units,
    baseMap,
    buildings,
    facilities: facilities.map(({ facility }) => facility),
    snapCap: task.snapCap,
  });
  return { ...check, findings: findings.slice(0, MOST_FINDINGS) };
}

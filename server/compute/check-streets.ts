import { checkNetwork } from "#core/network/doctor/check-network.ts";
import { applyRepairs } from "#core/network/repairs.ts";
import { networkOf } from "./compute-result.ts";
import { studySoFar } from "./judge-file.ts";
import type { CheckNetworkTask, Results } from "./tasks.ts";

const MOST_FINDINGS = 2000;

export async function checkStreets(task: CheckNetworkTask): Promise<Results["check-network"]> {
  const study = await studySoFar(task.layers, 10, task.snapCap);
  const { network: drawn, buildings } = await networkOf(task.layers);
  const { network } = applyRepairs(drawn, task.repairs);
  throw new Error(
    `not yet ${study.units.length} ${buildings.length} ${network.edgeCount} ${String(checkNetwork)} ${MOST_FINDINGS}`,
  );
}

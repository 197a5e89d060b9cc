import { readFile } from "node:fs/promises";
import type { Progress } from "#contract/jobs.ts";
import { survey } from "#core/coverage/survey.ts";
import { applyRepairs } from "#core/network/repairs.ts";
import { WALKERS } from "#core/vocabulary.ts";
import { readOnNetwork } from "../intake/ground.ts";
import { openNetworkLayer, type NetworkLayer } from "../store/network-layer.ts";
import { writeStudy } from "../store/study-files.ts";
import { describeStudy } from "./describe-study.ts";
import { sparingly } from "./sparingly.ts";
import type { ComputeTask, LayerFile } from "./tasks.ts";

/** Computes a result of a study from its layers and writes it into the task's folder. Throws what the readers throw. */
export async function computeResult(
  task: ComputeTask,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const report = sparingly(onProgress);
  report("network", 0, 1);
  const streets = await networkOf(task.layers);
  const { network } = applyRepairs(streets.network, task.repairs);
  report("network", 1, 1);
  const [people] = pathsOf(task.layers, "people");
  const [units] = pathsOf(task.layers, "units");
  if (people === undefined) throw new Error("A result needs a layer of people.");
  const reading = await readOnNetwork(
    network,
    {
      facilities: pathsOf(task.layers, "facilities"),
      people,
      ...(units === undefined ? {} : { units }),
    },
    { resolution: task.resolution, snapCap: task.snapCap, onProgress: report },
  );
  report("catchments", 0, 1);
  const seen = survey(reading.ground, { kind: "time", ...WALKERS.adult }, "towards");
  report("catchments", 1, 1);
  report("store", 0, 1);
  const inputs = task.layers.map(({ role, file }) => ({ role, ...file }));
  await writeStudy(task.folder, {
    stamp: task.stamp,
    study: {
      ...describeStudy({ ...reading, inputs }, seen, {
        id: task.id,
        name: task.study.name,
        synthetic: task.study.synthetic,
        ready: true,
        created: task.created,
      }),
      study: task.study.id,
      uses: task.layers.map(({ layer, version, name }) => ({ layer, version, name })),
      repairs: task.repairs.length,
    },
    ground: reading.ground,
    baseMap: streets.baseMap,
  });
  report("store", 1, 1);
}

/** The streets among some layers. */
export async function networkOf(layers: readonly LayerFile[]): Promise<NetworkLayer> {
  const [path] = pathsOf(layers, "network");
  if (path === undefined) throw new Error("There is no layer of streets.");
  return openNetworkLayer(await readFile(path));
}

function pathsOf(layers: readonly LayerFile[], role: LayerFile["role"]): string[] {
  return layers.flatMap((layer) => (layer.role === role ? [layer.path] : []));
}

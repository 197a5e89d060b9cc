import type { Progress } from "#contract/jobs.ts";
import { survey } from "#core/coverage/survey.ts";
import { markNotGiven } from "#core/demand/not-given.ts";
import type { Unit } from "#core/demand/units.ts";
import { applyRepairs } from "#core/network/repairs.ts";
import { WALKERS } from "#core/vocabulary.ts";
import { readOnNetwork, type NamedFile } from "../intake/ground.ts";
import { writeStudy } from "../store/study-files.ts";
import { describeStudy } from "./describe-study.ts";
import { sparingly } from "./sparingly.ts";
import { networkOf } from "./study-so-far.ts";
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
  const [people] = filesOf(task.layers, "people");
  const [units] = filesOf(task.layers, "units");
  if (people === undefined) throw new Error("A result needs a layer of people.");
  const reading = await readOnNetwork(
    network,
    {
      facilities: filesOf(task.layers, "facilities"),
      people,
      ...(units === undefined ? {} : { units }),
    },
    { resolution: task.resolution, snapCap: task.snapCap, judged: true, onProgress: report },
  );
  const ground = { ...reading.ground, units: markedUnits(reading.ground.units, task.layers) };
  report("catchments", 0, 1);
  const seen = survey(ground, { kind: "time", ...WALKERS.adult }, "towards");
  report("catchments", 1, 1);
  report("store", 0, 1);
  const inputs = task.layers.flatMap(({ role, file }) =>
    role === "premises" ? [] : [{ role, ...file }],
  );
  await writeStudy(task.folder, {
    stamp: task.stamp,
    study: {
      ...describeStudy({ ...reading, ground, inputs }, seen, {
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
    ground,
    baseMap: streets.baseMap,
    inputs: [],
  });
  report("store", 1, 1);
}

function markedUnits(units: readonly Unit[], layers: readonly LayerFile[]): readonly Unit[] {
  const notGiven = layers.find(({ role }) => role === "people")?.notGiven;
  return notGiven === undefined ? units : markNotGiven(units, notGiven);
}

function filesOf(layers: readonly LayerFile[], role: LayerFile["role"]): NamedFile[] {
  return layers.flatMap(({ path, name, ...layer }) =>
    layer.role === role ? [{ path, name }] : [],
  );
}

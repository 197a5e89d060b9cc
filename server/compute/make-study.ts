import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "#contract/jobs.ts";
import { survey } from "#core/coverage/survey.ts";
import { WALKERS } from "#core/vocabulary.ts";
import type { DemonstrationFiles } from "../../data/demonstration/town.ts";
import { readGround } from "../intake/ground.ts";
import { writeStudy } from "../store/study-files.ts";
import { baseMapOf } from "./base-map.ts";
import { describeStudy } from "./describe-study.ts";
import type { MakeTask, Source, StudyFiles } from "./tasks.ts";

/** A pause between two reports of one stage, so that a thousand blocks read are not a thousand messages. */
const REPORT_EVERY_MS = 50;

/** Makes a study out of its files and writes it into the task's folder. Throws what the readers throw. */
export async function makeStudy(
  task: MakeTask,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const report = sparingly(onProgress);
  const files = await filesOf(task.source);
  const reading = await readGround(files, {
    resolution: task.resolution,
    snapCap: task.snapCap,
    onProgress: (stage, done, total) => {
      report(stage, done, total);
      if (stage === "streets" && done >= total) report("network", 0, 1);
    },
    onNetwork: () => report("network", 1, 1),
  });
  const { ground } = reading;
  report("base-map", 0, 0);
  const baseMap = await baseMapOf(files.network, ground.network, (done, total) =>
    report("base-map", done, total),
  );
  report("catchments", 0, 1);
  const seen = survey(ground, { kind: "time", ...WALKERS.adult }, "towards");
  report("catchments", 1, 1);
  report("store", 0, 1);
  const { facilities, people, units } = files;
  await writeStudy(task.folder, {
    stamp: task.source.kind === "demonstration" ? task.source.stamp : null,
    study: {
      study: task.id,
      uses: [],
      repairs: 0,
      ...describeStudy(reading, seen, {
        id: task.id,
        name: task.name,
        synthetic: task.source.kind === "demonstration",
        ready: true,
        created: task.created,
      }),
    },
    ground,
    baseMap,
    inputs: [
      { role: "facilities", path: facilities },
      { role: "people", path: people },
      ...(units === undefined ? [] : [{ role: "units", path: units }]),
    ],
  });
  report("store", 1, 1);
}

async function filesOf(source: Source): Promise<StudyFiles> {
  if (source.kind === "files") return source.files;
  const { makeDemonstration } = await import("../../data/demonstration/town.ts");
  await mkdir(source.into, { recursive: true });
  const at = (name: keyof DemonstrationFiles): string => join(source.into, name);
  const texts = makeDemonstration();
  for (const name of DEMONSTRATION_FILES) await writeFile(at(name), texts[name]);
  return {
    network: at("streets.osm"),
    facilities: at("facilities.csv"),
    people: at("people.csv"),
    units: at("units.geojson"),
  };
}

const DEMONSTRATION_FILES = [
  "streets.osm",
  "facilities.csv",
  "people.csv",
  "units.geojson",
] as const satisfies readonly (keyof DemonstrationFiles)[];

/** Passes on the first and the last report of every stage, and of the others what is not too frequent. */
function sparingly(onProgress: (progress: Progress) => void) {
  let current = "";
  let last = 0;
  return (stage: Progress["stage"], done: number, total: number): void => {
    const now = performance.now();
    if (stage === current && done < total && now - last < REPORT_EVERY_MS) return;
    current = stage;
    last = now;
    onProgress({ stage, done, total });
  };
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Decisions, Role } from "#contract/import.ts";
import type { Progress } from "#contract/jobs.ts";
import type { PracticeFile } from "#contract/layers.ts";
import { makeDemonstration, type DemonstrationFiles } from "../../data/demonstration/town.ts";
import { makePracticeFiles } from "../../data/practice/practice-files.ts";
import { judgeFor } from "./judge-file.ts";
import { PRACTICE_FOLDER, PRACTICE_LIST } from "./practice.ts";
import { sparingly } from "./sparingly.ts";
import { studySoFar } from "./study-so-far.ts";
import type { DemonstrateTask, DemonstrationLayer, LayerFile } from "./tasks.ts";

/** The generated files, in the order in which one is judged against those before. */
const FILES = [
  { role: "network", name: "streets.osm" },
  { role: "units", name: "units.geojson" },
  { role: "people", name: "people.csv" },
  { role: "facilities", name: "facilities.csv" },
  { role: "premises", name: "premises.csv" },
] as const satisfies readonly { readonly role: Role; readonly name: string }[];

/** What is not to be guessed about files that are known. */
const KNOWN: Decisions = {
  crs: { crs: "EPSG:4326", swapped: false },
  duplicates: { rule: "keep-all" },
};

/** People and units are told as of the census; positions, streets and facilities are invented. */
const SOURCE = { source: "示例数据（合成）", date: "2020" };

/** Generates the demonstration and the practice files, and judges the former as an import would. */
export async function demonstrate(
  task: DemonstrateTask,
  onProgress: (progress: Progress) => void,
): Promise<DemonstrationLayer[]> {
  const report = sparingly(onProgress);
  report("generate", 0, 1);
  const files = makeDemonstration();
  await writePractice(join(task.folder, PRACTICE_FOLDER), files);
  report("generate", 1, 1);
  const made: DemonstrationLayer[] = [];
  const layers: LayerFile[] = [];
  for (const { role, name } of FILES) {
    const path = join(task.folder, name);
    await writeFile(path, files[name]);
    const judgement = await judgeFor(
      {
        path,
        name,
        decisions: {
          ...KNOWN,
          role,
          layer: SOURCE,
        },
        templates: [],
        folder: join(task.folder, `content-${role}`),
      },
      // Only what is to be walked to is held against the streets; of the others everything is known.
      await studySoFar(
        role === "facilities" || role === "premises" ? layers : [],
        task.resolution,
        task.snapCap,
      ),
      report,
    );
    if (judgement.content === null || judgement.proposal.blocking.length > 0)
      throw new Error(
        `The demonstration's ${name} cannot be used: ${JSON.stringify(judgement.proposal.blocking)}`,
      );
    const file = { name, bytes: Buffer.byteLength(files[name]), sha256: judgement.sha256 };
    const content = join(task.folder, `content-${role}`, judgement.content);
    made.push({ ...judgement, role, file, path: content });
    layers.push({ layer: role, version: 1, role, name, path: content, file });
  }
  return made;
}

async function writePractice(folder: string, demonstration: DemonstrationFiles): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = await makePracticeFiles(demonstration);
  const list: PracticeFile[] = files.map(({ name, role, about, bytes }) => ({
    name,
    role,
    about,
    bytes: bytes.byteLength,
  }));
  for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
  await writeFile(join(folder, PRACTICE_LIST), JSON.stringify(list));
}

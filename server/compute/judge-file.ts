import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "#contract/jobs.ts";
import type { Network } from "#core/network/network.ts";
import { judge } from "../intake/import/judge.ts";
import type { LayerContent, StudySoFar } from "../intake/import/study-so-far.ts";
import { fileIdentity } from "../intake/network-file.ts";
import { packNetworkLayer } from "../store/network-layer.ts";
import { baseMapOf, streetsOnly } from "./base-map.ts";
import { sparingly } from "./sparingly.ts";
import { studySoFar } from "./study-so-far.ts";
import type { JudgeTask, Judgement } from "./tasks.ts";

/** Judges a file for a study, and writes what would be stored into the task's folder. */
export async function judgeFile(
  task: JudgeTask,
  onProgress: (progress: Progress) => void,
): Promise<Judgement> {
  const report = sparingly(onProgress);
  const study = await studySoFar(task.layers, task.resolution, task.snapCap);
  return judgeFor(task, study, report);
}

/** The same for a study that has been opened. */
export async function judgeFor(
  task: Omit<JudgeTask, "layers" | "kind" | "resolution" | "snapCap">,
  study: StudySoFar,
  report: (stage: Progress["stage"], done: number, total: number) => void,
): Promise<Judgement> {
  const source = { ...(await fileIdentity(task.path)), name: task.name };
  const { content, proposal, notes, amount, facts } = await judge({
    path: task.path,
    name: task.name,
    source,
    decisions: task.decisions,
    study,
    templates: task.templates,
    onProgress: report,
  });
  await mkdir(task.folder, { recursive: true });
  const bytes =
    content === null ? null : await bytesOf(content, task.path, proposal.format, report);
  const name = content === null ? null : CONTENT_NAMES[content.role];
  if (bytes !== null && name !== null) await writeFile(join(task.folder, name), bytes);
  return { proposal, notes, content: name, amount, facts, sha256: source.sha256 };
}

/** The names say what the readers of the content are to expect. */
const CONTENT_NAMES = {
  network: "network.bin",
  units: "units.geojson",
  people: "people.csv",
  facilities: "facilities.geojson",
  premises: "premises.geojson",
} as const;

async function bytesOf(
  content: LayerContent,
  path: string,
  format: string,
  report: (stage: Progress["stage"], done: number, total: number) => void,
): Promise<Uint8Array> {
  if (content.role !== "network")
    return typeof content.text === "string" ? Buffer.from(content.text) : content.text;
  const { network, buildings } = content;
  const drawn = format === "osm" ? await drawnFrom(path, network) : streetsOnly(network);
  return packNetworkLayer({ network, baseMap: drawn, buildings });

  function drawnFrom(from: string, streets: Network) {
    return baseMapOf(from, streets, (done, total) => report("base-map", done, total));
  }
}

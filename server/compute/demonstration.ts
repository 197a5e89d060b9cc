import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Health } from "#contract/study.ts";
import { DEFAULT_RESOLUTION, DEFAULT_SNAP_CAP, WALKERS } from "#core/vocabulary.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Sql } from "../store/database/sql.ts";
import { layersOf } from "../store/layers.ts";
import type { StudyRecord } from "../store/study-record.ts";
import type { Studies } from "../store/studies.ts";
import { DEMONSTRATION_ID, type Catalogue } from "./catalogue.ts";
import type { Jobs } from "./jobs.ts";
import type { Library } from "./library.ts";
import { PRACTICE_FOLDER } from "./practice.ts";
import type { DemonstrationLayer } from "./tasks.ts";
import type { RunTask } from "./threads.ts";
import { walkFrom } from "./walk.ts";

/** Fifteen minutes. */
const WARM_UP_LIMIT = 900_000;

/** The study everybody can open: how far it is, and when it is there. */
export interface Demonstration {
  readonly health: () => Health;
  /** Resolves when it is ready or cannot be made; never rejects. */
  readonly settled: Promise<void>;
}

export interface DemonstrationTools {
  readonly home: string;
  readonly database: Sql;
  readonly artifacts: Artifacts;
  readonly studies: Studies;
  readonly catalogue: Catalogue;
  readonly library: Library;
  /** Enters the figures that its offices would have reported, unless there are any. */
  readonly enterFigures: () => Promise<void>;
  readonly jobs: Jobs;
  readonly runTask: RunTask;
}

/**
 * Has the demonstration study made, unless one with this stamp is there and opens, and works out the view the
 * page starts with. The practice files are made with it.
 */
export function prepareDemonstration(tools: DemonstrationTools, stamp: string): Demonstration {
  const { home, database, artifacts, studies, catalogue, library, enterFigures, jobs, runTask } =
    tools;
  let health: () => Health = () => ({ status: "preparing", stage: "store" });
  const settled = prepare().then(
    () => {
      health = () => ({ status: "ready" });
    },
    (error: unknown) => {
      const stage = error instanceof Error ? error.message : String(error);
      health = () => ({ status: "failed", stage });
    },
  );
  return { health: () => health(), settled };

  async function prepare(): Promise<void> {
    const old = catalogue.find(DEMONSTRATION_ID);
    if (old?.stamp === stamp && (await warmUp(old).catch(() => false))) {
      await enterFigures();
      return;
    }
    await catalogue.remove(DEMONSTRATION_ID);
    await follow(jobs.start(generate).id);
    await follow((await catalogue.compute(DEMONSTRATION_ID, stamp)).id);
    const record = catalogue.find(DEMONSTRATION_ID);
    if (record === undefined) throw new Error("The demonstration study was not made.");
    await enterFigures();
    await warmUp(record);
  }

  async function follow(id: string): Promise<void> {
    health = () => ({
      status: "preparing",
      stage: jobs.find(id)?.progress.at(-1)?.stage ?? "generate",
    });
    const job = await jobs.ended(id);
    if (job?.state !== "done")
      throw new Error(job?.error?.en ?? "The demonstration study was not made.");
  }

  /** Generates the district and makes its files layers, all of them or none. */
  async function generate(options: Parameters<Parameters<Jobs["start"]>[0]>[0]): Promise<string> {
    const { DEMONSTRATION_NAME } = await import("../../data/demonstration/town.ts");
    const draft = await studies.newDraft();
    try {
      const layers = await runTask(
        {
          kind: "demonstrate",
          resolution: DEFAULT_RESOLUTION,
          snapCap: DEFAULT_SNAP_CAP,
          folder: draft.uploads,
        },
        options,
      );
      options.signal.throwIfAborted();
      await keepPractice(join(draft.uploads, PRACTICE_FOLDER));
      await catalogue.create({
        id: DEMONSTRATION_ID,
        name: DEMONSTRATION_NAME,
        synthetic: true,
        resolution: DEFAULT_RESOLUTION,
        snapCap: DEFAULT_SNAP_CAP,
      });
      for (const layer of layers) await keepLayer(layer);
    } finally {
      await draft.discard();
    }
    return DEMONSTRATION_ID;
  }

  async function keepLayer(layer: DemonstrationLayer): Promise<void> {
    const { proposal } = layer;
    const { sha256 } = await artifacts.keep(layer.path);
    await layersOf(database).add(DEMONSTRATION_ID, null, {
      role: proposal.role,
      name: proposal.layer.name,
      amount: layer.amount,
      synthetic: true,
      file: layer.file,
      sha256,
      source: proposal.layer.source,
      date: proposal.layer.date,
      crs: proposal.crs,
      mapping: Object.fromEntries(proposal.columns.map(({ title, field }) => [title, field ?? ""])),
      account: proposal.account,
      facts: { ...layer.facts },
    });
  }

  async function keepPractice(made: string): Promise<void> {
    const place = join(home, PRACTICE_FOLDER);
    await rm(place, { recursive: true, force: true });
    await mkdir(place, { recursive: true });
    for (const name of await readdir(made)) await rename(join(made, name), join(place, name));
  }

  async function warmUp(record: StudyRecord): Promise<true> {
    const study = await library.open(record);
    const answers = await study.answers({ kind: "time", ...WALKERS.adult }, "towards");
    const { demand } = study.ground;
    // Once, for the engine to have seen the code: the first click is then as quick as the next.
    walkFrom(answers.walker(), demand.lng[0] ?? 0, demand.lat[0] ?? 0, WARM_UP_LIMIT);
    study.tiles();
    return true;
  }
}

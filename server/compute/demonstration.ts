import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "#contract/jobs.ts";
import type { LayerVersion } from "#contract/layers.ts";
import type { Health } from "#contract/study.ts";
import { DEFAULT_RESOLUTION, DEFAULT_SNAP_CAP, WALKERS } from "#core/vocabulary.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Sql } from "../store/database/sql.ts";
import { layersOf } from "../store/layers.ts";
import type { StudyRecord } from "../store/study-record.ts";
import type { Studies } from "../store/studies.ts";
import { DEMONSTRATION_ID, type Catalogue } from "./catalogue.ts";
import { generateAhead, type Ahead } from "./demonstration-ahead.ts";
import { isWorkedOn } from "./demonstration-work.ts";
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
  /** Its files, if they are being made already. */
  readonly ahead?: Ahead;
}

/**
 * Has the demonstration study made, unless one with this stamp is there and opens, and works out the view the
 * page starts with. The practice files are made with it. One of another stamp is made anew, or, when somebody has
 * put work into it, brought up to date: its layers get new versions, and everything else stays.
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
    if (!(await isWorkedOn(database, DEMONSTRATION_ID))) await catalogue.remove(DEMONSTRATION_ID);
    await follow(jobs.start(generate).id, "generate");
    await follow((await catalogue.compute(DEMONSTRATION_ID, stamp)).id, "network");
    const record = catalogue.find(DEMONSTRATION_ID);
    if (record === undefined) throw new Error("The demonstration study was not made.");
    await enterFigures();
    await warmUp(record);
  }

  /** `begin` is what it is at before it first says so itself. */
  async function follow(id: string, begin: Progress["stage"]): Promise<void> {
    health = () => ({
      status: "preparing",
      stage: jobs.find(id)?.progress.at(-1)?.stage ?? begin,
    });
    const job = await jobs.ended(id);
    if (job?.state !== "done")
      throw new Error(job?.error?.en ?? "The demonstration study was not made.");
  }

  /** Generates the district and makes its files layers, all of them or none. */
  async function generate(options: Parameters<Parameters<Jobs["start"]>[0]>[0]): Promise<string> {
    const { DEMONSTRATION_NAME } = await import("../../data/demonstration/town.ts");
    const { draft, layers } = await (tools.ahead ?? generateAhead(studies, runTask)).take(options);
    try {
      options.signal.throwIfAborted();
      await keepPractice(join(draft.uploads, PRACTICE_FOLDER));
      if ((await catalogue.row(DEMONSTRATION_ID)) === undefined)
        await catalogue.create({
          id: DEMONSTRATION_ID,
          name: DEMONSTRATION_NAME,
          synthetic: true,
          resolution: DEFAULT_RESOLUTION,
          snapCap: DEFAULT_SNAP_CAP,
        });
      const before = await layersOf(database).newest(DEMONSTRATION_ID);
      for (const layer of layers) await keepLayer(layer, before);
    } finally {
      await draft.discard();
    }
    return DEMONSTRATION_ID;
  }

  /** As a new layer, or as the next version of the same one; what was replaced by somebody's own stays so. */
  async function keepLayer(
    layer: DemonstrationLayer,
    before: readonly LayerVersion[],
  ): Promise<void> {
    const { proposal } = layer;
    const { sha256 } = await artifacts.keep(layer.path);
    const ofRole = before.filter(({ role }) => role === proposal.role);
    const own = ofRole.find(
      ({ file, source }) => file.name === layer.file.name && source === proposal.layer.source,
    );
    if (own?.sha256 === sha256 || (own === undefined && ofRole.length > 0)) return;
    await layersOf(database).add(DEMONSTRATION_ID, own?.layer ?? null, {
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

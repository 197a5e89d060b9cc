import type { Job } from "#contract/jobs.ts";
import type { LayerVersion, NewStudy, StudyLayers } from "#contract/layers.ts";
import type { Role } from "#contract/import.ts";
import type { StudySummary } from "#contract/study.ts";
import { notGivenIn } from "#core/demand/not-given.ts";
import { DEFAULT_RESOLUTION, DEFAULT_SNAP_CAP } from "#core/vocabulary.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Sql } from "../store/database/sql.ts";
import { layersOf } from "../store/layers.ts";
import { editsOf } from "../store/network-edits.ts";
import { isUsed, resultsOf } from "../store/results.ts";
import type { Studies } from "../store/studies.ts";
import type { StudyRecord } from "../store/study-record.ts";
import { NoSuchStudy, studyRows, type StudyRow } from "../store/study-rows.ts";
import type { Jobs } from "./jobs.ts";
import type { LayerFile } from "./tasks.ts";
import type { RunTask } from "./threads.ts";

export const DEMONSTRATION_ID = "demonstration";

/** The studies, their layers and their results. */
export interface Catalogue {
  /** The demonstration first, then the newest. */
  readonly list: () => Promise<StudySummary[]>;
  readonly row: (study: string) => Promise<StudyRow | undefined>;
  readonly create: (
    asked: NewStudy & { readonly id?: string; readonly synthetic?: boolean },
  ) => Promise<StudyRow>;
  readonly layers: (study: string) => Promise<StudyLayers>;
  /** The newest versions, with where their content is kept. */
  readonly layerFiles: (study: string) => Promise<LayerFile[]>;
  /** The record of a result, or of the newest result of a study. */
  readonly find: (id: string) => StudyRecord | undefined;
  /**
   * Computes a result from what the study holds now, in place of a computation of it under way. Says what the
   * study was generated from as its newest result does, unless told otherwise.
   */
  readonly compute: (study: string, stamp?: string | null) => Promise<Job>;
  /** Deletes its files as well. Gives where its imports left some; undefined when there is no such study. */
  readonly remove: (study: string) => Promise<readonly string[] | undefined>;
}

/** Something a study lacks before a result can be computed. */
export class Incomplete extends Error {
  override readonly name = "Incomplete";
  readonly missing: readonly Role[];

  constructor(missing: readonly Role[]) {
    super(`A result needs layers of ${missing.join(", ")} first.`);
    this.missing = missing;
  }
}

export interface CatalogueTools {
  readonly database: Sql;
  readonly artifacts: Artifacts;
  readonly studies: Studies;
  readonly jobs: Jobs;
  readonly runTask: RunTask;
  /** Whether what the database does not know may be cleared away. */
  readonly tidy: boolean;
}

/** From being kept to being written down is a matter of seconds. */
const JUST_KEPT_MS = 60_000;

const NEEDED = ["network", "people", "facilities"] as const satisfies readonly Role[];

/** Opens the catalogue, and clears away folders of results that were never written down. */
export async function openCatalogue(tools: CatalogueTools): Promise<Catalogue> {
  const { database, artifacts, studies, jobs, runTask } = tools;
  const [rows, layers, results, edits] = [
    studyRows(database),
    layersOf(database),
    resultsOf(database),
    editsOf(database),
  ];
  const known = await results.ids();
  for (const { study } of tools.tidy ? studies.list() : [])
    if (!known.has(study.id)) await studies.remove(study.id);
  /** Of every study, the id of its newest result that can be read. */
  const newest = new Map<string, string>();
  for (const { id } of await rows.list()) await refresh(id);
  const computing = new Map<string, string>();

  return {
    async list() {
      const all = (await rows.list()).map(({ id, name, synthetic, created }) => ({
        id,
        name,
        synthetic,
        created,
        ready: newest.has(id),
      }));
      return all.sort(
        (a, b) =>
          Number(b.id === DEMONSTRATION_ID) - Number(a.id === DEMONSTRATION_ID) ||
          b.created.localeCompare(a.created),
      );
    },
    row: (study) => rows.find(study),
    create: ({ id, name, synthetic = false, resolution, snapCap }) =>
      rows.create({
        ...(id === undefined ? {} : { id }),
        name,
        synthetic,
        resolution: resolution ?? DEFAULT_RESOLUTION,
        snapCap: snapCap ?? DEFAULT_SNAP_CAP,
      }),
    async layers(study) {
      const { id, name, synthetic, resolution, snapCap } = await rowOf(study);
      const current = await layers.newest(study);
      return {
        id,
        name,
        synthetic,
        resolution,
        snapCap,
        layers: current,
        history: await layers.history(study),
        results: (await results.list(study)).filter((one) => studies.find(one.id) !== undefined),
        missing: missingOf(current),
        computing: running(study) ?? null,
      };
    },
    layerFiles,
    find,
    async compute(study, stamp = find(study)?.stamp ?? null) {
      await rowOf(study);
      const missing = missingOf(await layers.newest(study));
      if (missing.length > 0) throw new Incomplete(missing);
      const before = running(study);
      if (before !== undefined) void jobs.cancel(before);
      const job = jobs.start(async (options) => {
        const { id: _, created: __, ...row } = await rowOf(study);
        const files = (await layerFiles(study)).filter(isUsed);
        const { inForce } = await edits.list(study);
        const id = await results.nextId(study);
        const draft = await studies.newDraft();
        try {
          await runTask(
            {
              kind: "compute",
              id,
              study: { id: study, name: row.name, synthetic: row.synthetic },
              created: new Date().toISOString(),
              stamp,
              resolution: row.resolution,
              snapCap: row.snapCap,
              layers: files,
              repairs: inForce.map(({ repair }) => repair),
              folder: draft.study,
            },
            options,
          );
          options.signal.throwIfAborted();
          await studies.keep(draft);
          await results
            .add({
              id,
              study,
              uses: files.map(({ layer, version, name }) => ({ layer, version, name })),
              repairs: inForce.map((edit) => edit.id),
            })
            .catch(async (error: unknown) => {
              await studies.remove(id);
              throw error;
            });
          newest.set(study, id);
        } finally {
          await draft.discard();
        }
        return study;
      });
      computing.set(study, job.id);
      return job;
    },
    async remove(study) {
      const job = running(study);
      if (job !== undefined) await jobs.cancel(job);
      const removed = await rows.remove(study);
      if (removed === undefined) return undefined;
      newest.delete(study);
      for (const id of removed.results) await studies.remove(id);
      if (tools.tidy) await artifacts.discard(removed.artifacts, JUST_KEPT_MS);
      return removed.uploads;
    },
  };

  function find(id: string): StudyRecord | undefined {
    return studies.find(id) ?? studies.find(newest.get(id) ?? "");
  }

  async function rowOf(study: string): Promise<StudyRow> {
    const row = await rows.find(study);
    if (row === undefined) throw new NoSuchStudy(study);
    return row;
  }

  async function layerFiles(study: string): Promise<LayerFile[]> {
    return (await layers.newest(study)).map(
      ({ layer, version, role, name, sha256, file, facts }) => {
        const notGiven = role === "people" ? notGivenIn(facts) : null;
        return {
          layer,
          version,
          role,
          name,
          path: artifacts.pathOf(sha256),
          ...(notGiven !== null && { notGiven }),
          file,
        };
      },
    );
  }

  function running(study: string): string | undefined {
    const id = computing.get(study);
    return id !== undefined && jobs.find(id)?.state === "running" ? id : undefined;
  }

  async function refresh(study: string): Promise<void> {
    const readable = (await results.list(study)).find(({ id }) => studies.find(id) !== undefined);
    if (readable !== undefined) newest.set(study, readable.id);
  }
}

function missingOf(layers: readonly LayerVersion[]): Role[] {
  return NEEDED.filter((role) => !layers.some((layer) => layer.role === role));
}

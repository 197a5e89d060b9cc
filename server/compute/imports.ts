import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Decisions, Import, Role, RowNote } from "#contract/import.ts";
import type { Progress, Said } from "#contract/jobs.ts";
import type { LayerVersion } from "#contract/layers.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Sql } from "../store/database/sql.ts";
import { importsOf, type ImportRow } from "../store/imports.ts";
import { layersOf } from "../store/layers.ts";
import { isUsed } from "../store/results.ts";
import { NoSuchStudy } from "../store/study-rows.ts";
import { templatesOf } from "../store/templates.ts";
import type { Catalogue } from "./catalogue.ts";
import { faultSaid } from "./fault-said.ts";
import { Cancelled, updated } from "./jobs.ts";
import type { Judgement } from "./tasks.ts";
import { TaskRefused, type RunTask } from "./threads.ts";

/** Files on their way into studies: read, judged, decided about, and confirmed or cancelled. */
export interface Imports {
  /** A folder to receive a file into, below which the file given to `start` lies; or to be taken away. */
  readonly receive: () => Promise<Reception>;
  readonly start: (
    study: string,
    file: { readonly name: string; readonly path: string; readonly bytes: number },
    role: Role | undefined,
  ) => Promise<Import>;
  readonly find: (id: string) => Promise<Import | undefined>;
  /** Of a study, newest first. */
  readonly list: (study: string) => Promise<Import[]>;
  /** Judges the file again under other decisions. Throws `NotWaiting`. */
  readonly decide: (id: string, decisions: Decisions) => Promise<Import>;
  /** Stores what was judged as a version of a layer. Throws `NotWaiting`, `Blocked`. */
  readonly confirm: (id: string) => Promise<Import>;
  /** Undefined when there is none; one that has ended stays as it is, also when it ends just then. */
  readonly cancel: (id: string) => Promise<Import | undefined>;
  /** Everything that was said of the rows of the file. */
  readonly notes: (id: string) => Promise<readonly RowNote[]>;
  /** The import a version of a layer came from. */
  readonly importOf: (study: string, version: LayerVersion) => Promise<Import | undefined>;
  /** The import once nothing is being done with it. */
  readonly settled: (id: string) => Promise<Import | undefined>;
  /** Takes away what the removed study's imports left on disk. */
  readonly forget: (uploads: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Reception {
  readonly folder: string;
  readonly discard: () => Promise<void>;
}

/** The import is not waiting for decisions. */
export class NotWaiting extends Error {
  override readonly name = "NotWaiting";
}

/** The import cannot be confirmed as it stands. */
export class Blocked extends Error {
  override readonly name = "Blocked";
}

export interface ImportTools {
  readonly home: string;
  readonly database: Sql;
  readonly artifacts: Artifacts;
  readonly catalogue: Catalogue;
  /** Whether what the database does not know may be cleared away. */
  readonly tidy: boolean;
  readonly runTask: RunTask;
  readonly onFault: (error: unknown) => void;
}

/** One that failed or was interrupted is put away by cancelling it. */
const CANCELLABLE = ["reading", "waiting", "storing", "failed", "interrupted"] as const;

const NOTES = "notes.json";
const JUDGEMENT = "judgement.json";

/**
 * Opens the imports. Those that were being read or stored when the server stopped are interrupted; waiting ones wait
 * on.
 */
export async function openImports(tools: ImportTools): Promise<Imports> {
  const { database, artifacts, catalogue, runTask, onFault } = tools;
  const root = join(tools.home, "imports");
  const rows = importsOf(database);
  const templates = templatesOf(database);
  const active = new Map<string, Active>();
  const turns = new Map<string, Promise<unknown>>();
  /**
   * What became of work whose end could not be written down, as on a full disk; the next start finds it interrupted.
   */
  const unwritten = new Map<string, Said>();

  await mkdir(root, { recursive: true });
  for (const row of await rows.interrupt()) await clear(row);
  const kept = new Set<string>();
  for (const { id } of await catalogue.list())
    for (const row of await rows.list(id)) kept.add(folderName(row));
  for (const name of tools.tidy ? await readdir(root) : [])
    if (!kept.has(name)) await rm(join(root, name), { recursive: true, force: true });

  return {
    async receive() {
      const folder = join(root, crypto.randomUUID());
      await mkdir(join(folder, "upload"), { recursive: true });
      return { folder, discard: () => rm(folder, { recursive: true, force: true }) };
    },
    async start(study, { name, path, bytes }, role) {
      const row = await rows.create({
        study,
        file: { name, bytes },
        upload: path.slice(root.length + 1),
        decisions: role === undefined ? {} : { role },
      });
      judge(row);
      return view(row);
    },
    find: async (id) => optional(await rows.find(id)),
    list: async (study) => (await rows.list(study)).map(view).toReversed(),
    decide: (id, decisions) =>
      inTurn(id, async () => {
        const row = await startOver(id, { decisions });
        if (row === undefined) throw new NotWaiting(`Import "${id}" is not waiting for decisions.`);
        return view(row);
      }),
    confirm: (id) =>
      inTurn(id, async () => {
        const waiting = await rows.find(id);
        if (waiting?.state !== "waiting" || waiting.proposal === null)
          throw new NotWaiting(`Import "${id}" is not waiting to be confirmed.`);
        if (waiting.proposal.blocking.length > 0)
          throw new Blocked(`Import "${id}" cannot be confirmed before what blocks it is decided.`);
        const row = await rows.change(id, ["waiting"], { state: "storing" });
        if (row === undefined)
          throw new NotWaiting(`Import "${id}" is not waiting to be confirmed.`);
        work(row, () => store(row));
        return view(row);
      }),
    cancel: (id) =>
      inTurn(id, async () => {
        const row = await rows.change(id, CANCELLABLE, { state: "cancelled", proposal: null });
        if (row === undefined) return optional(await rows.find(id));
        const running = active.get(id);
        running?.stop.abort(new Cancelled());
        await running?.end;
        await clear(row);
        return view(row);
      }),
    async notes(id) {
      const row = await rows.find(id);
      if (row === undefined) return [];
      return JSON.parse(await readFile(join(folderOf(row), NOTES), "utf8").catch(() => "[]"));
    },
    async importOf(study, { layer, version }) {
      const came = (await rows.list(study)).find(
        ({ became }) => became?.layer === layer && became.version === version,
      );
      return optional(came);
    },
    async settled(id) {
      for (let running = active.get(id); running !== undefined; running = active.get(id))
        await running.end;
      return optional(await rows.find(id));
    },
    async forget(uploads) {
      for (const folder of uploads.map(firstPart)) {
        const running = [...active.values()].find((one) => one.folder === folder);
        running?.stop.abort(new Cancelled());
        await running?.end;
        await rm(join(root, folder), { recursive: true, force: true });
      }
    },
    async close() {
      for (const { stop } of active.values()) stop.abort(new Stopped());
      await Promise.all([...active.values()].map(({ end }) => end));
    },
  };

  /** Has the file read and judged under its decisions; what is said then goes into the proposal. */
  function judge(row: ImportRow): void {
    work(row, async (signal) => {
      const study = await catalogue.row(row.study);
      if (study === undefined) return;
      const folder = join(folderOf(row), `content-${Date.now().toString(36)}`);
      const judgement = await runTask(
        {
          kind: "judge",
          path: join(root, row.upload),
          name: row.file.name,
          decisions: row.decisions,
          layers: await catalogue.layerFiles(row.study),
          templates: await templates.list(),
          resolution: study.resolution,
          snapCap: study.snapCap,
          folder,
        },
        { signal, onProgress: (progress) => say(row.id, progress) },
      );
      signal.throwIfAborted();
      const { notes, proposal, ...rest } = judgement;
      await keepOnly(folderOf(row), folder);
      await writeFile(join(folderOf(row), NOTES), JSON.stringify(notes));
      await writeFile(join(folderOf(row), JUDGEMENT), JSON.stringify({ ...rest, folder }));
      await rows.change(row.id, ["reading"], { state: "waiting", proposal });
    });
  }

  async function store(row: ImportRow): Promise<void> {
    const { proposal } = row;
    const judged: StoredJudgement = JSON.parse(
      await readFile(join(folderOf(row), JUDGEMENT), "utf8"),
    );
    if (proposal === null || judged.content === null) throw new Error("There is nothing to store.");
    say(row.id, { stage: "store", done: 0, total: 1 });
    // The state folder may have been moved since.
    const content = join(folderOf(row), basename(judged.folder), judged.content);
    const { sha256 } = await artifacts.keep(content);
    const study = await catalogue.row(row.study);
    // Both or neither: what was cancelled meanwhile leaves no version behind.
    await database.transaction(async (sql) => {
      const { layer, version } = await layersOf(sql).add(row.study, proposal.layer.replaces, {
        role: proposal.role,
        name: proposal.layer.name,
        amount: judged.amount,
        synthetic: study?.synthetic ?? false,
        file: { ...row.file, sha256: judged.sha256 },
        sha256,
        source: proposal.layer.source,
        date: proposal.layer.date,
        crs: proposal.crs,
        mapping: Object.fromEntries(
          proposal.columns.map(({ title, field }) => [title, field ?? ""]),
        ),
        account: proposal.account,
        facts: { ...judged.facts },
      });
      const done = await importsOf(sql).change(row.id, ["storing"], {
        state: "done",
        became: { layer, version },
      });
      if (done === undefined) throw new Cancelled();
      for (const other of await othersOf(row, importsOf(sql)))
        await importsOf(sql).change(other.id, ["waiting"], { state: "reading" });
    });
    say(row.id, { stage: "store", done: 1, total: 1 });
    await keepOnly(folderOf(row), undefined);
    for (const { id } of await othersOf(row))
      void inTurn(id, () => startOver(id, {})).catch(onFault);
    if (!isUsed(proposal)) return;
    const { missing } = await catalogue.layers(row.study);
    if (missing.length === 0) await catalogue.compute(row.study);
  }

  /** Judges a file once more from the beginning; undefined where it is past that. */
  async function startOver(
    id: string,
    changes: { readonly decisions?: Decisions },
  ): Promise<ImportRow | undefined> {
    const before = active.get(id);
    before?.stop.abort(new Superseded());
    await before?.end;
    const row = await rows.change(id, ["waiting", "reading"], { state: "reading", ...changes });
    if (row !== undefined) judge(row);
    return row;
  }

  /** Files on their way in that were judged against a study without what has just been stored in it. */
  async function othersOf({ study, proposal: stored }: ImportRow, from = rows) {
    return (await from.open(study)).filter(
      ({ state, proposal, decisions }) =>
        state !== "storing" && bearsOn(stored?.role, proposal?.role ?? decisions.role),
    );
  }

  /** Does something for an import, one thing at a time; what goes wrong becomes its end. */
  function work(row: ImportRow, task: (signal: AbortSignal) => Promise<void>): void {
    const entry: Active = {
      folder: folderName(row),
      stop: new AbortController(),
      progress: [],
      end: Promise.resolve(),
    };
    active.set(row.id, entry);
    unwritten.delete(row.id);
    entry.end = task(entry.stop.signal)
      .catch(async (error: unknown) => {
        if (ENDS.some((end) => error instanceof end)) return;
        if (!(error instanceof TaskRefused)) onFault(error);
        const said = error instanceof TaskRefused ? error.said : faultSaid(error);
        unwritten.set(row.id, said);
        const failed = await rows.change(row.id, ["reading", "storing"], {
          state: "failed",
          error: said,
        });
        unwritten.delete(row.id);
        if (failed !== undefined) await clear(failed);
      })
      .catch(onFault)
      .finally(() => {
        if (active.get(row.id) === entry) active.delete(row.id);
      });
  }

  /** Of two who decide, confirm or cancel at once, the second finds what the first has made of it. */
  function inTurn<Value>(id: string, act: () => Promise<Value>): Promise<Value> {
    const turn = (turns.get(id) ?? Promise.resolve()).then(act);
    const end = turn
      .catch(() => {})
      .finally(() => {
        if (turns.get(id) === end) turns.delete(id);
      });
    turns.set(id, end);
    return turn;
  }

  function say(id: string, progress: Progress): void {
    const entry = active.get(id);
    if (entry !== undefined) entry.progress = updated(entry.progress, progress);
  }

  function view(row: ImportRow): Import {
    const { id, study, file, state, created, decisions, proposal, error, became } = row;
    const progress = [...(active.get(id)?.progress ?? [])];
    const said = active.has(id) || !isUnderWay(row) ? undefined : unwritten.get(id);
    if (said !== undefined) return { ...view({ ...row, state: "failed" }), error: said };
    return { id, study, file, state, created, progress, decisions, proposal, error, became };
  }

  function optional(row: ImportRow | undefined): Import | undefined {
    return row === undefined ? undefined : view(row);
  }

  function folderOf(row: ImportRow): string {
    return join(root, folderName(row));
  }

  async function clear(row: ImportRow): Promise<void> {
    await rm(folderOf(row), { recursive: true, force: true });
  }
}

function isUnderWay({ state }: ImportRow): boolean {
  return state === "reading" || state === "storing";
}

interface Active {
  /** Of the import, below the folder of all imports. */
  readonly folder: string;
  readonly stop: AbortController;
  progress: Progress[];
  end: Promise<void>;
}

type StoredJudgement = Omit<Judgement, "proposal" | "notes"> & { readonly folder: string };

/** The file is being judged under decisions or against a study that are no longer so. */
class Superseded extends Error {
  override readonly name = "Superseded";
}

/** The server ends: at its next start the import is interrupted. */
class Stopped extends Error {
  override readonly name = "Stopped";
}

/** What ends work on an import without its having failed: the last, that its study was removed. */
const ENDS = [Cancelled, Superseded, Stopped, NoSuchStudy];

/**
 * Whether a file for a role, undefined where that is not known yet, is read otherwise once a layer of another is
 * there: its coordinates are held against streets and units, its rows against lists of its own kind, and it
 * replaces what there is of its role.
 */
function bearsOn(stored: Role | undefined, other: Role | undefined): boolean {
  if (other === undefined || other === stored) return true;
  return other !== "network" && (stored === "network" || stored === "units");
}

/** Of an import's folder keeps the upload, the notes and one folder of content; with none, only the notes. */
async function keepOnly(folder: string, content: string | undefined): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const isKept = content === undefined ? name === NOTES : name === "upload" || path === content;
    if (!isKept) await rm(path, { recursive: true, force: true });
  }
}

function folderName({ upload }: ImportRow): string {
  return firstPart(upload);
}

function firstPart(path: string): string {
  return path.split(/[/\\]/, 1)[0] ?? "";
}

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import type { Decisions, Import, Role } from "#contract/import.ts";
import type { NewStudy, StudyLayers } from "#contract/layers.ts";
import type { Health } from "#contract/study.ts";
import { buildApp } from "../../../server/api/app.ts";
import type { Collaborators } from "../../../server/api/collaborators.ts";
import { openCatalogue } from "../../../server/compute/catalogue.ts";
import { explainerOf } from "../../../server/compute/explain.ts";
import { openImports } from "../../../server/compute/imports.ts";
import { jobs as makeJobs } from "../../../server/compute/jobs.ts";
import { keptScenarios } from "../../../server/compute/kept-scenarios.ts";
import { library } from "../../../server/compute/library.ts";
import { openPolicy } from "../../../server/compute/policy.ts";
import { practiceOf } from "../../../server/compute/practice.ts";
import { openPremises } from "../../../server/compute/premises.ts";
import { repairsOf } from "../../../server/compute/repairs.ts";
import { reportsOf } from "../../../server/compute/reports.ts";
import { sitingsOf } from "../../../server/compute/siting-plans.ts";
import { scenarioIndicators } from "../../../server/compute/scenario-indicators.ts";
import { scenariosOf } from "../../../server/compute/scenarios.ts";
import { scenesOf } from "../../../server/compute/scenes.ts";
import type { RunTask } from "../../../server/compute/threads.ts";
import { loadSeeds, SEEDS_FOLDER } from "../../../server/intake/policy/seeds.ts";
import { openArtifacts, type Artifacts } from "../../../server/store/artifacts.ts";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { openStudies, type Studies } from "../../../server/store/studies.ts";
import { templatesOf } from "../../../server/store/templates.ts";
import { emptyPglite } from "../../fixtures/empty-pglite.ts";
import { runHere } from "../../fixtures/run-here.ts";
import { FILE_NAMES, temporaryFolder, TOWN, type TownFile } from "../../fixtures/town-files.ts";

/** The service with a state folder and a database of its own, asked without a network. */
export interface Service extends Omit<Collaborators, "artifacts"> {
  readonly app: FastifyInstance;
  readonly home: string;
  readonly database: Database;
  readonly studies: Studies;
  readonly artifacts: Artifacts;
  readonly faults: unknown[];
  readonly get: (path: string, headers?: Record<string, string>) => Promise<LightMyRequestResponse>;
  /** Sends a form, or a value as JSON. */
  readonly post: (
    path: string,
    body?: FormData | object,
    headers?: Record<string, string>,
  ) => Promise<LightMyRequestResponse>;
  /** Replaces something with a form. */
  readonly put: (path: string, body: FormData) => Promise<LightMyRequestResponse>;
  readonly inject: (options: InjectOptions) => Promise<LightMyRequestResponse>;
  /** A new study without layers. */
  readonly makeStudy: (study?: Partial<NewStudy>) => Promise<string>;
  /** Sends a file into a study and waits until it has been judged, under `decisions` if it needs any. */
  readonly bring: (
    study: string,
    role: Role,
    file: { readonly name: string; readonly content: string | Uint8Array<ArrayBuffer> },
    decisions?: Decisions,
  ) => Promise<Import>;
  readonly decide: (id: string, decisions: Decisions) => Promise<Import>;
  /** Confirms an import and waits until it is stored and what follows from it has been computed. */
  readonly confirm: (id: string) => Promise<Import>;
  readonly layers: (study: string) => Promise<StudyLayers>;
  /** Waits for the computation of a study that is under way, if one is. */
  readonly computed: (study: string) => Promise<void>;
  /** The id of a new study of the town, with a result. Null leaves a file out. */
  readonly makeTown: (
    files?: Partial<Record<TownFile, string | null>>,
    study?: Partial<NewStudy>,
  ) => Promise<string>;
  /** Ends the service as the end of its process would, but for its state folder. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ServiceOptions extends Partial<Collaborators> {
  readonly run?: RunTask;
  /** What day it is. */
  readonly now?: () => Date;
  /** The state folder of a service that was stopped, which this one takes up. */
  readonly home?: string;
}

export async function service(options: ServiceOptions = {}): Promise<Service> {
  const { run = runHere, now = () => new Date(), home: before, ...given } = options;
  const folder = await temporaryFolder();
  const home = before ?? join(folder.path, "state");
  if (before === undefined) await emptyPglite(join(home, "database"));
  const faults: unknown[] = [];
  const onFault = (error: unknown): void => void faults.push(error);
  const database = await openDatabase({ url: undefined, folder: join(home, "database") });
  const artifacts = await openArtifacts(home);
  const studies = await openStudies(home);
  const jobs = makeJobs(onFault);
  const tidy = true;
  const tools = { home, database, artifacts, studies, jobs, runTask: run, onFault, tidy };
  const catalogue = await openCatalogue(tools);
  const imports = await openImports({ ...tools, catalogue });
  const shelf = library(studies, run);
  const policy = openPolicy({
    database,
    artifacts,
    catalogue,
    library: shelf,
    now,
    seeds: await loadSeeds(SEEDS_FOLDER),
  });
  const premises = openPremises(catalogue);
  const sitings = sitingsOf({ ...tools, catalogue, library: shelf, policy, premises });
  const scenarios = scenariosOf({
    scenes: scenesOf({ studies, library: shelf, runTask: run }),
    indicators: scenarioIndicators(policy),
  });
  const collaborators: Collaborators = {
    catalogue,
    imports,
    repairs: repairsOf({ ...tools, catalogue }),
    templates: templatesOf(database),
    artifacts,
    practice: practiceOf(home),
    premises,
    policy,
    reports: reportsOf({
      database,
      artifacts,
      studies,
      catalogue,
      library: shelf,
      policy,
      premises,
      sitings,
      jobs,
      runTask: run,
      now,
    }),
    scenarios,
    keptScenarios: keptScenarios({ database, library: shelf, now }),
    explain: explainerOf({ studies, scenarios, runTask: run }),
    sitings,
    library: shelf,
    jobs,
    health: (): Health => ({ status: "ready" }),
    uploads: { network: 1_000_000, table: 100_000 },
    names: undefined,
    instance: "here",
    build: "0123456789abcdef",
    page: join(folder.path, "no-page"),
    ...given,
  };
  const app = await buildApp(collaborators);
  const send = async (
    method: "POST" | "PUT",
    path: string,
    body: FormData | object = {},
    headers: Record<string, string> = {},
  ) => {
    const isForm = body instanceof FormData;
    const request = new Request("http://localhost/", {
      method,
      body: isForm ? body : JSON.stringify(body),
    });
    const type = isForm ? request.headers.get("content-type")! : "application/json";
    return app.inject({
      method,
      url: path,
      headers: { "content-type": type, ...headers },
      payload: Buffer.from(await request.arrayBuffer()),
    });
  };
  const asking: Pick<Service, "get" | "post" | "put" | "inject"> = {
    get: (path, headers = {}) => app.inject({ method: "GET", url: path, headers }),
    post: (path, body, headers) => send("POST", path, body, headers),
    put: (path, body) => send("PUT", path, body),
    inject: (asked) => app.inject(asked),
  };
  const settled = async (id: string): Promise<Import> => {
    await imports.settled(id);
    return ok<Import>(await asking.get(`/api/imports/${id}`));
  };
  let stopped = false;
  const made: Service = {
    ...collaborators,
    ...asking,
    app,
    home,
    database,
    studies,
    artifacts,
    faults,
    makeStudy: async (study) =>
      ok<StudyLayers>(await asking.post("/api/studies", { name: "七里镇", ...study })).id,
    async bring(study, role, { name, content }, decisions) {
      const sent = await asking.post(
        `/api/studies/${study}/imports`,
        importForm({ role, file: { name, content } }),
      );
      const read = await settled(ok<Import>(sent).id);
      const open = (read.proposal?.blocking.length ?? 0) > 0;
      return decisions === undefined || !open ? read : made.decide(read.id, { role, ...decisions });
    },
    async decide(id, decisions) {
      const url = `/api/imports/${id}/decisions`;
      ok(await asking.inject({ method: "PUT", url, payload: decisions }));
      return settled(id);
    },
    async confirm(id) {
      ok(await asking.post(`/api/imports/${id}/confirm`));
      const stored = await settled(id);
      await made.computed(stored.study);
      return stored;
    },
    layers: async (study) => ok<StudyLayers>(await asking.get(`/api/studies/${study}/layers`)),
    async computed(study) {
      const { computing } = await made.layers(study);
      if (computing !== null) await jobs.ended(computing);
    },
    async makeTown(files = {}, study = {}) {
      const id = await made.makeStudy(study);
      for (const role of ROLES) {
        const content = files[role] === undefined ? TOWN[role] : files[role];
        if (content === null) continue;
        const judged = await made.bring(id, role, { name: FILE_NAMES[role], content }, KNOWN);
        const stored = judged.state === "waiting" && (await made.confirm(judged.id));
        if (!stored || stored.state !== "done")
          throw new Error(`The town's ${role} cannot be used: ${JSON.stringify(stored || judged)}`);
      }
      if (catalogue.find(id) === undefined) throw new Error("The town has no result.");
      return id;
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      await jobs.close();
      await imports.close();
      await app.close();
      await database.close();
    },
    async close() {
      await made.stop();
      await folder.remove();
    },
  };
  return made;
}

const ROLES = ["network", "units", "people", "facilities"] as const;

/** What is known of the town's files. */
export const KNOWN: Decisions = {
  crs: { crs: "EPSG:4326", swapped: false },
  duplicates: { rule: "keep-all" },
};

/** The form that brings a file into a study. */
export function importForm(parts: {
  readonly role?: string;
  readonly file?: { readonly name: string; readonly content: string | Uint8Array<ArrayBuffer> };
}): FormData {
  const form = new FormData();
  if (parts.role !== undefined) form.append("role", parts.role);
  if (parts.file !== undefined)
    form.append("file", new Blob([parts.file.content]), parts.file.name);
  return form;
}

/** Everything below a folder, as paths with slashes; folders end with one. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => {
      const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
      return `${path.replaceAll("\\", "/")}${entry.isDirectory() ? "/" : ""}`;
    })
    .sort();
}

function ok<Value>(reply: LightMyRequestResponse): Value {
  if (reply.statusCode >= 300) throw new Error(`${reply.statusCode}: ${reply.body}`);
  return reply.json<Value>();
}

import { hostname } from "node:os";
import { dirname, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { buildApp } from "./api/app.ts";
import { DEMONSTRATION_ID, openCatalogue } from "./compute/catalogue.ts";
import { generateAhead, type Ahead } from "./compute/demonstration-ahead.ts";
import { prepareDemonstration, type Demonstration } from "./compute/demonstration.ts";
import { explainerOf } from "./compute/explain.ts";
import { openImports } from "./compute/imports.ts";
import { jobs } from "./compute/jobs.ts";
import { keptScenarios } from "./compute/kept-scenarios.ts";
import { library } from "./compute/library.ts";
import { enterDemonstrationFigures } from "./compute/policy/demonstration-figures.ts";
import { openPolicy } from "./compute/policy.ts";
import { practiceOf } from "./compute/practice.ts";
import { openPremises } from "./compute/premises.ts";
import { repairsOf } from "./compute/repairs.ts";
import { reportsOf } from "./compute/reports.ts";
import { scenarioIndicators } from "./compute/scenario-indicators.ts";
import { scenariosOf } from "./compute/scenarios.ts";
import { scenesOf } from "./compute/scenes.ts";
import { sitingsOf } from "./compute/siting-plans.ts";
import { inTurn, runTask } from "./compute/threads.ts";
import { isLoopback, type Config } from "./config.ts";
import type { Health } from "#contract/study.ts";
import { loadSeeds, SEEDS_FOLDER } from "./intake/policy/seeds.ts";
import { openArtifacts } from "./store/artifacts.ts";
import { attestationsOf } from "./store/attestations.ts";
import { openDatabase } from "./store/database/database.ts";
import type { Database, Sql } from "./store/database/sql.ts";
import { layersOf } from "./store/layers.ts";
import { reportFilesOf } from "./store/report-files.ts";
import { sitingPlansOf } from "./store/siting-plans.ts";
import { snapshotsOf } from "./store/snapshots.ts";
import { claimStateFolder } from "./store/state-folder.ts";
import { sourceStamp } from "./store/source-stamp.ts";
import { belongTogether } from "./store/store-identity.ts";
import { openStudies, type Studies } from "./store/studies.ts";
import { templatesOf } from "./store/templates.ts";

/** The folder of the program. */
export const CHECKOUT = dirname(import.meta.dirname);

/** What the kept demonstration depends on: how it is generated, and how studies are made. */
const STUDY_SOURCES = [
  "data/demonstration",
  "server/core",
  "server/intake",
  "server/compute",
  "server/store",
];
/** Surveys of large studies on threads of their own; each needs the study in memory. */
const SURVEYS_AT_ONCE = 2;
/** Contents of layers that nothing refers to any more are deleted after a day. */
const UNUSED_ARTIFACTS_MS = 24 * 3600_000;

/** Everything put together, not listening yet. */
export interface Service {
  readonly app: FastifyInstance;
  /** Has the demonstration study made if need be; once. */
  readonly demonstrate: () => Demonstration;
  /** Whether there is any study besides one that is yet to be made. */
  readonly isEmpty: () => Promise<boolean>;
  /** Lets what is under way end. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the service on a state folder and its database, which are then its own: `DatabaseInUse` is thrown for as
 * long as another has either. `instance` is what its replies to /api/health bear, so that whoever finds its
 * address knows whom it belongs to. One that `demonstrates`, and has nothing to show yet, begins to generate it while
 * it opens. Throws `StateFolderError`, `DatabaseError`.
 */
export async function openService(
  config: Config,
  instance: string,
  { demonstrates = false } = {},
): Promise<Service> {
  const unlock = await claimStateFolder(config.home);
  let ahead: Ahead | undefined;
  try {
    const studies = await openStudies(config.home, (folder) =>
      console.error(`Passed over ${folder}: it holds no study that this version can read.`),
    );
    const isThere = studies.list().some(({ study }) => study.study === DEMONSTRATION_ID);
    if (demonstrates && !isThere) ahead = generateAhead(studies, runTask);
    return await openOn(config, instance, studies, unlock, ahead);
  } catch (error) {
    await ahead?.drop();
    unlock();
    throw error;
  }
}

async function openOn(
  config: Config,
  instance: string,
  studies: Studies,
  unlock: () => void,
  ahead: Ahead | undefined,
): Promise<Service> {
  const onFault = (error: unknown): void => console.error(error);
  const { database, tidy } = await openedDatabase(config);
  const artifacts = await openArtifacts(config.home);
  if (tidy) await artifacts.sweep(await referenced(database), UNUSED_ARTIFACTS_MS);
  else
    console.error(
      `The folder ${config.home} holds results of another database; they are left as they are. Give every database a folder of its own with YIKEZHONG_HOME.`,
    );
  const works = jobs(onFault);
  const threads = inTurn(runTask, SURVEYS_AT_ONCE);
  const catalogue = await openCatalogue({
    database,
    artifacts,
    studies,
    jobs: works,
    runTask,
    tidy,
  });
  const imports = await openImports({
    home: config.home,
    database,
    artifacts,
    catalogue,
    tidy,
    runTask: threads,
    onFault,
  });
  const shelf = library(studies, threads);
  const stamp = await sourceStamp(CHECKOUT, STUDY_SOURCES);
  const build = await sourceStamp(CHECKOUT, ["server", "seeds"]);
  const policy = openPolicy({
    database,
    artifacts,
    catalogue,
    library: shelf,
    seeds: await loadSeeds(SEEDS_FOLDER),
    now: () => new Date(),
  });
  const premises = openPremises(catalogue);
  const sitings = sitingsOf({
    database,
    artifacts,
    studies,
    catalogue,
    library: shelf,
    policy,
    premises,
    jobs: works,
    runTask,
  });
  const reports = reportsOf({
    database,
    artifacts,
    studies,
    catalogue,
    library: shelf,
    policy,
    premises,
    sitings,
    jobs: works,
    runTask: threads,
    now: () => new Date(),
  });
  const scenarios = scenariosOf({
    scenes: scenesOf({ studies, library: shelf, runTask: threads }),
    indicators: scenarioIndicators(policy),
  });
  let health = (): Health => ({ status: "preparing" });
  const app = await buildApp(
    {
      catalogue,
      imports,
      repairs: repairsOf({ database, catalogue, runTask: threads }),
      templates: templatesOf(database),
      artifacts,
      policy,
      reports,
      scenarios,
      keptScenarios: keptScenarios({ database, library: shelf, now: () => new Date() }),
      explain: explainerOf({ studies, scenarios, runTask: threads }),
      sitings,
      practice: practiceOf(config.home),
      premises,
      library: shelf,
      jobs: works,
      health: () => health(),
      uploads: config.uploads,
      names: isLoopback(config.host) ? undefined : [hostname(), ...config.names],
      instance,
      build,
      page: join(CHECKOUT, "dist"),
    },
    config.log === "silent" ? false : { level: config.log, stream: process.stderr },
  );
  let demonstration: Demonstration | undefined;
  return {
    app,
    demonstrate() {
      demonstration ??= prepareDemonstration(
        {
          home: config.home,
          database,
          artifacts,
          studies,
          catalogue,
          library: shelf,
          enterFigures: () => enterDemonstrationFigures(policy),
          jobs: works,
          runTask,
          ...(ahead === undefined ? {} : { ahead }),
        },
        stamp,
      );
      health = demonstration.health;
      return demonstration;
    },
    isEmpty: async () => (await catalogue.list()).length === 0,
    async close() {
      await ahead?.drop();
      await works.close();
      await imports.close();
      await app.close();
      await database.close();
      unlock();
    },
  };
}

/** The database, claimed, and whether what it does not know may be cleared away. */
async function openedDatabase({
  home,
  databaseUrl,
}: Config): Promise<{ readonly database: Database; readonly tidy: boolean }> {
  const database = await openDatabase({ url: databaseUrl, folder: join(home, "database") });
  try {
    await database.claim();
    return { database, tidy: await belongTogether(home, database, DEMONSTRATION_ID) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Checksums of the artifacts that anything in the database is kept in. */
async function referenced(database: Sql): Promise<ReadonlySet<string>> {
  return new Set([
    ...(await layersOf(database).artifacts()),
    ...(await attestationsOf(database).artifacts()),
    ...(await snapshotsOf(database).artifacts()),
    ...(await reportFilesOf(database).artifacts()),
    ...(await sitingPlansOf(database).artifacts()),
  ]);
}

import { once } from "node:events";
import { dirname, join } from "node:path";
import type { Health } from "#contract/study.ts";
import { buildApp } from "./api/app.ts";
import { openCatalogue } from "./compute/catalogue.ts";
import { prepareDemonstration } from "./compute/demonstration.ts";
import { openImports } from "./compute/imports.ts";
import { jobs } from "./compute/jobs.ts";
import { library } from "./compute/library.ts";
import { practiceOf } from "./compute/practice.ts";
import { repairsOf } from "./compute/repairs.ts";
import { inTurn, runTask } from "./compute/threads.ts";
import { ConfigError, isLoopback, readConfig, type Config } from "./config.ts";
import { openArtifacts } from "./store/artifacts.ts";
import { DatabaseError } from "./store/database/database-error.ts";
import { openDatabase } from "./store/database/database.ts";
import { layersOf } from "./store/layers.ts";
import { sourceStamp } from "./store/source-stamp.ts";
import { StateFolderError } from "./store/state-folder.ts";
import { belongTogether } from "./store/store-identity.ts";
import { openStudies } from "./store/studies.ts";
import { templatesOf } from "./store/templates.ts";

/** Puts the service together and runs it until it is told to stop. Exit codes: 0 stopped, 1 cannot start, 2 wrong setting. */
const CHECKOUT = dirname(import.meta.dirname);

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
/** After being told to stop, the longest that replies under way may take. */
const GRACE_MS = 5000;

/** The server cannot take its place on the network. */
class CannotListen extends Error {
  override readonly name = "CannotListen";
}

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    await serve(readConfig(CHECKOUT));
    return 0;
  } catch (error) {
    if (error instanceof ConfigError) return failed(error.message, 2);
    if (
      error instanceof StateFolderError ||
      error instanceof DatabaseError ||
      error instanceof CannotListen
    )
      return failed(error.message, 1);
    throw error;
  }
}

async function serve(config: Config): Promise<void> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  // Not once: Ctrl+C reaches this process from the terminal and from npm's script alike.
  process.on("SIGINT", stop).on("SIGTERM", stop);

  const studies = await openStudies(config.home, (folder) =>
    console.error(`Passed over ${folder}: it holds no study that this version can read.`),
  );
  const onFault = (error: unknown): void => console.error(error);
  const database = await openDatabase({
    url: config.databaseUrl,
    folder: join(config.home, "database"),
  });
  const artifacts = await openArtifacts(config.home);
  const tidy = await belongTogether(config.home, database);
  if (tidy) await artifacts.sweep(await layersOf(database).artifacts(), UNUSED_ARTIFACTS_MS);
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
  const build = await sourceStamp(CHECKOUT, ["server"]);
  let health = (): Health => ({ status: "preparing" });
  const app = await buildApp(
    {
      catalogue,
      imports,
      repairs: repairsOf({ database, catalogue, runTask: threads }),
      templates: templatesOf(database),
      artifacts,
      practice: practiceOf(config.home),
      library: shelf,
      jobs: works,
      health: () => health(),
      uploads: config.uploads,
      loopback: isLoopback(config.host),
      build,
      page: join(CHECKOUT, "dist"),
    },
    config.log === "silent" ? false : { level: config.log, stream: process.stderr },
  );
  const address = await app.listen({ host: config.host, port: config.port }).catch(cannotListen);

  const demonstration = prepareDemonstration(
    {
      home: config.home,
      database,
      artifacts,
      studies,
      catalogue,
      library: shelf,
      jobs: works,
      runTask,
    },
    stamp,
  );
  health = demonstration.health;
  void demonstration.settled.then(() => {
    if (stopping.signal.aborted) return;
    const { status, stage } = demonstration.health();
    if (status === "ready") console.log(`一刻钟 ${address}`);
    else console.error(`The demonstration study could not be made: ${stage ?? status}`);
  });

  if (!stopping.signal.aborted) await once(stopping.signal, "abort");
  // A reply that takes too long is cut off.
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  await works.close();
  await imports.close();
  await app.close();
  await database.close();

  function cannotListen(error: unknown): never {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const { host, port } = config;
    if (code === "EADDRINUSE")
      throw new CannotListen(
        `Port ${port} is in use by another program, perhaps by another 一刻钟. Stop that one, or choose another port: PORT=${port + 1} npm start.`,
      );
    if (code === "EACCES")
      throw new CannotListen(
        `Port ${port} may not be used by this user. Choose one from 1024 on: PORT=8715 npm start.`,
      );
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
      throw new CannotListen(
        `${host} is not an address of this machine. Set HOST to one, or leave it out.`,
      );
    throw error;
  }
}

function failed(message: string, code: number): number {
  console.error(message);
  return code;
}

import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { CHECKOUT, openService } from "./service.ts";
import { forgetAddress, writeAddress } from "./store/address.ts";
import { DatabaseError } from "./store/database/database-error.ts";
import { StateFolderError } from "./store/state-folder.ts";

/** Runs the service until it is told to stop. Exit codes: 0 stopped, 1 cannot start, 2 wrong setting. */
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

  const instance = randomUUID();
  const service = await openService(config, instance);
  // Left behind by one that was not told to stop: the database of this folder is ours now.
  await forgetAddress(config.home);
  const address = await service.app
    .listen({ host: config.host, port: config.port })
    .catch(cannotListen);
  await writeAddress(config.home, { address, instance });

  const demonstration = service.demonstrate();
  void demonstration.settled.then(() => {
    if (stopping.signal.aborted) return;
    const { status, stage } = demonstration.health();
    if (status === "ready") console.log(`一刻钟 ${address}`);
    else console.error(`The demonstration study could not be made: ${stage ?? status}`);
  });

  if (!stopping.signal.aborted) await once(stopping.signal, "abort");
  // A reply that takes too long is cut off.
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  await forgetAddress(config.home, instance);
  await service.close();

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

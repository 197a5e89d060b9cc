import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { CHECKOUT, openService, type Service } from "./service.ts";
import { forgetAddress, writeAddress } from "./store/address.ts";
import { DatabaseError } from "./store/database/database-error.ts";
import { StateFolderError } from "./store/state-folder.ts";

/** After being told to stop, the longest that replies under way may take. */
const GRACE_MS = 5000;

/** Opening a demonstration that is there takes less. */
const LONG_MS = 2500;

/** The server cannot take its place on the network. */
class CannotListen extends Error {
  override readonly name = "CannotListen";
}

process.exitCode = await main();

/** Runs the service until it is told to stop. Exit codes: 0 stopped, 1 cannot start, 2 wrong setting. */
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
  const service = await openService(config, instance, { demonstrates: true });
  // Left behind by one that was not told to stop: the database of this folder is ours now.
  await forgetAddress(config.home);
  const address = await service.app
    .listen({ host: config.host, port: config.port })
    .catch(async (error: unknown) => {
      await service.close();
      return cannotListen(error);
    });
  await writeAddress(config.home, { address, instance });
  if (config.opener) show(config.opener, address);

  const demonstration = service.demonstrate();
  tellIfLong(address, demonstration);
  void demonstration.settled.then(() => {
    if (stopping.signal.aborted) return;
    const { status, stage } = demonstration.health();
    if (status === "ready") console.log(`一刻钟 ${address}`);
    else
      console.error(
        `示例研究没有做成。The demonstration study could not be made: ${stage ?? status}`,
      );
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
        `端口 ${port} 已被别的程序占用，也可能是另一个一刻钟。请先停掉它，或换一个端口：PORT=${port + 1} npm start。\nPort ${port} is in use by another program, perhaps by another 一刻钟. Stop that one, or choose another port: PORT=${port + 1} npm start.`,
      );
    if (code === "EACCES")
      throw new CannotListen(
        `当前用户不能使用端口 ${port}。请换 1024 以上的端口：PORT=8715 npm start。\nPort ${port} may not be used by this user. Choose one from 1024 on: PORT=8715 npm start.`,
      );
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
      throw new CannotListen(
        `${host} 不是本机的地址。请把 HOST 设为本机地址，或者不设。\n${host} is not an address of this machine. Set HOST to one, or leave it out.`,
      );
    throw error;
  }
}

/** Opens a browser. Where none comes up, the address stands in the terminal all the same. */
function show([command, ...args]: NonNullable<Config["opener"]>, address: string): void {
  spawn(command, [...args, address], { stdio: "ignore", detached: true, windowsHide: true })
    .on("error", () => undefined)
    .unref();
}

/** Making the study takes a while, and the page can be opened meanwhile: it shows how far it is. */
function tellIfLong(
  address: string,
  { health, settled }: ReturnType<Service["demonstrate"]>,
): void {
  const timer = setTimeout(() => {
    const { status, stage } = health();
    if (status === "preparing" && stage !== "store")
      console.error(
        `正在生成示例研究，约半分钟；现在就可以打开 ${address}\nMaking the demonstration study, about half a minute; ${address} can be opened now.`,
      );
  }, LONG_MS);
  void settled.then(() => clearTimeout(timer));
}

function failed(message: string, code: number): number {
  console.error(message);
  return code;
}

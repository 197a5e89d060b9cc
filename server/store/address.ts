import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "./atomic.ts";

/** Where a running server is to be found, written into its state folder while it listens. */
export interface ServerAddress {
  /** "http://127.0.0.1:8715" */
  readonly address: string;
  /** Of the run; its replies to /api/health bear it, and those of no other. */
  readonly instance: string;
}

/** What replies to /api/health bear the instance in. */
export const INSTANCE_HEADER = "x-yikezhong-instance";

const FILE = "server.json";

/** An address that is reached from this machine, whatever the server listens to. */
export async function writeAddress(
  home: string,
  { address, instance }: ServerAddress,
): Promise<void> {
  const url = new URL(address);
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  if (url.hostname === "[::]") url.hostname = "[::1]";
  await writeWhole(join(home, FILE), JSON.stringify({ address: url.origin, instance }));
}

/** Undefined where none is written down. */
export async function readAddress(home: string): Promise<ServerAddress | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(join(home, FILE), "utf8"));
    if (typeof found !== "object" || found === null) return undefined;
    const { address, instance } = found as Partial<Record<keyof ServerAddress, unknown>>;
    return typeof address === "string" && typeof instance === "string"
      ? { address, instance }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the address away; that of one run only when `instance` is given. */
export async function forgetAddress(home: string, instance?: string): Promise<void> {
  if (instance !== undefined && (await readAddress(home))?.instance !== instance) return;
  await rm(join(home, FILE), { force: true });
}

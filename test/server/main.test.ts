import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Health } from "#contract/study.ts";
import { readAddress } from "../../server/store/address.ts";
import { openDatabase } from "../../server/store/database/database.ts";
import { claimStateFolder } from "../../server/store/state-folder.ts";
import { openStudies } from "../../server/store/studies.ts";
import { emptyPglite } from "../fixtures/empty-pglite.ts";
import { temporaryFolder } from "../fixtures/town-files.ts";

/** All it gets of the environment: where programs are, and where Node keeps what it has compiled. */
const { PATH, NODE_COMPILE_CACHE } = process.env;
const GIVEN = { PATH, ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }) };

const MAIN = join(import.meta.dirname, "../../server/main.ts");

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

function start(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [MAIN], {
    env: { ...GIVEN, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function end(server: ChildProcess): Promise<{ code: unknown; said: string }> {
  const said = text(server.stderr!);
  const [code] = await once(server, "exit");
  return { code, said: await said };
}

describe("the server", () => {
  it("will not start with a setting that cannot be used", async () => {
    const { code, said } = await end(start({ PORT: "many" }));
    expect(code).toBe(2);
    expect(said).toBe(
      'PORT must be a whole number from 0 to 65535, not "many". Correct it or leave it out (8715).\n',
    );
  });

  it("says so in a sentence when its port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const home = join(folder.path, "taken");
    await emptyPglite(join(home, "database"));
    const { code, said } = await end(start({ PORT: String(port), YIKEZHONG_HOME: home }));
    other.close();
    expect(code).toBe(1);
    expect(said).toBe(
      `端口 ${port} 已被别的程序占用，也可能是另一个一刻钟。请先停掉它，或换一个端口：PORT=${port + 1} npm start。\nPort ${port} is in use by another program, perhaps by another 一刻钟. Stop that one, or choose another port: PORT=${port + 1} npm start.\n`,
    );
  });

  it("says so in a sentence when its state folder cannot be used", async () => {
    const { code, said } = await end(start({ PORT: "0", YIKEZHONG_HOME: MAIN }));
    expect(code).toBe(1);
    expect(said).toMatch(/^The state folder .* cannot be used: .*YIKEZHONG_HOME\.\n$/);
  });

  it("says so in a sentence when another 一刻钟 has its database open", async () => {
    const home = join(folder.path, "in-use");
    const place = join(home, "database");
    await emptyPglite(place);
    const database = await openDatabase({ url: undefined, folder: place });
    const { code, said } = await end(start({ PORT: "0", YIKEZHONG_HOME: home }));
    await database.close();
    expect(code).toBe(1);
    expect(said).toBe(
      `The database in ${place} is in use by another 一刻钟 on this machine. Stop that one first, or choose another folder with YIKEZHONG_HOME.\n`,
    );
  });

  it("will not start beside another on one state folder, wherever its database is", async () => {
    const home = join(folder.path, "shared");
    const release = await claimStateFolder(home);
    const { code, said } = await end(
      start({ PORT: "0", YIKEZHONG_HOME: home, DATABASE_URL: "postgresql://127.0.0.1:1/none" }),
    );
    release();
    expect(code).toBe(1);
    expect(said).toBe(
      `The state folder ${home} is in use by another 一刻钟 on this machine. Stop that one first, or choose another folder with YIKEZHONG_HOME.\n`,
    );
    expect(await readdir(home)).toEqual(["service.lock"]);
  });

  it("says so in a sentence when what is there is no database, and touches none of it", async () => {
    const home = join(folder.path, "no-database");
    await mkdir(join(home, "database"), { recursive: true });
    await writeFile(join(home, "database", "diary.txt"), "secret");
    const { code, said } = await end(start({ PORT: "0", YIKEZHONG_HOME: home }));
    expect(code).toBe(1);
    expect(said).toMatch(/diary\.txt.*not a database.*YIKEZHONG_HOME\.\n$/);
    expect(await readdir(join(home, "database"))).toEqual(["diary.txt"]);
  });

  it("answers at once, and when told to stop leaves nothing half made", async () => {
    const home = join(folder.path, "stopped");
    await emptyPglite(join(home, "database"));
    const port = await freePort();
    const server = start({ PORT: port, YIKEZHONG_HOME: home });
    const ended = end(server);
    const health = await firstHealth(port);
    expect(health.status).toBe("preparing");
    await until(async () => (await readAddress(home))?.address === `http://127.0.0.1:${port}`);
    server.kill("SIGTERM");
    expect(await ended).toEqual({ code: 0, said: "" });
    expect(await readAddress(home)).toBeUndefined();
    expect(await readdir(join(home, "drafts"))).toEqual([]);
    expect(await readdir(join(home, "studies"))).toEqual([]);
    // The database was let go of.
    const database = await openDatabase({ url: undefined, folder: join(home, "database") });
    expect(await database.query("select id from study")).toEqual([]);
    await database.close();
  });

  it("that is killed while it makes a study leaves none, and the next start clears up", async () => {
    const home = join(folder.path, "killed");
    await emptyPglite(join(home, "database"));
    const server = start({ PORT: await freePort(), YIKEZHONG_HOME: home });
    const ended = once(server, "exit");
    await until(async () => (await readdir(join(home, "drafts")).catch(() => [])).length > 0);
    server.kill("SIGKILL");
    await ended;
    expect(await readdir(join(home, "drafts"))).toHaveLength(1);
    expect((await openStudies(home)).list()).toEqual([]);
    expect(await readdir(join(home, "drafts"))).toEqual([]);
    const database = await openDatabase({ url: undefined, folder: join(home, "database") });
    expect(await database.query("select id from study")).toEqual([]);
    await database.close();
  });
});

/** What the server says of itself as soon as it says anything. */
async function firstHealth(port: string): Promise<Health> {
  for (;;) {
    const reply = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined);
    if (reply !== undefined) return (await reply.json()) as Health;
    await pause(50);
  }
}

async function freePort(): Promise<string> {
  const finder = createServer().listen(0, "127.0.0.1");
  await once(finder, "listening");
  const { port } = finder.address() as AddressInfo;
  finder.close();
  await once(finder, "close");
  return String(port);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(20);
}

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openArtifacts, type Artifacts } from "../../../server/store/artifacts.ts";
import { temporaryFolder } from "../../fixtures/town-files.ts";

/** Of the text "abc": the first example of FIPS 180-2. */
const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const DAY = 86_400_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let count = 0;
let home: string;
let artifacts: Artifacts;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());
beforeEach(async () => {
  home = join(folder.path, `home-${++count}`);
  artifacts = await openArtifacts(home);
});

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function age(sha256: string, milliseconds: number): Promise<void> {
  const then = new Date(Date.now() - milliseconds);
  await utimes(artifacts.pathOf(sha256), then, then);
}

/** The files that count as artifacts. */
async function keptFiles(): Promise<string[]> {
  return (await files()).filter((path) => !path.includes(join("artifacts", "drafts")));
}

/** All files below the artifacts' folder. */
async function files(): Promise<string[]> {
  const entries = await readdir(join(home, "artifacts"), { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

it("bytes are kept under their checksum", async () => {
  expect(await artifacts.keep(bytesOf("abc"))).toEqual({ sha256: ABC, bytes: 3 });
  expect(artifacts.pathOf(ABC)).toBe(join(home, "artifacts", "ba", ABC));
  expect(await readFile(artifacts.pathOf(ABC), "utf8")).toBe("abc");
  expect(await artifacts.verify(ABC)).toBe(true);
  expect((await openArtifacts(home)).pathOf(ABC)).toBe(artifacts.pathOf(ABC));
});

it("a file is moved in, also an empty one", async () => {
  const path = join(home, "people.csv");
  await writeFile(path, "abc");
  expect(await artifacts.keep(path)).toEqual({ sha256: ABC, bytes: 3 });
  expect(existsSync(path)).toBe(false);
  await writeFile(path, "");
  const empty = await artifacts.keep(path);
  expect(empty.bytes).toBe(0);
  expect(await artifacts.verify(empty.sha256)).toBe(true);
});

it("the same content is kept once, however often and from wherever it comes", async () => {
  const path = join(home, "people.csv");
  await writeFile(path, "abc");
  const kept = await Promise.all([
    artifacts.keep(path),
    ...Array.from({ length: 5 }, () => artifacts.keep(bytesOf("abc"))),
    (await openArtifacts(home)).keep(bytesOf("abc")),
  ]);
  expect(new Set(kept.map(({ sha256 }) => sha256))).toEqual(new Set([ABC]));
  expect(existsSync(path)).toBe(false);
  expect(await files()).toEqual([artifacts.pathOf(ABC)]);
});

it("content that was cut short or changed on disk is found out, and made good by keeping it again", async () => {
  await artifacts.keep(bytesOf("abc"));
  await writeFile(artifacts.pathOf(ABC), "ab");
  expect(await artifacts.verify(ABC)).toBe(false);
  await artifacts.keep(bytesOf("abc"));
  expect(await artifacts.verify(ABC)).toBe(true);
  expect(await artifacts.verify("0".repeat(64))).toBe(false);
});

it.each(["", "ba7816", "../../../etc/passwd", ABC.toUpperCase(), `${ABC}0`, `${ABC}\n`])(
  "what is no checksum leads nowhere: %j",
  (text) => {
    expect(() => artifacts.pathOf(text)).toThrow("no checksum of an artifact");
  },
);

it("a file that is not there leaves nothing behind", async () => {
  await expect(artifacts.keep(join(home, "nothing.csv"))).rejects.toThrow("ENOENT");
  expect(await files()).toEqual([]);
});

it("a sweep takes what nothing refers to, but not what was kept lately", async () => {
  const [used, unused, recent] = ["used", "unused", "recent"].map(bytesOf);
  const kept = await Promise.all([used, unused, recent].map((one) => artifacts.keep(one!)));
  const [usedSha, unusedSha, recentSha] = kept.map(({ sha256 }) => sha256);
  await age(usedSha!, 10 * DAY);
  await age(unusedSha!, 2 * DAY);
  expect(await artifacts.sweep(new Set([usedSha!]), DAY)).toBe(1);
  expect(await artifacts.verify(usedSha!)).toBe(true);
  expect(await artifacts.verify(unusedSha!)).toBe(false);
  expect(await artifacts.verify(recentSha!)).toBe(true);
});

it("what belongs to nothing any more is deleted, but not what was kept lately", async () => {
  const [gone, recent, other] = ["gone", "recent", "other"].map(bytesOf);
  const kept = await Promise.all([gone, recent, other].map((one) => artifacts.keep(one!)));
  const [goneSha, recentSha, otherSha] = kept.map(({ sha256 }) => sha256);
  await age(goneSha!, DAY);
  await age(otherSha!, DAY);
  await artifacts.discard([goneSha!, recentSha!, ABC], 60_000);
  expect(await artifacts.verify(goneSha!)).toBe(false);
  expect(await artifacts.verify(recentSha!)).toBe(true);
  expect(await artifacts.verify(otherSha!)).toBe(true);
});

it("content that is kept again counts as kept now", async () => {
  await artifacts.keep(bytesOf("abc"));
  await age(ABC, 2 * DAY);
  await artifacts.keep(bytesOf("abc"));
  expect(await artifacts.sweep(new Set(), DAY)).toBe(0);
  expect(await artifacts.verify(ABC)).toBe(true);
});

it("a sweep takes what interrupted work left behind", async () => {
  const left = join(home, "artifacts", "drafts", "0011223344556677");
  await writeFile(left, "half of a fi");
  expect(await artifacts.sweep(new Set(), DAY)).toBe(0);
  const then = new Date(Date.now() - 2 * DAY);
  await utimes(left, then, then);
  expect(await artifacts.sweep(new Set(), DAY)).toBe(1);
  expect(await files()).toEqual([]);
});

it("half a file is never among the artifacts while it is written", async () => {
  const large = randomBytes(24_000_000);
  let keeping = true;
  const kept = artifacts.keep(large).finally(() => (keeping = false));
  let looks = 0;
  const sizes = new Set<number>();
  while (keeping) {
    looks++;
    for (const path of await keptFiles()) sizes.add((await stat(path)).size);
    await nextTurn();
  }
  expect(looks).toBeGreaterThan(5);
  expect([...sizes].filter((size) => size !== large.length)).toEqual([]);
  expect(await artifacts.verify((await kept).sha256)).toBe(true);
});

it("half a file is never among the artifacts when the process is killed", async () => {
  const large = randomBytes(24_000_000);
  const path = join(home, "large");
  await writeFile(path, large);
  const script = `
    import { readFile } from "node:fs/promises";
    import { openArtifacts } from ${JSON.stringify(ARTIFACTS_MODULE)};
    const content = await readFile(${JSON.stringify(path)});
    const { keep } = await openArtifacts(${JSON.stringify(home)});
    console.log("ready");
    for (let i = 0; ; i++) {
      content.writeUInt32LE(i);
      await keep(content);
    }`;
  for (const milliseconds of [5, 20, 45]) {
    const killed = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(killed.stdout, "data");
    await sleep(milliseconds);
    const ended = once(killed, "exit");
    killed.kill("SIGKILL");
    await ended;
  }
  for (const kept of await keptFiles()) expect(await artifacts.verify(basename(kept))).toBe(true);
  // What was left half-done stands in nobody's way.
  const { sha256 } = await artifacts.keep(large);
  expect(await artifacts.verify(sha256)).toBe(true);
});

it("a folder in which nothing can be kept is refused", async () => {
  const file = join(home, "a-file");
  await mkdir(home, { recursive: true });
  await writeFile(file, "");
  await expect(openArtifacts(file)).rejects.toThrow("a-file");
});

const ARTIFACTS_MODULE = pathToFileURL(
  join(import.meta.dirname, "../../../server/store/artifacts.ts"),
).href;

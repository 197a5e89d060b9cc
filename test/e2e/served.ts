import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { emptyPglite } from "../fixtures/empty-pglite.ts";
import { madeOnce } from "./run-folder.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Where the pictures of the last run are kept, to be looked at. */
export const PICTURES = join(tmpdir(), "yikezhong-pictures");
mkdirSync(PICTURES, { recursive: true });

export interface Served {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** The real server with a state folder of its own, ready with the demonstration study. */
export async function serve(): Promise<Served> {
  const home = mkdtempSync(join(tmpdir(), "yikezhong-e2e-"));
  // Making the study takes much longer than opening it: it is made by a first server, once for all test files.
  const made = await madeOnce("demonstration", async (folder) => {
    await emptyPglite(join(folder, "database"));
    await (await startServer(folder)).stop();
  });
  if (made !== undefined) cpSync(made, home, { recursive: true });
  const { address, stop } = await startServer(home);
  return {
    address,
    async stop() {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The server on a state folder. It says where it is once it is ready. */
export async function startServer(home: string): Promise<Served> {
  const server = spawn(process.execPath, [join(ROOT, "server/main.ts")], {
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0", YIKEZHONG_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Nobody stops it when the tests are given up while it starts.
  const kill = () => void server.kill("SIGKILL");
  process.once("exit", kill);
  const ended = once(server, "exit").finally(() => process.off("exit", kill));
  let said = "";
  const address = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const [, ready] = /^一刻钟 (http:\S+)$/m.exec(said) ?? [];
      if (ready !== undefined) resolve(ready);
      else if (said.includes("could not be made")) reject(new Error(`The server said: ${said}`));
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.on("error", reject);
    server.on("exit", () => reject(new Error(`The server ended: ${said}`)));
  });
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
  };
  try {
    return { address: await address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Chromium, which draws maps on the processor. Were it to put pages together with a pretended graphics card too,
 * as it does of itself, drawing would take the tests ten times as long where nothing but a page is shown.
 */
export function launch(
  drawing: readonly string[] = ["--disable-gpu-compositing"],
): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["YIKEZHONG_CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--disable-background-networking",
      "--no-first-run",
      ...drawing,
    ],
  });
}

/** A page that remembers what it should not have done: talk to another host, or complain in its console. */
export interface WatchedPage {
  readonly page: Page;
  readonly strayRequests: string[];
  readonly complaints: string[];
}

export async function openWatched(
  browser: Browser,
  address: string,
  size: { width: number; height: number },
  ready: (page: Page) => Promise<unknown> = mapReady,
): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: size, acceptDownloads: true, locale: "zh-CN" });
  const strayRequests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !url.startsWith(`${new URL(address).origin}/`))
      strayRequests.push(url);
  });
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address);
  await ready(page);
  return { page, strayRequests, complaints };
}

/** Waits until the map has drawn the current picture. */
export async function mapReady(page: Page): Promise<void> {
  await page.waitForSelector('[data-testid="map"][data-ready="true"]', { timeout: 60_000 });
}

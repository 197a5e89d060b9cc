import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

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
  const port = await freePort();
  const server = spawn(process.execPath, [join(ROOT, "server/main.ts")], {
    env: { ...process.env, HOST: "127.0.0.1", PORT: String(port), YIKEZHONG_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  server.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  server.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const address = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (server.exitCode === null) {
      server.kill("SIGTERM");
      await once(server, "exit");
    }
    rmSync(home, { recursive: true, force: true });
  };
  for (;;) {
    if (server.exitCode !== null) throw new Error(`The server ended: ${said}`);
    const ready = await fetch(`${address}/api/health`).then(
      (reply) => reply.status === 200,
      () => false,
    );
    if (ready) return { address, stop };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["YIKEZHONG_CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--disable-background-networking",
      "--no-first-run",
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

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

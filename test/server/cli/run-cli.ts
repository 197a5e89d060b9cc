import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { rmSync } from "node:fs";
import { reporter } from "../../../server/cli/progress.ts";
import { run } from "../../../server/cli/run.ts";
import { osmXml } from "../../fixtures/osm-file.ts";

const MAIN = join(import.meta.dirname, "../../../server/cli/main.ts");

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command without a process of its own, which would take longer to start than most commands take. */
export async function runCli(args: readonly string[]): Promise<Run> {
  let err = "";
  const report = reporter({
    isTTY: false,
    write(text: string | Uint8Array) {
      err += String(text);
      return true;
    },
  });
  const { code, out } = await run(args, report, new AbortController().signal);
  return { code, out, err };
}

/** Runs the command line as a user would; `watch` sees standard error as it comes and may stop the process. */
export function runProcess(
  args: readonly string[],
  watch?: (err: string, stop: (signal: NodeJS.Signals) => void) => void,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
      watch?.(err, (signal) => child.kill(signal));
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

/** A folder that is gone when the test ends, with these files in it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "yikezhong-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Degrees between neighbouring corners: 100.075 m on the equator. */
const BLOCK_DEGREES = 0.0009;
export const BLOCK_METRES = 100.0755;

/**
 * A town of `size` × `size` corners on the equator at 100° E, every street two-way and straight, so a walk is as
 * long as its Manhattan distance. The stated bounds leave `margin` blocks of open country around it.
 */
export function gridTownXml(size: number, margin = 0.5): string {
  const id = (column: number, row: number) => 1 + column + row * size;
  const across = Array.from({ length: size }, (_, i) => i);
  const near = -margin * BLOCK_DEGREES;
  const far = (size - 1 + margin) * BLOCK_DEGREES;
  return osmXml({
    bounds: [100 + near, near, 100 + far, far],
    nodes: across.flatMap((row) =>
      across.map((column) => ({
        id: id(column, row),
        lng: 100 + column * BLOCK_DEGREES,
        lat: row * BLOCK_DEGREES,
      })),
    ),
    ways: [
      ...across.map((row) => ({
        id: row + 1,
        refs: across.map((column) => id(column, row)),
        tags: { highway: "residential", name: `横${row}路` },
      })),
      ...across.map((column) => ({
        id: size + column + 1,
        refs: across.map((row) => id(column, row)),
        tags: { highway: "residential", name: `纵${column}路` },
      })),
    ],
  });
}

/** A position in the grid town as "lng,lat". */
export function corner(column: number, row: number): string {
  return `${(100 + column * BLOCK_DEGREES).toFixed(7)},${(row * BLOCK_DEGREES).toFixed(7)}`;
}

import { spawnSync } from "node:child_process";
import { join } from "node:path";

/**
 * Runs one command of the command line and prints how long it took, with what the command printed. A process
 * of its own because Linux starts a child's peak memory at its parent's: the bench itself is too large a parent.
 */
const start = performance.now();
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [join(import.meta.dirname, "../../server/cli/main.ts"), ...process.argv.slice(2)],
  { encoding: "utf8", maxBuffer: 2 ** 26 },
);
const milliseconds = performance.now() - start;
console.log(JSON.stringify({ milliseconds, status, stdout, stderr }));

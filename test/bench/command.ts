import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { timingOf, type Timing } from "./timing.ts";

/** What every command prints about itself. */
export interface CommandResult {
  readonly network: { readonly nodes: number; readonly edges: number; readonly km: number };
  readonly peakMemoryMiB: number;
}

export interface CommandFigures<Result> {
  /** Wall time of the whole process, start of Node included. */
  readonly timing: Timing;
  /** The most memory of any run. */
  readonly peakMemoryMiB: number;
  readonly result: Result;
}

/** Runs a command of the command line several times, each in a process of its own. */
export async function benchCommand<Result extends Pick<CommandResult, "peakMemoryMiB">>(
  args: readonly string[],
  runs: number,
): Promise<CommandFigures<Result>> {
  const taken: number[] = [];
  const peaks: number[] = [];
  let result: Result | undefined;
  for (let run = 0; run < runs; run++) {
    const done = await runCommand<Result>(args);
    taken.push(done.milliseconds);
    peaks.push(done.result.peakMemoryMiB);
    result = done.result;
  }
  if (result === undefined) throw new RangeError("A bench has at least one run.");
  return { timing: timingOf(taken), peakMemoryMiB: Math.max(...peaks), result };
}

async function runCommand<Result>(args: readonly string[]) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, "command-process.ts"), ...args],
    { maxBuffer: 2 ** 26 },
  );
  const reply = JSON.parse(stdout) as {
    milliseconds: number;
    status: number | null;
    stdout: string;
    stderr: string;
  };
  if (reply.status !== 0)
    throw new Error(`The command ended with ${reply.status}: ${args.join(" ")}\n${reply.stderr}`);
  return { milliseconds: reply.milliseconds, result: JSON.parse(reply.stdout) as Result };
}

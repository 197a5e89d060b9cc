import { resolve } from "node:path";
import { packNetwork } from "#core/network/codec.ts";
import { applyRepairs } from "#core/network/repairs.ts";
import { readBoundary } from "../intake/boundary.ts";
import { loadNetwork } from "../intake/network-file.ts";
import { writeWhole } from "../store/atomic.ts";
import { parseOptions, required, UsageError } from "./arguments.ts";
import { networkFigures, peakMemoryMiB, secondsSince } from "./figures.ts";
import { checkup, repairsIn } from "./network-check.ts";
import type { Reporter } from "./progress.ts";

/**
 * Compiles a street extract once, so that later commands open it in milliseconds; looks it over, and repairs what
 * is compiled. The extract itself stays as it is.
 */
export async function networkCommand(
  args: readonly string[],
  report: Reporter,
  signal: AbortSignal,
): Promise<unknown> {
  const started = performance.now();
  const values = parseOptions(args, {
    network: "string",
    boundary: "string",
    out: "string",
    check: "string",
    repairs: "string",
    units: "string",
    facilities: "string",
    people: "string",
    resolution: "string",
    snap: "string",
  });
  const path = required(values, "network");
  if (values.out === undefined && values.check === undefined)
    throw new UsageError("--out or --check is missing: a compiled network, a report, or both.");
  const idle = FOR_CHECKS.find((option) => values[option] !== undefined);
  if (values.check === undefined && idle !== undefined)
    throw new UsageError(
      `--${idle} says what --check compares the streets with, which is missing.`,
    );
  const repairs = values.repairs === undefined ? [] : await repairsIn(required(values, "repairs"));
  const boundary =
    values.boundary === undefined ? undefined : await readBoundary(required(values, "boundary"));
  const drawn = await loadNetwork(path, {
    signal,
    onProgress: (done, total) => report.stage("streets", done, total),
    ...(boundary === undefined ? {} : { boundary }),
  });
  const { network, failed } = applyRepairs(drawn, repairs);
  const unfit = failed.map(({ repair, why }) => ({ repair: repairs[repair], why }));
  const figures = {
    network: networkFigures(network),
    ...(values.repairs && { repairs: { made: repairs.length - unfit.length, unfit } }),
  };

  const checked =
    values.check === undefined
      ? undefined
      : await checkup(network, path, values, { report, signal });
  const bytes = values.out === undefined ? undefined : new Uint8Array(packNetwork(network));
  if (checked !== undefined) {
    const told = { tool: "yikezhong", input: network.report.source, ...figures, ...checked };
    await write("check", `${JSON.stringify(told, null, 1)}\n`);
  }
  if (bytes !== undefined) await write("out", bytes);
  return {
    ...figures,
    // The findings are in the report.
    ...(checked && { ...checked, findings: undefined }),
    islands: network.report.islands.slice(0, 20),
    boundary: network.report.boundarySource,
    missingPoints: network.report.missingPoints,
    ...(bytes === undefined ? {} : { bytes: bytes.length }),
    seconds: { total: secondsSince(started) },
    peakMemoryMiB: peakMemoryMiB(),
  };

  async function write(option: "check" | "out", content: string | Uint8Array): Promise<void> {
    const to = resolve(required(values, option));
    await writeWhole(to, content, signal);
    report.line(`Written to ${to}`);
  }
}

const FOR_CHECKS = ["units", "facilities", "people", "resolution", "snap"] as const;

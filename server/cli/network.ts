import { resolve } from "node:path";
import { packNetwork } from "#core/network/codec.ts";
import { loadNetwork } from "../intake/network-file.ts";
import { writeWhole } from "../store/atomic.ts";
import { parseOptions, required } from "./arguments.ts";
import { readBoundary } from "../intake/boundary.ts";
import { networkFigures, peakMemoryMiB, secondsSince } from "./figures.ts";
import type { Reporter } from "./progress.ts";

/** Compiles a street extract once, so that later commands open it in milliseconds. */
export async function networkCommand(
  args: readonly string[],
  report: Reporter,
  signal: AbortSignal,
): Promise<unknown> {
  const started = performance.now();
  const values = parseOptions(args, { network: "string", boundary: "string", out: "string" });
  const path = required(values, "network");
  const out = resolve(required(values, "out"));
  const boundary =
    values.boundary === undefined ? undefined : await readBoundary(required(values, "boundary"));
  const network = await loadNetwork(path, {
    signal,
    onProgress: (done, total) => report.stage("streets", done, total),
    ...(boundary === undefined ? {} : { boundary }),
  });
  const bytes = new Uint8Array(packNetwork(network));
  await writeWhole(out, bytes, signal);
  report.line(`Written to ${out}`);
  return {
    network: networkFigures(network),
    islands: network.report.islands.slice(0, 20),
    boundary: network.report.boundarySource,
    missingPoints: network.report.missingPoints,
    bytes: bytes.length,
    seconds: { total: secondsSince(started) },
    peakMemoryMiB: peakMemoryMiB(),
  };
}

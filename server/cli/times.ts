import { resolve } from "node:path";
import { catchmentScan } from "#core/catchment/matrix.ts";
import { boundsOf } from "#core/network/extract-edge.ts";
import { walkingGraph } from "#core/network/graph.ts";
import { linkPoints, NO_EDGE, snapper } from "#core/network/linkage.ts";
import { loadNetwork } from "../intake/network-file.ts";
import { readPoints } from "../intake/points.ts";
import { csvField } from "../report/layers.ts";
import { writeWhole } from "../store/atomic.ts";
import { parseOptions, required, WALK_OPTIONS, walkOptions } from "./arguments.ts";
import { networkFigures, peakMemoryMiB, secondsSince } from "./figures.ts";
import type { Reporter } from "./progress.ts";

/** Points this far outside the extract are refused as outside rather than as far from a street. */
const MARGIN = 5000;

/** Walking times between two lists of points: reachable pairs into a file, the rest listed on standard error. */
export async function timesCommand(
  args: readonly string[],
  report: Reporter,
  signal: AbortSignal,
): Promise<unknown> {
  const started = performance.now();
  const values = parseOptions(args, {
    ...WALK_OPTIONS,
    network: "string",
    origins: "string",
    destinations: "string",
    out: "string",
  });
  const { measure, limit, snapCap } = walkOptions(values, 30);
  const files = {
    network: required(values, "network"),
    origins: required(values, "origins"),
    destinations: required(values, "destinations"),
  };
  const out = resolve(required(values, "out"));

  const network = await loadNetwork(files.network, {
    signal,
    onProgress: (done, total) => report.stage("streets", done, total),
  });
  const networkSeconds = secondsSince(started);
  const context = { bounds: boundsOf(network.report.boundary, MARGIN), signal };
  const origins = await readPoints(files.origins, context);
  const destinations = await readPoints(files.destinations, context);
  for (const { file, dropped, droppedCount } of [origins.account, destinations.account]) {
    for (const { row, column, reason } of dropped)
      report.line(
        `${file}: row ${row}${column === undefined ? "" : `, column ${column}`} not used: ${reason}`,
      );
    if (droppedCount > dropped.length)
      report.line(`${file}: … and ${droppedCount - dropped.length} more rows`);
  }

  const searchStarted = performance.now();
  const wheels = measure.steps === "closed";
  const link = (points: readonly { lng: number; lat: number }[]) =>
    linkPoints(
      network,
      points.map((p) => p.lng),
      points.map((p) => p.lat),
      snapCap,
      wheels,
    );
  const from = link(origins.points);
  const to = link(destinations.points);
  const { whyNot } = snapper(network, wheels);
  const listRefused = (
    points: readonly { id: string; lng: number; lat: number }[],
    edge: Int32Array,
    what: string,
  ) => {
    let refused = 0;
    for (const [i, { id, lng, lat }] of points.entries()) {
      if (edge[i] !== NO_EDGE) continue;
      refused++;
      const { reason, metres } = whyNot(lng, lat);
      report.line(
        `${what} ${id}: not joined to the network: ${reason}${metres === null ? "" : `, nearest street ${Math.round(metres)} m away, cap ${snapCap} m`}`,
      );
    }
    return refused;
  };
  const refusedOrigins = listRefused(origins.points, from.edge, "origin");
  const refusedDestinations = listRefused(destinations.points, to.edge, "destination");

  const scan = catchmentScan(walkingGraph(network, measure, "from"), from, to, limit);
  const word = measure.kind === "time" ? `${limit / 60_000} minutes` : `${limit / 1000} metres`;
  let reachable = 0;
  let beyond = 0;
  await writeWhole(out, rows(), signal);
  report.line(`Written to ${out}`);

  return {
    origins: { read: origins.account.read, snapped: origins.points.length - refusedOrigins },
    destinations: {
      read: destinations.account.read,
      snapped: destinations.points.length - refusedDestinations,
    },
    pairs: { reachable, beyond },
    network: networkFigures(network),
    seconds: {
      network: networkSeconds,
      search: secondsSince(searchStarted),
      total: secondsSince(started),
    },
    peakMemoryMiB: peakMemoryMiB(),
  };

  /** Origin by origin, destinations in the order of their file. Seconds are rounded to a tenth. */
  function* rows(): Generator<string> {
    const distance = measure.kind === "distance";
    yield distance ? "origin,destination,seconds,metres\n" : "origin,destination,seconds\n";
    for (const [o, origin] of origins.points.entries()) {
      signal.throwIfAborted();
      report.stage("times", o, origins.points.length);
      if (from.edge[o] === NO_EDGE) continue;
      scan.run(o);
      const missed: string[] = [];
      for (const [d, destination] of destinations.points.entries()) {
        if (to.edge[d] === NO_EDGE) continue;
        if (!scan.reaches(d)) {
          missed.push(destination.id);
          continue;
        }
        reachable++;
        const cost = scan.costOf(d);
        const pair = `${csvField(origin.id)},${csvField(destination.id)}`;
        yield distance
          ? `${pair},${Math.round(cost / measure.speed / 100) / 10},${Math.round(cost / 100) / 10}\n`
          : `${pair},${Math.round(cost / 100) / 10}\n`;
      }
      beyond += missed.length;
      if (missed.length > 0)
        report.line(`origin ${origin.id}: not within ${word}: ${missed.join(", ")}`);
    }
  }
}

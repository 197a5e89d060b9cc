import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { catchmentMatrix, type Matrix } from "#core/catchment/matrix.ts";
import { nearestFacility } from "#core/catchment/nearest-facility.ts";
import { travelTimes } from "#core/catchment/travel-times.ts";
import { centreOf } from "#core/geo/cells.ts";
import { walkingGraph, type Measure } from "#core/network/graph.ts";
import { linkPoints, NO_EDGE, type Linkage } from "#core/network/linkage.ts";
import type { Network } from "#core/network/network.ts";
import { E7 } from "#core/network/streets.ts";
import { DEFAULT_RESOLUTION, DEFAULT_SNAP_CAP } from "#core/vocabulary.ts";
import { loadNetwork } from "../../server/intake/network-file.ts";
import { benchCommand, type CommandResult } from "./command.ts";
import { seededRandom } from "./random.ts";
import { benchSearch, METRES, SEARCH_METRES, SECONDS, seededOrigins } from "./search.ts";
import type { searchJson } from "./search-report.ts";
import { count, durationRow, factRow, rateRow, ratioRow, type Row } from "./table.ts";
import { benchThreads } from "./threads.ts";
import { timed, timedWaiting } from "./timing.ts";
import { cellsWithin, PEOPLE_RESOLUTION, type Town } from "./towns.ts";

const FACILITIES = 1000;

/** Everything from the extract to the matrix, on one town; files go into `scratch`. */
export async function benchTown(town: Town, scratch: string): Promise<Row[]> {
  const compiled = join(scratch, `${town.name.replaceAll(/\W+/g, "-")}.network`);
  const commandRows = await benchCommands(town, compiled, scratch);
  const network = await loadNetwork(compiled);
  checkSize(town, network);
  return [
    ...commandRows,
    ...(await benchSearches(town, network, compiled)),
    ...benchFacilities(town, network),
  ];
}

async function benchCommands(town: Town, compiled: string, scratch: string): Promise<Row[]> {
  const { targets } = town;
  const compile = await benchCommand<CommandResult>(
    ["network", "--network", town.extract, "--out", compiled],
    3,
  );
  const { nodes, edges, km } = compile.result.network;
  const reopen = await timedWaiting({ runs: 15, warmUp: 3 }, async () => {
    const { edgeCount } = await loadNetwork(compiled);
    return edgeCount;
  });
  const rows = [
    factRow("nodes, edges, km", `${count(nodes)}, ${count(edges)}, ${count(km)}`),
    durationRow("compile the extract (whole process)", compile.timing, targets.compile),
    factRow("… peak memory", `${compile.peakMemoryMiB.toFixed(0)} MiB`, targets.memory),
    durationRow("reopen the compiled network", reopen, targets.reopen),
  ];
  if (town.assess === undefined) return rows;

  const { facilities, people } = town.assess;
  const inputs = ["--facilities", facilities, "--people", people];
  inputs.push("--resolution", String(PEOPLE_RESOLUTION));
  const assess = (network: string) =>
    benchCommand<CommandResult>(
      ["assess", "--network", network, ...inputs, "--out", join(scratch, "assessed")],
      3,
    );
  const fromExtract = await assess(town.extract);
  const fromCompiled = await assess(compiled);
  return [
    ...rows,
    durationRow("assess from the extract (whole process)", fromExtract.timing, targets.assess),
    factRow("… peak memory", `${fromExtract.peakMemoryMiB.toFixed(0)} MiB`),
    durationRow(
      "assess from the compiled network (whole process)",
      fromCompiled.timing,
      targets.assessCompiled,
    ),
    factRow("… peak memory", `${fromCompiled.peakMemoryMiB.toFixed(0)} MiB`),
  ];
}

async function benchSearches(
  { targets }: Town,
  network: Network,
  compiled: string,
): Promise<Row[]> {
  const alone = await searchAlone(compiled);
  const timing = { runs: alone.runs, ...alone.milliseconds };
  // A second search keeps the compiler from taking the arrays of the first for constants.
  travelTimes({ nodeCount: 0, first: new Uint32Array(1), arcs: new Int32Array(0) });
  const among = benchSearch(network);
  const { one, two } = await benchThreads(among.graph, among.origins);
  return [
    rateRow("searches of 1,125 m, one thread: origins", alone.origins, timing, targets.origins),
    rateRow("… settled nodes", alone.settled, timing),
    rateRow("… arcs of settled nodes", alone.settledArcs, timing),
    rateRow("… origins, several networks open", among.origins.length, among.timing),
    ratioRow("… two threads are faster than one by", one, two, "≥ 1.7 ×"),
  ];
}

/** The search bench in a process that has only this network open: what `--network FILE --json` prints. */
async function searchAlone(compiled: string): Promise<ReturnType<typeof searchJson>> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--expose-gc",
    join(import.meta.dirname, "main.ts"),
    "--network",
    compiled,
    "--json",
  ]);
  return JSON.parse(stdout) as ReturnType<typeof searchJson>;
}

function benchFacilities({ targets }: Town, network: Network): Row[] {
  const facilities = seededFacilities(network);
  const all = Array.from({ length: facilities.count }, (_, f) => f);
  const graph = walkingGraph(network, SECONDS, "towards");
  const nearest = timed({ runs: 25, warmUp: 5 }, () => {
    const { cost, facility } = nearestFacility(graph, facilities, all);
    return cost[0]! + facility.at(-1)!;
  });

  const cells = cellsNearStreets(network);
  const matrix = (what: string, measure: Measure, limit: number, target?: string) => {
    const walking = walkingGraph(network, measure, "towards");
    let made: Matrix | undefined;
    const timing = timed({ runs: 9, warmUp: 2 }, () => {
      made = catchmentMatrix(walking, facilities, cells, limit);
      return made.cell.length;
    });
    const pairs = `${count(made!.cell.length)} pairs`;
    return durationRow(`… ${what}, ${pairs}`, timing, target);
  };
  return [
    durationRow("nearest of 1,000 facilities for every node", nearest, targets.nearest),
    factRow("matrix of 1,000 facilities × cells", `${count(cells.count)} cells`),
    matrix("1,125 m", METRES, SEARCH_METRES * 1000, targets.matrix),
    matrix("15 min", SECONDS, 15 * 60_000, targets.matrix),
    matrix("30 min", SECONDS, 30 * 60_000),
  ];
}

/** Points within some 100 m of seeded crossings, joined to the network. */
function seededFacilities(network: Network): Linkage {
  const random = seededRandom(11);
  const nodes = seededOrigins(network, FACILITIES);
  const aside = () => (random() - 0.5) * 0.002;
  return linkPoints(
    network,
    Array.from(nodes, (node) => network.nodeLng[node]! / E7 + aside()),
    Array.from(nodes, (node) => network.nodeLat[node]! / E7 + aside()),
    DEFAULT_SNAP_CAP,
    false,
  );
}

/** Every cell of the default resolution whose centre lies within the snapping cap of a street. */
function cellsNearStreets(network: Network): Linkage {
  const centres = cellsWithin(network, DEFAULT_RESOLUTION).map(centreOf);
  const link = linkPoints(
    network,
    centres.map(([lng]) => lng),
    centres.map(([, lat]) => lat),
    DEFAULT_SNAP_CAP,
    false,
  );
  const joined = centres.flatMap((_, i) => (link.edge[i] === NO_EDGE ? [] : [i]));
  return {
    count: joined.length,
    edge: Int32Array.from(joined, (i) => link.edge[i]!),
    along: Uint32Array.from(joined, (i) => link.along[i]!),
    leg: Uint32Array.from(joined, (i) => link.leg[i]!),
  };
}

function checkSize({ name, size }: Town, { nodeCount, edgeCount }: Network) {
  if (size === undefined || (size.nodes === nodeCount && size.edges === edgeCount)) return;
  throw new Error(
    `${name} should compile to ${size.nodes} nodes and ${size.edges} edges, not ${nodeCount} and ${edgeCount}.`,
  );
}

import type { Network } from "#core/network/network.ts";
import { thisMachine } from "./machine.ts";
import { benchSearch, SEARCH_METRES } from "./search.ts";
import { count, factRow, rateRow, type Row } from "./table.ts";
import { noted } from "./timing.ts";

/** The search bench of one network as one object; the rates are those of the best run. */
export function searchJson(network: Network) {
  const { graph, origins, timing, settled, arcs } = benchSearch(network);
  const rates = (milliseconds: number) => ({
    originsPerSecond: perSecond(origins.length, milliseconds),
    settledPerSecond: perSecond(settled, milliseconds),
    arcsPerSecond: perSecond(arcs, milliseconds),
  });
  return {
    nodes: graph.nodeCount,
    arcs: graph.arcs.length / 2,
    ...rates(timing.min),
    median: rates(timing.median),
    origins: origins.length,
    metres: SEARCH_METRES,
    threads: 1,
    runs: timing.runs,
    milliseconds: { min: timing.min, median: timing.median },
    settled,
    settledArcs: arcs,
    network: network.report.source.name,
    machine: thisMachine(),
    checksum: noted(),
  };
}

/** The same for reading. */
export function searchRows(network: Network): Row[] {
  const { graph, origins, timing, settled, arcs } = benchSearch(network);
  return [
    factRow("nodes, arcs", `${count(graph.nodeCount)}, ${count(graph.arcs.length / 2)}`),
    rateRow("searches of 1,125 m, one thread: origins", origins.length, timing),
    rateRow("… settled nodes", settled, timing),
    rateRow("… arcs of settled nodes", arcs, timing),
  ];
}

function perSecond(times: number, milliseconds: number): number {
  return Math.round((times / milliseconds) * 1000);
}

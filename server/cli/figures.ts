import type { Network } from "#core/network/network.ts";

/** A network in five numbers. */
export function networkFigures({ nodeCount, edgeCount, report }: Network) {
  return {
    nodes: nodeCount,
    edges: edgeCount,
    km: Math.round(report.km * 1000) / 1000,
    components: report.components,
    mainShare: Math.round(report.mainShare * 1e6) / 1e6,
  };
}

/** Most memory this process has held, in MiB. */
export function peakMemoryMiB(): number {
  return Math.round(process.resourceUsage().maxRSS / 102.4) / 10;
}

/** Seconds since a moment of `performance.now()`, to the millisecond. */
export function secondsSince(moment: number): number {
  return Math.round(performance.now() - moment) / 1000;
}

import { availableParallelism, cpus, totalmem } from "node:os";

/** What the figures were measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly platform: string;
}

export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown processor",
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
  };
}

export function machineLine({ cpu, cores, memoryGiB, node, platform }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB, Node ${node}, ${platform}`;
}

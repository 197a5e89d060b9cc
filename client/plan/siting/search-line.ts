import type { SearchPoint } from "#contract/siting.ts";

/** A line of steps: what held from a moment on. */
export type StepLine = readonly (readonly [seconds: number, value: number])[];

/** Incumbent and bound over time, each from where it is known to the end. */
export function searchLines(
  trace: readonly SearchPoint[],
  end: number,
): { readonly best: StepLine; readonly bound: StepLine } {
  return { best: lineOf(trace, "value", end), bound: lineOf(trace, "bound", end) };
}

function lineOf(trace: readonly SearchPoint[], of: "value" | "bound", end: number): StepLine {
  const line = trace.flatMap((point): [number, number][] =>
    point[of] === null ? [] : [[point.seconds, point[of]]],
  );
  const last = line.at(-1);
  return last === undefined || last[0] >= end ? line : [...line, [end, last[1]]];
}

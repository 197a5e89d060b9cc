import { solveCapacitated } from "./capacitated.ts";
import { solveCover } from "./cover/solve-cover.ts";
import { solveNearest } from "./nearest.ts";
import type { SearchTools, SitingAnswer, SitingProblem } from "./problem.ts";
import { solveShared } from "./shared.ts";

/**
 * The sites to choose, how good they are and how good any could be. What a solver says is never passed on unseen: values are
 * worked out from the problem, and "proven" stands only where value and bound are known to meet.
 */
export function solveSiting(problem: SitingProblem, tools: SearchTools): SitingAnswer {
  switch (problem.kind) {
    case "cover":
      return solveCover(problem, tools);
    case "median":
    case "center":
      return solveNearest(problem, tools);
    case "capacitated":
      return solveCapacitated(problem, tools);
    case "shared":
      return solveShared(problem, tools);
  }
}

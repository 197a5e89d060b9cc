import type { SitingRequest } from "#contract/siting.ts";
import type { Fault } from "../policy/unacceptable.ts";
import { fault } from "./fault.ts";

/** Years rise, counts do not fall, and where the number of sites is given the last year has all of them. */
export function phaseFaults({ phases, count, objective }: SitingRequest): Fault[] {
  const faults: Fault[] = [];
  phases.forEach(({ year, count: open }, i) => {
    const before = phases[i - 1];
    if (before === undefined) return;
    if (year === before.year)
      faults.push(
        fault(
          "phase-year-twice",
          `phases/${i}/year`,
          `分期中 ${year} 年写了两次，请删去一行。`,
          `The year ${year} stands twice in the phases; keep one.`,
        ),
      );
    else if (year < before.year)
      faults.push(
        fault(
          "phase-years-fall",
          `phases/${i}/year`,
          `分期年份要从早到晚，${year} 年写在 ${before.year} 年之后。`,
          `Phases go from the earliest year to the latest; ${year} stands after ${before.year}.`,
        ),
      );
    if (open < before.count)
      faults.push(
        fault(
          "phase-counts-fall",
          `phases/${i}/count`,
          `累计处数只增不减，${year} 年的 ${open} 处少于 ${before.year} 年的 ${before.count} 处。`,
          `Sites open by ${year} (${open}) are fewer than by ${before.year} (${before.count}); the count cannot fall.`,
        ),
      );
  });
  const last = phases.at(-1);
  const exact = objective === "mclp" || objective === "p-median" || objective === "p-center";
  if (last !== undefined && count !== null && (exact ? last.count !== count : last.count > count))
    faults.push(
      fault(
        "phases-and-count",
        `phases/${phases.length - 1}/count`,
        `分期末年累计 ${last.count} 处，与网点数 ${count} 处不一致。`,
        `By the last year ${last.count} sites are open, which does not agree with ${count} sites in all.`,
      ),
    );
  return faults;
}

import type { LngLat } from "../../geo/rings.ts";
import type { People } from "../../vocabulary.ts";
import { findComponents } from "../islands.ts";
import type { Network } from "../network.ts";
import { applyRepairs } from "../repairs.ts";
import { stretchFinder } from "../stretches.ts";
import { compoundFindings } from "./compounds.ts";
import { crossingFindings } from "./crossings.ts";
import { detours } from "../detours.ts";
import { BESIDE, duplicateFindings } from "./duplicates.ts";
import { facilityFindings } from "./facilities.ts";
import { FINDING_KINDS, type Finding, type FindingKind } from "./finding.ts";
import { plainGround } from "./grade.ts";
import { islandFindings } from "./islands.ts";
import { nearMissFindings } from "./near-misses.ts";
import { areaFinder, obstaclesOf } from "./obstacles.ts";
import { outsideFindings } from "./outside-units.ts";
import { streetEnds } from "./street-ends.ts";
import { strandedPeople } from "./stranded.ts";
import type { Surroundings } from "./surroundings.ts";

export interface NetworkCheckup {
  /** Share of the length in the main component: now, and with every sure repair made. */
  readonly mainShare: number;
  readonly mainShareAfter: number;
  readonly counts: { kind: FindingKind; findings: number; sure: number }[];
  /** Who lives nearest to streets that no walk connects to the main part; null where people are not known. */
  readonly strandedPeople: People | null;
  /** Sure ones first, then long ones. */
  readonly findings: Finding[];
}

/** Looks a network over for what a person would want to repair before trusting walks in it. */
export function checkNetwork(network: Network, around: Surroundings): NetworkCheckup {
  const { nodeCount, from, to, length } = network;
  const metres = Float64Array.from(length, (long) => long / 1000);
  const components = findComponents(nodeCount, from, to, metres, () => true);
  const finder = stretchFinder(network);
  const ends = streetEnds(network);
  const obstacles = obstaclesOf(around.baseMap);
  const detour = detours(network);
  const { land } = around.baseMap;
  const isSquare = (i: number): boolean => land.sets[land.set[i]!]!.kind === "square";
  const isInSquare = areaFinder(land, isSquare);
  const isAtSquare = areaFinder(land, isSquare, BESIDE);
  const isPlainGround = plainGround(network, finder, obstacles);
  const stranded =
    around.people === null
      ? undefined
      : strandedPeople(network, components, finder, around.people, around.snapCap);
  const islands = islandFindings(
    network,
    components,
    finder,
    ends,
    obstacles,
    isPlainGround,
    stranded,
  );
  const splits = new Set(
    islands.map(({ repair }) => (repair?.kind === "split" ? placeKey(repair.at) : "")),
  );
  const crossings = crossingFindings(network, components, isPlainGround, isInSquare, detour).filter(
    ({ repair }) => repair?.kind !== "split" || !splits.has(placeKey(repair.at)),
  );
  const findings = onePerKey([
    ...islands,
    ...crossings,
    ...nearMissFindings(network, components, finder, ends, obstacles, isPlainGround, detour),
    ...duplicateFindings(network, finder, isAtSquare),
    ...outsideFindings(network, around.units),
    ...compoundFindings(
      network,
      finder,
      obstacles,
      around.baseMap,
      around.buildings,
      (edge) => (islands[components.ofEdge[edge]! - 1]?.repair ?? null) !== null,
    ),
    ...facilityFindings(network, obstacles, around.facilities, around.snapCap),
  ]).sort(
    (a, b) => Number(b.sure) - Number(a.sure) || b.metres - a.metres || (a.key < b.key ? -1 : 1),
  );
  const sure = findings.filter((one) => one.sure).map(({ repair }) => repair);
  const repaired = applyRepairs(
    network,
    sure.filter((repair) => repair !== null),
  );
  return {
    mainShare: network.report.mainShare,
    mainShareAfter: repaired.network.report.mainShare,
    strandedPeople: stranded?.reduce((sum, some) => sum + some, 0) ?? null,
    counts: FINDING_KINDS.map((kind) => {
      const some = findings.filter((one) => one.kind === kind);
      return { kind, findings: some.length, sure: some.filter((one) => one.sure).length };
    }),
    findings,
  };
}

function placeKey([lng, lat]: LngLat): string {
  return `${lng} ${lat}`;
}

/**
 * Findings of one kind at one place are one, with the names of all; but islands that begin at one place, such as
 * a locked gate, are as many.
 */
function onePerKey(findings: readonly Finding[]): Finding[] {
  const byKey = new Map<string, Finding>();
  for (const found of findings) {
    let one = found;
    for (let i = 2; found.kind === "island" && byKey.has(one.key); i++)
      one = { ...found, key: `${found.key} ${i}` };
    const known = byKey.get(one.key);
    byKey.set(
      one.key,
      known === undefined ? one : { ...known, names: [...new Set([...known.names, ...one.names])] },
    );
  }
  return [...byKey.values()];
}

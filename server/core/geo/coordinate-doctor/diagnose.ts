import type { CrsId } from "../crs/crs.ts";
import type { Position } from "../crs/transform.ts";
import { candidatesFor, type Candidate } from "./candidates.ts";
import { conclude, FEWEST } from "./conclude.ts";
import type { Diagnosis, Mixed } from "./diagnosis.ts";
import { findMixture, type Mixture } from "./mixture.ts";
import { boxOf, type Reference } from "./reference.ts";
import { referenceIn } from "./reference-off.ts";
import { suppositions } from "./suppositions.ts";
import { medianShift, told, toldIn } from "./told.ts";

/**
 * What system the coordinates of a file are in, by how well the points lie on the buildings and streets of the
 * place. What the file says of itself (`declared`, an id that is understood) is believed unless the points
 * clearly contradict it. Nothing is concluded from few points, nor when no supposition both beats all others in
 * nearly all of 200 random draws and fits better than the same points moved aside. The same points always give
 * the same answer, unless other `random` numbers from 0 up to 1 are given.
 */
export function diagnose(
  points: readonly Position[],
  reference: Reference,
  declared: CrsId | null,
  { random = seeded(points.length) }: { readonly random?: () => number } = {},
): Diagnosis {
  const usable = [...points.keys()].filter((i) => isUsable(points[i]!));
  const read = usable.map((i) => points[i]!);
  const near = boxOf(reference);
  const { candidates, fit } = candidatesFor(
    read,
    suppositions(read, near, declared),
    reference,
    near,
  );
  const mixture = fit && findMixture(candidates, fit);
  const judged = different(read, (i) => mixture?.isOther[i] !== 1);
  const ranked = rank(candidates, judged);
  const against = fit ? toldIn(ranked[0], judged, fit, reference) : null;
  const trial = { ranked, judged, declared, fit, against, random };
  const conclusion = conclude(trial);
  const isOpen = !conclusion.confirmed && conclusion.verdict !== "too-few";
  const other = new Uint8Array(points.length);
  for (const [k, i] of usable.entries()) other[i] = mixture?.isOther[k] ?? 0;
  return {
    declared,
    ...conclusion,
    referenceIn: isOpen && judged.length >= FEWEST ? (referenceIn(trial) ?? null) : null,
    ranking: ranked.map((candidate) => told(candidate, judged, fit, against)),
    against,
    points: usable.length,
    shift: conclusion.proposed && medianShift(read, conclusion.proposed),
    mixed: mixture ? mixedIn(mixture, other) : null,
    other,
  };
}

function isUsable([x, y]: Position): boolean {
  return Number.isFinite(x) && Number.isFinite(y) && (x !== 0 || y !== 0);
}

/** Of the points that are wanted, each place once: a hundred rows at one place are one witness. */
function different(points: readonly Position[], isWanted: (i: number) => boolean): number[] {
  const seen = new Set<string>();
  return [...points.keys()].filter((i) => {
    const key = points[i]!.join(" ");
    if (!isWanted(i) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Those that can be, best first; then those that cannot. */
function rank(candidates: readonly Candidate[], judged: readonly number[]): Candidate[] {
  const weighed = candidates.map((candidate) => ({
    candidate,
    total: judged.reduce((sum, i) => sum + candidate.misfits[i]!, 0),
  }));
  const possible = weighed.filter(({ candidate }) => candidate.excluded === null);
  const impossible = candidates.filter(({ excluded }) => excluded !== null);
  return [
    ...possible.toSorted((a, b) => a.total - b.total).map(({ candidate }) => candidate),
    ...impossible,
  ];
}

function mixedIn({ other: { crs, swapped }, doubt }: Mixture, isOther: Uint8Array): Mixed {
  const runs: [number, number][] = [];
  let rows = 0;
  for (const [i, is] of isOther.entries()) {
    if (is === 0) continue;
    rows++;
    const run = runs.at(-1);
    if (run?.[1] === i - 1) run[1] = i;
    else runs.push([i, i]);
  }
  return { crs, swapped, rows, runs, doubt: Math.round(doubt) };
}

/** The same numbers for the same seed (a linear congruential generator of 2³²). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

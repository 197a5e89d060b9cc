import { systemOf, type CrsId } from "../crs/crs.ts";
import type { Candidate } from "./candidates.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { standOut, type Fit } from "./fit.ts";
import { MOVED } from "./mixture.ts";
import { stride } from "./stride.ts";

/** What a conclusion is drawn from. */
export interface Trial {
  /** Best first. */
  readonly ranked: readonly Candidate[];
  /** The points that count, by index. */
  readonly judged: readonly number[];
  readonly declared: CrsId | null;
  readonly fit: Fit | undefined;
  readonly against: Diagnosis["against"];
  readonly random: () => number;
}

type Conclusion = Pick<Diagnosis, "verdict" | "proposed" | "resampled" | "confirmed">;

/** Fewer different places than this decide nothing. */
export const FEWEST = 20;

/** What the points say of their system, and whether that is sure enough to be said. */
export function conclude(trial: Trial): Conclusion {
  const { ranked, judged, declared } = trial;
  const isEnough = judged.length >= FEWEST;
  const best = ranked.find(({ excluded }) => excluded === null);
  const asSaid = (swapped: boolean) =>
    ranked.find((candidate) => candidate.crs === declared && candidate.swapped === swapped);
  const said = asSaid(false);
  if (said?.excluded === null) {
    const isRefuted = isEnough && best && best !== said && refutes(best, said, trial);
    if (isRefuted) return proposing("contradicted", best, true, trial);
    return proposing("declared", said, isEnough && best === said && fits(said, trial), trial);
  }
  if (!isEnough) return nothing("too-few");
  if (best === undefined) {
    // All of it is far away, whatever it is taken for: that speaks against the place, not against the system.
    return said?.excluded === "far"
      ? proposing("declared", said, false, trial)
      : nothing("unclear");
  }
  if (isSure(best, trial))
    return proposing(said ? "contradicted" : "found", best, fits(best, trial), trial);
  const turned = asSaid(true);
  // It cannot be as said; the system is still believed where exchanging the columns is all it takes.
  return turned?.excluded === null
    ? proposing("contradicted", turned, false, trial)
    : nothing("unclear");
}

function nothing(verdict: "too-few" | "unclear"): Conclusion {
  return { verdict, proposed: null, resampled: null, confirmed: false };
}

function proposing(
  verdict: "declared" | "found" | "contradicted",
  candidate: Candidate,
  confirmed: boolean,
  trial: Trial,
): Conclusion {
  const { crs, swapped } = candidate;
  return { verdict, proposed: { crs, swapped }, resampled: resample(candidate, trial), confirmed };
}

/** Share of the draws that must agree: to name a system, and to contradict what the file says of itself. */
const SURE = 0.95;
const SURER = 0.99;

function isSure(best: Candidate, trial: Trial): boolean {
  const { ranked, judged, against, fit } = trial;
  if (against === "units") {
    // Units are large: they tell zones apart, not systems a few hundred metres from each other.
    const inUnits = judged.filter((i) => fit?.inUnit(best.places[i]!)).length;
    const hasRival = ranked.some(
      (other) =>
        other !== best &&
        other.excluded === null &&
        systemOf(other.crs)?.kind !== "gcj02-projected",
    );
    return !hasRival && inUnits >= 0.9 * judged.length;
  }
  return fits(best, trial);
}

/** Whether nearly all draws like the candidate best, and it fits better where it is than moved aside. */
export function fits(candidate: Candidate, trial: Trial): boolean {
  return trial.against !== "units" && agree(candidate, trial) >= SURE && stands(candidate, trial);
}

function refutes(best: Candidate, said: Candidate, trial: Trial): boolean {
  return (
    trial.against !== "units" &&
    agree(best, trial) >= SURER &&
    stands(best, trial) &&
    !stands(said, trial)
  );
}

function stands({ places }: Candidate, { judged, fit }: Trial): boolean {
  const some = stride(judged, MOVED).map((i) => places[i]!);
  return fit !== undefined && standOut(some, fit.misfit);
}

function agree(candidate: Candidate, trial: Trial): number {
  const { draws, agreed } = resample(candidate, trial) ?? { draws: 1, agreed: 1 };
  return agreed / draws;
}

const DRAWS = 200;
const DRAWN = 100;

/**
 * How many random draws of the points (with replacement, as in the bootstrap) like the candidate best; null
 * where it has no rival or nothing was measured. No draw is larger than 100 points, however many there are:
 * neighbouring points are no independent witnesses.
 */
function resample(
  candidate: Candidate,
  { ranked, judged, fit, against, random }: Trial,
): Conclusion["resampled"] {
  const possible = ranked.filter(({ excluded }) => excluded === null);
  const rivals = possible.filter((other) => other !== candidate);
  const isMeasured = fit !== undefined && against !== "units";
  if (!isMeasured || rivals.length === 0 || judged.length < FEWEST) return null;
  let agreed = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = Array.from(
      { length: Math.min(DRAWN, judged.length) },
      () => judged[Math.floor(random() * judged.length)]!,
    );
    const total = ({ misfits }: Candidate) => drawn.reduce((sum, i) => sum + misfits[i]!, 0);
    const own = total(candidate);
    if (rivals.every((rival) => own < total(rival))) agreed++;
  }
  return { draws: DRAWS, agreed };
}

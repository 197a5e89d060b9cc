import type { Explanation, ScenarioState, StreetChange } from "#contract/scenario.ts";
import type { WalkPath, WalkPiece } from "../catchment/walk-path.ts";
import { metresBetween, nearestOnSegment } from "../geo/lonlat.ts";
import type { LngLat } from "../geo/rings.ts";
import { NO_EDGE } from "../network/linkage.ts";
import type { Network } from "../network/network.ts";
import { E7 } from "../network/streets.ts";
import { ABOVE, BELOW, STEPS } from "../network/walking-rules.ts";
import type { EdgeIndex, Metres } from "../vocabulary.ts";

type Leg = Explanation["routes"][number]["legs"][number];

/** An edge this near the line of a planned street is part of it. */
const ON_LINE: Metres = 3;
/** A gate of no length stands where two streets end this near it. */
const AT_GATE: Metres = 0.5;

/**
 * A way street by street: pieces that follow each other on streets of one name, or of none, are one leg. A gate is
 * known only where the scenario opens it: the streets of a study do not say where there is one.
 */
export function legsOf(
  network: Network,
  { pieces }: WalkPath,
  streets: ScenarioState["streets"],
): Leg[] {
  const made = Object.values(streets).filter(({ kind }) => kind !== "closed");
  const [gates, planned] = [true, false].map((isOfNoLength) =>
    made.filter(({ from, to }) => metresBetween(...from, ...to) <= AT_GATE === isOfNoLength),
  ) as [StreetChange[], StreetChange[]];
  const legs: { kind: Leg["kind"]; name: string; millimetres: number; cost: number }[] = [];
  for (const [i, piece] of pieces.entries()) {
    const { kind, name } = standingOf(network, piece, planned);
    const millimetres = Math.abs(piece.end - piece.start);
    const last = legs.at(-1);
    if (last?.kind === kind && last.name === name) {
      last.millimetres += millimetres;
      last.cost += piece.cost;
    } else if (millimetres > 0) legs.push({ kind, name, millimetres, cost: piece.cost });
    const gate = piece.edge === NO_EDGE ? undefined : gateAfter(network, piece, gates);
    const goesOn = (pieces[i + 1]?.edge ?? NO_EDGE) !== NO_EDGE;
    if (gate !== undefined && goesOn)
      legs.push({ kind: "gate", name: gate.name, millimetres: 0, cost: 0 });
  }
  return legs.map(({ kind, name, millimetres, cost }) => ({
    kind,
    name,
    metres: Math.round(millimetres / 100) / 10,
    seconds: Math.round(cost / 100) / 10,
  }));
}

function standingOf(
  network: Network,
  { edge }: WalkPiece,
  planned: readonly StreetChange[],
): Pick<Leg, "kind" | "name"> {
  if (edge === NO_EDGE) return { kind: "off-network", name: "" };
  const own =
    network.name[edge] === 0 ? planned.find((one) => runsAlong(network, edge, one)) : undefined;
  if (own !== undefined) return { kind: KINDS[own.kind], name: own.name };
  const name = network.names[network.name[edge]!]!;
  const traits = network.traits[edge]!;
  if ((traits & STEPS) !== 0) return { kind: "steps", name };
  const isOffGround = (traits & (ABOVE | BELOW)) !== 0 && network.report.levelsKnown !== false;
  return { kind: isOffGround ? "bridge-or-tunnel" : "street", name };
}

const KINDS: Readonly<Record<StreetChange["kind"], Leg["kind"]>> = {
  street: "street",
  bridge: "bridge-or-tunnel",
  gate: "gate",
  closed: "street",
};

/** A new piece is straight; one that a street goes on from without a crossing is that street. */
function runsAlong(network: Network, edge: EdgeIndex, { from, to }: StreetChange): boolean {
  const [first, last] = [network.firstPoint[edge]!, network.firstPoint[edge + 1]! - 1];
  if (last !== first + 1) return false;
  return [first, last].every(
    (point) => nearestOnSegment(...pointAt(network, point), ...from, ...to).metres <= ON_LINE,
  );
}

/** The gate at the end of a piece that runs to an end of its edge. */
function gateAfter(
  network: Network,
  { edge, end }: WalkPiece,
  gates: readonly StreetChange[],
): StreetChange | undefined {
  if (end !== 0 && end !== network.length[edge]) return undefined;
  const point = end === 0 ? network.firstPoint[edge]! : network.firstPoint[edge + 1]! - 1;
  return gates.find(({ from }) => metresBetween(...pointAt(network, point), ...from) <= AT_GATE);
}

function pointAt({ points }: Network, point: number): LngLat {
  return [points[2 * point]! / E7, points[2 * point + 1]! / E7];
}

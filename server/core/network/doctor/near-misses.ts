import { metresBetween } from "../../geo/lonlat.ts";
import type { LngLat } from "../../geo/rings.ts";
import type { EdgeIndex, Metres } from "../../vocabulary.ts";
import type { Components } from "../islands.ts";
import type { Network } from "../network.ts";
import type { StretchFinder, StretchPlace } from "../stretches.ts";
import { E7 } from "../streets.ts";
import { ELSEWHERE } from "../walking-rules.ts";
import type { Detour, EdgePlace } from "../detours.ts";
import { finding, type Finding } from "./finding.ts";
import type { Obstacles } from "./obstacles.ts";
import { placeOf, type StreetEnds } from "./street-ends.ts";

/** A street that ends this near another may have been meant to reach it. */
const NEAR: Metres = 10;
/** Where the walk round is no longer than this, nothing is lost. */
const SHORT_WAY_ROUND: Metres = 100;
/** A gap this small is a slip of the hand, whatever lies around. */
const SLIP: Metres = 2;

/**
 * Streets that end near another one of the same part from which it is a long walk round, unless something in
 * between explains it. What lies between different parts is told of as islands.
 */
export function nearMissFindings(
  network: Network,
  { ofEdge }: Components,
  finder: StretchFinder,
  ends: StreetEnds,
  obstacles: Obstacles,
  isPlainGround: (at: LngLat) => boolean,
  detour: Detour,
): Finding[] {
  const { edgeCount, from, to, length, traits, points, firstPoint, names } = network;
  const found: Finding[] = [];
  for (let e = 0; e < edgeCount; e++) {
    if ((traits[e]! & ELSEWHERE) === ELSEWHERE) continue;
    if (ends.isDeadEnd(from[e]!)) look(e, from[e]!, 0);
    if (ends.isDeadEnd(to[e]!)) look(e, to[e]!, length[e]! / 1000);
  }
  return found;

  function look(edge: EdgeIndex, node: number, along: Metres): void {
    const end = placeOf(network, node);
    for (const place of finder.near(...end, NEAR)) {
      const other = place.edge;
      if (ofEdge[other] !== ofEdge[edge] || (traits[other]! & ELSEWHERE) !== 0) continue;
      const foot = footOf(place);
      if (detour({ edge, along }, edgePlace(place, foot), SHORT_WAY_ROUND) < Infinity) continue;
      if (obstacles.between(end, foot) !== undefined) continue;
      const called = [names[network.name[edge]!]!, names[network.name[other]!]!];
      found.push(
        finding({
          kind: "near-miss",
          lng: end[0],
          lat: end[1],
          metres: place.metres,
          names: [...new Set(called)].filter((name) => name !== "").sort(),
          repair:
            place.metres < 0.02
              ? { kind: "split", at: end }
              : { kind: "join", from: end, to: foot },
          sure: place.metres <= SLIP && isPlainGround(end),
        }),
      );
      return;
    }
  }

  function footOf({ point, share }: StretchPlace): LngLat {
    const [x1, y1] = [points[2 * point]!, points[2 * point + 1]!];
    const [x2, y2] = [points[2 * point + 2]!, points[2 * point + 3]!];
    return [Math.round(x1 + share * (x2 - x1)) / E7, Math.round(y1 + share * (y2 - y1)) / E7];
  }

  function edgePlace({ edge, point }: StretchPlace, foot: LngLat): EdgePlace {
    let along = 0;
    for (let p = firstPoint[edge]!; p < point; p++)
      along += metresBetween(...pointAt(p), ...pointAt(p + 1));
    return { edge, along: along + metresBetween(...pointAt(point), ...foot) };
  }

  function pointAt(p: number): LngLat {
    return [points[2 * p]! / E7, points[2 * p + 1]! / E7];
  }
}

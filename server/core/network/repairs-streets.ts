import { uint32Column, uint8Column } from "./column.ts";
import type { Network } from "./network.ts";
import type { BenchEdits } from "./repairs-bench.ts";
import type { Streets } from "./streets.ts";
import { ABOVE, BACKWARD, BELOW, FORWARD, NO_WHEELS, STEPS } from "./walking-rules.ts";

/** What a street is by itself, apart from the network around it. */
const OWN_TRAITS = FORWARD | BACKWARD | STEPS | NO_WHEELS | ABOVE | BELOW;

/**
 * The streets of a network with its edits, to be cut anew: every edge a way, every new line a way. New points
 * and lines are taken in order of where they are, so that the order of repairs leaves no trace.
 */
export function repairedStreets(network: Network, edits: BenchEdits): Streets {
  const { nodeCount, edgeCount, from, to, firstPoint, points } = network;
  const firstNew = nodeCount + points.length / 2;
  const order = inOrder(edits.positions);
  const rank = new Uint32Array(order.length);
  for (const [place, i] of order.entries()) rank[i] = place;
  const numberOf = (point: number): number => {
    const root = edits.same(point);
    return root < firstNew ? root : firstNew + rank[root - firstNew]!;
  };

  const first = uint32Column();
  const point = uint32Column();
  const traits = uint8Column();
  const name = uint32Column();
  const begin = (walked: number, called: number): void => {
    first.push(point.length);
    traits.push(walked & OWN_TRAITS);
    name.push(called);
  };

  for (let e = 0; e < edgeCount; e++) {
    const last = firstPoint[e + 1]! - firstPoint[e]! - 1;
    const vertex = (position: number): number =>
      position === 0
        ? from[e]!
        : position === last
          ? to[e]!
          : nodeCount + firstPoint[e]! + position;
    write(e, last, vertex, network.traits[e]!, network.name[e]!);
  }
  const added = edits.added
    .map(([a, b], i): [number, number, number] => [
      Math.min(numberOf(a), numberOf(b)),
      Math.max(numberOf(a), numberOf(b)),
      i,
    ])
    .sort(([a, b], [c, d]) => a - c || b - d);
  for (const [, , i] of added) {
    const [a, b] = edits.added[i]!;
    const [low, high] = numberOf(a) < numberOf(b) ? [a, b] : [b, a];
    const turned = low !== a;
    write(edgeCount + i, 1, (at) => (at === 0 ? low : high), FORWARD | BACKWARD, 0, turned);
  }
  first.push(point.length);

  const lng = new Int32Array(firstNew + order.length);
  const lat = new Int32Array(firstNew + order.length);
  lng.set(network.nodeLng);
  lat.set(network.nodeLat);
  for (let p = 0; p < points.length / 2; p++) {
    lng[nodeCount + p] = points[2 * p]!;
    lat[nodeCount + p] = points[2 * p + 1]!;
  }
  for (const [place, i] of order.entries()) {
    lng[firstNew + place] = edits.positions[2 * i]!;
    lat[firstNew + place] = edits.positions[2 * i + 1]!;
  }
  return {
    wayCount: first.length - 1,
    firstPoint: first.values(),
    point: point.values(),
    traits: traits.values(),
    square: new Uint8Array(first.length - 1),
    name: name.values(),
    names: network.names,
    lng,
    lat,
    closed: new Uint8Array(lng.length),
    levelsKnown: network.report.levelsKnown ?? false,
    statedBounds: undefined,
    missingPoints: network.report.missingPoints,
  };

  /** One line as the ways that are left of it. */
  function write(
    line: number,
    last: number,
    vertex: (position: number) => number,
    walked: number,
    called: number,
    turned = false,
  ): void {
    const edit = edits.lines.get(line);
    if (edit === undefined) {
      begin(walked, called);
      for (let i = 0; i <= last; i++) point.push(numberOf(vertex(i)));
      return;
    }
    const at = (position: number): number => (turned ? last - position : position);
    const stops = [...edit.points].map(([position, id]): [number, number] => [at(position), id]);
    for (let i = 0; i <= last; i++) if (!edit.points.has(at(i))) stops.push([i, vertex(i)]);
    stops.sort(([a], [b]) => a - b);
    const dropped = edit.dropped.map(([a, b]) => [Math.min(at(a), at(b)), Math.max(at(a), at(b))]);
    let open = false;
    for (const [i, [position, id]] of stops.entries()) {
      const next = stops[i + 1]?.[0];
      const leftOut =
        next === undefined || dropped.some(([start, end]) => position >= start! && next <= end!);
      if (!leftOut && !open) begin(walked, called);
      if (!leftOut || open) point.push(numberOf(id));
      open = !leftOut;
    }
  }
}

/** Numbers of the positions sorted by where they are. */
function inOrder(positions: readonly number[]): number[] {
  return Array.from({ length: positions.length / 2 }, (_, i) => i).sort(
    (a, b) =>
      positions[2 * a]! - positions[2 * b]! ||
      positions[2 * a + 1]! - positions[2 * b + 1]! ||
      a - b,
  );
}

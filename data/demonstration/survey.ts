import { clearBuildings } from "./clearing.ts";
import type { Building, Drawing, Shape, Tags } from "./drawing.ts";
import { heading, legs, moved, rectangle, type Point } from "./geometry.ts";
import { cutLine, cutRing, isWithinExtract, toGround } from "./ground.ts";
import { nodeStrokes } from "./noding.ts";

/** A point of the map on the ground; streets that meet share one. */
export interface MapNode {
  readonly at: Point;
  readonly tags: Tags;
}

interface MapWay {
  readonly nodes: readonly MapNode[];
  readonly tags: Tags;
}

/** The town as OpenStreetMap sees it, on the ground and within the extract. */
export interface Survey {
  /** Tagged points that belong to no way. */
  readonly marks: readonly MapNode[];
  readonly ways: readonly MapWay[];
  /** What stands, still in plan coordinates. */
  readonly buildings: readonly Building[];
}

export function survey(drawing: Drawing): Survey {
  const { nodes, runs, nodeAt } = nodeStrokes(drawing.strokes);
  const tagsAt = new Map<number, Tags>();
  const free: MapNode[] = [];
  for (const { at, tags } of drawing.marks) {
    const node = nodeAt(at);
    if (node === undefined) free.push({ at: toGround(at), tags });
    else tagsAt.set(node, tags);
  }
  const mapNodes = nodes.map((at, index): MapNode => ({
    at: toGround(at),
    tags: tagsAt.get(index) ?? {},
  }));
  const byPlace = new Map(mapNodes.map((node) => [node.at, node]));
  const known = (at: Point): MapNode => byPlace.get(at) ?? untagged(at);

  const streets = drawing.strokes.flatMap(({ tags }, index) => {
    const line = (runs[index] ?? []).flatMap((node) => mapNodes[node]?.at ?? []);
    return cutLine(line).map((piece) => ({ nodes: piece.map(known), tags }));
  });

  const onStreet = (place: Point): MapNode => {
    const node = nodeAt(place);
    return (node === undefined ? undefined : mapNodes[node]) ?? untagged(toGround(place));
  };
  // A wall keeps the very node of its gate, and ends where it began.
  const wall = ({ points, tags }: Shape): MapWay => {
    const nodesOfWall = points.slice(0, -1).map(onStreet);
    return { nodes: [...nodesOfWall, ...nodesOfWall.slice(0, 1)], tags };
  };
  const shapes = drawing.shapes.flatMap((shape): MapWay[] => {
    const { points, closed, tags } = shape;
    if (tags["barrier"] === "wall") return [wall(shape)];
    const ground = points.map(toGround);
    if (!closed) return cutLine(ground).map((piece) => ({ nodes: piece.map(untagged), tags }));
    const ring = cutRing(ground);
    return ring.length < 3 ? [] : [{ nodes: ringOf(ring), tags }];
  });

  const buildings = clearBuildings(drawing);
  return {
    marks: free.filter(({ at }) => isWithinExtract(at)),
    ways: [...streets, ...shapes, ...buildings.map(outlineOf)],
    buildings,
  };
}

/** Legs of everything one can walk along, on the ground. */
export function walkedLegs({ ways }: Survey): { a: Point; b: Point; highway: string }[] {
  return ways.flatMap(({ nodes, tags }) => {
    const highway = tags["highway"];
    if (highway === undefined) return [];
    return legs(nodes.map(({ at }) => at)).map(([a, b]) => ({ a, b, highway }));
  });
}

/** A building keeps its right angles on the ground. */
function outlineOf({ at, direction, length, depth, tags }: Building): MapWay {
  const centre = toGround(at);
  const turned = heading(centre, toGround(moved(at, direction, 1)));
  return { nodes: ringOf(rectangle(centre, turned, length, depth)), tags };
}

function ringOf(points: readonly Point[]): MapNode[] {
  const nodes = points.map(untagged);
  return [...nodes, ...nodes.slice(0, 1)];
}

function untagged(at: Point): MapNode {
  return { at, tags: {} };
}

import type { Member, OsmVisitor, Tags } from "./elements.ts";
import type { FlatPositions } from "./features.ts";
import { withHoles, type FlatPolygon } from "./flat-area.ts";
import { joinRings } from "./join-rings.ts";
import { nodePlaces, type NodePlaces } from "./node-places.ts";

/** A way or relation of an extract, with where it lies. */
export interface TaggedArea {
  readonly tags: Tags;
  /** Outer rings with their holes; empty for an open line, or where the extract lacks part of every ring. */
  readonly polygons: readonly FlatPolygon[];
  /** All its nodes that the extract holds. */
  readonly points: FlatPositions;
}

/** Collects in two passes over an extract: ways and relations first, then the nodes they need. */
export interface AreaCollector {
  readonly shapes: OsmVisitor;
  readonly nodes: () => Required<Pick<OsmVisitor, "node">>;
  /** Ways, then relations, each in the order of the file. */
  readonly finish: () => TaggedArea[];
}

/**
 * The ways and relations whose tags are wanted. A way that is the rim of a wanted multipolygon stands for the
 * same thing and is left out, as in the old way of tagging both.
 */
export function collectAreas(wanted: (tags: Tags) => boolean): AreaCollector {
  const refs: number[] = [];
  const firstRef = [0];
  const wayIds: number[] = [];
  const ways: { way: number; tags: Tags }[] = [];
  const relations: { members: readonly Member[]; tags: Tags }[] = [];
  let shapes: Shape[] = [];
  let places: NodePlaces = nodePlaces([]);

  const refsOf = (way: number): number[] => refs.slice(firstRef[way], firstRef[way + 1]);

  return {
    shapes: {
      way(id, wayRefs, tags) {
        // Kept even when not wanted: a relation read later may need it for its ring.
        wayIds.push(id);
        for (const ref of wayRefs) refs.push(ref);
        firstRef.push(refs.length);
        if (tags !== undefined && wanted(tags)) ways.push({ way: wayIds.length - 1, tags });
      },
      relation(_id, members, tags) {
        if (tags !== undefined && wanted(tags)) relations.push({ members, tags });
      },
    },
    nodes() {
      shapes = [...wayShapes(), ...relationShapes()];
      places = nodePlaces(
        shapes.flatMap(({ outer, inner, others }) => [...outer, ...inner, ...others].flat()),
      );
      return { node: (id, lng, lat) => places.set(id, lng, lat) };
    },
    finish: () =>
      shapes.map(({ tags, outer, inner, others }) => ({
        tags,
        polygons: withHoles(wholeRings(outer, places), wholeRings(inner, places)),
        points: [...outer, ...inner, ...others].flatMap((line) => positionsOf(line, places)),
      })),
  };

  function wayShapes(): Shape[] {
    const rims = new Set(
      relations
        .filter(({ tags }) => tags["type"] === "multipolygon")
        .flatMap(({ members }) => members.filter(isOuter).map(({ ref }) => ref)),
    );
    return ways
      .filter(({ way }) => !rims.has(wayIds[way]!))
      .map(({ way, tags }) => ({ tags, outer: [refsOf(way)], inner: [], others: [] }));
  }

  function relationShapes(): Shape[] {
    const members = new Set(relations.flatMap(({ members: all }) => all.map(({ ref }) => ref)));
    const wayOf = new Map<number, number>();
    for (const [way, id] of wayIds.entries()) if (members.has(id)) wayOf.set(id, way);
    const linesOf = (some: readonly Member[]) =>
      some
        .map(({ ref }) => wayOf.get(ref))
        .filter((way) => way !== undefined)
        .map(refsOf);
    return relations.map(({ members: all, tags }) => {
      const isArea = tags["type"] === "multipolygon" || tags["type"] === "boundary";
      const isRim = (member: Member) => isArea && member.type === "way";
      return {
        tags,
        outer: linesOf(all.filter((member) => isRim(member) && isOuter(member))),
        inner: linesOf(all.filter((member) => isRim(member) && !isOuter(member))),
        others: isArea
          ? []
          : [
              ...linesOf(all.filter(({ type }) => type === "way")),
              all.filter(({ type }) => type === "node").map(({ ref }) => ref),
            ],
      };
    });
  }
}

interface Shape {
  readonly tags: Tags;
  /** Node ids of the lines that make the outer rings, the holes, and nothing closed. */
  readonly outer: readonly (readonly number[])[];
  readonly inner: readonly (readonly number[])[];
  readonly others: readonly (readonly number[])[];
}

function isOuter({ type, role }: Member): boolean {
  return type === "way" && role !== "inner";
}

/** Rings that the extract holds to the last node. */
function wholeRings(lines: readonly (readonly number[])[], places: NodePlaces): FlatPositions[] {
  return joinRings(lines)
    .rings.map((ring) => ({ ring, positions: positionsOf(ring, places) }))
    .filter(({ ring, positions }) => positions.length === 2 * ring.length)
    .map(({ positions }) => positions);
}

function positionsOf(refs: readonly number[], places: NodePlaces): number[] {
  const positions: number[] = [];
  for (const ref of refs) places.pushTo(positions, ref);
  return positions;
}

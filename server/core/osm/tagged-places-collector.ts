import { UNITS_PER_DEGREE } from "./base-map.ts";
import { collectAreas, type TaggedArea } from "./collect-areas.ts";
import type { OsmVisitor, Tags } from "./elements.ts";
import type { FlatPositions } from "./features.ts";
import { labelPosition, sideOf } from "./flat-area.ts";
import { isPlace, nameOfPlace, type TaggedPlace } from "./tagged-places.ts";

/** The places of an extract, in two passes over it: nodes, then ways, then relations, in the file's order. */
export function collectTaggedPlaces(): {
  readonly shapes: OsmVisitor;
  readonly nodes: () => OsmVisitor;
  readonly finish: () => TaggedPlace[];
} {
  const areas = collectAreas(isPlace);
  const places: TaggedPlace[] = [];
  return {
    shapes: areas.shapes,
    nodes() {
      const { node } = areas.nodes();
      return {
        node(id, lng, lat, tags) {
          node(id, lng, lat, tags);
          if (tags !== undefined && isPlace(tags)) places.push(placeAt(lng, lat, tags));
        },
      };
    },
    finish() {
      for (const area of areas.finish()) {
        const position = positionOf(area);
        if (position === undefined) continue; // none of its nodes is in the extract
        const [lng, lat] = position;
        places.push(placeAt(lng / UNITS_PER_DEGREE, lat / UNITS_PER_DEGREE, area.tags));
      }
      return places;
    },
  };
}

function placeAt(lng: number, lat: number, tags: Tags): TaggedPlace {
  return { lng, lat, name: nameOfPlace(tags), tags };
}

/** A point inside the largest part of an area; the middle of the nodes of what is none, or not whole. */
function positionOf({ polygons, points }: TaggedArea): readonly [number, number] | undefined {
  const [first, ...others] = polygons;
  if (first !== undefined) {
    const largest = others.reduce(
      (most, one) => (sideOf(one[0] ?? []) > sideOf(most[0] ?? []) ? one : most),
      first,
    );
    const [lng = 0, lat = 0] = labelPosition(largest);
    return [lng, lat];
  }
  return middleOf(points);
}

function middleOf(points: FlatPositions): readonly [number, number] | undefined {
  if (points.length === 0) return undefined;
  let [lng, lat] = [0, 0];
  for (let i = 0; i < points.length; i += 2) {
    lng += points[i]!;
    lat += points[i + 1]!;
  }
  const count = points.length / 2;
  return [Math.round(lng / count), Math.round(lat / count)];
}

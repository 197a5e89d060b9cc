import type { Said } from "#core/vocabulary.ts";

/** The geometry of a feature as a scenario can hold it, in WGS 84, with what of it was left out. */
export type Shape = { readonly notes: readonly Said[] } & (
  | { readonly kind: "point"; readonly at: [number, number] }
  | { readonly kind: "line"; readonly from: [number, number]; readonly to: [number, number] }
  | { readonly kind: "polygon"; readonly ring: [number, number][] }
);

type Place = (position: readonly number[]) => [lng: number, lat: number];

const MOST_CORNERS = 2000;

/** Or why it cannot be used. */
export function readShape(feature: unknown, toWgs84: Place): Shape | { readonly why: Said } {
  const geometry = memberOf(feature, "geometry");
  const type = memberOf(geometry, "type");
  const coordinates = memberOf(geometry, "coordinates");
  if (typeof type !== "string" || !Array.isArray(coordinates))
    return {
      why: { zh: "没有位置，没有导入", en: "has no geometry, so it was not taken in" },
    };
  const single = type.replace(/^Multi/, "");
  if (single !== type && coordinates.length !== 1)
    return {
      why: {
        zh: `由 ${coordinates.length} 部分组成，没有导入；请先拆成单个要素`,
        en: `has ${coordinates.length} parts, so it was not taken in; split it into single features`,
      },
    };
  return ofType(single, single === type ? coordinates : coordinates[0], toWgs84);
}

function ofType(
  type: string,
  coordinates: unknown,
  toWgs84: Place,
): Shape | { readonly why: Said } {
  switch (type) {
    case "Point": {
      const [at] = placesOf([coordinates], toWgs84) ?? [];
      return at === undefined ? NO_PLACE : { kind: "point", at, notes: [] };
    }
    case "LineString": {
      const line = placesOf(coordinates, toWgs84);
      const [from, to] = [line?.[0], line?.at(-1)];
      if (line === undefined || from === undefined || to === undefined || line.length < 2)
        return NO_PLACE;
      return { kind: "line", from, to, notes: line.length > 2 ? [BENDS] : [] };
    }
    case "Polygon": {
      const rings: readonly unknown[] = Array.isArray(coordinates) ? coordinates : [];
      const outer = placesOf(rings[0], toWgs84);
      if (outer === undefined || outer.length < 3) return NO_PLACE;
      const ring = closed(outer);
      if (ring.length < 4) return NO_PLACE;
      if (ring.length > MOST_CORNERS)
        return {
          why: {
            zh: `有 ${ring.length} 个拐点，超过 ${MOST_CORNERS} 个，没有导入；请先简化`,
            en: `has ${ring.length} corners, more than ${MOST_CORNERS}, so it was not taken in; simplify it`,
          },
        };
      return { kind: "polygon", ring, notes: rings.length > 1 ? [HOLES] : [] };
    }
    default:
      return {
        why: {
          zh: `是“${type.slice(0, 40)}”，只能导入点、线、面`,
          en: `is a ${type.slice(0, 40)}; points, lines and polygons are taken in`,
        },
      };
  }
}

const NO_PLACE = {
  why: {
    zh: "的坐标不能识别，没有导入",
    en: "has coordinates that cannot be read, so it was not taken in",
  },
};
const BENDS: Said = {
  zh: "只按起点到终点的直线导入，中间的拐点没有采用",
  en: "was taken in as a straight piece from end to end; its bends were left out",
};
const HOLES: Said = {
  zh: "只导入外圈，内部的空洞没有采用",
  en: "was taken in by its outer ring; its holes were left out",
};

function closed(ring: readonly [number, number][]): [number, number][] {
  const [first, last] = [ring[0], ring.at(-1)];
  if (first === undefined || last === undefined) return [];
  return first[0] === last[0] && first[1] === last[1] ? [...ring] : [...ring, [...first]];
}

/** Undefined unless all of them are places. */
function placesOf(positions: unknown, toWgs84: Place): [number, number][] | undefined {
  if (!Array.isArray(positions)) return undefined;
  const places: [number, number][] = [];
  for (const position of positions as readonly unknown[]) {
    if (!Array.isArray(position)) return undefined;
    const numbers = position.filter((one) => typeof one === "number");
    if (numbers.length !== position.length || numbers.length < 2) return undefined;
    const [lng, lat] = toWgs84(numbers);
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) return undefined;
    places.push([lng, lat]);
  }
  return places;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

import type { BaseMap, StreetClass } from "#core/osm/base-map.ts";
import type { Ring } from "#core/geo/rings.ts";
import { holds, type Box, type Pixel, type Places } from "./boxes.ts";
import { HALO, MINOR_INK, NAME_INK, PARK_INK, WATER_INK } from "./colours.ts";
import { inView, ringsOf } from "./features-in-view.ts";
import type { MapPicture } from "./map-picture.ts";
import { sizeOf, type Pen, type TextStyle } from "./pen.ts";
import type { View } from "./view.ts";
import type { MapWords } from "./words.ts";

/** What is named under the theme of a picture. */
export type NamedBelow = Pick<MapPicture, "ground" | "edge">;

/** Writes the base map's names where they do not cover anything, the weightier first. */
export function writeNames(
  { ground: map, edge }: NamedBelow,
  view: View,
  words: MapWords,
  pen: Pen,
  free: Places,
): void {
  const names = [
    ...edgeName(edge, view, words, pen),
    ...(map === null
      ? []
      : [
          ...placeNames(map, view),
          ...streetNames(map, view, pen),
          ...waterNames(map, view, pen),
          ...areaNames(map, view),
        ]),
  ];
  for (const { text, spots } of names.toSorted((a, b) => a.weight - b.weight)) {
    for (const { at, style } of spots) {
      if (free.find([at], sizeOf(text, style, pen.measure)) === undefined) continue;
      pen.write(text, at, style);
      break;
    }
  }
}

interface Name {
  readonly text: string;
  /** Lower is written first. */
  readonly weight: number;
  /** The best first. */
  readonly spots: readonly { readonly at: Pixel; readonly style: TextStyle }[];
}

function edgeName(edge: readonly Ring[], view: View, words: MapWords, pen: Pen): Name[] {
  const parts = edge.flatMap((ring) => partsOf(cutShort(ring.map(view.toPixel)), view.panel));
  return alongLine(words.edge, 2, parts, pen, {
    size: 11,
    colour: "#5F6B78",
    halo: HALO,
    spacing: 1,
  });
}

/** The edge of an extract may be four lines of which only the middles of short pieces would be seen. */
function cutShort(line: readonly Pixel[]): Pixel[] {
  return line.flatMap(([x, y], i): Pixel[] => {
    const [nextX, nextY] = line[i + 1] ?? [x, y];
    const pieces = Math.min(200, Math.max(1, Math.ceil(Math.hypot(nextX - x, nextY - y) / 40)));
    return Array.from({ length: pieces }, (_, piece) => [
      x + ((nextX - x) * piece) / pieces,
      y + ((nextY - y) * piece) / pieces,
    ]);
  });
}

const PLACE_SIZE = { city: 14, town: 13, suburb: 11.5, village: 11.5 } as const;

function placeNames({ place }: BaseMap, view: View): Name[] {
  return points(place, view).flatMap(({ at, properties: { kind, name } }): Name[] => {
    const small = kind === "quarter" || kind === "hamlet" || kind === "locality";
    if (view.zoom < 11 && kind !== "city" && kind !== "town") return [];
    if (view.zoom < 13 && small) return [];
    const style = { size: small ? 11 : PLACE_SIZE[kind], colour: NAME_INK, halo: HALO };
    const weight = kind === "city" ? 0 : kind === "town" ? 1 : small ? 8 : 4;
    return [{ text: name, weight, spots: around(at).map((spot) => ({ at: spot, style })) }];
  });
}

function areaNames({ label }: BaseMap, view: View): Name[] {
  if (view.zoom < 12.3) return [];
  return points(label, view).map(({ at, properties: { kind, name } }): Name => {
    const colour = kind === "park" ? PARK_INK : kind === "water" ? WATER_INK : MINOR_INK;
    const first = kind === "park" || kind === "station" || kind === "water";
    return {
      text: name,
      weight: first ? 6 : 9,
      spots: around(at).map((spot) => ({ at: spot, style: { size: 11, colour, halo: HALO } })),
    };
  });
}

/** The place itself, then a little above and below it. */
function around([x, y]: Pixel): Pixel[] {
  return [
    [x, y],
    [x, y - 14],
    [x, y + 14],
  ];
}

function points<P>(features: Parameters<typeof inView<P>>[0], view: View) {
  return [...inView(features, view)].flatMap(({ feature, properties }) => {
    const at = [...ringsOf(features, feature, view)][0]?.[0];
    return at === undefined || !holds(view.panel, at) ? [] : [{ at, properties }];
  });
}

/** From which zoom on the streets of a class are named, and how weighty that is. */
const NAMED_STREETS: Readonly<
  Partial<Record<StreetClass, readonly [from: number, weight: number]>>
> = {
  motorway: [11, 2],
  trunk: [11, 2],
  primary: [12, 3],
  secondary: [12, 5],
  tertiary: [13, 7],
  residential: [14.5, 10],
  pedestrian: [14.5, 10],
};

function streetNames({ street }: BaseMap, view: View, pen: Pen): Name[] {
  const lines = new Map<string, { weight: number; parts: Part[] }>();
  for (const { feature, properties } of inView(street, view)) {
    const [from, weight] = NAMED_STREETS[properties.class] ?? [Infinity, 0];
    if (properties.name === undefined || view.zoom < from) continue;
    const line = lines.get(properties.name) ?? { weight, parts: [] };
    lines.set(properties.name, line);
    line.weight = Math.min(line.weight, weight);
    line.parts.push(...featureParts(street, feature, view));
  }
  return [...lines].flatMap(([text, { weight, parts }]) =>
    alongLine(text, weight, parts, pen, {
      size: 11.5,
      colour: weight > 5 ? MINOR_INK : NAME_INK,
      halo: HALO,
    }),
  );
}

function waterNames({ water }: BaseMap, view: View, pen: Pen): Name[] {
  const lines = new Map<string, Part[]>();
  for (const { feature, properties } of inView(water, view)) {
    if (properties.name === undefined || properties.kind === "area") continue;
    const parts = lines.get(properties.name) ?? [];
    lines.set(properties.name, parts);
    parts.push(...featureParts(water, feature, view));
  }
  const style = { size: 12, colour: WATER_INK, halo: HALO, italic: true, spacing: 5 };
  return [...lines].flatMap(([text, parts]) => alongLine(text, 3, parts, pen, style));
}

/** A straight piece of a line inside the panel. */
interface Part {
  readonly middle: Pixel;
  readonly length: number;
  readonly steep: boolean;
}

function featureParts(
  features: Parameters<typeof ringsOf>[0],
  feature: number,
  view: View,
): Part[] {
  return [...ringsOf(features, feature, view)].flatMap((line) => partsOf(line, view.panel));
}

function partsOf(line: readonly Pixel[], panel: Box): Part[] {
  return line.flatMap(([x, y], i): Part[] => {
    const next = line[i + 1];
    if (next === undefined) return [];
    const middle: Pixel = [(x + next[0]) / 2, (y + next[1]) / 2];
    const [across, down] = [Math.abs(next[0] - x), Math.abs(next[1] - y)];
    return holds(panel, middle)
      ? [{ middle, length: Math.hypot(across, down), steep: down > across }]
      : [];
  });
}

const MOST_SPOTS = 24;

/** A name by a line: near the middle of what is seen of it, upright where the line runs upwards. */
function alongLine(
  text: string,
  weight: number,
  parts: readonly Part[],
  pen: Pen,
  style: TextStyle,
): Name[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length < 1.2 * pen.measure(text, style)) return [];
  const mean = (axis: 0 | 1) =>
    parts.reduce((sum, part) => sum + part.middle[axis] * part.length, 0) / length;
  const [x, y] = [mean(0), mean(1)];
  const apart = ({ middle }: Part) => Math.hypot(middle[0] - x, middle[1] - y);
  const canStand = /^\p{Script=Han}{2,8}$/u.test(text);
  const near = parts.toSorted((a, b) => apart(a) - apart(b));
  const every = Math.max(1, Math.ceil(near.length / MOST_SPOTS));
  const spots = near
    .filter((_, i) => i % every === 0)
    .map(({ middle, steep }) => ({
      at: middle,
      style: steep && canStand ? { ...style, upright: true } : style,
    }));
  return [{ text, weight, spots }];
}

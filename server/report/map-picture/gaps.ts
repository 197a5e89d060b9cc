import type { LngLat } from "#core/geo/rings.ts";
import { boxAround, holds, type Pixel, type Places } from "./boxes.ts";
import { GAP_LINE, GAP_TEXT } from "./colours.ts";
import type { DrawnGap } from "./map-picture.ts";
import { addRings, type Pen, type TextStyle } from "./pen.ts";
import type { View } from "./view.ts";
import type { MapWords } from "./words.ts";

/** The gaps that are outlined: of those that reach into a view, the ones with most people. */
export function outlinedGaps(gaps: readonly DrawnGap[], { panel, toPixel }: View): DrawnGap[] {
  return gaps
    .filter(({ label, elsewhere }) =>
      [label, ...elsewhere].some((place) => holds(panel, toPixel(place))),
    )
    .slice(0, OUTLINED);
}

const OUTLINED = 5;

export function paintGapLines(gaps: readonly DrawnGap[], { toPixel }: View, pen: Pen): void {
  const { context } = pen;
  context.lineJoin = "round";
  const paths = gaps.map(({ polygon }) => {
    const path = pen.newPath();
    addRings(
      path,
      polygon.map((ring) => ring.map(toPixel)),
    );
    return path;
  });
  for (const [colour, width] of [
    ["#FFFFFF", 5],
    [GAP_LINE, 2.6],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    for (const path of paths) context.stroke(path);
  }
}

const RANK: TextStyle = { size: 12.5, colour: "#FFFFFF", bold: true };
const PEOPLE: TextStyle = { size: 12.5, colour: GAP_TEXT, bold: true };
const HEIGHT = 23;

/** A label that has its place, or none because everything was taken. */
export interface GapLabel {
  readonly rank: string;
  /** Empty where the gap is so small on the map that its rank says enough. */
  readonly people: string;
  readonly size: Pixel;
  readonly middle: Pixel;
}

/**
 * Gives each gap's label its place, most people first: inside the gap and clear of facilities if that can be,
 * else inside it, else as near as there is room. Facilities that end up beneath a label stay hidden there.
 */
export function placeGapLabels(
  gaps: readonly DrawnGap[],
  view: View,
  pen: Pen,
  words: MapWords,
  clear: Places,
  open: Places,
): GapLabel[] {
  return gaps.flatMap((gap): GapLabel[] => {
    const rank = String(gap.rank);
    const people = isSmall(gap, view) ? "" : words.people(gap.people);
    const size: Pixel =
      people === ""
        ? [rankWidth(rank, pen), HEIGHT - 4]
        : [rankWidth(rank, pen) + pen.measure(people, PEOPLE) + 14, HEIGHT];
    const at = view.toPixel(gap.label);
    const inside = [at, ...nearestFirst(gap.elsewhere, at, view)];
    const middle =
      clear.find(inside, size) ?? open.find(inside, size) ?? open.find(around(at), size);
    if (middle === undefined) return [];
    const box = boxAround(middle, size);
    clear.take(box);
    open.take(box);
    return [{ rank, people, size, middle }];
  });
}

/** In px, across. */
const SMALL = 40;

function isSmall({ polygon: [outer = []] }: DrawnGap, { toPixel }: View): boolean {
  const across = outer.map((place) => toPixel(place)[0]);
  const down = outer.map((place) => toPixel(place)[1]);
  const extent = (values: readonly number[]) =>
    values.reduce((a, b) => Math.max(a, b), -Infinity) -
    values.reduce((a, b) => Math.min(a, b), Infinity);
  return Math.max(extent(across), extent(down)) < SMALL;
}

function nearestFirst(places: readonly LngLat[], [x, y]: Pixel, view: View): Pixel[] {
  const apart = (pixel: Pixel) => Math.hypot(pixel[0] - x, pixel[1] - y);
  return places.map(view.toPixel).toSorted((a, b) => apart(a) - apart(b));
}

/** Rings of places around one, outwards, px. */
function* around([x, y]: Pixel): Generator<Pixel> {
  for (let radius = 12; radius <= 240; radius += 12)
    for (let turn = 0; turn < 16; turn++) {
      const angle = (turn * Math.PI) / 8;
      yield [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    }
}

export function paintGapLabel({ rank, people, size, middle }: GapLabel, pen: Pen): void {
  const { context } = pen;
  const { left, top } = boxAround(middle, size);
  const [width, height] = size;
  const square = rankWidth(rank, pen);
  context.beginPath();
  context.roundRect(left, top, width, height, 3);
  context.fillStyle = "#FFFFFF";
  context.fill();
  context.beginPath();
  context.roundRect(left, top, square, height, [3, 0, 0, 3]);
  context.fillStyle = GAP_LINE;
  context.fill();
  context.beginPath();
  context.roundRect(left, top, width, height, 3);
  context.strokeStyle = GAP_LINE;
  context.lineWidth = 1.4;
  context.stroke();
  pen.write(rank, [left + square / 2, middle[1]], RANK);
  if (people !== "") pen.write(people, [left + square + (width - square) / 2, middle[1]], PEOPLE);
}

function rankWidth(rank: string, pen: Pen): number {
  return Math.max(20, pen.measure(rank, RANK) + 11);
}

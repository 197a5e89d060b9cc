import polylabel from "polylabel";
import { signedArea, type PolygonRings } from "#core/geo/rings.ts";
import { UNIT_STATES } from "#core/vocabulary.ts";
import { holds, overlap, type Pixel, type Places } from "./boxes.ts";
import { HALO, UNIT_COLOURS, UNIT_OPACITY } from "./colours.ts";
import type { LegendEntry } from "./legend.ts";
import type { JudgedUnit, Statuses } from "./map-picture.ts";
import { addRings, fillHatched, sizeOf, type Pen, type TextStyle } from "./pen.ts";
import type { View } from "./view.ts";
import type { MapWords } from "./words.ts";

/** The units a view shows, by state, in the legend's order; the number of each stands beside its word. */
export interface UnitClass {
  readonly entry: LegendEntry;
  readonly units: readonly JudgedUnit[];
}

export function unitClasses(
  { units, words: own }: Statuses,
  view: View,
  words: MapWords,
): UnitClass[] {
  const shown = units.filter((unit) => isShown(unit, view));
  return UNIT_STATES.flatMap((state) => {
    const alike = shown.filter((unit) => unit.state === state);
    if (alike.length === 0) return [];
    const colour = UNIT_COLOURS[state];
    return [
      {
        units: alike,
        entry: {
          label: `${own[state] ?? words.unitState[state]} ${alike.length}`,
          sample:
            typeof colour === "string"
              ? { kind: "colour", colour, opacity: UNIT_OPACITY }
              : { kind: "hatch", hatch: colour },
        } as const,
      },
    ];
  });
}

function isShown({ polygons }: JudgedUnit, { shown: [west, south, east, north] }: View): boolean {
  return polygons.some(([outer = []]) => {
    const lngs = outer.map(([lng]) => lng);
    const lats = outer.map(([, lat]) => lat);
    return overlap(
      { left: least(lngs), right: most(lngs), top: least(lats), bottom: most(lats) },
      { left: west, right: east, top: south, bottom: north },
    );
  });
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}

export function paintUnits(classes: readonly UnitClass[], view: View, pen: Pen): void {
  const { context } = pen;
  for (const { entry, units } of classes) {
    for (const { polygons } of units) {
      const path = pathOf(polygons, view, pen);
      if (entry.sample.kind === "hatch") fillHatched(pen, path, entry.sample.hatch, view.panel);
      if (entry.sample.kind !== "colour") continue;
      context.globalAlpha = entry.sample.opacity;
      context.fillStyle = entry.sample.colour;
      context.fill(path, "evenodd");
      context.globalAlpha = 1;
    }
  }
  const all = classes.flatMap(({ units }) => units.flatMap(({ polygons }) => polygons));
  context.lineJoin = "round";
  context.strokeStyle = "#FFFFFF";
  context.lineWidth = 1.6;
  context.stroke(pathOf(all, view, pen));
}

/** Borders over cells: a grey line on white. */
export function paintBorders(borders: readonly PolygonRings[], view: View, pen: Pen): void {
  const { context } = pen;
  const path = pathOf(borders, view, pen);
  context.lineJoin = "round";
  context.globalAlpha = 0.6;
  for (const [colour, width] of [
    ["#FFFFFF", 2.2],
    ["#66717E", 0.8],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke(path);
  }
  context.globalAlpha = 1;
}

function pathOf(polygons: readonly PolygonRings[], { toPixel }: View, pen: Pen) {
  const path = pen.newPath();
  for (const polygon of polygons)
    addRings(
      path,
      polygon.map((ring) => ring.map(toPixel)),
    );
  return path;
}

const NAME: TextStyle = { size: 12, colour: "#1D2733", halo: HALO };
/** A name may be so much wider than the circle that fits into its unit. */
const LOOSE = 1.35;
const SMALLEST = 9.5;

/** Writes the names that fit, those of large units first. */
export function writeUnitNames(
  units: readonly JudgedUnit[],
  view: View,
  pen: Pen,
  free: Places,
): void {
  const shorten = commonEnding(units.map(({ name }) => name));
  const rooms = units
    .map(({ name, polygons }) => ({ name: shorten(name), ...roomIn(polygons, view) }))
    .toSorted((a, b) => b.radius - a.radius);
  for (const { name, middle, radius } of rooms) {
    if (!holds(view.panel, middle)) continue;
    const size = Math.min(NAME.size, (NAME.size * 2 * radius * LOOSE) / pen.measure(name, NAME));
    if (size < SMALLEST) continue;
    const style = { ...NAME, size };
    const at = free.find([middle], sizeOf(name, style, pen.measure));
    if (at !== undefined) pen.write(name, at, style);
  }
}

/** Where the largest circle inside the largest polygon lies, and its radius, px. */
function roomIn(
  polygons: readonly PolygonRings[],
  { toPixel }: View,
): { middle: Pixel; radius: number } {
  const areaOf = ([outer = []]: PolygonRings) => Math.abs(signedArea(outer));
  const largest = polygons.toSorted((a, b) => areaOf(b) - areaOf(a))[0];
  if (largest?.[0] === undefined || largest[0].length < 4) return { middle: [NaN, NaN], radius: 0 };
  const pole = polylabel(
    largest.map((ring) => ring.map((place) => [...toPixel(place)])),
    0.5,
  );
  return { middle: [pole[0] ?? NaN, pole[1] ?? NaN], radius: pole.distance };
}

const ENDINGS = ["社区居民委员会", "村民委员会", "社区居委会", "居委会", "村委会", "社区", "村"];

/** What all names end in is left out; where they differ, they are written in full. */
function commonEnding(names: readonly string[]): (name: string) => string {
  const ending = ENDINGS.find((one) =>
    names.every((name) => name.endsWith(one) && name.length > one.length + 1),
  );
  return ending === undefined ? (name) => name : (name) => name.slice(0, -ending.length);
}

import type { PolygonRings } from "#core/geo/rings.ts";
import { UNIT_STATES } from "#core/vocabulary.ts";
import { overlap } from "./boxes.ts";
import { UNIT_COLOURS, UNIT_OPACITY } from "./colours.ts";
import type { LegendEntry } from "./legend.ts";
import type { JudgedUnit, Statuses } from "./map-picture.ts";
import { addRings, fillHatched, type Pen } from "./pen.ts";
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
  context.lineWidth = 1.6 * slimness(view);
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
    context.lineWidth = width * slimness(view);
    context.stroke(path);
  }
  context.globalAlpha = 1;
}

/** Hundreds of villages on one map would else be a net over it. */
function slimness({ zoom }: View): number {
  return zoom < 11 ? 0.5 : 1;
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

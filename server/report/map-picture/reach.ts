import type { Path2D } from "@napi-rs/canvas";
import { boundaryOf } from "#core/geo/cells.ts";
import { overlap, type Box, type Pixel } from "./boxes.ts";
import { BEYOND, CELL_OPACITY, COVERED, GAP, MINUTE_BANDS, UNKNOWN } from "./colours.ts";
import type { LegendEntry } from "./legend.ts";
import type { Reach, ReachedCell } from "./map-picture.ts";
import { addRings, fillHatched, type Pen } from "./pen.ts";
import type { View } from "./view.ts";
import type { MapWords } from "./words.ts";

/** One class of cells: what the legend says of it, and the cells of it that the view shows. */
export interface CellClass {
  readonly entry: LegendEntry;
  readonly cells: readonly (readonly Pixel[])[];
}

/** Cells by class, near to far and the unknown last; only classes that the view shows. */
export function cellClasses({ paint, cells }: Reach, view: View, words: MapWords): CellClass[] {
  const shown = new Map<string, (readonly Pixel[])[]>();
  for (const cell of cells) {
    const ring = boundaryOf(cell.id).map(view.toPixel);
    if (!overlap(boundsOf(ring), view.panel)) continue;
    const key = classOf(cell, paint);
    const alike = shown.get(key);
    if (alike) alike.push(ring);
    else shown.set(key, [ring]);
  }
  return entriesOf(paint, words).flatMap(({ key, entry }, i, all) => {
    const rings = shown.get(key);
    if (rings === undefined) return [];
    const before = all.slice(0, i).findLast((each) => shown.has(each.key));
    const crossed = isInside(before?.key) && key.startsWith("out");
    return [{ entry: crossed ? { ...entry, afterLimit: true } : entry, cells: rings }];
  });
}

export function paintCells(classes: readonly CellClass[], view: View, pen: Pen): void {
  const { context } = pen;
  for (const { entry, cells } of classes) {
    const path: Path2D = pen.newPath();
    addRings(path, cells);
    if (entry.sample.kind === "hatch") fillHatched(pen, path, entry.sample.hatch, view.panel);
    if (entry.sample.kind !== "colour") continue;
    context.globalAlpha = entry.sample.opacity;
    context.fillStyle = entry.sample.colour;
    context.fill(path);
    context.globalAlpha = 1;
  }
}

/** The unknown are unknown at any time; the others fall on their side of the limit by their state. */
function classOf({ state, seconds }: ReachedCell, { by }: Reach["paint"]): string {
  if (state === "unknown" || by === "state") return state;
  const band = MINUTE_BANDS.find(({ to }) => seconds <= to * 60);
  if (band === undefined) return "out-beyond";
  return `${state === "covered" ? "in" : "out"}-${band.to}`;
}

function isInside(key: string | undefined): boolean {
  return key?.startsWith("in") === true;
}

function entriesOf(
  paint: Reach["paint"],
  words: MapWords,
): { readonly key: string; readonly entry: LegendEntry }[] {
  const entry = (key: string, label: string, colour: string) => ({
    key,
    entry: { label, sample: { kind: "colour", colour, opacity: CELL_OPACITY } } as const,
  });
  const unknown = {
    key: "unknown",
    entry: { label: words.state.unknown, sample: { kind: "hatch", hatch: UNKNOWN } } as const,
  };
  if (paint.by === "state")
    return [
      entry("covered", words.state.covered, COVERED),
      entry("gap", words.state.gap, GAP),
      unknown,
    ];
  const { limit } = paint;
  return [
    ...MINUTE_BANDS.filter(({ from }) => from < limit).map(({ from, to, inside }) =>
      entry(`in-${to}`, `${from}–${minutes(Math.min(to, limit))}`, inside),
    ),
    ...MINUTE_BANDS.filter(({ to }) => to > limit).map(({ from, to, outside }) =>
      entry(`out-${to}`, `${minutes(Math.max(from, limit))}–${to}`, outside),
    ),
    entry("out-beyond", words.over(MINUTE_BANDS.at(-1)?.to ?? 0), BEYOND),
    unknown,
  ];
}

function minutes(count: number): string {
  return String(Math.round(count * 100) / 100);
}

function boundsOf(ring: readonly Pixel[]): Box {
  const across = ring.map(([x]) => x);
  const down = ring.map(([, y]) => y);
  return {
    left: Math.min(...across),
    top: Math.min(...down),
    right: Math.max(...across),
    bottom: Math.max(...down),
  };
}

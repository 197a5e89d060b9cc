import type { Service } from "#core/vocabulary.ts";
import { boxAround, type Box, type Pixel } from "./boxes.ts";
import { FACILITY_INK, GAP_LINE, INK, LAND, type Hatch } from "./colours.ts";
import { paintFacility } from "./facilities.ts";
import { fillHatched, type Pen, type TextStyle } from "./pen.ts";

/** One class of the picture, as the legend shows it. */
export interface LegendEntry {
  readonly label: string;
  readonly sample: Sample;
  /** The limit lies between the entry before and this one. */
  readonly afterLimit?: boolean;
}

export type Sample =
  | { readonly kind: "colour"; readonly colour: string; readonly opacity: number }
  | { readonly kind: "hatch"; readonly hatch: Hatch }
  | { readonly kind: "gap" }
  | { readonly kind: "facility"; readonly service: Service; readonly dot: boolean };

export interface Legend {
  readonly title: string;
  readonly entries: readonly LegendEntry[];
}

/** Where every part of a legend stands, px from its upper left corner. */
export interface LaidLegend {
  readonly rows: readonly (readonly Laid[])[];
  readonly height: number;
}

interface Laid {
  readonly x: number;
  readonly entry: LegendEntry | { readonly title: string };
}

const TITLE: TextStyle = { size: 12.5, colour: INK, bold: true, from: "left" };
const LABEL: TextStyle = { size: 12, colour: INK, from: "left" };
const SAMPLE: Pixel = [18, 11];
const MARGIN = 13;
/** Between a sample and its word, and between one entry and the next. */
const BESIDE = 5;
const GAP = 9;
const ROW = 24;
const PADDING = 5;

/** As many rows as the width asks for. */
export function layLegend({ title, entries }: Legend, width: number, pen: Pen): LaidLegend {
  const rows: Laid[][] = [[{ x: MARGIN, entry: { title } }]];
  let x = MARGIN + pen.measure(title, TITLE) + 13;
  for (const entry of entries) {
    const needed = SAMPLE[0] + BESIDE + pen.measure(entry.label, LABEL);
    if (x + needed > width - MARGIN) {
      rows.push([]);
      x = MARGIN;
    }
    rows.at(-1)?.push({ x, entry });
    x += needed + GAP;
  }
  return { rows, height: rows.length * ROW + 2 * PADDING };
}

export function paintLegend({ rows }: LaidLegend, top: number, pen: Pen): void {
  for (const [row, parts] of rows.entries()) {
    const y = top + PADDING + (row + 0.5) * ROW;
    for (const { x, entry } of parts) {
      if ("title" in entry) {
        pen.write(entry.title, [x, y], TITLE);
        continue;
      }
      if (entry.afterLimit === true) {
        pen.context.fillStyle = INK;
        pen.context.fillRect(x - 5.5, y - 9, 2, 18);
      }
      paintSample(entry.sample, boxAround([x + SAMPLE[0] / 2, y], SAMPLE), pen);
      pen.write(entry.label, [x + SAMPLE[0] + BESIDE, y], LABEL);
    }
  }
}

function paintSample(sample: Sample, box: Box, pen: Pen): void {
  const { context } = pen;
  const corner = [box.left, box.top, ...SAMPLE] as const;
  switch (sample.kind) {
    case "colour":
      context.fillStyle = LAND;
      context.fillRect(...corner);
      context.globalAlpha = sample.opacity;
      context.fillStyle = sample.colour;
      context.fillRect(...corner);
      context.globalAlpha = 1;
      context.strokeStyle = "rgba(29,39,51,0.25)";
      context.lineWidth = 0.6;
      context.strokeRect(...corner);
      return;
    case "hatch": {
      const path = pen.newPath();
      path.rect(...corner);
      fillHatched(pen, path, sample.hatch, box);
      context.strokeStyle = sample.hatch.line;
      context.lineWidth = 0.8;
      context.strokeRect(...corner);
      return;
    }
    case "gap":
      context.strokeStyle = GAP_LINE;
      context.lineWidth = 2.4;
      context.strokeRect(box.left + 1.2, box.top + 0.8, SAMPLE[0] - 2.4, SAMPLE[1] - 1.6);
      return;
    case "facility":
      context.strokeStyle = FACILITY_INK;
      paintFacility(
        pen,
        [(box.left + box.right) / 2, (box.top + box.bottom) / 2],
        sample.service,
        sample.dot,
      );
  }
}

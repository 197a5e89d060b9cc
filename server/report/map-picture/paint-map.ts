import type { Canvas } from "@napi-rs/canvas";
import type { Box } from "./boxes.ts";
import { chineseFont, type CanvasLibrary } from "./canvas.ts";
import { INK, LAND } from "./colours.ts";
import { paintEdge } from "./edge.ts";
import { furnitureOf } from "./furniture.ts";
import { groundPaint } from "./ground.ts";
import { layLegend, paintLegend } from "./legend.ts";
import type { MapPicture } from "./map-picture.ts";
import { layNotes } from "./notes.ts";
import { penOn, type Pen, type TextRun } from "./pen.ts";
import { themeOf, type Theme } from "./themes.ts";
import { paintBorders } from "./units.ts";
import { viewOf, type View } from "./view.ts";
import { WORDS, type MapWords } from "./words.ts";

export interface Painted {
  readonly canvas: Canvas;
  /** The picture in words. */
  readonly alt: string;
  /** No font of this machine writes Chinese: its characters show as boxes. */
  readonly missingFont: boolean;
  /** Everything that is written, in the order of writing; boxes in px, `scale` pixels each. */
  readonly texts: readonly TextRun[];
  readonly scale: number;
  readonly view: View;
}

/** Everything is measured in px of a figure this wide, then drawn as much larger as the picture is. */
const DESIGN_WIDTH = 740;
const FRAME = 1.2;
/** Houses that would measure less are left out, in pixels of the picture. */
const FINEST_HOUSE = 2;

/** Paints a map that was checked. */
export function paintMap(picture: MapPicture, library: CanvasLibrary): Painted {
  const words = WORDS[picture.language];
  const scale = picture.width / DESIGN_WIDTH;
  const family = chineseFont(library.GlobalFonts.families.map((each) => each.family));
  const trial = penOn(library, library.createCanvas(1, 1).getContext("2d"), family);
  const view = viewOf(picture.extent, panelOf(picture));
  const theme = themeOf(picture.subject, picture, view, words);
  const legend = layLegend(theme.legend, DESIGN_WIDTH, trial);
  const notes = layNotes(picture.notes, DESIGN_WIDTH, words, trial);
  const notesTop = view.panel.bottom + legend.height;
  const height = Math.ceil((notesTop + notes.height + FRAME / 2) * scale);

  const canvas = library.createCanvas(picture.width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#FFFFFF";
  context.fillRect(0, 0, picture.width, height);
  context.scale(scale, scale);
  const pen = penOn(library, context, family);
  paintPanel(picture, theme, view, words, pen);
  paintLegend(legend, view.panel.bottom, pen);
  notes.paint(notesTop, pen);
  paintFrame(view.panel, notesTop, height / scale - FRAME / 2, pen);
  return {
    canvas,
    alt: altOf(picture, theme, notes.said, words),
    missingFont: family === undefined,
    texts: pen.texts,
    scale,
    view,
  };
}

function panelOf({ ratio }: MapPicture): Box {
  return {
    left: FRAME / 2,
    top: FRAME / 2,
    right: DESIGN_WIDTH - FRAME / 2,
    bottom: FRAME / 2 + Math.round(DESIGN_WIDTH / ratio),
  };
}

function paintPanel(
  { ground, edge, borders, title, width }: MapPicture,
  theme: Theme,
  view: View,
  words: MapWords,
  pen: Pen,
): void {
  const { context } = pen;
  const { left, top, right, bottom } = view.panel;
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.fillStyle = LAND;
  context.fillRect(left, top, right - left, bottom - top);
  const base =
    ground === null
      ? undefined
      : groundPaint(ground, view, pen, (FINEST_HOUSE * DESIGN_WIDTH) / width);
  base?.under();
  theme.paintAreas(pen);
  if (theme.streetsOver) base?.over();
  else base?.waters();
  paintEdge(edge, view, pen);
  paintBorders(borders, view, pen);
  const furniture = furnitureOf(title, view.metresPerPx, view.panel, words, pen);
  theme.paintMarks(pen, furniture.boxes);
  furniture.paint();
  context.restore();
}

function paintFrame(panel: Box, notesTop: number, bottom: number, { context }: Pen): void {
  context.strokeStyle = INK;
  context.lineWidth = FRAME;
  context.strokeRect(panel.left, panel.top, panel.right - panel.left, bottom - panel.top);
  context.beginPath();
  context.moveTo(panel.left, panel.bottom);
  context.lineTo(panel.right, panel.bottom);
  context.stroke();
  context.beginPath();
  context.moveTo(panel.left, notesTop);
  context.lineTo(panel.right, notesTop);
  context.strokeStyle = "#B9BEC5";
  context.lineWidth = 0.8;
  context.stroke();
}

function altOf(
  { title }: MapPicture,
  { legend, said }: Theme,
  notes: readonly string[],
  { titled, between, end }: MapWords,
): string {
  const classes = legend.entries.map(({ label }) => label).join(between);
  return [title, titled(legend.title, classes), ...said, ...notes]
    .filter((part) => part !== "")
    .join(end);
}

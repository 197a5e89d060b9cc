import type { Service } from "#contract/vocabulary.ts";
import { MAP_FONTS } from "./base-labels.ts";
import { SERVICE_OUTLINES } from "./glyphs.ts";

/** What the map's marks are drawn with; lengths are CSS px. */
export type Pen = CanvasRenderingContext2D;

export function disc(pen: Pen, x: number, y: number, radius: number, line: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.lineWidth = line;
  pen.fill();
  pen.stroke();
}

/** A service's glyph of so many px around a point, in the pen's stroke. */
export function drawGlyph(
  pen: Pen,
  glyph: Service,
  x: number,
  y: number,
  size: number,
  line: number,
): void {
  const scale = size / 24;
  pen.save();
  pen.translate(x - 12 * scale, y - 12 * scale);
  pen.scale(scale, scale);
  pen.lineWidth = line / scale;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  for (const outline of SERVICE_OUTLINES[glyph]) pen.stroke(new Path2D(outline));
  pen.restore();
}

/** Writes text centred on a point, by the height of its own glyphs. */
export function write(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  size: number,
  weight = 600,
): void {
  pen.font = fontOf(size, weight);
  pen.textAlign = "center";
  pen.textBaseline = "alphabetic";
  const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = pen.measureText(text);
  pen.fillText(text, x, y + (up - down) / 2);
}

export function widthOf(text: string, size: number): number {
  const pen = newPen(1, 1);
  pen.font = fontOf(size, 600);
  return pen.measureText(text).width;
}

function fontOf(size: number, weight: number): string {
  return `${weight} ${size}px ${FONT}`;
}

/** A picture of so many CSS px, drawn for a screen of `ratio` device pixels to each. */
export function onCanvas(
  width: number,
  height: number,
  ratio: number,
  draw: (pen: Pen) => void,
): ImageData {
  const [across, down] = [Math.ceil(width * ratio), Math.ceil(height * ratio)];
  const pen = newPen(across, down);
  pen.scale(ratio, ratio);
  draw(pen);
  return pen.getImageData(0, 0, across, down);
}

const FONT = [...MAP_FONTS, "sans-serif"].map((name) => `"${name}"`).join(", ");

function newPen(width: number, height: number): Pen {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen)
    throw new Error("This browser offers no 2D canvas, which the map's marks are drawn on.");
  return pen;
}

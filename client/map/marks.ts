import type { Service } from "#contract/vocabulary.ts";
import { MAP_FONTS } from "./base-labels.ts";
import { SERVICE_OUTLINES } from "./glyphs.ts";

/** A picture drawn on a canvas and handed to the map. */
export type Mark =
  | { readonly kind: "facility"; readonly glyph: Service; readonly services: number }
  | { readonly kind: "gap"; readonly rank: number; readonly people: string }
  | { readonly kind: "origin" };

/** Names a mark by everything that decides how it looks. */
export function markId(mark: Mark): string {
  switch (mark.kind) {
    case "facility":
      return `facility/${mark.glyph}/${mark.services}`;
    case "gap":
      return `gap/${mark.rank}/${mark.people}`;
    case "origin":
      return "origin";
  }
}

/** Draws a mark for a screen of `ratio` device pixels to a CSS pixel. */
export function drawMark(mark: Mark, ratio: number): ImageData {
  switch (mark.kind) {
    case "facility":
      return drawFacility(mark.glyph, mark.services, ratio);
    case "gap":
      return drawGap(mark.rank, mark.people, ratio);
    case "origin":
      return drawOrigin(ratio);
  }
}

const INK = "#12395B";
const RUST = "#B5351C";
const FONT = [...MAP_FONTS, "sans-serif"].map((name) => `"${name}"`).join(", ");

/** A white disc of radius 10 with the glyph, and a small count where the place offers several services. */
function drawFacility(glyph: Service, services: number, ratio: number): ImageData {
  const size = 34;
  const middle = size / 2;
  return onCanvas(size, size, ratio, (pen) => {
    pen.fillStyle = "#FFFFFF";
    pen.strokeStyle = INK;
    disc(pen, middle, middle, 10, 1.5);
    const scale = 13.5 / 24;
    pen.save();
    pen.translate(middle - 12 * scale, middle - 12 * scale);
    pen.scale(scale, scale);
    pen.lineWidth = 1.15 / scale;
    pen.lineCap = "round";
    pen.lineJoin = "round";
    for (const outline of SERVICE_OUTLINES[glyph]) pen.stroke(new Path2D(outline));
    pen.restore();
    if (services > 1) {
      pen.fillStyle = INK;
      pen.strokeStyle = "#FFFFFF";
      disc(pen, middle + 9, middle - 9, 6.5, 1);
      pen.fillStyle = "#FFFFFF";
      write(pen, String(services), middle + 9, middle - 9, 11);
    }
  });
}

/** Rank in a rust square, people beside it. */
function drawGap(rank: number, people: string, ratio: number): ImageData {
  const height = 24;
  const margin = 2;
  const square = rank < 10 ? 22 : 28;
  const textWidth = Math.ceil(widthOf(people, 12.5));
  const width = square + textWidth + 16;
  return onCanvas(width + 2 * margin, height + 2 * margin, ratio, (pen) => {
    pen.translate(margin, margin);
    const box = new Path2D();
    box.roundRect(0.7, 0.7, width - 1.4, height - 1.4, 3);
    pen.fillStyle = "#FFFFFF";
    pen.fill(box);
    pen.save();
    pen.clip(box);
    pen.fillStyle = RUST;
    pen.fillRect(0, 0, square, height);
    pen.restore();
    pen.strokeStyle = RUST;
    pen.lineWidth = 1.4;
    pen.stroke(box);
    pen.fillStyle = "#FFFFFF";
    write(pen, String(rank), square / 2 + 0.5, height / 2, 12);
    pen.fillStyle = "#8A2613";
    write(pen, people, square + (width - square) / 2, height / 2, 12.5);
  });
}

/** A pin whose tip is the middle of the lower edge. */
function drawOrigin(ratio: number): ImageData {
  return onCanvas(26, 34, ratio, (pen) => {
    const pin = new Path2D(
      "M13 32.5C13 26 3.5 20.5 3.5 12.5a9.5 9.5 0 0 1 19 0C22.5 20.5 13 26 13 32.5z",
    );
    pen.fillStyle = "#1B5E8C";
    pen.strokeStyle = "#FFFFFF";
    pen.lineJoin = "round";
    pen.lineWidth = 2;
    pen.fill(pin);
    pen.stroke(pin);
    pen.fillStyle = "#FFFFFF";
    pen.beginPath();
    pen.arc(13, 12.5, 3.6, 0, 2 * Math.PI);
    pen.fill();
  });
}

type Pen = CanvasRenderingContext2D;

function disc(pen: Pen, x: number, y: number, radius: number, line: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.lineWidth = line;
  pen.fill();
  pen.stroke();
}

/** Writes text centred on a point, by the height of its own glyphs. */
function write(pen: Pen, text: string, x: number, y: number, size: number): void {
  pen.font = fontOf(size);
  pen.textAlign = "center";
  pen.textBaseline = "alphabetic";
  const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = pen.measureText(text);
  pen.fillText(text, x, y + (up - down) / 2);
}

function widthOf(text: string, size: number): number {
  const pen = newPen(1, 1);
  pen.font = fontOf(size);
  return pen.measureText(text).width;
}

function fontOf(size: number): string {
  return `600 ${size}px ${FONT}`;
}

function onCanvas(
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

function newPen(width: number, height: number): Pen {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen)
    throw new Error("This browser offers no 2D canvas, which the map's marks are drawn on.");
  return pen;
}

import type { Service } from "#contract/vocabulary.ts";
import type { Language } from "../text/language.ts";
import { disc, drawGlyph, onCanvas, widthOf, write, type Pen } from "./pen.ts";
import type { SiteMark, StreetMark } from "./picture.ts";
import { PIN } from "./site-hits.ts";
import { MAP_WORDS } from "./words.ts";

/** A mark that only scenarios have. */
export type PlanMark =
  | {
      readonly kind: "site";
      readonly look: SiteMark["look"];
      readonly glyph: Service;
      readonly number: number | undefined;
      readonly selected: boolean;
    }
  /** The card under a site that was refused. */
  | { readonly kind: "refused"; readonly note: string; readonly language: Language }
  | { readonly kind: "street"; readonly street: StreetMark["kind"]; readonly failed: boolean }
  /** What areas are filled with where nothing may be sited. */
  | { readonly kind: "cross-hatch" };

/** Names a mark by everything that decides how it looks. */
export function planMarkId(mark: PlanMark): string {
  switch (mark.kind) {
    case "site":
      return `site/${mark.look}/${mark.glyph}/${mark.number ?? ""}/${mark.selected}`;
    case "refused":
      return `refused/${mark.language}/${mark.note}`;
    case "street":
      return `street/${mark.street}/${mark.failed}`;
    case "cross-hatch":
      return "cross-hatch";
  }
}

/** Draws a mark; the middle of the picture is the place it stands for. */
export function drawPlanMark(mark: PlanMark, ratio: number): ImageData {
  switch (mark.kind) {
    case "site":
      return drawSite(mark, ratio);
    case "refused":
      return drawCard(mark.note, mark.language, ratio);
    case "street":
      return drawStreet(
        mark.street,
        mark.failed ? RUST : mark.street === "closed" ? SLATE : GREEN,
        ratio,
      );
    case "cross-hatch":
      return drawCrossHatch(ratio);
  }
}

const GREEN = "#0B5D50";
const RUST = "#B5351C";
const SLATE = "#5B6673";
const INK = "#12395B";
const CHOSEN = "#1B5E8C";

function drawSite(mark: PlanMark & { readonly kind: "site" }, ratio: number): ImageData {
  const { look, glyph, number, selected } = mark;
  switch (look) {
    case "chosen":
    case "required":
    case "proposed":
      return drawPin(mark, ratio);
    case "possible":
      return onCanvas(26, 26, ratio, (pen) => {
        square(pen, 13, 14, GREEN, selected);
        pen.fillStyle = GREEN;
        pen.beginPath();
        pen.arc(13, 13, 2.4, 0, 2 * Math.PI);
        pen.fill();
      });
    case "forbidden":
      return onCanvas(28, 28, ratio, (pen) => {
        square(pen, 14, 16, SLATE, selected);
        strokes(pen, [
          [10, 10, 18, 18],
          [18, 10, 10, 18],
        ]);
      });
    case "refused":
      return onCanvas(34, 34, ratio, (pen) => {
        if (selected) ring(pen, 17, 17, 14.5);
        pen.fillStyle = "#FFFFFF";
        pen.strokeStyle = "#FFFFFF";
        disc(pen, 17, 17, 12.5, 1);
        pen.strokeStyle = RUST;
        pen.setLineDash([3.4, 2.4]);
        disc(pen, 17, 17, 11, 1.8);
        pen.setLineDash([]);
        pen.fillStyle = RUST;
        write(pen, "!", 17, 17, 15);
      });
    case "upgrade":
      return onCanvas(40, 40, ratio, (pen) => {
        if (selected) ring(pen, 20, 20, 13.5);
        pen.fillStyle = "#FFF4DC";
        pen.strokeStyle = INK;
        disc(pen, 20, 20, 10, 1.5);
        drawGlyph(pen, glyph, 20, 20, 13.5, 1.15);
        badge(pen, number, 29, 11);
      });
  }
}

/**
 * A disc of radius 14 on a pin, its number at the upper right and, where it must be chosen, a lock at the left. One that
 * is only proposed is white with a green line, where those of the scenario are green.
 */
function drawPin(
  { look, glyph, number, selected }: PlanMark & { readonly kind: "site" },
  ratio: number,
): ImageData {
  const isProposed = look === "proposed";
  const [fill, line] = isProposed ? ["#FFFFFF", GREEN] : [GREEN, "#FFFFFF"];
  const [width, height] = [84, 88];
  const [x, tip] = [width / 2, height / 2];
  const y = tip - PIN;
  return onCanvas(width, height, ratio, (pen) => {
    if (selected) ring(pen, x, y, 17.5);
    pen.fillStyle = fill;
    pen.strokeStyle = line;
    pen.lineJoin = "round";
    const point = new Path2D(`M${x - 5} ${y + 12}L${x} ${tip}L${x + 5} ${y + 12}z`);
    pen.lineWidth = 2;
    pen.stroke(point);
    pen.fill(point);
    disc(pen, x, y, 14.8, isProposed ? 2 : 1.6);
    pen.strokeStyle = line;
    drawGlyph(pen, glyph, x, y, 17, 1.4);
    badge(pen, number, x + 12, y - 10.5);
    if (look === "required") lock(pen, x - 25, y);
  });
}

function badge(pen: Pen, number: number | undefined, x: number, y: number): void {
  if (number === undefined) return;
  pen.fillStyle = "#FFFFFF";
  pen.strokeStyle = GREEN;
  disc(pen, x, y, number < 100 ? 8 : 10, 1.4);
  pen.fillStyle = GREEN;
  write(pen, String(number), x, y, 11);
}

/** A padlock in a white square around a point. */
function lock(pen: Pen, x: number, y: number): void {
  const box = new Path2D();
  box.roundRect(x - 7.5, y - 7.5, 15, 15, 2);
  pen.fillStyle = "#FFFFFF";
  pen.strokeStyle = GREEN;
  pen.lineWidth = 1.2;
  pen.fill(box);
  pen.stroke(box);
  pen.stroke(new Path2D(`M${x - 2.4} ${y - 0.5}v-2a2.4 2.4 0 0 1 4.8 0v2`));
  pen.stroke(new Path2D(`M${x - 4} ${y - 0.5}h8v5h-8z`));
}

function square(pen: Pen, middle: number, size: number, color: string, selected: boolean): void {
  const box = new Path2D();
  box.roundRect(middle - size / 2, middle - size / 2, size, size, 2);
  pen.lineWidth = selected ? 7 : 4;
  pen.strokeStyle = selected ? CHOSEN : "rgba(255,255,255,0.9)";
  pen.stroke(box);
  pen.fillStyle = "#FFFFFF";
  pen.fill(box);
  pen.strokeStyle = color;
  pen.lineWidth = 1.8;
  pen.stroke(box);
}

/** Around the one that is selected. */
function ring(pen: Pen, x: number, y: number, radius: number): void {
  pen.fillStyle = "#FFFFFF";
  pen.strokeStyle = CHOSEN;
  disc(pen, x, y, radius, 3);
}

function strokes(pen: Pen, lines: readonly (readonly [number, number, number, number])[]): void {
  pen.lineCap = "round";
  for (const [fromX, fromY, toX, toY] of lines) {
    pen.beginPath();
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
    pen.stroke();
  }
}

/** Two lines on white; the picture's upper half is empty, so that its middle is the place of the refused site. */
function drawCard(note: string, language: Language, ratio: number): ImageData {
  const title = MAP_WORDS.refused[language];
  const width = Math.ceil(Math.max(widthOf(title, 12), widthOf(note, 12))) + 14;
  const height = note === "" ? 22 : 38;
  const top = 16;
  const total = 2 * (top + height + 2);
  return onCanvas(width + 4, total, ratio, (pen) => {
    pen.translate(2, total / 2 + top);
    const box = new Path2D();
    box.roundRect(0.6, 0.6, width - 1.2, height - 1.2, 3);
    pen.fillStyle = "#FFFFFF";
    pen.strokeStyle = "#E9C3B7";
    pen.lineWidth = 1.2;
    pen.fill(box);
    pen.stroke(box);
    pen.fillStyle = RUST;
    write(pen, title, width / 2, 11.5, 12);
    pen.fillStyle = "#4C5865";
    if (note !== "") write(pen, note, width / 2, 27, 12, 400);
  });
}

/** A white disc that says what was done to a street: a piece added, a bridge, a gate, or closed. */
function drawStreet(street: StreetMark["kind"], color: string, ratio: number): ImageData {
  return onCanvas(26, 26, ratio, (pen) => {
    pen.fillStyle = "#FFFFFF";
    pen.strokeStyle = color;
    disc(pen, 13, 13, 9, 1.8);
    pen.lineWidth = 1.8;
    pen.lineJoin = "round";
    switch (street) {
      case "street":
        strokes(pen, [
          [13, 8.5, 13, 17.5],
          [8.5, 13, 17.5, 13],
        ]);
        break;
      case "bridge":
        pen.stroke(new Path2D("M7.5 15.5h11M9 15.5c1-6 7-6 8 0M11 12v3.5M15 12v3.5"));
        break;
      case "gate":
        pen.stroke(new Path2D("M7.5 17.5h11M9.5 17.5v-5a3.5 3.5 0 0 1 7 0v5"));
        break;
      case "closed":
        strokes(pen, [[8.5, 13, 17.5, 13]]);
        break;
    }
  });
}

/** One tile of lines to both sides, 12 px apart, that continue in the next. */
function drawCrossHatch(ratio: number): ImageData {
  const size = 12;
  return onCanvas(size, size, ratio, (pen) => {
    pen.strokeStyle = SLATE;
    pen.globalAlpha = 0.55;
    pen.lineWidth = 1;
    const lines = new Path2D();
    for (const shift of [-size, 0, size]) {
      lines.moveTo(shift - 1, -1);
      lines.lineTo(shift + size + 1, size + 1);
      lines.moveTo(shift - 1, size + 1);
      lines.lineTo(shift + size + 1, -1);
    }
    pen.stroke(lines);
  });
}

import type { Service } from "#contract/vocabulary.ts";
import { disc, drawGlyph, onCanvas, widthOf, write, type Pen } from "./pen.ts";
import type { PlanPicture } from "./picture.ts";
import { drawPlanMark, planMarkId, type PlanMark } from "./plan-marks.ts";

/** A picture drawn on a canvas and handed to the map. */
export type Mark =
  | {
      readonly kind: "facility";
      readonly glyph: Service;
      readonly services: number;
      readonly look: FacilityLook;
    }
  | { readonly kind: "gap"; readonly rank: number; readonly people: string }
  | { readonly kind: "origin" }
  | PlanMark;

/** What a scenario makes of an existing facility; "open" where it leaves it alone. */
export type FacilityLook = "open" | PlanPicture["facilities"][number]["look"];

/** Names a mark by everything that decides how it looks. */
export function markId(mark: Mark): string {
  switch (mark.kind) {
    case "facility":
      return `facility/${mark.glyph}/${mark.services}/${mark.look}`;
    case "gap":
      return `gap/${mark.rank}/${mark.people}`;
    case "origin":
      return "origin";
    case "site":
    case "refused":
    case "street":
    case "cross-hatch":
      return planMarkId(mark);
  }
}

/** Draws a mark with `ratio` device pixels to each of its own. */
export function drawMark(mark: Mark, ratio: number): ImageData {
  switch (mark.kind) {
    case "facility":
      return drawFacility(mark.glyph, mark.services, mark.look, ratio);
    case "gap":
      return drawGap(mark.rank, mark.people, ratio);
    case "origin":
      return drawOrigin(ratio);
    case "site":
    case "refused":
    case "street":
    case "cross-hatch":
      return drawPlanMark(mark, ratio);
  }
}

const INK = "#12395B";
const RUST = "#B5351C";
const GREEN = "#0B5D50";
const GREY = "#7C8691";

/**
 * A white disc of radius 10 with the glyph, and a small count where the place offers several services. Closed, it is
 * grey and struck through; counted by siting, it has a green ring; moved away, only its dashed edge is left.
 */
function drawFacility(
  glyph: Service,
  services: number,
  look: FacilityLook,
  ratio: number,
): ImageData {
  const size = 34;
  const middle = size / 2;
  const away = look === "closed" || look === "moved";
  return onCanvas(size, size, ratio, (pen) => {
    if (look === "counted") {
      pen.fillStyle = "#FFFFFF";
      pen.strokeStyle = GREEN;
      disc(pen, middle, middle, 13.2, 2.2);
    }
    pen.fillStyle = look === "closed" ? "#DDE1E5" : away ? "rgba(255,255,255,0.6)" : "#FFFFFF";
    pen.strokeStyle = away ? GREY : INK;
    if (look === "moved") pen.setLineDash([3, 2.4]);
    disc(pen, middle, middle, 10, 1.5);
    pen.setLineDash([]);
    drawGlyph(pen, glyph, middle, middle, 13.5, 1.15);
    if (look === "closed") {
      strike(pen, middle, "#FFFFFF", 4);
      strike(pen, middle, "#4C5865", 2);
    }
    if (services > 1 && !away) {
      pen.fillStyle = INK;
      pen.strokeStyle = "#FFFFFF";
      disc(pen, middle + 9, middle - 9, 6.5, 1);
      pen.fillStyle = "#FFFFFF";
      write(pen, String(services), middle + 9, middle - 9, 11);
    }
  });
}

/** A line across a disc of radius 10, from lower left to upper right. */
function strike(pen: Pen, middle: number, color: string, width: number): void {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.lineCap = "round";
  pen.beginPath();
  pen.moveTo(middle - 8, middle + 8);
  pen.lineTo(middle + 8, middle - 8);
  pen.stroke();
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

import type { Path2D, SKRSContext2D } from "@napi-rs/canvas";
import { boxAround, type Box, type Pixel } from "./boxes.ts";
import type { CanvasLibrary } from "./canvas.ts";
import type { Hatch } from "./colours.ts";

/** A drawing under way, in px of the design (see layout). What is written is told, so that it can be looked over. */
export interface Pen {
  readonly context: SKRSContext2D;
  readonly newPath: (svg?: string) => Path2D;
  readonly measure: (text: string, style: TextStyle) => number;
  readonly write: (text: string, at: Pixel, style: TextStyle) => void;
  readonly texts: TextRun[];
}

/** Words as they were written. */
export interface TextRun {
  readonly text: string;
  readonly box: Box;
}

export interface TextStyle {
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Behind the letters. */
  readonly halo?: string;
  /** Where the position given is: in the middle unless it says otherwise. */
  readonly from?: "left" | "right";
  /** One character under another. */
  readonly upright?: boolean;
  /** Between characters, px. */
  readonly spacing?: number;
}

export function penOn(
  { Path2D: PathClass }: CanvasLibrary,
  context: SKRSContext2D,
  family: string | undefined,
): Pen {
  const texts: TextRun[] = [];
  const names = family === undefined ? "sans-serif" : `"${family}", sans-serif`;
  const use = ({ size, bold, italic, spacing = 0 }: TextStyle): void => {
    context.font = `${italic === true ? "italic " : ""}${bold === true ? 700 : 400} ${size}px ${names}`;
    context.letterSpacing = `${spacing}px`;
    // Chinese punctuation stands elsewhere in its square than Japanese.
    context.lang = "zh-CN";
  };
  const measure = (text: string, style: TextStyle): number => {
    use(style);
    return context.measureText(text).width;
  };
  const put = (text: string, [x, y]: Pixel, { colour, halo, size }: TextStyle): void => {
    // By the line of the letters, not by each text's own glyphs, so that words in a row stand level.
    const baseline = y + size * 0.36;
    if (halo !== undefined) {
      context.strokeStyle = halo;
      context.lineWidth = 3;
      context.lineJoin = "round";
      context.strokeText(text, x, baseline);
    }
    context.fillStyle = colour;
    context.fillText(text, x, baseline);
  };
  return {
    context,
    texts,
    newPath: (svg) => (svg === undefined ? new PathClass() : new PathClass(svg)),
    measure,
    write(text, at, style) {
      use(style);
      context.textAlign = style.from ?? "center";
      context.textBaseline = "alphabetic";
      const size = sizeOf(text, style, measure);
      const [x, y] = at;
      if (style.upright === true) {
        const letters = lettersOf(text);
        for (const [i, letter] of letters.entries())
          put(letter, [x, y + (i - (letters.length - 1) / 2) * style.size * LINE], style);
      } else {
        put(text, at, style);
      }
      const shift = style.from === "left" ? size[0] / 2 : style.from === "right" ? -size[0] / 2 : 0;
      texts.push({ text, box: boxAround([x + shift, y], size) });
    },
  };
}

/** From one upright character to the next, in heights of the letters. */
const LINE = 1.12;

/** Width and height of words. */
export function sizeOf(text: string, style: TextStyle, measure: Pen["measure"]): Pixel {
  if (style.upright !== true) return [measure(text, style), style.size * 1.2];
  return [style.size * 1.1, lettersOf(text).length * style.size * LINE];
}

function lettersOf(text: string): string[] {
  return Array.from(text);
}

/** Lines at 45° inside a path, over its ground. They run through from one path to the next. */
export function fillHatched({ context, newPath }: Pen, path: Path2D, hatch: Hatch, box: Box): void {
  context.save();
  context.fillStyle = hatch.ground;
  context.fill(path, "evenodd");
  context.clip(path, "evenodd");
  const lines = newPath();
  const step = hatch.every * Math.SQRT2;
  const height = box.bottom - box.top;
  for (
    let start = Math.ceil((box.left + box.top) / step) * step;
    start < box.right + box.bottom;
    start += step
  ) {
    lines.moveTo(start - box.top, box.top);
    lines.lineTo(start - box.top - height, box.bottom);
  }
  context.strokeStyle = hatch.line;
  context.lineWidth = hatch.width;
  context.stroke(lines);
  context.restore();
}

/** Closed rings in px as parts of a path. */
export function addRings(path: Path2D, rings: Iterable<readonly Pixel[]>): void {
  for (const ring of rings) {
    for (const [i, [x, y]] of ring.entries()) {
      if (i === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
    path.closePath();
  }
}

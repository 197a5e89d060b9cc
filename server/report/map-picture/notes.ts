import { GAP_TEXT, INK } from "./colours.ts";
import type { Notes } from "./map-picture.ts";
import type { Pen, TextStyle } from "./pen.ts";
import type { MapWords } from "./words.ts";

/** What stands under the legend: when the data are from, 审图号, and whom the map may be shown to. */
export interface LaidNotes {
  readonly height: number;
  readonly paint: (top: number, pen: Pen) => void;
  /** The same in one text. */
  readonly said: readonly string[];
}

const PLAIN: TextStyle = { size: 12, colour: INK };
const WARNING: TextStyle = { size: 12, colour: GAP_TEXT, bold: true };
const MARGIN = 13;
const ROW = 21;
const PADDING = 6;

/**
 * A map with a 审图号 says the number alone; one without says that it is not to be published. Invented data are named
 * on every map, for figures get copied out of reports.
 */
export function layNotes(notes: Notes, width: number, words: MapWords, trial: Pen): LaidNotes {
  const approval = words.approval(notes.approval.trim());
  const room = width - 3 * MARGIN - trial.measure(approval, PLAIN);
  const lines = wrap(words.sources(notes), room, (text) => trial.measure(text, PLAIN));
  const warnings = {
    left: notes.approval.trim() === "" ? [words.internal] : [],
    right: notes.synthetic ? [words.synthetic] : [],
  };
  // Side by side where there is room for both.
  const [left = "", right = ""] = [warnings.left[0], warnings.right[0]];
  const together =
    trial.measure(left, WARNING) + trial.measure(right, WARNING) + 3 * MARGIN <= width;
  const rows =
    lines.length +
    (left === "" && right === "" ? 0 : together || left === "" || right === "" ? 1 : 2);
  return {
    height: rows * ROW + 2 * PADDING,
    said: [lines.join(""), approval, ...warnings.left, ...warnings.right],
    paint(top, pen) {
      const y = (row: number) => top + PADDING + (row + 0.5) * ROW;
      for (const [row, line] of lines.entries())
        pen.write(line, [MARGIN, y(row)], { ...PLAIN, from: "left" });
      pen.write(approval, [width - MARGIN, y(0)], { ...PLAIN, from: "right" });
      if (left !== "") pen.write(left, [MARGIN, y(lines.length)], { ...WARNING, from: "left" });
      if (right !== "")
        pen.write(right, [width - MARGIN, y(rows - 1)], { ...WARNING, from: "right" });
    },
  };
}

/** Breaks between words, or between any two characters where they are Chinese. */
function wrap(text: string, room: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[\p{ASCII}–—]+?(?:\s+|$)|[\p{ASCII}–—]+|./gu) ?? []) {
    if (line !== "" && measure(line + piece) > room) {
      lines.push(line);
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  return [...lines, line];
}

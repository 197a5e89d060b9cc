import { boxAround, type Box } from "./boxes.ts";
import { INK } from "./colours.ts";
import type { Pen, TextStyle } from "./pen.ts";
import { scaleBar } from "./view.ts";
import type { MapWords } from "./words.ts";

/** What stands on every map: 图名 on the upper edge, the north arrow, the scale bar. */
export interface Furniture {
  /** Nothing else is written there. */
  readonly boxes: readonly Box[];
  readonly paint: () => void;
}

const TITLE_HEIGHT = 33;
const TITLE_SIZE = 17.5;
const SCALE_ROOM = 110;
const SMALL: TextStyle = { size: 12, colour: INK };

export function furnitureOf(
  title: string,
  metresPerPx: number,
  panel: Box,
  words: MapWords,
  pen: Pen,
): Furniture {
  const { context } = pen;
  const full: TextStyle = { size: TITLE_SIZE, colour: INK, bold: true };
  const room = panel.right - panel.left - 150;
  const size = TITLE_SIZE * Math.min(1, room / pen.measure(title, full));
  const style = { ...full, size };
  const middle = (panel.left + panel.right) / 2;
  const titleBox = {
    ...boxAround([middle, 0], [pen.measure(title, style) + 44, 0]),
    top: panel.top,
    bottom: panel.top + TITLE_HEIGHT,
  };
  const northBox = boxAround([panel.right - 33, panel.top + 42], [34, 56]);
  const bar = scaleBar(metresPerPx, SCALE_ROOM);
  const scaleWidth = Math.max(70, bar.px + 26);
  const scaleBox = boxAround(
    [panel.right - 12 - scaleWidth / 2, panel.bottom - 34],
    [scaleWidth, 44],
  );
  const cover = ({ left, top, right, bottom }: Box, colour: string) => {
    context.fillStyle = colour;
    context.fillRect(left, top, right - left, bottom - top);
  };

  return {
    boxes: [titleBox, northBox, scaleBox],
    paint() {
      if (title !== "") {
        cover(titleBox, "#FFFFFF");
        context.strokeStyle = INK;
        context.lineWidth = 1.2;
        const { left, top, right, bottom } = titleBox;
        context.strokeRect(left, top, right - left, bottom - top);
        pen.write(title, [middle, (top + bottom) / 2], style);
      }
      paintNorth();
      paintScale();
    },
  };

  function paintNorth(): void {
    cover(northBox, VEIL);
    const x = (northBox.left + northBox.right) / 2;
    const top = northBox.top + 6;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x + 8, top + 25);
    context.lineTo(x, top + 19);
    context.lineTo(x - 8, top + 25);
    context.closePath();
    context.fillStyle = INK;
    context.fill();
    pen.write(words.north, [x, top + 37], { ...SMALL, bold: true });
  }

  function paintScale(): void {
    cover(scaleBox, VEIL);
    const x = (scaleBox.left + scaleBox.right) / 2;
    const y = scaleBox.bottom - 11;
    const half = bar.px / 2;
    context.beginPath();
    context.moveTo(x - half, y - 7);
    context.lineTo(x - half, y);
    context.lineTo(x + half, y);
    context.lineTo(x + half, y - 7);
    context.strokeStyle = INK;
    context.lineWidth = 1.8;
    context.lineCap = "butt";
    context.lineJoin = "miter";
    context.stroke();
    pen.write(words.length(bar.metres), [x, y - 18], SMALL);
  }
}

const VEIL = "rgba(255,255,255,0.88)";

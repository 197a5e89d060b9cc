import type { Service } from "#contract/vocabulary.ts";
import type { Language } from "../text/language.ts";
import type { Place } from "./features.ts";
import { SERVICE_GLYPHS } from "./glyphs.ts";
import type { Pixel } from "./label-places.ts";
import { LARGER } from "./large-type.ts";
import type { DragPicture } from "./picture.ts";
import { PIN } from "./site-hits.ts";
import { MAP_WORDS } from "./words.ts";

/** A line that is being drawn: its places so far, the pointer, and where the pointer would join a street. */
export interface LineSketch {
  readonly from: Place | undefined;
  readonly at: Place;
  readonly snapped: Place | undefined;
}

interface DragShown {
  readonly it: DragPicture;
  readonly language: Language;
  readonly large: boolean;
}

/**
 * What the hand is doing, over the map: the one that is dragged, a line half drawn. It is SVG and no part of the
 * map's own frame, so that it keeps up with the pointer whatever the map has to paint.
 */
export class Sketch {
  readonly #svg: SVGSVGElement;
  readonly #toPixel: (place: Place) => Pixel;
  #drag: DragShown | undefined;
  #line: LineSketch | undefined;

  constructor(frame: HTMLElement, toPixel: (place: Place) => Pixel) {
    this.#toPixel = toPixel;
    this.#svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.#svg.setAttribute("class", "map-sketch");
    this.#svg.setAttribute("aria-hidden", "true");
    frame.querySelector(".map-canvas")?.after(this.#svg);
  }

  showDrag(it: DragPicture | undefined, language: Language, large: boolean): void {
    if (it === this.#drag?.it) return;
    this.#drag = it && { it, language, large };
    this.redraw();
  }

  showLine(line: LineSketch | undefined): void {
    if (line === this.#line) return;
    this.#line = line;
    this.redraw();
  }

  /** Puts it where the places are on the screen now. */
  redraw(): void {
    const line = this.#line ? lineMarkup(this.#line, this.#toPixel) : "";
    const drag = this.#drag ? dragMarkup(this.#drag, this.#toPixel) : "";
    const markup = line + drag;
    if (markup !== "" || this.#svg.hasChildNodes()) this.#svg.innerHTML = markup;
  }

  close(): void {
    this.#svg.remove();
  }
}

const GREEN = "#0B5D50";

/** How far the disc in the hand stands above its foot, px. */
const RAISED = 30;

function dragMarkup({ it, language, large }: DragShown, toPixel: (place: Place) => Pixel): string {
  const { what, glyph, from, at, snapped } = it;
  const [fromX, fromY] = toPixel(from);
  const [x, y] = toPixel(at);
  const px = (length: number) => length * (large ? LARGER : 1);
  const ghostY = "site" in what ? fromY - px(PIN) : fromY;
  const discY = y - px(RAISED);
  const way = `x1="${fromX}" y1="${fromY}" x2="${x}" y2="${y}"`;
  return [
    `<line ${way} stroke="#FFFFFF" stroke-width="${px(4)}"/>`,
    `<line ${way} stroke="${GREEN}" stroke-width="${px(1.6)}" stroke-dasharray="5 4"/>`,
    `<circle cx="${fromX}" cy="${ghostY}" r="${px(13)}" fill="${GREEN}" fill-opacity="0.6" stroke="#FFFFFF" stroke-width="2" stroke-dasharray="4 3"/>`,
    glyphMarkup(glyph, fromX, ghostY, px(15)),
    `<text x="${fromX + px(19)}" y="${ghostY}" dominant-baseline="central">${MAP_WORDS.stoodHere[language]}</text>`,
    `<circle cx="${x}" cy="${y}" r="${px(25)}" fill="${GREEN}" fill-opacity="0.16" stroke="${GREEN}" stroke-width="1.4"/>`,
    snapped ? snapMarkup([x, y], toPixel(snapped)) : "",
    `<line x1="${x}" y1="${discY}" x2="${x}" y2="${y}" stroke="${GREEN}" stroke-width="${px(2.4)}"/>`,
    `<circle cx="${x}" cy="${y}" r="${px(3.4)}" fill="#FFFFFF" stroke="${GREEN}" stroke-width="1.6"/>`,
    `<circle cx="${x}" cy="${discY}" r="${px(17)}" fill="${GREEN}" stroke="#FFC94D" stroke-width="${px(3)}"/>`,
    glyphMarkup(glyph, x, discY, px(20)),
  ].join("");
}

function lineMarkup({ from, at, snapped }: LineSketch, toPixel: (place: Place) => Pixel): string {
  const end = toPixel(snapped ?? at);
  const drawn = from && { start: toPixel(from), end };
  const way =
    drawn && `x1="${drawn.start[0]}" y1="${drawn.start[1]}" x2="${end[0]}" y2="${end[1]}"`;
  return [
    way ? `<line ${way} stroke="#FFFFFF" stroke-width="6"/>` : "",
    way ? `<line ${way} stroke="${GREEN}" stroke-width="3" stroke-dasharray="8 4"/>` : "",
    drawn ? cornerMarkup(drawn.start) : "",
    snapped ? snapMarkup(toPixel(at), end) : "",
    cornerMarkup(end),
  ].join("");
}

/** A ring where a place meets the network, and the way there. */
function snapMarkup([x, y]: Pixel, [toX, toY]: Pixel): string {
  return [
    `<line x1="${x}" y1="${y}" x2="${toX}" y2="${toY}" stroke="#FFFFFF" stroke-width="3.4"/>`,
    `<line x1="${x}" y1="${y}" x2="${toX}" y2="${toY}" stroke="#1B5E8C" stroke-width="1.4" stroke-dasharray="3 2.4"/>`,
    `<circle cx="${toX}" cy="${toY}" r="5.5" fill="none" stroke="#FFFFFF" stroke-width="4"/>`,
    `<circle cx="${toX}" cy="${toY}" r="5.5" fill="none" stroke="#1B5E8C" stroke-width="2"/>`,
  ].join("");
}

function cornerMarkup([x, y]: Pixel): string {
  return `<circle cx="${x}" cy="${y}" r="4" fill="#FFFFFF" stroke="${GREEN}" stroke-width="2"/>`;
}

function glyphMarkup(glyph: Service, x: number, y: number, size: number): string {
  return `<svg x="${x - size / 2}" y="${y - size / 2}" width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="#FFFFFF" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round">${SERVICE_GLYPHS[glyph]}</svg>`;
}

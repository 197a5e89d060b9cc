import type { CrsPicture } from "#contract/import.ts";

export type Pixel = readonly [x: number, y: number];

/** A window of the world laid over a frame of pixels, the same scale both ways. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly pixelsPerMetre: number;
  readonly toPixel: (place: readonly [lng: number, lat: number]) => Pixel;
}

const METRES_PER_DEGREE = 111_320;

/** The window, centred and grown over the whole frame; over a town the earth is flat enough for that. */
export function frameOf(window: CrsPicture["window"], width: number, height: number): Frame {
  const [west, south, east, north] = window;
  const [lng, lat] = [(west + east) / 2, (south + north) / 2];
  const perLng = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const pixelsPerMetre = Math.max(
    width / Math.max(1, (east - west) * perLng),
    height / Math.max(1, (north - south) * METRES_PER_DEGREE),
  );
  return {
    width,
    height,
    pixelsPerMetre,
    toPixel: ([x, y]) => [
      width / 2 + (x - lng) * perLng * pixelsPerMetre,
      height / 2 - (y - lat) * METRES_PER_DEGREE * pixelsPerMetre,
    ],
  };
}

/** Whether any point lies elsewhere afterwards, by more than a metre or so. */
export function moves({ before, after }: Pick<CrsPicture, "before" | "after">): boolean {
  return before.some(([lng, lat], i) => {
    const to = after[i];
    return to !== undefined && Math.hypot(lng - to[0], lat - to[1]) > 1e-5;
  });
}

/** Whether a point moves, and within the neighbourhood: what comes from another country is moved by no line. */
export function movesNearby(from: Pixel, to: Pixel): boolean {
  const degrees = Math.hypot(from[0] - to[0], from[1] - to[1]);
  return degrees > 0 && degrees < 0.05;
}

/** The longest round distance that fits into `room` pixels. */
export function barOf({ pixelsPerMetre }: Frame, room: number): { metres: number; px: number } {
  const most = room / pixelsPerMetre;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
  return { metres, px: metres * pixelsPerMetre };
}

/** An SVG path through places, a tenth of a pixel fine; empty for a single place. */
export function pathOf(line: readonly (readonly [number, number])[], frame: Frame): string {
  if (line.length < 2) return "";
  return `M${line.map((place) => frame.toPixel(place).map(tenths).join(" ")).join("L")}`;
}

export function isInside([x, y]: Pixel, { width, height }: Frame, margin = 0): boolean {
  return x >= -margin && y >= -margin && x <= width + margin && y <= height + margin;
}

export interface StreetLabel {
  readonly name: string;
  readonly at: Pixel;
  /** Written downwards, one character under another, beside a street that runs upwards. */
  readonly upright: boolean;
}

const MOST_LABELS = 12;
const LETTER = 12.5;
const EDGE = 10;

/** A name for each of the longest streets in the frame, in the middle of its longest piece, none on another. */
export function streetLabels(streets: CrsPicture["streets"], frame: Frame): StreetLabel[] {
  const longest = new Map<string, { length: number; a: Pixel; b: Pixel }>();
  for (const { name, line } of streets) {
    if (name === "") continue;
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1], line[i]];
      if (from === undefined || to === undefined) continue;
      const [a, b] = [frame.toPixel(from), frame.toPixel(to)];
      if (!isInside(middle(a, b), frame, -EDGE)) continue;
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      if (length > (longest.get(name)?.length ?? 0)) longest.set(name, { length, a, b });
    }
  }
  const taken: Box[] = keptFree(frame);
  const labels: StreetLabel[] = [];
  const candidates = [...longest].toSorted(([, p], [, q]) => q.length - p.length);
  for (const [name, { a, b }] of candidates) {
    if (labels.length === MOST_LABELS) break;
    const upright = Math.abs(b[1] - a[1]) > Math.abs(b[0] - a[0]) && /\p{Script=Han}/u.test(name);
    const at = middle(a, b);
    const box = boxOf(name, at, upright);
    if (!fits(box, frame) || taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    labels.push({ name, at, upright });
  }
  return labels;
}

/** Where the scale bar and the legend stand, in both pictures alike. */
function keptFree({ width, height }: Frame): Box[] {
  return [
    [0, height - 44, 124, height],
    [width - 170, 0, width, 36],
  ];
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

function boxOf(name: string, [x, y]: Pixel, upright: boolean): Box {
  const along = (Array.from(name).length * LETTER) / 2 + 3;
  const across = LETTER / 2 + 3;
  return upright
    ? [x - across, y - along, x + across, y + along]
    : [x - along, y - across, x + along, y + across];
}

function fits([left, top, right, bottom]: Box, { width, height }: Frame): boolean {
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function middle(a: Pixel, b: Pixel): Pixel {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

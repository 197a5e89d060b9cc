import type { UnitVerdict } from "#contract/policy/compliance.ts";
import type { UnitShapes } from "#contract/units.ts";
import { boundsOf, type Bounds } from "../bounds.ts";

type Pixel = readonly [x: number, y: number];
type Ring = readonly (readonly [lng: number, lat: number])[];

/** What one verdict is told of: a unit of the layer, or a division that several of them make up. */
interface Shape {
  readonly path: string;
  /** Its edge without the lines between its own units. */
  readonly outline: string;
  readonly verdict: UnitVerdict | undefined;
}

export interface UnitDrawing {
  readonly width: number;
  readonly height: number;
  /** How many with a verdict lie outside the frame. */
  readonly outside: number;
  readonly shapes: readonly Shape[];
  /** Names that fit into their shapes and stand clear of each other. */
  readonly names: readonly { readonly name: string; readonly at: Pixel }[];
}

const MARGIN = 10;
const LETTER = 11.5;
const LINE = 15;

/** What lies farther from the middle of all than this many times the usual distance lies apart. */
const APART = 4;

/**
 * The units in a frame that holds those with a verdict, or only where most of them lie close together (the town of a
 * county); the others are drawn as far as they reach into it. A flat projection is enough for a county. `nameOf` gives
 * the name of what a verdict is of, by its code.
 */
export function drawUnits(
  shapes: UnitShapes,
  verdicts: readonly (UnitVerdict | undefined)[],
  nameOf: (code: string) => string,
  size: { readonly width: number; readonly height: number },
  where: "all" | "close",
): UnitDrawing {
  const { width, height } = size;
  const groups = groupsOf(shapes, verdicts);
  const counted = groups.flatMap(({ verdict, rings }) => {
    const box = verdict && boundsOf(rings);
    return box ? [box] : [];
  });
  const framed = where === "close" ? closeTogether(counted) : counted;
  const bounds = boundsOf(
    framed.map(([west, south, east, north]) => [
      [west, south],
      [east, north],
    ]),
  );
  const outside = counted.length - framed.length;
  if (bounds === undefined) return { width, height, outside, shapes: [], names: [] };
  const toPixel = projection(bounds, width, height);
  const drawn: Shape[] = [];
  const labels: Label[] = [];
  for (const { verdict, rings, units } of groups) {
    const lines = rings.map((ring) => ring.map(([lng, lat]): Pixel => toPixel(lng, lat)));
    const box = boundsOf(lines);
    if (box === undefined || !touches(box, width, height)) continue;
    const path = lines.map(pathOf).join("");
    drawn.push({ path, outline: units === 1 ? path : edgeOf(rings, toPixel), verdict });
    const label = verdict && labelOf(shortName(nameOf(verdict.code)), lines, box);
    if (label) labels.push(label);
  }
  return { width, height, outside, shapes: drawn, names: clear(labels, width, height) };
}

interface Group {
  readonly verdict: UnitVerdict | undefined;
  readonly rings: readonly Ring[];
  readonly units: number;
}

/** Units under the same verdict together; each of those without one by itself. */
function groupsOf(
  shapes: UnitShapes,
  verdicts: readonly (UnitVerdict | undefined)[],
): readonly Group[] {
  const alone: Group[] = [];
  const together = new Map<string, Group>();
  for (const [i, feature] of shapes.features.entries()) {
    const verdict = verdicts[i];
    const rings = ringsOf(feature);
    if (verdict === undefined) {
      alone.push({ verdict, rings, units: 1 });
      continue;
    }
    const before = together.get(verdict.code);
    together.set(verdict.code, {
      verdict,
      rings: [...(before?.rings ?? []), ...rings],
      units: (before?.units ?? 0) + 1,
    });
  }
  return [...alone, ...together.values()];
}

/** The edges that only one of the rings has: neighbours of one layer share their corners. */
function edgeOf(rings: readonly Ring[], toPixel: (lng: number, lat: number) => Pixel): string {
  const edges = new Map<string, readonly [Ring[number], Ring[number]] | undefined>();
  for (const ring of rings) {
    ring.forEach((to, i) => {
      const from = ring[i - 1];
      if (from === undefined) return;
      const ends = [from.join(), to.join()].toSorted().join(" ");
      edges.set(ends, edges.has(ends) ? undefined : [from, to]);
    });
  }
  return [...edges.values()]
    .map((edge) => {
      if (edge === undefined) return "";
      const [[x1, y1], [x2, y2]] = [toPixel(...edge[0]), toPixel(...edge[1])];
      return `M${tenths(x1)} ${tenths(y1)}L${tenths(x2)} ${tenths(y2)}`;
    })
    .join("");
}

interface Label {
  readonly name: string;
  readonly at: Pixel;
  readonly box: Bounds;
  readonly size: number;
}

function labelOf(name: string, rings: readonly (readonly Pixel[])[], box: Bounds) {
  const areas = rings.map((ring) => Math.abs(areaOf(ring)));
  const size = areas.reduce((sum, area) => sum + area, 0);
  if (size === 0) return undefined;
  const centres = rings.map(centreOf);
  const middle = (axis: 0 | 1) =>
    centres.reduce((sum, centre, i) => sum + centre[axis] * (areas[i] ?? 0), 0) / size;
  const at: Pixel = [middle(0), middle(1)];
  const half = (name.length * LETTER) / 2;
  if (half * 2 > box[2] - box[0] || LINE > box[3] - box[1]) return undefined;
  const around: Bounds = [at[0] - half, at[1] - LINE / 2, at[0] + half, at[1] + LINE / 2];
  return { name, at, box: around, size };
}

/** Labels inside the frame that do not touch; the larger shape's goes first. */
function clear(labels: readonly Label[], width: number, height: number): readonly Label[] {
  const taken: Label[] = [];
  for (const label of labels.toSorted((a, b) => b.size - a.size)) {
    const [x1, y1, x2, y2] = label.box;
    if (x1 < 2 || y1 < 2 || x2 > width - 2 || y2 > height - 2) continue;
    if (taken.every(({ box }) => apart(label.box, box))) taken.push(label);
  }
  return taken;
}

/** What a community or village is called where there is little room: 崇文 for 崇文社区居民委员会. */
export function shortName(name: string): string {
  const short = name.replace(
    /(?:社区|村民?)?(?:居委会|居民委员会|村委会|村民委员会)$|(?:社区|街道|镇|乡)$/,
    "",
  );
  return short.length >= 2 ? short : name;
}

/** Those near the middle of all, where that is most of them; else all. */
function closeTogether(boxes: readonly Bounds[]): readonly Bounds[] {
  const middles = boxes.map(([west, south, east, north]): Pixel => [
    (west + east) / 2,
    (south + north) / 2,
  ]);
  const x = median(middles.map(([lng]) => lng));
  const y = median(middles.map(([, lat]) => lat));
  const distances = middles.map(([lng, lat]) => Math.hypot(lng - x, lat - y));
  const limit = APART * median(distances);
  const near = boxes.filter((_, i) => (distances[i] ?? 0) <= limit);
  return near.length * 4 >= boxes.length * 3 ? near : boxes;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function projection([west, south, east, north]: Bounds, width: number, height: number) {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * MARGIN) / Math.max(1e-9, (east - west) * squeeze),
    (height - 2 * MARGIN) / Math.max(1e-9, north - south),
  );
  return (lng: number, lat: number): Pixel => [
    width / 2 + (lng - (west + east) / 2) * squeeze * scale,
    height / 2 - (lat - (south + north) / 2) * scale,
  ];
}

function ringsOf({ geometry }: UnitShapes["features"][number]): readonly Ring[] {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}

function pathOf(ring: readonly Pixel[]): string {
  return `M${ring.map(([x, y]) => `${tenths(x)} ${tenths(y)}`).join("L")}Z`;
}

/** Signed; twice is not taken. */
function areaOf(ring: readonly Pixel[]): number {
  let twice = 0;
  ring.forEach(([x, y], i) => {
    const [px, py] = ring[(i + ring.length - 1) % ring.length] ?? [0, 0];
    twice += px * y - x * py;
  });
  return twice / 2;
}

function centreOf(ring: readonly Pixel[]): Pixel {
  const [first] = ring;
  if (first === undefined) return [0, 0];
  const area = areaOf(ring);
  if (area === 0) return first;
  let [cx, cy] = [0, 0];
  ring.forEach(([x, y], i) => {
    const [px, py] = ring[(i + ring.length - 1) % ring.length] ?? [0, 0];
    const cross = px * y - x * py;
    cx += (px + x) * cross;
    cy += (py + y) * cross;
  });
  return [cx / (6 * area), cy / (6 * area)];
}

function touches([x1, y1, x2, y2]: Bounds, width: number, height: number): boolean {
  return x2 > 0 && y2 > 0 && x1 < width && y1 < height;
}

function apart(a: Bounds, b: Bounds): boolean {
  return a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
}

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}

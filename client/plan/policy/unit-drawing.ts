import type { UnitVerdict } from "#contract/policy/compliance.ts";
import type { UnitShapes } from "#contract/units.ts";
import { boundsOf, type Bounds } from "../bounds.ts";

type Pixel = readonly [x: number, y: number];
type Ring = readonly (readonly [lng: number, lat: number])[];

export interface UnitDrawing {
  readonly width: number;
  readonly height: number;
  /** In the order of the units, those outside the frame left out. */
  readonly shapes: readonly { readonly path: string; readonly verdict: UnitVerdict | undefined }[];
  /** Names that fit into their units and stand clear of each other. */
  readonly names: readonly { readonly name: string; readonly at: Pixel }[];
}

const MARGIN = 10;
const LETTER = 11.5;
const LINE = 15;

/**
 * The units in a frame that holds those with a verdict; the others are drawn as far as they reach into it. A flat
 * projection is enough for a county.
 */
export function drawUnits(
  shapes: UnitShapes,
  verdicts: readonly (UnitVerdict | undefined)[],
  width: number,
  height: number,
): UnitDrawing {
  const counted = shapes.features.filter((_, i) => verdicts[i] !== undefined);
  const bounds = boundsOf(counted.map(({ geometry }) => geometry.coordinates));
  if (bounds === undefined) return { width, height, shapes: [], names: [] };
  const toPixel = projection(bounds, width, height);
  const drawn: { path: string; verdict: UnitVerdict | undefined }[] = [];
  const candidates: { name: string; at: Pixel; box: Bounds; size: number }[] = [];
  for (const [i, feature] of shapes.features.entries()) {
    const verdict = verdicts[i];
    const rings = ringsOf(feature).map((ring) =>
      ring.map(([lng, lat]): Pixel => toPixel(lng, lat)),
    );
    const box = boundsOf(rings);
    if (box === undefined || !touches(box, width, height)) continue;
    drawn.push({ path: rings.map(pathOf).join(""), verdict });
    if (verdict === undefined) continue;
    const name = shortName(feature.properties.name);
    const outer = rings.reduce((a, b) => (Math.abs(areaOf(b)) > Math.abs(areaOf(a)) ? b : a), []);
    const at = centreOf(outer);
    const half = (name.length * LETTER) / 2;
    if (half * 2 > box[2] - box[0] || LINE > box[3] - box[1]) continue;
    candidates.push({
      name,
      at,
      box: [at[0] - half, at[1] - LINE / 2, at[0] + half, at[1] + LINE / 2],
      size: Math.abs(areaOf(outer)),
    });
  }
  const names: typeof candidates = [];
  for (const candidate of candidates.toSorted((a, b) => b.size - a.size)) {
    const [x1, y1, x2, y2] = candidate.box;
    if (x1 < 2 || y1 < 2 || x2 > width - 2 || y2 > height - 2) continue;
    if (names.every(({ box }) => apart(candidate.box, box))) names.push(candidate);
  }
  return { width, height, shapes: drawn, names };
}

/** What a community or village is called where there is little room: 崇文 for 崇文社区居民委员会. */
export function shortName(name: string): string {
  const short = name.replace(
    /(?:社区|村民?)?(?:居委会|居民委员会|村委会|村民委员会)$|(?:社区|街道|镇|乡)$/,
    "",
  );
  return short.length >= 2 ? short : name;
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

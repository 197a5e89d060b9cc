import type { AgeProfile } from "./ages.ts";
import {
  area,
  line,
  stroke,
  type Building,
  type Drawing,
  type Mark,
  type Shape,
  type Stroke,
  type Tags,
} from "./drawing.ts";
import { blob, sides as sidesOf, type Patch, type Point } from "./geometry.ts";
import {
  frontage,
  inset,
  placeOnSide,
  SHOP_DEPTH,
  SIDES,
  setback,
  type Parcel,
  type SideIndex,
} from "./parcels.ts";
import type { Random } from "./random.ts";

export interface CompoundStyle {
  readonly levels: readonly [number, number];
  /** Metres between the middles of neighbouring rows. */
  readonly rowPitch: number;
  readonly slab: { readonly length: readonly [number, number]; readonly depth: number };
  /** Share of the street sides that is lined with shops, and how high those are built. */
  readonly shops: number;
  readonly shopLevels: readonly [number, number];
  readonly ages: AgeProfile;
  /** Share of dwellings lived in. */
  readonly lived: number;
}

export const OLD_ESTATE: CompoundStyle = {
  levels: [3, 5],
  rowPitch: 31,
  slab: { length: [26, 46], depth: 11 },
  shops: 0.85,
  shopLevels: [2, 5],
  ages: "old-estate",
  lived: 0.85,
};

export const MIDDLE_ESTATE: CompoundStyle = {
  levels: [5, 6],
  rowPitch: 37,
  slab: { length: [32, 60], depth: 12 },
  shops: 0.7,
  shopLevels: [1, 5],
  ages: "middle-estate",
  lived: 0.8,
};

export const SLAB_ESTATE: CompoundStyle = {
  levels: [6, 11],
  rowPitch: 45,
  slab: { length: [40, 66], depth: 13 },
  shops: 0.5,
  shopLevels: [1, 4],
  ages: "slab-estate",
  lived: 0.48,
};

export const TOWER_ESTATE: CompoundStyle = {
  levels: [11, 18],
  rowPitch: 56,
  slab: { length: [26, 40], depth: 16 },
  shops: 0.45,
  shopLevels: [1, 3],
  ages: "tower-estate",
  lived: 0.34,
};

export const TOWNSHIP_ESTATE: CompoundStyle = {
  levels: [3, 6],
  rowPitch: 38,
  slab: { length: [30, 52], depth: 12 },
  shops: 0.6,
  shopLevels: [1, 3],
  ages: "township",
  lived: 0.6,
};

/** A walled estate: rows of flats facing south, a ring drive, paths between the rows, few gates; `locked` closes them all. */
export function drawCompound(
  parcel: Parcel,
  style: CompoundStyle,
  name: string,
  locked: boolean,
  random: Random,
): Drawing {
  const withShops = SIDES.filter((side) => {
    const street = parcel.sides[side];
    if (street === undefined) return false;
    return street.highway === "residential" || street.highway === "living_street"
      ? random.chance(0.35)
      : random.chance(0.9);
  });
  const margin = (side: SideIndex): number =>
    setback(parcel, side) + (withShops.includes(side) ? SHOP_DEPTH + 4 : 3);
  const walled = inset(parcel, margin);
  const layout = layOut(walled, style, random);
  const gates = chooseGates(parcel, walled, layout, locked, random);
  const shops = withShops.flatMap((side) =>
    frontage(parcel, side, style.shops, style.shopLevels, random),
  );
  const garden = gardenOf(walled, layout, random);

  return {
    strokes: [...layout.paths, ...gates.map(({ way }) => way)],
    shapes: [
      area(walled.quad, { landuse: "residential", name }),
      wallThrough(walled, gates),
      ...garden.shapes,
    ],
    marks: gates.map(({ mark }) => mark),
    buildings: [...shops, ...rowsOf(walled, layout, style, garden.clearing, random)],
  };
}

/** An opening of a wall, and the way that leads through it. */
interface Gate {
  readonly side: SideIndex;
  /** Metres along that side of the walled patch. */
  readonly along: number;
  readonly at: Point;
  readonly way: Stroke;
  readonly mark: Mark;
}

/** The wall around a patch, with its gates as vertices. */
export function wallThrough(walled: Patch, gates: readonly Gate[]): Shape {
  const [southWest, southEast, northEast, northWest] = walled.quad;
  const on = (side: SideIndex, backwards: boolean): Point[] =>
    gates
      .filter((gate) => gate.side === side)
      .sort((one, other) => (backwards ? other.along - one.along : one.along - other.along))
      .map((gate) => gate.at);
  const ring = [
    southWest,
    ...on(0, false),
    southEast,
    ...on(1, false),
    northEast,
    ...on(2, true),
    northWest,
    ...on(3, true),
  ];
  return line([...ring, southWest], { barrier: "wall" });
}

/** A gate in a side, its way running from a place inside to the middle of the street outside. */
export function gateAt(
  parcel: Parcel,
  walled: Patch,
  side: SideIndex,
  along: number,
  inward: number,
  tags: { readonly way: Tags; readonly gate: Tags },
): Gate {
  const [inner] = placeOnSide(walled, side, along, inward);
  const [at] = placeOnSide(walled, side, along, 0);
  const outer = onStreet(parcel, side, inner, at);
  return {
    side,
    along,
    at,
    way: stroke([inner, at, outer], tags.way),
    mark: { at, tags: { barrier: "gate", ...tags.gate } },
  };
}

interface Layout {
  /** Metres between the wall and the ring drive. */
  readonly drive: number;
  readonly spine: number;
  /** Where the middles of the rows lie, and the paths south of them. */
  readonly rows: readonly number[];
  readonly rowPaths: readonly number[];
  readonly paths: readonly Stroke[];
}

function layOut(walled: Patch, style: CompoundStyle, random: Random): Layout {
  const { width, height } = walled;
  const drive = Math.min(13, width / 8, height / 8);
  const spine = width * random.between(0.42, 0.58);
  const count = Math.max(1, Math.floor((height - 2 * drive - 8) / style.rowPitch));
  const pitch = (height - 2 * drive) / count;
  const rows = Array.from({ length: count }, (_, row) => drive + (row + 0.58) * pitch);
  const rowPaths = Array.from({ length: count }, (_, row) => drive + (row + 0.12) * pitch).slice(1);

  const ring = [
    walled.at(drive, drive),
    walled.at(width - drive, drive),
    walled.at(width - drive, height - drive),
    walled.at(drive, height - drive),
    walled.at(drive, drive),
  ];
  const paths = [
    stroke(ring, { highway: "service" }),
    stroke([walled.at(spine, drive), walled.at(spine, height - drive)], {
      highway: random.chance(0.5) ? "service" : "footway",
    }),
    ...rowPaths.map((t) =>
      stroke([walled.at(drive, t), walled.at(width - drive, t)], { highway: "footway" }),
    ),
  ];
  return { drive, spine, rows, rowPaths, paths };
}

function chooseGates(
  parcel: Parcel,
  walled: Patch,
  layout: Layout,
  locked: boolean,
  random: Random,
): Gate[] {
  const { drive, spine, rowPaths } = layout;
  const open = SIDES.filter((side) => parcel.sides[side] !== undefined);
  const first = random.pick(open);
  const others = open.filter((side) => side !== first && random.chance(0.5));
  return [first, ...others].map((side, order) => {
    const along =
      side === 0 || side === 2
        ? spine
        : random.pick(rowPaths.length > 0 ? rowPaths : [walled.height / 2]);
    const isClosed = locked || (order > 0 && random.chance(0.3));
    return gateAt(parcel, walled, side, along, drive, {
      way: { highway: order === 0 ? "service" : "footway" },
      gate: isClosed ? CLOSED_GATE : { access: order === 0 ? "permissive" : "yes" },
    });
  });
}

export const CLOSED_GATE: Tags = { access: "private", locked: "yes" };

/** Follows the gate's way outward to the line that the parcel shares with its street. */
function onStreet(parcel: Parcel, side: SideIndex, inner: Point, gate: Point): Point {
  const [a, b] = sidesOf(parcel.ground.quad)[side] ?? [inner, gate];
  const [dx, dy] = [gate.x - inner.x, gate.y - inner.y];
  const [ex, ey] = [b.x - a.x, b.y - a.y];
  const reach = ((a.x - inner.x) * ey - (a.y - inner.y) * ex) / (dx * ey - dy * ex);
  return { x: inner.x + dx * reach, y: inner.y + dy * reach };
}

function gardenOf(
  walled: Patch,
  layout: Layout,
  random: Random,
): { shapes: readonly Shape[]; clearing: (s: number, t: number) => boolean } {
  const { width, height } = walled;
  if (width * height < 30_000) return { shapes: [], clearing: () => false };
  const [s, t] = [layout.spine, height * random.between(0.42, 0.58)];
  const radius = Math.min(width, height) * random.between(0.1, 0.14);
  const shapes = [
    area(blob(walled.at(s, t), [radius * 1.3, radius], [[0.12, random.between(0, 6)]], 10), {
      leisure: "garden",
    }),
  ];
  if (width * height > 90_000 && random.chance(0.5)) {
    shapes.push(
      area(
        blob(
          walled.at(s + radius * 0.5, t),
          [radius * 0.55, radius * 0.35],
          [[0.2, random.between(0, 6)]],
          9,
        ),
        { natural: "water", water: "pond" },
      ),
    );
  }
  return { shapes, clearing: (x, y) => Math.hypot((x - s) / 1.35, y - t) < radius + 14 };
}

function rowsOf(
  walled: Patch,
  layout: Layout,
  style: CompoundStyle,
  isClear: (s: number, t: number) => boolean,
  random: Random,
): Building[] {
  const { drive, spine } = layout;
  const levels = random.whole(style.levels[0], style.levels[1]);
  const flatWidth = 11;
  const build = (s: number, t: number, length: number): Building => ({
    at: walled.at(s, t),
    direction: walled.east(s, t),
    length,
    depth: style.slab.depth,
    tags: { building: "apartments", "building:levels": String(levels) },
    household: {
      people: (length / flatWidth) * levels * 2.7 * style.lived * random.between(0.8, 1.15),
      ages: style.ages,
      clustered: false,
    },
  });
  const gap = style.levels[1] > 12 ? 22 : 10;
  const fill = (from: number, to: number, t: number): Building[] => {
    const [shortest, longest] = style.slab.length;
    const count = Math.max(
      1,
      Math.round((to - from + gap) / (random.between(shortest, longest) + gap)),
    );
    const step = (to - from + gap) / count;
    const size = Math.min(longest, step - gap);
    if (size < shortest * 0.7) return [];
    return Array.from({ length: count }, (_, index) => from + (index + 0.5) * step - gap / 2)
      .filter((s) => !isClear(s, t))
      .map((s) => build(s, t, size));
  };
  return layout.rows.flatMap((t) => [
    ...fill(drive + 6, spine - 7, t),
    ...fill(spine + 7, walled.width - drive - 6, t),
  ]);
}

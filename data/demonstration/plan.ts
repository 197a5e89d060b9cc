import { between, type Point, type Quad } from "./geometry.ts";
import { riverAt } from "./river.ts";
import type { Random } from "./random.ts";

/** How a part of the town was built. */
export type Fabric =
  | "old"
  | "middle"
  | "new"
  | "works"
  | "park"
  | "vacant"
  | "fields"
  | "river"
  | "town";

export type Highway = "primary" | "secondary" | "tertiary" | "residential" | "living_street";

/** What a block borders on one side; no street means a neighbour's wall or open land. */
export interface Side {
  readonly highway: Highway;
  readonly name: string;
}

/** One mesh of the arterial grid, cut once into two halves. */
export interface Superblock {
  readonly column: number;
  readonly row: number;
  readonly quad: Quad;
  /** "across": a cut from south to north makes a west and an east half. "along": south and north halves. */
  readonly cut: "across" | "along";
  readonly halves: readonly [Fabric, Fabric];
  /** Where the cut meets the two sides it joins (south and north, or west and east). */
  readonly cutEnds: readonly [Point, Point];
  /** South, east, north, west. */
  readonly sides: readonly [Side | undefined, Side | undefined, Side | undefined, Side | undefined];
}

export interface Arterial extends Side {
  readonly points: readonly Point[];
  readonly isBridge: boolean;
}

export interface Plan {
  readonly superblocks: readonly Superblock[];
  readonly arterials: readonly Arterial[];
  /** The meeting of a column line (0 to 9 from the west) and a row line (0 to 6 from the south). */
  readonly corner: (column: number, row: number) => Point;
  /** The place on a side of a mesh where a cut may end; both neighbours use the same one. */
  readonly cutOn: (from: Point, to: Point) => Point;
}

export function drawPlan(random: Random): Plan {
  const corners = Array.from({ length: COLUMNS.length }, (_, column) =>
    Array.from({ length: ROWS.length }, (__, row) => placeCorner(column, row, random)),
  );
  const corner = (column: number, row: number): Point => {
    const point = corners[column]?.[row];
    if (point === undefined) throw new Error(`The plan has no corner ${column}, ${row}.`);
    return point;
  };

  const twelfths = new Map<string, number>();
  const cutOn = (from: Point, to: Point): Point => {
    const key = [from, to].map(({ x, y }) => `${x},${y}`).join(" ");
    const share = twelfths.get(key) ?? random.pick([5, 6, 6, 7]) / CUT_STEPS;
    twelfths.set(key, share);
    return between(from, to, share);
  };

  const superblocks = HALVES.flatMap((cells, row) =>
    cells.map((cell, column): Superblock => {
      const [southWest, southEast] = [corner(column, row), corner(column + 1, row)];
      const [northWest, northEast] = [corner(column, row + 1), corner(column + 1, row + 1)];
      const cut = cell[0] === "|" ? "across" : "along";
      return {
        column,
        row,
        quad: [southWest, southEast, northEast, northWest],
        cut,
        halves: [cell[1], cell[2]],
        cutEnds:
          cut === "across"
            ? [cutOn(southWest, southEast), cutOn(northWest, northEast)]
            : [cutOn(southWest, northWest), cutOn(southEast, northEast)],
        sides: [
          lineAt(ROW_LINES, row, column),
          lineAt(COLUMN_LINES, column + 1, row),
          lineAt(ROW_LINES, row + 1, column),
          lineAt(COLUMN_LINES, column, row),
        ],
      };
    }),
  );

  const arterials = [
    ...COLUMN_LINES.flatMap((stretches, column) =>
      stretches.map((stretch) => drawn(stretch, (row) => corner(column, row))),
    ),
    ...ROW_LINES.flatMap((stretches, row) =>
      stretches.map((stretch) => drawn(stretch, (column) => corner(column, row))),
    ),
  ];
  return { superblocks, arterials, corner, cutOn };
}

/** Sides of the meshes are divided into this many pieces; cuts and unit borders use the ends of pieces. */
export const CUT_STEPS = 12;

interface Stretch extends Side {
  readonly from: number;
  readonly to: number;
  readonly isBridge: boolean;
}

function stretch(
  from: number,
  to: number,
  highway: Highway,
  name: string,
  isBridge = false,
): Stretch {
  return { from, to, highway, name, isBridge };
}

/**
 * Column lines from the west, metres east of the tower: two of the new town beyond the river, the two river
 * streets, the west ring road, the old town's west side, its middle, its east side, and two more to the station.
 */
const COLUMNS = [-4240, -3500, -2800, -2440, -1660, -860, 0, 850, 1610, 2230] as const;
/** Row lines from the south, metres north of the tower. */
const ROWS = [-2260, -1560, -810, 0, 800, 1560, 2240] as const;

/** The meshes between the two river streets. */
const RIVER_COLUMN = 2;

/** Lines from south to north, counted in row lines. */
const COLUMN_LINES: readonly (readonly Stretch[])[] = [
  [stretch(1, 6, "secondary", "新城西路")],
  [stretch(0, 6, "secondary", "新城大道")],
  [stretch(0, 6, "tertiary", "滨河西路")],
  [stretch(0, 6, "secondary", "滨河东路")],
  [stretch(0, 2, "tertiary", "丹枫路"), stretch(2, 6, "secondary", "西环路")],
  [stretch(0, 2, "tertiary", "兰亭路"), stretch(2, 6, "primary", "环城西路")],
  [
    stretch(0, 2, "primary", "南关大道"),
    stretch(2, 3, "secondary", "南大街"),
    stretch(3, 4, "secondary", "北大街"),
    stretch(4, 6, "primary", "北关大道"),
  ],
  [stretch(0, 2, "tertiary", "景明路"), stretch(2, 6, "primary", "环城东路")],
  [stretch(0, 6, "primary", "迎宾大道")],
  [stretch(0, 5, "secondary", "站前路")],
];

/** Lines from west to east, counted in column lines. Only three of them cross the river. */
const ROW_LINES: readonly (readonly Stretch[])[] = [
  [stretch(1, 2, "tertiary", "南滨路"), stretch(3, 9, "secondary", "南环路")],
  [
    stretch(0, 2, "secondary", "祥和西路"),
    stretch(2, 3, "secondary", "祥和桥", true),
    stretch(3, 9, "secondary", "祥和路"),
  ],
  [
    stretch(0, 2, "tertiary", "松涛西路"),
    stretch(3, 4, "tertiary", "松涛路"),
    stretch(4, 9, "primary", "环城南路"),
  ],
  [
    stretch(0, 2, "primary", "新城中路"),
    stretch(2, 3, "primary", "西关大桥", true),
    stretch(3, 5, "primary", "西关路"),
    stretch(5, 6, "secondary", "西大街"),
    stretch(6, 7, "secondary", "东大街"),
    stretch(7, 9, "primary", "东关路"),
  ],
  [
    stretch(0, 2, "tertiary", "云台西路"),
    stretch(3, 4, "tertiary", "云台路"),
    stretch(4, 9, "primary", "环城北路"),
  ],
  [
    stretch(0, 2, "secondary", "湿地西路"),
    stretch(2, 3, "secondary", "湿地桥", true),
    stretch(3, 9, "secondary", "湿地路"),
  ],
  [stretch(0, 2, "tertiary", "白塔路"), stretch(3, 8, "secondary", "北环路")],
];

type Cell = readonly ["|" | "-", Fabric, Fabric];

const RIVER: Cell = ["|", "river", "river"];

/** From the south, each from the west. "|": a west and an east half; "-": a south and a north half. */
const HALVES: readonly (readonly Cell[])[] = [
  [
    ["-", "fields", "fields"],
    ["-", "new", "new"],
    RIVER,
    ["|", "fields", "new"],
    ["|", "new", "middle"],
    ["|", "new", "middle"],
    ["|", "middle", "middle"],
    ["-", "new", "middle"],
    ["-", "works", "works"],
  ],
  [
    ["|", "vacant", "new"],
    ["|", "new", "new"],
    RIVER,
    ["|", "new", "new"],
    ["-", "new", "middle"],
    ["|", "park", "middle"],
    ["|", "middle", "middle"],
    ["|", "middle", "middle"],
    ["-", "works", "works"],
  ],
  [
    ["-", "new", "new"],
    ["-", "new", "new"],
    RIVER,
    ["|", "new", "new"],
    ["|", "middle", "middle"],
    ["|", "old", "old"],
    ["|", "old", "old"],
    ["|", "middle", "middle"],
    ["-", "works", "middle"],
  ],
  [
    ["|", "new", "new"],
    ["-", "park", "new"],
    RIVER,
    ["-", "new", "new"],
    ["-", "middle", "middle"],
    ["-", "old", "old"],
    ["-", "old", "old"],
    ["-", "middle", "middle"],
    ["-", "middle", "works"],
  ],
  [
    ["-", "new", "vacant"],
    ["|", "new", "new"],
    RIVER,
    ["-", "new", "fields"],
    ["|", "middle", "middle"],
    ["|", "middle", "middle"],
    ["|", "middle", "middle"],
    ["|", "middle", "middle"],
    ["|", "works", "middle"],
  ],
  [
    ["-", "new", "vacant"],
    ["|", "new", "new"],
    RIVER,
    ["-", "fields", "fields"],
    ["|", "vacant", "new"],
    ["|", "new", "middle"],
    ["-", "middle", "park"],
    ["|", "middle", "new"],
    ["-", "works", "fields"],
  ],
];

/** How far the river streets lie from the middle of the water. */
const EMBANKMENT = 175;

function placeCorner(column: number, row: number, random: Random): Point {
  const isInOldTown = column >= 5 && column <= 7 && row >= 2 && row <= 4;
  const sway = isInOldTown ? 12 : 48;
  const isCentre = column === 6 && row === 3;
  const [dx, dy] = isCentre ? [0, 0] : [random.between(-sway, sway), random.between(-sway, sway)];
  const straight = COLUMNS[column] ?? 0;
  // The south bulges, as towns do that grew outward from a gate.
  const level = (ROWS[row] ?? 0) + (row < 2 ? 150 * ((straight - 250) / 2800) ** 2 - 60 : 0);
  // The new town and both river streets follow the river, and bridges cross it straight.
  const river = riverAt(level);
  if (column === RIVER_COLUMN) return { x: river - EMBANKMENT, y: level };
  if (column === RIVER_COLUMN + 1) return { x: river + EMBANKMENT, y: level };
  if (column < RIVER_COLUMN) {
    return { x: river - EMBANKMENT + straight - COLUMNS[RIVER_COLUMN] + dx, y: level + dy };
  }
  // The east leans with the railway.
  return { x: straight + dx + (column === 9 ? 0.03 * level : 0), y: level + dy };
}

function lineAt(
  lines: readonly (readonly Stretch[])[],
  line: number,
  step: number,
): Side | undefined {
  return lines[line]?.find(({ from, to, isBridge }) => from <= step && step < to && !isBridge);
}

function drawn(
  { from, to, highway, name, isBridge }: Stretch,
  at: (step: number) => Point,
): Arterial {
  const points = Array.from({ length: to - from + 1 }, (_, index) => at(from + index));
  return { points, highway, name, isBridge };
}

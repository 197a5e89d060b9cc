import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRES_PER_DEGREE } from "#core/geo/lonlat.ts";
import type { Path } from "#core/network/noding-paths.ts";
import { nodePaths } from "#core/network/noding.ts";

/** Steps of a metre near the equator. */
const METRE = 1e7 / METRES_PER_DEGREE;

/** A line of whole metres east and north. */
type Line = { readonly level: number; readonly at: readonly (readonly [number, number])[] };

const TOLERANCE = 2;

describe("lines", () => {
  it("get a common corner where they cross", () => {
    const { paths, crossings } = nodePaths(
      [path("0,0 10,10"), path("0,10 10,0"), path("20,0 30,0")],
      TOLERANCE,
    );
    expect(paths.map(text)).toEqual(["0,0 5,5 10,10", "0,10 5,5 10,0", "20,0 30,0"]);
    expect(crossings).toBe(1);
  });

  it("pass each other on different levels", () => {
    const { paths, crossings } = nodePaths([path("0,0 20,0"), path("10,-10 10,10", 1)], TOLERANCE);
    expect(paths.map(text)).toEqual(["0,0 20,0", "10,-10 10,10"]);
    expect(crossings).toBe(0);
  });

  it("meet where one ends on the other, short of it, or just beyond", () => {
    const meeting = (end: number) =>
      nodePaths([path("0,0 20,0"), path(`10,20 10,${end}`)], TOLERANCE).paths.map(text);
    expect(meeting(0)).toEqual(["0,0 10,0 20,0", "10,20 10,0"]);
    expect(meeting(1)).toEqual(["0,0 10,0 20,0", "10,20 10,0"]);
    expect(meeting(3)).toEqual(["0,0 20,0", "10,20 10,3"]);
    // Within the tolerance an end beyond the street is drawn back to it; farther beyond, they cross.
    expect(meeting(-1)).toEqual(["0,0 10,0 20,0", "10,20 10,0"]);
    expect(meeting(-3)).toEqual(["0,0 10,0 20,0", "10,20 10,0 10,-3"]);
  });

  it("meet end to end where most of them end, and stay together", () => {
    const { paths, joinedEnds } = nodePaths(
      [path("0,0 50,0"), path("51,0 90,0"), path("50,0 50,40"), path("50,-40 50,0")],
      TOLERANCE,
    );
    expect(paths.map(text)).toEqual(["0,0 50,0", "50,0 90,0", "50,0 50,40", "50,-40 50,0"]);
    expect(joinedEnds).toBe(1);
  });

  it("cross themselves, and come back to themselves", () => {
    expect(nodePaths([path("0,0 20,0 20,10 10,10 10,-10")], TOLERANCE).paths.map(text)).toEqual([
      "0,0 10,0 20,0 20,10 10,10 10,0 10,-10",
    ]);
    expect(nodePaths([path("0,0 40,0 40,20 20,20 20,1")], TOLERANCE).paths.map(text)).toEqual([
      "0,0 20,0 40,0 40,20 20,20 20,0",
    ]);
  });

  it("that run along each other share their corners", () => {
    const { paths } = nodePaths([path("0,0 30,0"), path("10,0 20,0 20,10")], TOLERANCE);
    expect(paths.map(text)).toEqual(["0,0 10,0 20,0 30,0", "10,0 20,0 20,10"]);
  });

  it("shorter than the tolerance come to nothing", () => {
    expect(nodePaths([path("0,0 1,0"), path("0,0 0,30")], TOLERANCE).paths.map(text)).toEqual([
      "",
      "0,0 0,30",
    ]);
    expect(nodePaths([], TOLERANCE)).toEqual({ paths: [], joinedEnds: 0, crossings: 0 });
  });
});

/** Lines between corners of a wide grid, pushed about by less than could matter. */
const anyLines: fc.Arbitrary<Line[]> = fc.array(
  fc.record({
    level: fc.constantFrom(0, 0, 0, 1),
    at: fc
      .array(
        fc
          .tuple(fc.nat(4), fc.nat(4), fc.integer({ min: -4, max: 4 }), fc.nat(4))
          .map(([x, y, dx, dy]): [number, number] => [20 * x + dx / 10, 20 * y + dy / 10]),
        { minLength: 2, maxLength: 4 },
      )
      .filter((at) => at.every((corner, i) => i === 0 || apart(corner, at[i - 1]!) > 10)),
  }),
  { minLength: 1, maxLength: 7 },
);

describe("three lines that all but meet in one point", () => {
  it("have nothing left to be noded", () => {
    const { paths } = nodePaths(
      [path("79.6,40 20.4,60"), path("20.3,20.2 80.1,80.3 0,20"), path("39.6,60.2 59.8,40.3")],
      TOLERANCE,
    );
    expect(nodePaths(paths, 0)).toMatchObject({ crossings: 0, paths });
  });
});

describe("any lines", () => {
  it("are connected as a look at every pair says", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const expected = naiveParts(lines);
        fc.pre(expected !== undefined);
        const { paths } = nodePaths(lines.map(pathOf), TOLERANCE);
        expect(partsOf(paths)).toEqual(expected);
      }),
      { numRuns: 1000, seed: 11 },
    );
  });

  it("keep their length but for what ends were moved", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const { paths, joinedEnds } = nodePaths(lines.map(pathOf), TOLERANCE);
        for (const [i, { at }] of lines.entries()) {
          const long = at.reduce((sum, p, k) => sum + (k === 0 ? 0 : apart(p, at[k - 1]!)), 0);
          // Each end goes over to another end and then perhaps to a line; corners bend it by centimetres.
          const allowed = 0.3 + 4 * TOLERANCE;
          expect(Math.abs(lengthOf(paths[i]!) - long)).toBeLessThan(allowed);
        }
        expect(joinedEnds).toBeLessThanOrEqual(2 * lines.length);
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  it("have nothing left to be noded", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const { paths } = nodePaths(lines.map(pathOf), TOLERANCE);
        const again = nodePaths(paths, 0);
        expect(again.crossings).toBe(0);
        expect(again.paths).toEqual(paths);
      }),
      { numRuns: 300, seed: 13 },
    );
  });
});

function path(corners: string, level = 0): Path {
  return pathOf({
    level,
    at: corners.split(" ").map((corner) => {
      const [x = 0, y = 0] = corner.split(",").map(Number);
      return [x, y] as const;
    }),
  });
}

function pathOf({ level, at }: Line): Path {
  return {
    level,
    x: at.map(([x]) => Math.round(x * METRE)),
    y: at.map(([, y]) => Math.round(y * METRE)),
  };
}

function text({ x, y }: Path): string {
  return x
    .map((value, i) => [value / METRE, y[i]! / METRE].map((m) => Math.round(m) + 0).join())
    .join(" ");
}

function lengthOf({ x, y }: Path): number {
  return (
    x.reduce(
      (sum, value, i) => (i === 0 ? 0 : sum + Math.hypot(value - x[i - 1]!, y[i]! - y[i - 1]!)),
      0,
    ) / METRE
  );
}

function apart([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  return Math.hypot(ax - bx, ay - by);
}

/** By line the first line it is connected with, through corners in common. */
function partsOf(paths: readonly Path[]): number[] {
  const ends = new Set(paths.flatMap(({ x, y }) => [`${x[0]} ${y[0]}`, `${x.at(-1)} ${y.at(-1)}`]));
  const corners = paths.map(
    ({ x, y, level }) =>
      new Set(
        x.map((value, i) => {
          const place = `${value} ${y[i]}`;
          return ends.has(place) ? place : `${place} ${level}`;
        }),
      ),
  );
  return unite(paths.length, (a, b) => [...corners[a]!].some((corner) => corners[b]!.has(corner)));
}

/**
 * The same by looking at every pair: lines of one level that cross or touch are connected, and ends within the
 * tolerance of an end, or of a line of their level. Undefined where something is too near the tolerance to say.
 */
function naiveParts(lines: readonly Line[]): number[] | undefined {
  let clear = true;
  const within = (metres: number): boolean => {
    // Ends may be moved twice before they are compared.
    if (metres > 0.9 && metres < 3.5 * TOLERANCE) clear = false;
    return metres <= TOLERANCE;
  };
  const parts = unite(lines.length, (a, b) => {
    const [one, other] = [lines[a]!, lines[b]!];
    let connected = false;
    for (const end of [one.at[0]!, one.at.at(-1)!])
      for (const otherEnd of [other.at[0]!, other.at.at(-1)!])
        if (within(apart(end, otherEnd))) connected = true;
    // An end that was moved onto a corner of another level meets it there, which is not looked at here.
    if (one.level !== other.level) {
      for (const [from, to] of [
        [one, other],
        [other, one],
      ] as const)
        for (const end of [from.at[0]!, from.at.at(-1)!])
          if (distanceToLine(end, to) < 3.5 * TOLERANCE && !connected) clear = false;
      return connected;
    }
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const)
      for (const [i, corner] of from.at.entries()) {
        const isEnd = i === 0 || i === from.at.length - 1;
        const metres = distanceToLine(corner, to);
        if (isEnd ? within(metres) : metres <= 0) connected = true;
        if (!isEnd && metres > 0 && metres < 3.5 * TOLERANCE) clear = false;
      }
    if (crosses(one, other)) connected = true;
    return connected;
  });
  return clear ? parts : undefined;
}

function distanceToLine(corner: readonly [number, number], { at }: Line): number {
  let nearest = Infinity;
  for (let i = 1; i < at.length; i++) {
    const [[ax, ay], [bx, by]] = [at[i - 1]!, at[i]!];
    const [dx, dy] = [bx - ax, by - ay];
    const t = ((corner[0] - ax) * dx + (corner[1] - ay) * dy) / (dx * dx + dy * dy);
    const share = Math.min(1, Math.max(0, t));
    nearest = Math.min(nearest, apart(corner, [ax + share * dx, ay + share * dy]));
  }
  return nearest;
}

function crosses(one: Line, other: Line): boolean {
  const turn = (
    a: readonly [number, number],
    b: readonly [number, number],
    c: readonly [number, number],
  ) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  for (let i = 1; i < one.at.length; i++)
    for (let j = 1; j < other.at.length; j++) {
      const [a, b, c, d] = [one.at[i - 1]!, one.at[i]!, other.at[j - 1]!, other.at[j]!];
      if (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) return true;
    }
  return false;
}

/** By number the smallest one it is connected with. */
function unite(count: number, connected: (a: number, b: number) => boolean): number[] {
  const part = Array.from({ length: count }, (_, i) => i);
  for (let round = 0; round < count; round++)
    for (let a = 0; a < count; a++)
      for (let b = 0; b < count; b++)
        if (a !== b && connected(a, b)) {
          const least = Math.min(part[a]!, part[b]!);
          part[a] = least;
          part[b] = least;
        }
  return part;
}

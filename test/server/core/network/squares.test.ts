import { expect, it } from "vitest";
import { cutSegments } from "#core/network/segments.ts";
import { linesAcrossSquares } from "#core/network/squares.ts";
import { streetsOf, town, type DrawnNodes, type DrawnWay } from "../../../fixtures/town.ts";

const SQUARE = { highway: "pedestrian", area: "yes" };

it("crosses a square straight between the places where streets come in", () => {
  const lines = linesOf(
    `
            s
            |
        d---c
        |   |
    r---a---b
    `,
    [["abcda", SQUARE], "ra", "cs"],
  );
  expect(lines).toEqual(["ac"]);
});

it("crosses between every two of them, but not along a side, which is walked already", () => {
  const lines = linesOf(
    `
    u           t
      d-------c
      |       |
      |       |
      a-------b
    r           s
    `,
    [["abcda", SQUARE], "ra", "sb", "tc", "ud"],
  );
  expect(lines).toEqual(["ac", "bd"]);
});

it("walks around the outline of a square that no street enters", () => {
  const drawing = `
    d---c
    |   |
    a---b
    `;
  expect(linesOf(drawing, [["abcda", SQUARE]])).toEqual([]);
  expect(cutSegments(town(drawing, [["abcda", SQUARE]]).streets).from.length).toBe(1);
});

it("does not cut a concave corner", () => {
  // The straight line from r's door b to s's door e would leave the square.
  const lines = linesOf(
    `
    f---e---s
    |   |
    |   d-------c
    |           |
    a-----------b
                |
                r
    `,
    [["abcdefa", SQUARE], "br", "es"],
  );
  expect(lines).toEqual([]);
});

it("does not jump from one arm of a square to the other outside it", () => {
  // A U: f and c look at each other across the gap between its arms.
  const lines = linesOf(
    `
    g---f       c---b
    |   |       |   |
    |   e-------d   |
    |               |
    h---------------a
    `,
    [["abcdefgha", SQUARE], "fe", "cd"],
  );
  expect(lines).not.toContain("cf");
  // What lies inside stays: e and d are a side, f–d and c–e leave the square.
  expect(lines).toEqual([]);
});

it("does not jump from arm to arm over the one between, though halfway it is inside", () => {
  // An E on its back: from the tip k of the left arm to the tip d of the right, over the middle arm f–g–h–i.
  const lines = linesOf(
    `
                g---h
    r---k       |   |       d---s
        |   j   |   |   e   |
        |   |   |   |   |   |
        |   i---f   m---n   |
        |                   |
        l-------------------c
    `,
    [["lkjifghmnedcl", SQUARE], "rk", "sd"],
  );
  expect(lines).toEqual([]);
});

it.each([
  ["south", "abn", "ra", "bs"],
  ["east", "bcm", "rb", "cs"],
  ["north", "cdk", "rc", "ds"],
  ["west", "dal", "rd", "as"],
])("draws no second line along a %s side that has a bend in it", (_, side, one, other) => {
  // The bend halfway along the side must not make the two ends of the side look across each other.
  const [from, to, bend] = side.split("") as [string, string, string];
  const outline = "abcda".replace(`${from}${to}`, `${from}${bend}${to}`);
  const lines = linesOf(
    `
    r
        d-----k-----c
        |           |
        l           m
        |           |
        a-----n-----b
    s
    `,
    [[outline, SQUARE], one, other],
  );
  expect(lines).toEqual([]);
});

it("crosses no square of which the extract lacks a corner", () => {
  const lines = linesOf(
    `
            s
            |
        d---c
        |   |
    r---a---b
    `,
    [["abcda", SQUARE], "ra", "cs"],
    { missing: "b" },
  );
  expect(lines).toEqual([]);
});

it("takes an area whose outline does not close for the line it is", () => {
  const lines = linesOf(
    `
            s
            |
        d---c
        |   |
    r---a---b
    `,
    [["abcd", SQUARE], "ra", "cs"],
  );
  expect(lines).toEqual([]);
});

it("does not cross what is only walked round", () => {
  const lines = linesOf(
    `
            s
            |
        d---c
        |   |
    r---a---b
    `,
    [["abcda", { highway: "pedestrian" }], "ra", "cs"],
  );
  expect(lines).toEqual([]);
});

it.each([
  [40, (40 * 37) / 2], // every two corners but neighbours: n(n−3)/2
  [41, 0],
])("of %i ways in draws %i lines: a square with very many is walked around", (doors, lines) => {
  const corners = Array.from({ length: doors }, (_, i) => {
    const angle = (2 * Math.PI * i) / doors;
    return [100 + 0.001 * Math.cos(angle), 0.001 * Math.sin(angle)] as const;
  });
  const round = streetsOf({
    nodes: corners.flatMap(([lng, lat], i) => [
      { id: 2 * i, lng, lat },
      { id: 2 * i + 1, lng: 100 + 2 * (lng - 100), lat: 2 * lat },
    ]),
    ways: [
      { id: 1, refs: [...corners.map((_, i) => 2 * i), 0], tags: SQUARE },
      ...corners.map((_, i) => ({
        id: 2 + i,
        refs: [2 * i, 2 * i + 1],
        tags: { highway: "footway" },
      })),
    ],
  });
  expect(linesAcrossSquares(round).length).toBe(lines);
});

/** The lines by their letters, sorted. */
function linesOf(drawing: string, ways: readonly DrawnWay[], nodes: DrawnNodes = {}): string[] {
  const drawn = town(drawing, ways, nodes);
  const { lng, lat } = drawn.streets;
  const letter = (p: number) => drawn.letters([lng[p]!, lat[p]!]);
  return linesAcrossSquares(drawn.streets)
    .map(({ p, q }) => [letter(p), letter(q)].sort().join(""))
    .sort();
}

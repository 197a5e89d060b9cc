import type { Point } from "./geometry.ts";
import { TOWNSHIPS, type Place } from "./ganzhou-places.ts";
import { outlineOf, pointsOn, placeIn, ringOf } from "./mesh-outline.ts";
import type { Plan } from "./plan.ts";

/** A community of the town, or a village that the town has grown over: whole meshes of the plan, or halves. */
export interface Quarter {
  readonly place: Place;
  /** Anticlockwise, in plan coordinates, first point not repeated. */
  readonly ring: readonly Point[];
}

/** The units of the town. Neighbours have the very same points on a border they share. */
export function drawQuarters(plan: Plan): Quarter[] {
  const pieces = piecesOf(plan);
  return [...new Set(pieces.map(({ called }) => called))].map((called) => ({
    place: placeCalled(called),
    ring: outlineOf(
      pieces.filter((piece) => piece.called === called).map(({ ring }) => ring),
      called,
    ),
  }));
}

/** The border of all the town's units together. */
export function drawTownBorder(plan: Plan): Point[] {
  return outlineOf(
    piecesOf(plan).map(({ ring }) => ring),
    "town",
  );
}

/** How far east the town's units reach, past the railway. */
const TOWN_EAST = 3300;

/**
 * Names over the meshes of the plan, from the north, each from the west; the last column lies beyond the station
 * street. Two names share a mesh along its cut (west and east, or south and north).
 */
const NAMES: readonly string[] = [
  "白塔 白塔 白塔 西关村 北环路 北环路 流泉 流泉 下安村 下安村",
  "滨河 滨河 滨河 西关村 北关 王母宫 王母宫 东湖 下安社区 经济开发区虚拟社区",
  "五松园 五松园 五松园 新乐 西站 小寺庙/税亭 甘泉/税亭 长沙门 康乐 经济开发区虚拟社区",
  "青松 青松 青松 新乐 祁连 西来寺/佛城 泰安/交通巷 金安苑 张火路 经济开发区虚拟社区",
  "崇文 崇文 崇文 园艺村 祁连 南关 南关 饮马桥 张火路 街道直辖村民小组",
  "南华 南华 南华 园艺村 丹霞 丹霞 南关村 万家墩村 梁家墩村 梁家墩村",
];

interface Piece {
  readonly called: string;
  readonly ring: readonly Point[];
}

const PLACES = TOWNSHIPS.flatMap(({ places }) => places);

function placeCalled(called: string): Place {
  const wanted = [called, `${called}社区`, `滨河新区${called}社区`];
  const found = wanted.flatMap((name) => PLACES.filter((place) => place.name === name));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`${found.length} places are called ${called}; the plan of the town needs one.`);
  return only;
}

function piecesOf(plan: Plan): Piece[] {
  const corner = (column: number, row: number): Point =>
    column < 10 ? plan.corner(column, row) : { x: TOWN_EAST, y: plan.corner(9, row).y };
  return NAMES.toReversed().flatMap((line, row) =>
    line.split(" ").flatMap((names, column): Piece[] => {
      const [southWest, southEast] = [corner(column, row), corner(column + 1, row)];
      const [northWest, northEast] = [corner(column, row + 1), corner(column + 1, row + 1)];
      const [south, north] = [pointsOn(southWest, southEast), pointsOn(northWest, northEast)];
      const [west, east] = [pointsOn(southWest, northWest), pointsOn(southEast, northEast)];
      const [first = names, second] = names.split("/");
      if (second === undefined) return [{ called: first, ring: ringOf(south, east, north, west) }];

      const mesh = plan.superblocks.find(
        (candidate) => candidate.column === column && candidate.row === row,
      );
      if (mesh === undefined)
        throw new Error(`Two units share the mesh ${column}, ${row}, which has no cut.`);
      const cut = pointsOn(...mesh.cutEnds);
      if (mesh.cut === "across") {
        const [southAt, northAt] = [
          placeIn(south, mesh.cutEnds[0]),
          placeIn(north, mesh.cutEnds[1]),
        ];
        return [
          {
            called: first,
            ring: ringOf(south.slice(0, southAt + 1), cut, north.slice(0, northAt + 1), west),
          },
          { called: second, ring: ringOf(south.slice(southAt), east, north.slice(northAt), cut) },
        ];
      }
      const [westAt, eastAt] = [placeIn(west, mesh.cutEnds[0]), placeIn(east, mesh.cutEnds[1])];
      return [
        {
          called: first,
          ring: ringOf(south, east.slice(0, eastAt + 1), cut, west.slice(0, westAt + 1)),
        },
        { called: second, ring: ringOf(cut, east.slice(eastAt), north, west.slice(westAt)) },
      ];
    }),
  );
}

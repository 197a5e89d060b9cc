import { BLANK, type Drawing } from "./drawing.ts";
import { between, isInside, legs, type Point } from "./geometry.ts";
import { cutRing, toGround, toLngLat } from "./ground.ts";
import { CUT_STEPS, type Plan } from "./plan.ts";

/** Which part of the town a unit belongs to; it decides what services its people find. */
export type District = "old" | "ring" | "new" | "north" | "works" | "village";

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly level: "community" | "village";
  readonly district: District;
  /** Where its name stands, in plan coordinates. */
  readonly heart: Point;
  /** Border on the ground, anticlockwise, within the extract; the first point is not repeated. */
  readonly ring: readonly Point[];
}

/** Communities follow the arterial grid, villages share the land around it; together they fill the extract. */
export function drawUnits(plan: Plan): Unit[] {
  const pieces = piecesOf(plan);
  const names = [...new Set(pieces.map(({ unit }) => unit))];
  const sorted = names.toSorted((one, other) => Number(isVillage(one)) - Number(isVillage(other)));
  let [communities, villages] = [0, 0];
  return sorted.map((name): Unit => {
    const village = isVillage(name);
    const number = village ? ++villages : ++communities;
    const outline = outlineOf(
      pieces.filter(({ unit }) => unit === name).map(({ ring }) => ring),
      name,
    );
    return {
      id: `${village ? "V" : "S"}${String(number).padStart(2, "0")}`,
      name: village ? name : `${name}社区`,
      level: village ? "village" : "community",
      district: village ? "village" : districtOf(name),
      heart: middleOf(outline),
      ring: cutRing(outline.map(toGround)),
    };
  });
}

export function unitAt(units: readonly Unit[], place: Point): Unit | undefined {
  const ground = toGround(place);
  return units.find(({ ring }) => isInside(ground, ring));
}

export function writeUnits(units: readonly Unit[]): string {
  const features = units.map(({ id, name, level, ring }) => ({
    type: "Feature",
    properties: { id, name, level },
    geometry: { type: "Polygon", coordinates: [[...ring, ...ring.slice(0, 1)].map(toLngLat)] },
  }));
  const lines = features.map((feature) => JSON.stringify(feature)).join(",\n");
  return `{"type":"FeatureCollection","name":"示例数据（合成）","features":[\n${lines}\n]}\n`;
}

/** The names of the communities as quarters on the map. */
export function drawQuarters(units: readonly Unit[]): Drawing {
  const marks = units
    .filter(({ level, heart, ring }) => level === "community" && isInside(toGround(heart), ring))
    .map(({ name, heart }) => ({
      at: heart,
      tags: { place: "quarter", name: name.replace("社区", "") },
    }));
  return { ...BLANK, marks };
}

/**
 * Names over the meshes of the plan, from the south, each from the west, with one ring of open land around:
 * columns -1 to 6, rows -1 to 7. Two names share a mesh along its cut (west and east, or south and north).
 */
const NAMES: readonly string[] = [
  "石磨村 石磨村 石磨村 双槐村 双槐村 双槐村 双槐村 梨园村",
  "石磨村 松涛 新安 祥和 景明 稻香 工业园 梨园村",
  "石磨村 松涛 兰亭 镜湖 南关 丹桂 工业园 梨园村",
  "石磨村 归云 安和 槐荫/崇礼 太平里/东仓 青禾 工业园/站前 工业园",
  "上柳村 云台 永宁 书院/明德 鼓楼/文昌 长乐 站前 站前",
  "上柳村 上柳村 柳泉 北关 望川 锦屏 锦屏 新渠村",
  "上柳村 五里堡村 北新 河阳 临川 临川 新渠村 新渠村",
  "五里堡村 五里堡村 北新 河阳 临川 临川 新渠村 新渠村",
  "五里堡村 五里堡村 五里堡村 五里堡村 新渠村 新渠村 新渠村 新渠村",
];

const DISTRICTS: Readonly<Record<Exclude<District, "ring" | "village">, string>> = {
  old: "槐荫 崇礼 太平里 东仓 书院 明德 鼓楼 文昌",
  new: "松涛 归云 云台 兰亭 新安 祥和",
  north: "北新 河阳 临川",
  works: "工业园",
};

/** Where the ring of open land ends, well outside the extract. */
const FAR = 5600;

interface Piece {
  readonly unit: string;
  readonly ring: readonly Point[];
}

function isVillage(name: string): boolean {
  return name.endsWith("村");
}

function districtOf(name: string): District {
  const found = (["old", "new", "north", "works"] as const).find((district) =>
    DISTRICTS[district].split(" ").includes(name),
  );
  return found ?? "ring";
}

function piecesOf(plan: Plan): Piece[] {
  const corner = (column: number, row: number): Point => {
    const inner = plan.corner(Math.min(6, Math.max(0, column)), Math.min(7, Math.max(0, row)));
    return {
      x: column < 0 ? -FAR : column > 6 ? FAR : inner.x,
      y: row < 0 ? -FAR : row > 7 ? FAR : inner.y,
    };
  };
  return NAMES.flatMap((line, rowFromEdge) =>
    line.split(" ").flatMap((names, columnFromEdge): Piece[] => {
      const [column, row] = [columnFromEdge - 1, rowFromEdge - 1];
      const [southWest, southEast] = [corner(column, row), corner(column + 1, row)];
      const [northWest, northEast] = [corner(column, row + 1), corner(column + 1, row + 1)];
      const [south, north] = [pointsOn(southWest, southEast), pointsOn(northWest, northEast)];
      const [west, east] = [pointsOn(southWest, northWest), pointsOn(southEast, northEast)];
      const [first = names, second] = names.split("/");
      if (second === undefined) return [{ unit: first, ring: ringOf(south, east, north, west) }];

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
            unit: first,
            ring: ringOf(south.slice(0, southAt + 1), cut, north.slice(0, northAt + 1), west),
          },
          { unit: second, ring: ringOf(south.slice(southAt), east, north.slice(northAt), cut) },
        ];
      }
      const [westAt, eastAt] = [placeIn(west, mesh.cutEnds[0]), placeIn(east, mesh.cutEnds[1])];
      return [
        {
          unit: first,
          ring: ringOf(south, east.slice(0, eastAt + 1), cut, west.slice(0, westAt + 1)),
        },
        { unit: second, ring: ringOf(cut, east.slice(eastAt), north, west.slice(westAt)) },
      ];
    }),
  );
}

/** The same points for both neighbours of a side, so that their borders are one. */
function pointsOn(from: Point, to: Point): Point[] {
  return Array.from({ length: CUT_STEPS + 1 }, (_, step) =>
    step === CUT_STEPS ? to : between(from, to, step / CUT_STEPS),
  );
}

function placeIn(points: readonly Point[], wanted: Point): number {
  return points.findIndex((point) => keyOf(point) === keyOf(wanted));
}

/** South and north run eastward, east and west northward. */
function ringOf(
  south: readonly Point[],
  east: readonly Point[],
  north: readonly Point[],
  west: readonly Point[],
): Point[] {
  return [
    ...south.slice(0, -1),
    ...east.slice(0, -1),
    ...north.toReversed().slice(0, -1),
    ...west.toReversed().slice(0, -1),
  ];
}

/** The border of touching rings: what two of them share, in opposite directions, is not border. */
function outlineOf(rings: readonly (readonly Point[])[], name: string): Point[] {
  const next = new Map<string, { from: Point; to: Point }>();
  for (const ring of rings) {
    for (const [from, to] of legs([...ring, ...ring.slice(0, 1)])) {
      const back = `${keyOf(to)} ${keyOf(from)}`;
      if (next.has(back)) next.delete(back);
      else next.set(`${keyOf(from)} ${keyOf(to)}`, { from, to });
    }
  }
  const after = new Map([...next.values()].map(({ from, to }) => [keyOf(from), to]));
  const [start] = [...next.values()];
  if (start === undefined) throw new Error(`The unit ${name} has no border.`);
  const outline = [start.from];
  for (let at = start.to; keyOf(at) !== keyOf(start.from);) {
    outline.push(at);
    const step = after.get(keyOf(at));
    if (step === undefined) throw new Error(`The border of the unit ${name} does not close.`);
    at = step;
  }
  if (outline.length !== next.size)
    throw new Error(`The unit ${name} is not one piece without holes.`);
  return outline;
}

function middleOf(points: readonly Point[]): Point {
  const sum = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0);
  return {
    x: sum(points.map(({ x }) => x)) / points.length,
    y: sum(points.map(({ y }) => y)) / points.length,
  };
}

function keyOf({ x, y }: Point): string {
  return `${x.toFixed(3)},${y.toFixed(3)}`;
}

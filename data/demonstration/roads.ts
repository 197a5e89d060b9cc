import type { Side, Highway, Plan } from "./plan.ts";
import { between, curve, distance, heading, moved, type Point } from "./geometry.ts";
import { BLANK, stroke, type Drawing, type Stroke } from "./drawing.ts";
import { EAST_GATE } from "./land.ts";
import type { Random } from "./random.ts";
import { riverAt, riverHalfWidth } from "./river.ts";
import type { Seat } from "./seats.ts";
import { streetTags } from "./streets.ts";
import type { Town } from "./towns.ts";

/** A highway as drawn: one stretch between towns, bridges and the city, and what it is called. */
export interface Highroad {
  readonly side: Side;
  readonly points: readonly Point[];
  readonly isBridge: boolean;
}

/** Which way the highway runs past a township's seat. */
export function roadHeadings(plan: Plan, seats: readonly Seat[]): (township: string) => number {
  const at = (stop: Stop): Point | undefined => {
    if (typeof stop !== "string") return "bridge" in stop ? bridgeEnds(stop.bridge)[0] : stop;
    return seats.find(({ place, isTownSeat }) => isTownSeat && place.township.name === stop)?.at;
  };
  const routes = routesOf(plan);
  return (township) => {
    const route = routes.find(({ stops }) => stops.includes(township));
    if (route === undefined) throw new Error(`No highway passes ${township}.`);
    const index = route.stops.indexOf(township);
    const [before, here, after] = [index - 1, index, index + 1].map((step) => {
      const stop = route.stops[step];
      return stop === undefined ? undefined : at(stop);
    });
    const [from, to] = [before ?? here, after ?? here];
    if (from === undefined || to === undefined) throw new Error(`${township} has no seat.`);
    return heading(from, to);
  };
}

/** The highways from the city to all towns, over the river on four bridges of their own, and on to the border. */
export function layHighroads(plan: Plan, towns: readonly Town[], random: Random): Highroad[] {
  return routesOf(plan).flatMap(({ highway, name, stops }) => {
    const side = { highway, name };
    const pieces: Highroad[] = [];
    let line: Point[] = [];
    const finish = (): void => {
      if (line.length > 1) pieces.push({ side, points: wound(line, random), isBridge: false });
    };
    for (const stop of stops) {
      const ends = typeof stop === "string" ? endsOf(stop, towns) : bridgeOf(stop);
      if (ends === undefined) {
        if (typeof stop !== "string" && "x" in stop) line.push(stop);
        continue;
      }
      const last = line.at(-1) ?? ends[0];
      const [near, far] =
        distance(last, ends[0]) <= distance(last, ends[1]) ? ends : [ends[1], ends[0]];
      line.push(near);
      finish();
      if (typeof stop !== "string") pieces.push({ side, points: [near, far], isBridge: true });
      line = [far];
    }
    finish();
    return pieces;
  });
}

export function drawHighroads(highroads: readonly Highroad[]): Drawing {
  const strokes = highroads.flatMap(({ side, points, isBridge }): Stroke[] => {
    const tags = streetTags(side);
    if (!isBridge) return [stroke(points, tags)];
    return [stroke(points, { ...tags, bridge: "yes", layer: "1" }, 1)];
  });
  return { ...BLANK, strokes };
}

/** A township's seat, a bridge over the river this far north, or a place to pass. */
type Stop = string | Point | { readonly bridge: number };

interface Route {
  readonly highway: Highway;
  readonly name: string;
  readonly stops: readonly Stop[];
}

function routesOf({ corner }: Plan): Route[] {
  const to = (east: number, north: number): Point => ({ x: east * 1000, y: north * 1000 });
  const route = (highway: Highway, name: string, ...stops: Stop[]): Route => ({
    highway,
    name,
    stops,
  });
  return [
    route("primary", "西郊公路", corner(0, 3), to(-8.4, 2.1), "明永镇", "沙井镇", "靖安乡"),
    route(
      "primary",
      "东郊公路",
      EAST_GATE,
      to(4.6, 0.5),
      "上秦镇",
      to(13.4, 0.4),
      "碱滩镇",
      to(23.5, -5.6),
      to(29.6, -6.4),
    ),
    route("primary", "南郊公路", corner(6, 0), to(0.3, -5.2), to(-0.2, -10), "大满镇", "花寨乡"),
    route(
      "secondary",
      "北郊公路",
      corner(7, 6),
      to(1.5, 3.6),
      to(2.6, 6.2),
      "三闸镇",
      to(9, 16),
      to(13, 22),
      "平山湖蒙古族乡",
    ),
    route("secondary", "党寨公路", corner(9, 0), to(4.4, -4.4), to(6, -7.6), "党寨镇"),
    route("secondary", "小满公路", corner(4, 0), to(-2.1, -5), "小满镇", "安阳乡"),
    route(
      "secondary",
      "乌江公路",
      corner(4, 6),
      to(-2.1, 3.2),
      to(-2.1, 6.4),
      to(-3.4, 9.4),
      "乌江镇",
      { bridge: 14_300 },
      "沙井镇",
    ),
    route("secondary", "甘浚公路", "小满镇", { bridge: -10_200 }, to(-12.6, -8.8), "甘浚镇"),
    route(
      "tertiary",
      "龙渠公路",
      "大满镇",
      to(-5, -15.4),
      { bridge: -16_800 },
      "龙渠乡",
      "甘浚镇",
      to(-16.8, -1),
      "明永镇",
    ),
    route(
      "tertiary",
      "北环公路",
      "明永镇",
      { bridge: 8800 },
      to(-4.6, 9.9),
      to(-3.4, 9.4),
      to(0.8, 9.2),
      "三闸镇",
      "上秦镇",
    ),
    route("tertiary", "党碱公路", "碱滩镇", to(14, -7), "党寨镇", to(4.6, -13.6), "大满镇"),
    route("tertiary", "安花公路", "安阳乡", to(0.5, -26.2), "花寨乡"),
    route(
      "tertiary",
      "新墩路",
      corner(0, 5),
      to(-5.4, 2.4),
      to(-6.6, 4.4),
      to(-8.6, 5.4),
      "明永镇",
    ),
    route(
      "tertiary",
      "祥和西路",
      corner(0, 1),
      to(-5.6, -2.2),
      to(-9.6, -3.4),
      to(-14, -5.2),
      "甘浚镇",
    ),
  ];
}

function endsOf(township: string, towns: readonly Town[]): readonly [Point, Point] {
  const town = towns.find(({ seat }) => seat.place.township.name === township);
  if (town === undefined) throw new Error(`The highways know no town of ${township}.`);
  return town.ends;
}

function bridgeOf(stop: Point | { readonly bridge: number }) {
  return "bridge" in stop ? bridgeEnds(stop.bridge) : undefined;
}

/** Where a bridge begins and ends, square to the water. */
function bridgeEnds(y: number): readonly [Point, Point] {
  const [below, above] = [
    { x: riverAt(y - 60), y: y - 60 },
    { x: riverAt(y + 60), y: y + 60 },
  ];
  const middle = between(below, above, 0.5);
  const across = heading(below, above) + Math.PI / 2;
  const reach = riverHalfWidth(y) + 70;
  return [moved(middle, across, reach), moved(middle, across, -reach)];
}

/** Long straights are bent a little; the given places are kept. */
function wound(line: readonly Point[], random: Random): Point[] {
  const through = line.flatMap((point, index) => {
    const next = line[index + 1];
    if (next === undefined) return [point];
    const length = distance(point, next);
    if (length < 2600) return [point];
    const sway = Math.min(260, length * 0.035);
    return [
      point,
      ...[0.35, 0.68].map((share) =>
        moved(between(point, next, share), heading(point, next), 0, random.between(-sway, sway)),
      ),
    ];
  });
  return curve(through, 260);
}

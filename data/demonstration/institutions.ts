import { area, stroke, type Building, type Drawing, type Tags } from "./drawing.ts";
import { between, blob, moved, rectangle, sides as sidesOf, type Point } from "./geometry.ts";
import { CLOSED_GATE, gateAt, wallThrough } from "./compounds.ts";
import { frontage, inset, setback, SIDES, type Parcel } from "./parcels.ts";
import type { Random } from "./random.ts";

/** A school: its gate is closed to passers-by, so its paths are an island of the network. */
export function drawSchool(parcel: Parcel, name: string, random: Random): Drawing {
  const { walled, side } = walledGround(parcel, random);
  const { width, height } = walled;
  const gate = gateAt(parcel, walled, side, (side === 0 || side === 2 ? width : height) / 2, 16, {
    way: { highway: "footway" },
    gate: CLOSED_GATE,
  });
  const pitch = {
    s: width * 0.3,
    t: height * 0.5,
    length: Math.min(width * 0.46, 96),
    depth: Math.min(height * 0.62, 150),
  };
  const direction = walled.east(pitch.s, pitch.t);
  const hall = (s: number, t: number, length: number, depth: number): Building => ({
    at: walled.at(s, t),
    direction: walled.east(s, t),
    length,
    depth,
    tags: { building: "school", "building:levels": String(random.whole(3, 5)) },
  });
  const east = width * 0.78;
  const wing = Math.min(width * 0.34, 62);
  return {
    strokes: [gate.way],
    shapes: [
      area(walled.quad, { amenity: "school", name }),
      area(runningTrack(walled.at(pitch.s, pitch.t), direction, pitch.length, pitch.depth), {
        leisure: "pitch",
        sport: "athletics",
      }),
      wallThrough(walled, [gate]),
    ],
    marks: [gate.mark],
    buildings: [0.2, 0.42, 0.64, 0.84].map((share) => hall(east, height * share, wing, 14)),
  };
}

/** A hospital or an office: walls, an open gate, a forecourt one may cross. */
export function drawOffice(
  parcel: Parcel,
  kind: "hospital" | "office",
  name: string,
  random: Random,
): Drawing {
  const { walled, side } = walledGround(parcel, random);
  const { width, height } = walled;
  const isAcross = side === 0 || side === 2;
  const gate = gateAt(
    parcel,
    walled,
    side,
    (isAcross ? width : height) / 2,
    isAcross ? height / 2 : width / 2,
    {
      way: { highway: "service" },
      gate: { access: "yes" },
    },
  );
  const middle = walled.at(width / 2, height / 2);
  const arms = [walled.at(width * 0.15, height / 2), middle, walled.at(width * 0.85, height / 2)];
  const tags: Tags =
    kind === "hospital"
      ? { amenity: "hospital", name }
      : { office: "government", landuse: "commercial", name };
  const building = (s: number, t: number, length: number, depth: number): Building => ({
    at: walled.at(s, t),
    direction: walled.east(s, t),
    length,
    depth,
    tags: { building: kind, "building:levels": String(random.whole(4, 10)) },
  });
  return {
    strokes: [gate.way, stroke(arms, { highway: "footway" })],
    shapes: [area(walled.quad, tags), wallThrough(walled, [gate])],
    marks: [gate.mark],
    buildings: [
      building(width * 0.3, height * 0.78, width * 0.4, 18),
      building(width * 0.72, height * 0.72, 22, Math.min(46, height * 0.34)),
      building(width * 0.28, height * 0.24, width * 0.36, 16),
      building(width * 0.75, height * 0.22, width * 0.3, 16),
    ],
  };
}

/** Shops around an open square. */
export function drawMall(parcel: Parcel, name: string, random: Random): Drawing {
  const { ground } = parcel;
  const { width, height } = ground;
  const square = rectangle(
    ground.at(width * 0.5, height * 0.34),
    ground.east(width * 0.5, height * 0.34),
    width * 0.42,
    height * 0.26,
  );
  const centre = ground.at(width / 2, height * 0.34);
  const doors = sidesOf(ground.quad)
    .filter((_, side) => parcel.sides[side] !== undefined && side !== 2)
    .map(([a, b]) => between(a, b, 0.5));
  return {
    strokes: [
      stroke([...square, square[0]], { highway: "pedestrian", area: "yes", name }),
      ...doors.map((door) => stroke([door, centre], { highway: "footway" })),
    ],
    shapes: [
      area(inset(parcel, (side) => setback(parcel, side)).quad, { landuse: "retail", name }),
    ],
    marks: [],
    buildings: [
      {
        at: ground.at(width * 0.5, height * 0.72),
        direction: ground.east(width / 2, height / 2),
        length: width * 0.6,
        depth: height * 0.28,
        tags: { building: "retail", "building:levels": "5", name },
      },
      ...SIDES.flatMap((side) => frontage(parcel, side, 0.9, [2, 5], random)),
    ],
  };
}

/** A green corner with two paths across. */
export function drawGarden(parcel: Parcel, name: string, random: Random): Drawing {
  const { ground } = parcel;
  const { width, height } = ground;
  const ends = [
    ground.at(width * 0.3, 0),
    ground.at(width * 0.7, height),
    ground.at(0, height * 0.6),
    ground.at(width, height * 0.4),
  ];
  const sides = [0, 2, 3, 1] as const;
  const centre = ground.at(width / 2, height / 2);
  return {
    strokes: ends.flatMap((end, index) => {
      const side = sides[index];
      return side !== undefined && parcel.sides[side] !== undefined
        ? [stroke([end, centre], { highway: "footway" })]
        : [];
    }),
    shapes: [
      area(inset(parcel, (side) => setback(parcel, side)).quad, { leisure: "park", name }),
      area(
        blob(
          ground.at(width * 0.68, height * 0.7),
          [width * 0.14, height * 0.12],
          [[0.14, random.between(0, 6)]],
          9,
        ),
        { natural: "wood" },
      ),
    ],
    marks: [],
    buildings: [],
  };
}

/** Two straights and two bends. */
function runningTrack(at: Point, direction: number, width: number, height: number): Point[] {
  const radius = Math.min(width, height) / 2;
  return [0, 1].flatMap((end) =>
    Array.from({ length: 9 }, (_, step) => {
      const angle = end * Math.PI + (step / 8) * Math.PI;
      const rise = (end === 0 ? 1 : -1) * Math.max(0, height / 2 - radius);
      return moved(at, direction, radius * Math.cos(angle), rise + radius * Math.sin(angle));
    }),
  );
}

function walledGround(
  parcel: Parcel,
  random: Random,
): { walled: ReturnType<typeof inset>; side: (typeof SIDES)[number] } {
  const open = SIDES.filter((side) => parcel.sides[side] !== undefined);
  return { walled: inset(parcel, (side) => setback(parcel, side) + 3), side: random.pick(open) };
}

import { CLOSED_GATE, gateAt, wallThrough } from "./compounds.ts";
import { area, stroke, type Building, type Drawing } from "./drawing.ts";
import { inset, setback, SIDES, type Parcel } from "./parcels.ts";
import type { Random } from "./random.ts";

/** A factory yard: sheds in rows, a drive between them, one gate, a few workers' rooms. */
export function drawWorks(parcel: Parcel, name: string, random: Random): Drawing {
  const walled = inset(parcel, (side) => setback(parcel, side) + 4);
  const { width, height } = walled;
  const open = SIDES.filter((side) => parcel.sides[side] !== undefined);
  const side = random.pick(open);
  const isAcross = side === 0 || side === 2;
  const gate = gateAt(
    parcel,
    walled,
    side,
    (isAcross ? width : height) / 2,
    isAcross ? height / 2 : width / 2,
    {
      way: { highway: "service" },
      gate: random.chance(0.08) ? CLOSED_GATE : {},
    },
  );
  const spine = [
    walled.at(20, height / 2),
    walled.at(width / 2, height / 2),
    walled.at(width - 20, height / 2),
  ];

  const rows = Math.max(2, Math.round(height / 75));
  const pitch = height / rows;
  const sheds = Array.from({ length: rows }, (_, row) => row).flatMap((row) => {
    const t = (row + 0.5) * pitch;
    const depth = Math.min(pitch - 18, random.between(26, 48));
    const built: Building[] = [];
    let s = 16;
    while (s < width - 50) {
      const length = Math.min(random.between(40, 110), width - s - 14);
      if (random.chance(0.8)) {
        built.push({
          at: walled.at(s + length / 2, t),
          direction: walled.east(s, t),
          length,
          depth,
          tags: { building: random.chance(0.3) ? "warehouse" : "industrial" },
        });
      }
      s += length + random.between(12, 24);
    }
    return built;
  });
  const dormitory: Building = {
    at: walled.at(width - 34, 16),
    direction: walled.east(width / 2, 0),
    length: 40,
    depth: 12,
    tags: { building: "dormitory", "building:levels": "4" },
    household: { people: random.between(40, 90), ages: "dormitory", clustered: false },
  };
  return {
    strokes: [gate.way, stroke(spine, { highway: "service" })],
    shapes: [area(walled.quad, { landuse: "industrial", name }), wallThrough(walled, [gate])],
    marks: [gate.mark],
    buildings: random.chance(0.5) ? [dormitory, ...sheds] : sheds,
  };
}

/** Ground laid bare for a coming estate: a fence of boards, a site road, no people yet. */
export function drawBuildingSite(parcel: Parcel): Drawing {
  return {
    strokes: [],
    shapes: [
      area(inset(parcel, (side) => setback(parcel, side) + 3).quad, { landuse: "construction" }),
    ],
    marks: [],
    buildings: [],
  };
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkNetwork } from "#core/network/doctor/check-network.ts";
import { applyRepairs } from "#core/network/repairs.ts";
import {
  spot,
  spotExtract,
  spotTown,
  type Spot,
  type SpotWay,
} from "../../../../fixtures/broken-town.ts";

/** Metres of a step of the drawn towns. */
const METRE = 1.00076;
const SNAP_CAP = 120;
/** Crossings this near are told as one. */
const ONE_PLACE = 2;

/** Up to nine straight ways between places on a field of 200 m, ends now and then a few metres beside each other. */
const towns = fc.array(
  fc
    .record({
      from: fc.tuple(fc.nat(40), fc.nat(40)),
      to: fc.tuple(fc.nat(40), fc.nat(40)),
      apart: fc.boolean(),
      bridge: fc.nat(6).map((roll) => roll === 0),
    })
    .filter(({ from, to }) => apartBy(from, to) > 4),
  { minLength: 2, maxLength: 9 },
);
type Line = {
  readonly from: Spot;
  readonly to: Spot;
  readonly apart: boolean;
  readonly bridge: boolean;
};

describe("the findings in any small town", () => {
  it("have the islands that joining every shared end leaves", () => {
    each((lines, { findings }) => {
      const [, ...islands] = partsOf(lines).map(({ metres }) => metres);
      const told = findings.filter(({ kind }) => kind === "island").map(({ metres }) => metres);
      expect(told.length).toBe(islands.length);
      for (const [i, metres] of told.toSorted((a, b) => b - a).entries())
        expect(metres).toBeCloseTo(islands[i]! * METRE, 1);
    });
  });

  it("have every facility farther from all main streets than the cap, and no other", () => {
    each((lines, { findings }, facilities) => {
      const main = mainOf(lines);
      if (main === undefined) return;
      const told = findings.filter(({ kind }) => kind === "facility-too-far");
      for (const [i, place] of facilities.entries()) {
        const metres = METRE * Math.min(...main.map((line) => fromLine(place, line)));
        const finding = told.find(({ names }) => names[0] === `${i}`);
        if (Math.abs(metres - SNAP_CAP) < 0.5) continue;
        expect([i, finding && Math.abs(finding.metres - metres) < 0.5]).toEqual([
          i,
          metres > SNAP_CAP ? true : undefined,
        ]);
      }
    });
  });

  it("have every crossing on one level between parts that nothing joins", () => {
    each((lines, { findings }) => {
      const splits = findings.flatMap(({ repair }) =>
        repair?.kind === "split" ? [repair.at] : [],
      );
      const part = partNumbers(lines);
      for (const [i, one] of lines.entries())
        for (const [j, other] of lines.entries()) {
          if (j <= i || one.bridge !== other.bridge || part[i] === part[j]) continue;
          const at = crossingOf(one, other);
          if (at === undefined) continue;
          const near = splits.some(
            ([lng, lat]) => Math.hypot(lng - at[0], lat - at[1]) * 111_195 < ONE_PLACE,
          );
          expect(near).toBe(true);
        }
    });
  });

  it("have no near miss but of an end that no other street shares, within 10 m of one", () => {
    each((lines, { findings }) => {
      for (const { kind, lng, lat, metres } of findings) {
        if (kind !== "near-miss") continue;
        const end: Spot = [Math.round((lng - 100) * 1e7) / 90, Math.round(lat * 1e7) / 90];
        const own = lines.filter((line) =>
          [line.from, line.to].some((at) => apartBy(at, end) < 0.01),
        );
        expect(own.length).toBeGreaterThan(0);
        const others = lines.filter((line) => !own.includes(line) || own.length > 1);
        const nearest = Math.min(...others.map((line) => fromLine(end, line))) * METRE;
        expect(nearest).toBeLessThanOrEqual(metres + 0.05);
        expect(metres).toBeLessThanOrEqual(10.01);
      }
    });
  });

  it("can all be repaired at once, and are the same in any order of the ways", () => {
    each((lines, { findings, mainShareAfter }, facilities) => {
      const { network } = town(lines);
      const { failed } = applyRepairs(
        network,
        findings.flatMap(({ repair }) => repair ?? []),
      );
      // What an earlier repair has joined already need not be joined again.
      for (const { why } of failed)
        expect(["repair-nothing-crosses", "repair-nothing-to-join"]).toContain(why);
      const turned = checked(lines.toReversed(), facilities);
      expect(turned.findings.map(({ key }) => key).toSorted()).toEqual(
        findings.map(({ key }) => key).toSorted(),
      );
      expect(turned.mainShareAfter).toBeCloseTo(mainShareAfter, 6);
    });
  });
});

function each(
  look: (
    lines: readonly Line[],
    check: ReturnType<typeof checkNetwork>,
    facilities: readonly Spot[],
  ) => void,
): void {
  const places = fc.array(fc.tuple(fc.integer({ min: -80, max: 120 }), fc.nat(120)), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(towns, places, (drawn, near) => {
      const lines = drawn.map((line): Line => ({
        ...line,
        from: [line.from[0] * 5, line.from[1] * 5],
        to: [line.to[0] * 5, line.to[1] * 5],
      }));
      fc.pre(
        new Set(partsOf(lines).map(({ metres }) => Math.round(metres))).size ===
          partsOf(lines).length,
      );
      const facilities = near.map(([east, north]): Spot => [east * 3, north * 3]);
      look(lines, checked(lines, facilities), facilities);
    }),
    { numRuns: 60 },
  );
}

function town(lines: readonly Line[]) {
  return spotTown(
    spotExtract(
      lines.map(({ from, to, apart, bridge }): SpotWay => ({
        at: `${from.join()} ${to.join()}`,
        apart,
        tags: { highway: "footway", ...(bridge && { bridge: "yes" }) },
      })),
    ),
  );
}

function checked(lines: readonly Line[], facilities: readonly Spot[]) {
  const { network, baseMap, buildings } = town(lines);
  return checkNetwork(network, {
    units: [],
    baseMap,
    buildings,
    facilities: facilities.map((place, i) => {
      const [lng, lat] = spot(place);
      return { name: `${i}`, lng, lat };
    }),
    people: null,
    snapCap: SNAP_CAP,
  });
}

/** By line the number of its part: lines drawn into each other share the places of their ends. */
function partNumbers(lines: readonly Line[]): number[] {
  const part = lines.map((_, i) => i);
  for (let changed = true; changed;) {
    changed = false;
    for (const [i, one] of lines.entries())
      for (const [j, other] of lines.entries()) {
        if (part[j]! <= part[i]! || one.apart || other.apart) continue;
        const shares = [one.from, one.to].some((at) =>
          [other.from, other.to].some((place) => apartBy(at, place) === 0),
        );
        if (!shares) continue;
        part[j] = part[i]!;
        changed = true;
      }
  }
  return part;
}

/** Parts, the longest first. */
function partsOf(lines: readonly Line[]): { metres: number; lines: Line[] }[] {
  const part = partNumbers(lines);
  return [...new Set(part)]
    .map((number) => lines.filter((_, i) => part[i] === number))
    .map((own) => ({
      metres: own.reduce((sum, { from, to }) => sum + apartBy(from, to), 0),
      lines: own,
    }))
    .sort((a, b) => b.metres - a.metres);
}

function mainOf(lines: readonly Line[]): Line[] | undefined {
  return partsOf(lines)[0]?.lines;
}

function apartBy(a: Spot, b: Spot): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function fromLine(place: Spot, { from, to }: Line): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const along = ((place[0] - from[0]) * dx + (place[1] - from[1]) * dy) / (dx * dx + dy * dy);
  const share = Math.min(1, Math.max(0, along));
  return apartBy(place, [from[0] + share * dx, from[1] + share * dy]);
}

/** Where two lines cross in the middle of both, as a position. */
function crossingOf(one: Line, other: Line): [number, number] | undefined {
  const [ax, ay] = [one.to[0] - one.from[0], one.to[1] - one.from[1]];
  const [bx, by] = [other.to[0] - other.from[0], other.to[1] - other.from[1]];
  const [x, y] = [other.from[0] - one.from[0], other.from[1] - one.from[1]];
  const turn = ax * by - ay * bx;
  if (turn === 0) return undefined;
  const [share, otherShare] = [(x * by - y * bx) / turn, (x * ay - y * ax) / turn];
  if ([share, otherShare].some((one) => one <= 1e-9 || one >= 1 - 1e-9)) return undefined;
  return spot([one.from[0] + share * ax, one.from[1] + share * ay]);
}

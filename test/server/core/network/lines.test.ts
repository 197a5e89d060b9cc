import { describe, expect, it } from "vitest";
import { networkFromLines, type PlainLine } from "#core/network/lines.ts";
import type { Network } from "#core/network/network.ts";
import { ABOVE, walkingTraits } from "#core/network/walking-rules.ts";
import { extractOfLines, gothenburgLines } from "../../../bench/gothenburg.ts";
import { spot } from "../../../fixtures/broken-town.ts";
import { networkOf, SOURCE, streetsOf } from "../../../fixtures/town.ts";

describe("a network of plain lines", () => {
  it("is cut where lines cross, with their names", () => {
    const { network, account } = build(line("0,0 100,0", "东街"), line("50,-50 50,50", "南街"));
    expect(edgesOf(network)).toEqual([
      "东街 0,0 50,0",
      "东街 50,0 100,0",
      "南街 50,-50 50,0",
      "南街 50,0 50,50",
    ]);
    expect(account).toEqual({
      read: 2,
      used: 2,
      closed: 0,
      degenerate: 0,
      duplicates: 0,
      joinedEnds: 0,
      crossings: 1,
      overshoots: 0,
    });
    expect(network.report).toMatchObject({ components: 1, source: SOURCE, levelsKnown: false });
  });

  it("passes under a bridge, and over it onto what its ends touch", () => {
    const { network } = build(
      line("0,0 100,0"),
      { ...line("50,-50 50,50"), level: 1 },
      line("50,50 100,50"),
      // A ramp that ends at a corner of the bridge.
      line("0,-50 50,-50"),
    );
    expect(edgesOf(network)).toEqual([
      " 0,-50 50,-50",
      " 0,0 100,0",
      " 50,-50 50,50",
      " 50,50 100,50",
    ]);
    expect(network.report.components).toBe(2);
    expect(network.report.levelsKnown).toBe(true);
    expect([...network.traits].filter((bits) => (bits & ABOVE) !== 0)).toHaveLength(1);
  });

  it("comes down from a bridge onto the street its end lies on, not where two parts of it meet", () => {
    const bridge = (text: string) => ({ ...line(text), level: 1 });
    const whole = build(line("0,0 100,0"), bridge("50,1 50,50 20,50 20,-50"));
    expect(whole.network.report.components).toBe(1);
    // The first end is 1 m from the street; the bridge crosses the street again without meeting it.
    expect(edgesOf(whole.network)).toEqual([
      " 0,0 50,0",
      " 20,-50 20,50 50,50 50,0",
      " 50,0 100,0",
    ]);
    const parts = build(line("0,0 100,0"), bridge("50,-50 50,0"), bridge("50,0 50,50"));
    expect(parts.network.report.components).toBe(2);
  });

  it("takes lines drawn twice once, whichever way and whatever part", () => {
    const { network, account } = build(
      line("0,0 50,0 100,0"),
      line("100,0 50,0 0,0"),
      line("50,0 100,0"),
    );
    expect(edgesOf(network)).toEqual([" 0,0 50,0 100,0"]);
    expect(account).toMatchObject({ used: 2, duplicates: 1 });
  });

  it("counts what it leaves out", () => {
    const { account } = build(
      line("0,0 100,0"),
      { ...line("0,50 100,50"), closed: true },
      line("20,20"),
      line("30,30 30,30"),
      { points: [], name: "", level: null },
      { points: [[Number.NaN, 0], spot([3, 3])], name: "", level: null },
      line("60,60 61,60"),
    );
    expect(account).toMatchObject({ read: 7, used: 1, closed: 1, degenerate: 5, duplicates: 0 });
  });

  it("cuts off ends that stick out a little beyond a crossing", () => {
    const { network, account } = networkFromLines(
      // Farther out than ends are joined at this tolerance, so they cross; a longer end is a street.
      [line("0,0 100,0"), line("50,-50 50,1 51,1 51,0.5"), line("20,-50 20,30")],
      { source: SOURCE, tolerance: 0 },
    );
    expect(account).toMatchObject({ crossings: 2, overshoots: 0 });
    expect(edgesOf(network)).toContain(" 20,0 20,30");
    const cut = build(line("0,0 100,0"), line("50,-50 50,1"), line("20,-50 20,30"));
    expect(edgesOf(cut.network)).not.toContain(" 50,0 50,1");
  });

  it("has no street left when nothing can be walked", () => {
    expect(() => build({ ...line("0,0 100,0"), closed: true })).toThrow(RangeError);
    expect(() => build()).toThrow(RangeError);
  });
});

describe("Gothenburg as plain lines", () => {
  const lines = gothenburgLines();
  const plain = lines.features.map(({ geometry, properties }): PlainLine => ({
    points: geometry.coordinates.map(([lng, lat]) => [lng!, lat!]),
    name: properties["name"] ?? "",
    level: levelOf(properties),
    closed: walkingTraits(properties) === 0,
  }));
  const drawn = networkOf({ streets: streetsOf(extractOfLines(lines)) });

  it("has the parts and the length that its nodes give it", () => {
    const { network, account } = networkFromLines(plain, { source: SOURCE, tolerance: 0 });
    expect(account.read).toBe(20_120);
    expect(account.used + account.closed).toBe(20_120);
    // What crosses on the ground without a node is joined here, so there may be a few parts less.
    expect(network.report.components).toBeLessThanOrEqual(drawn.report.components);
    expect(network.report.components).toBeGreaterThan(0.99 * drawn.report.components);
    expect(Math.abs(network.report.km - drawn.report.km)).toBeLessThan(0.01);
    expect(Math.abs(network.report.mainShare - drawn.report.mainShare)).toBeLessThan(0.001);
  });

  it("has more in its main part with ends joined over two metres, and hardly less street", () => {
    const { network, account } = networkFromLines(plain, { source: SOURCE });
    expect(network.report.components).toBeLessThan(drawn.report.components);
    expect(network.report.mainShare).toBeGreaterThan(drawn.report.mainShare);
    expect(drawn.report.km - network.report.km).toBeGreaterThan(0);
    // No end moved farther than the tolerance twice.
    expect(drawn.report.km - network.report.km).toBeLessThan((account.joinedEnds * 4) / 1000);
    expect(account.used + account.closed + account.degenerate + account.duplicates).toBe(20_120);
  });
});

function line(corners: string, name = ""): PlainLine {
  return {
    points: corners.split(" ").map((corner) => {
      const [east = 0, north = 0] = corner.split(",").map(Number);
      return spot([east, north]);
    }),
    name,
    level: null,
  };
}

function build(...lines: PlainLine[]) {
  return networkFromLines(lines, { source: SOURCE });
}

/** Names and corners of all edges, in drawn metres. */
function edgesOf({ edgeCount, firstPoint, points, name, names }: Network): string[] {
  return Array.from({ length: edgeCount }, (_, e) => {
    const corners: string[] = [];
    for (let p = firstPoint[e]!; p < firstPoint[e + 1]!; p++)
      corners.push(
        [(points[2 * p]! - 1e9) / 90, points[2 * p + 1]! / 90].map((m) => Math.round(m) + 0).join(),
      );
    const [x = 0, y = 0] = corners[0]!.split(",").map(Number);
    const [endX = 0, endY = 0] = corners.at(-1)!.split(",").map(Number);
    const turned = x > endX || (x === endX && y > endY);
    return `${names[name[e]!]} ${(turned ? corners.toReversed() : corners).join(" ")}`;
  }).toSorted();
}

function levelOf(tags: Readonly<Record<string, string>>): number {
  const { layer, bridge, tunnel } = tags;
  if (layer !== undefined) return Number.parseInt(layer, 10) || 0;
  if (bridge !== undefined && bridge !== "no") return 1;
  return tunnel !== undefined && tunnel !== "no" ? -1 : 0;
}

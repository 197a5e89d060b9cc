import { describe, expect, it } from "vitest";
import type { CrsDiagnosis } from "#contract/import.ts";
import { diagnose } from "#core/geo/coordinate-doctor/diagnose.ts";
import { fromWgs84 } from "#core/geo/crs/transform.ts";
import { at, jittered, madeUpTown, moved, seeded } from "./town.ts";

type Point = [number, number];

const random = seeded(15);
const town = madeUpTown(random);
const NOTHING = { buildings: [], streets: [], units: [] };

/** So many facilities of the town, each beside a building, in WGS 84. */
function facilities(count: number): Point[] {
  return Array.from({ length: count }, () =>
    jittered(town.centres[Math.floor(random() * town.centres.length)]!, random),
  );
}

function swap([x, y]: Point): Point {
  return [y, x];
}

const plain = (crs: string) => ({ crs, swapped: false });

describe("a file that says nothing", () => {
  it.each([
    "EPSG:4326",
    "GCJ-02",
    "BD-09",
    "EPSG:4542",
    "EPSG:4521",
    "EPSG:4543",
    "EPSG:4522",
    "EPSG:4495",
    "EPSG:32647",
    "EPSG:3857",
    "BD-09MC",
    "GCJ-02@EPSG:4542",
    "GCJ-02@EPSG:4521",
  ])("is found to be in %s, in either order of its columns", (crs) => {
    const points = facilities(100).map(fromWgs84(crs));
    const found = diagnose(points, town, null);
    expect(found).toMatchObject({
      verdict: "found",
      proposed: plain(crs),
      mixed: null,
      points: 100,
    });
    expect(found.ranking[0]).toMatchObject({ ...plain(crs), excluded: null });
    const turned = diagnose(points.map(swap), town, null);
    expect(turned).toMatchObject({ verdict: "found", proposed: { crs, swapped: true } });
  });

  it("may be in a local system about a meridian nobody else uses", () => {
    const points = facilities(100).map(fromWgs84("GK:100.5:500000"));
    expect(diagnose(points, town, null).proposed).toEqual(plain("GK:100.5:500000"));
  });

  it("is not judged by fewer than twenty places, however often they are repeated", () => {
    for (const count of [0, 1, 5, 10, 15, 19]) {
      const points = facilities(count).map(fromWgs84("GCJ-02"));
      const found = diagnose([...points, ...points, ...points], town, null);
      expect(found).toMatchObject({ verdict: "too-few", proposed: null, shift: null });
    }
  });

  it("is not judged by rows without coordinates", () => {
    const blank: Point[] = [
      [NaN, NaN],
      [0, 0],
      [Infinity, 3],
      [NaN, 38],
    ];
    const found = diagnose([...facilities(15), ...blank, ...blank], town, null);
    expect(found).toMatchObject({ verdict: "too-few", points: 15 });
  });

  it("is unclear when it lies anywhere", () => {
    const points = Array.from({ length: 100 }, () =>
      at(2000 * random() - 1000, 2000 * random() - 1000),
    );
    expect(diagnose(points, town, null)).toMatchObject({ verdict: "unclear", proposed: null });
  });

  it("is unclear when it is in a system we do not know, nearest to one that we do", () => {
    const points = facilities(200).map((place) => moved(place, 90, -80));
    expect(diagnose(points, town, null).verdict).toBe("unclear");
    expect(diagnose(points.map(fromWgs84("EPSG:4542")), town, null).verdict).toBe("unclear");
  });

  // Old national datums lie some 50–120 m beside the new one in the same zone.
  it.each([
    [-45, -60],
    [70, 35],
    [-100, -40],
  ])("is unclear when it lies %d m east and %d m north of where it should", (east, north) => {
    const points = facilities(200).map((place) => moved(place, east, north));
    expect(diagnose(points.map(fromWgs84("EPSG:4521")), town, null).verdict).toBe("unclear");
  });

  it("is unclear where nothing is known of the place", () => {
    const found = diagnose(facilities(100), NOTHING, null);
    expect(found).toMatchObject({ verdict: "unclear", against: null, resampled: null });
  });

  it("is unclear when all of it lies elsewhere", () => {
    const points = facilities(100).map((place) => moved(place, 0, 200_000));
    const found = diagnose(points, town, null);
    expect(found.verdict).toBe("unclear");
    expect(found.ranking.every(({ excluded }) => excluded !== null)).toBe(true);
  });

  it("is told zones apart by units alone, not systems that are close", () => {
    const { units } = town;
    const onlyUnits = { ...NOTHING, units };
    const points = facilities(100);
    expect(diagnose(points, onlyUnits, null)).toMatchObject({
      verdict: "unclear",
      against: "units",
    });
    // Web Mercator fits nowhere near: Gauss-Krüger without a prefix competes with UTM, 1.7 km away; with it, with none.
    expect(diagnose(points.map(fromWgs84("EPSG:4521")), onlyUnits, null)).toMatchObject({
      verdict: "found",
      proposed: plain("EPSG:4521"),
      resampled: null,
    });
    expect(diagnose(points.map(fromWgs84("EPSG:4542")), onlyUnits, null).verdict).toBe("unclear");
  });

  it("is told how far its points move", () => {
    const points = facilities(100).map(fromWgs84("GCJ-02"));
    const { shift } = diagnose(points, town, null);
    // GCJ-02 lies 147 m east and 71 m north of WGS 84 at Ganzhou.
    expect(Math.abs((shift?.east ?? 0) + 147)).toBeLessThan(3);
    expect(Math.abs((shift?.north ?? 0) + 71)).toBeLessThan(3);
    expect(Math.abs((shift?.metres ?? 0) - 164)).toBeLessThan(3);
  });
});

describe("a file that says what it is", () => {
  it("is contradicted where its metres were made of GCJ-02", () => {
    const points = facilities(150).map(fromWgs84("GCJ-02@EPSG:4506"));
    expect(diagnose(points, town, "EPSG:4506")).toMatchObject({
      verdict: "contradicted",
      proposed: plain("GCJ-02@EPSG:4506"),
    });
  });

  it("is believed by its own name for the system", () => {
    expect(diagnose(facilities(100), town, "EPSG:4490")).toMatchObject({
      verdict: "declared",
      proposed: plain("EPSG:4490"),
    });
    const points = facilities(100).map(fromWgs84("EPSG:4506"));
    expect(diagnose(points, town, "EPSG:4506").proposed).toEqual(plain("EPSG:4506"));
  });

  it("is believed where there is little to judge it by", () => {
    expect(diagnose(facilities(5), town, "GCJ-02").verdict).toBe("declared");
    expect(diagnose(facilities(100), NOTHING, "GCJ-02").verdict).toBe("declared");
    const anywhere = Array.from({ length: 100 }, () =>
      at(2000 * random() - 1000, 2000 * random() - 1000),
    );
    expect(diagnose(anywhere, town, "BD-09").verdict).toBe("declared");
  });

  it("is contradicted by points that clearly lie in another", () => {
    const points = facilities(100).map(fromWgs84("GCJ-02"));
    expect(diagnose(points, town, "EPSG:4326")).toMatchObject({
      verdict: "contradicted",
      declared: "EPSG:4326",
      proposed: plain("GCJ-02"),
    });
  });

  it("is contradicted by values it cannot have", () => {
    const points = facilities(100).map(fromWgs84("EPSG:4521"));
    const found = diagnose(points, town, "EPSG:4326");
    expect(found).toMatchObject({ verdict: "contradicted", proposed: plain("EPSG:4521") });
    expect(
      found.ranking.find(({ crs, swapped }) => crs === "EPSG:4326" && !swapped)?.excluded,
    ).toBe("range");
    expect(diagnose(points.slice(0, 10), town, "EPSG:4326").verdict).toBe("too-few");
  });

  it("is believed but for the order of its columns, where more cannot be said", () => {
    const { units } = town;
    const points = facilities(100).map(swap);
    expect(diagnose(points, { ...NOTHING, units }, "EPSG:4490")).toMatchObject({
      verdict: "contradicted",
      proposed: { crs: "EPSG:4490", swapped: true },
    });
  });

  it("is believed when all of it lies elsewhere, whatever it is taken for", () => {
    const points = facilities(100).map((place) => moved(place, 0, 200_000));
    expect(diagnose(points, town, "EPSG:4326").verdict).toBe("declared");
  });
});

describe("what the streets and buildings bear out", () => {
  it("is the system that is found, or that the file says", () => {
    const points = facilities(100).map(fromWgs84("GCJ-02"));
    expect(diagnose(points, town, null)).toMatchObject({ confirmed: true, referenceIn: null });
    expect(diagnose(points, town, "GCJ-02").confirmed).toBe(true);
  });

  it("is nothing where there are few points, no reference, or a bad fit", () => {
    expect(diagnose(facilities(10), town, "EPSG:4326").confirmed).toBe(false);
    expect(diagnose(facilities(100), NOTHING, "EPSG:4326").confirmed).toBe(false);
    const { units } = town;
    expect(diagnose(facilities(100), { ...NOTHING, units }, "EPSG:4326").confirmed).toBe(false);
    const off = facilities(200).map((place) => moved(place, 90, -80));
    expect(diagnose(off, town, "EPSG:4326")).toMatchObject({
      verdict: "declared",
      confirmed: false,
      referenceIn: null,
    });
  });

  it("is that they are in GCJ-02 themselves, where points of WGS 84 fit moved as they are", () => {
    const shifted = {
      buildings: town.buildings.map((rings) => rings.map((ring) => ring.map(fromWgs84("GCJ-02")))),
      streets: town.streets.map((line) => line.map(fromWgs84("GCJ-02"))),
      units: [],
    };
    const points = facilities(150);
    for (const [file, declared] of [
      [points, "EPSG:4326"],
      [points, null],
      [points.map(fromWgs84("EPSG:4542")), "EPSG:4542"],
    ] as const)
      expect(diagnose(file, shifted, declared)).toMatchObject({
        verdict: declared === null ? "unclear" : "declared",
        confirmed: false,
        referenceIn: "GCJ-02",
      });
  });
});

describe("a file of two lists", () => {
  it("is divided where one in another system was pasted in", () => {
    const points = facilities(100);
    const isOther = (i: number) => (i >= 30 && i < 50) || i >= 80;
    const mixed = points.map((point, i) => (isOther(i) ? fromWgs84("BD-09")(point) : point));
    const found = diagnose(mixed, town, null);
    expect(found).toMatchObject({ verdict: "found", proposed: plain("EPSG:4326") });
    expect(found.mixed).toMatchObject(plain("BD-09"));
    const right = points.filter((_, i) => (found.other[i] === 1) === isOther(i)).length;
    expect(right).toBeGreaterThanOrEqual(90);
    const rows = found.mixed?.runs.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    expect(rows).toBe(found.mixed?.rows);
    expect(rows).toBe(found.other.reduce((sum, is) => sum + is, 0));
  });

  it("is seen to be of two where it was sorted anew, with how many rows cannot be told", () => {
    const points = Array.from({ length: 200 }, () => [
      ...town.centres[Math.floor(random() * town.centres.length)]!,
    ]) as Point[];
    const isOther = points.map(() => random() < 0.4);
    const mixed = points.map((point, i) => (isOther[i] ? fromWgs84("GCJ-02")(point) : point));
    const { mixed: found, other } = diagnose(mixed, town, null);
    const wrong = isOther.filter((is, i) => is !== (other[i] === 1)).length;
    expect(found?.crs).toBe("GCJ-02");
    expect(found?.doubt).toBeGreaterThan(5);
    expect(wrong).toBeLessThan(60);
    // In runs next to none is in doubt.
    const inRuns = points.map((point, i) => (i < 70 ? fromWgs84("GCJ-02")(point) : point));
    expect(diagnose(inRuns, town, null).mixed?.doubt).toBeLessThan(5);
  });

  it("is divided where some rows have their columns exchanged, or another zone", () => {
    const points = facilities(100);
    const turned = points.map((point, i) => (i >= 41 && i < 53 ? swap(point) : point));
    expect(diagnose(turned, town, null).mixed).toEqual({
      crs: "EPSG:4326",
      swapped: true,
      rows: 12,
      runs: [[41, 52]],
      doubt: 0,
    });
    const zones = points.map((point, i) => fromWgs84(i < 70 ? "EPSG:4521" : "EPSG:4522")(point));
    expect(diagnose(zones, town, null)).toMatchObject({
      proposed: plain("EPSG:4521"),
      mixed: { crs: "EPSG:4522", runs: [[70, 99]] },
    });
  });

  it("is not seen in a file of one, even if its rows are in the order of the map", () => {
    for (let round = 0; round < 10; round++) {
      const points = facilities(150).toSorted(([a], [b]) => a - b);
      expect(diagnose(points.map(fromWgs84("GCJ-02")), town, null).mixed).toBeNull();
    }
  });
});

it("the same points always get the same answer, in the contract's words", () => {
  const points = facilities(200).map(fromWgs84("GCJ-02"));
  const once = diagnose(points, town, null);
  expect(diagnose(points, town, null)).toEqual(once);
  const told: CrsDiagnosis = { ...once, unread: null };
  expect(told.resampled?.draws).toBe(200);
});

it("hostile numbers are judged like any others", () => {
  const odd = [
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
    1e300,
    5e-324,
    -0,
    NaN,
    Infinity,
    180,
    90,
    33_500_000,
    1e7,
  ];
  const points = odd.flatMap((x) => odd.map((y): Point => [x, y]));
  for (const declared of [null, "EPSG:4326", "EPSG:4521", "GK:0:0"])
    expect(() => diagnose(points, town, declared)).not.toThrow();
});

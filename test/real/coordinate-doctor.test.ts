import { beforeAll, describe, expect, it } from "vitest";
import { diagnose } from "#core/geo/coordinate-doctor/diagnose.ts";
import type { Diagnosis } from "#core/geo/coordinate-doctor/diagnosis.ts";
import type { Reference } from "#core/geo/coordinate-doctor/reference.ts";
import { fromWgs84 } from "#core/geo/crs/transform.ts";
import { metresBetween } from "#core/geo/lonlat.ts";
import type { LngLat, PolygonRings } from "#core/geo/rings.ts";
import { readOsm } from "../../server/intake/osm/read-osm.ts";
import { jittered, moved, seeded } from "../server/core/geo/coordinate-doctor/town.ts";
import { haveReal, real } from "./data.ts";

const NAMES = ["beijing-wudaokou", "beijing-cau", "guixi", "ninghua"] as const;
const FILES = NAMES.map((name) => `china-osm/${name}.osm`);

/** As many random files as each figure is counted over. */
const TRIALS = 100;
const POINTS = 100;

/** For what is not counted against the goal. */
const FEWER = 40;

/** Places of each extract that has enough: amenities and shops of the two in Beijing, buildings of Guixi. */
const SOURCES = ["beijing-wudaokou", "beijing-cau", "guixi"] as const;
const FEWEST_FACILITIES = 100;

type Name = (typeof NAMES)[number];

describe.runIf(haveReal("the coordinate doctor on real towns", ...FILES))("real towns", () => {
  const towns = new Map<Name, Town>();
  beforeAll(async () => {
    for (const name of NAMES) towns.set(name, await readTown(name));
  });
  const town = (name: Name) => towns.get(name) ?? noTown();

  it("100 files of 100 facilities are named right at least 95 times, and wrong never", () => {
    const random = seeded(1);
    const count = tally(TRIALS, (trial) => {
      const { reference, places } = town(SOURCES[trial % SOURCES.length] ?? "guixi");
      return judge(sample(places, POINTS, random), reference, trial);
    });
    say("100 facilities", count);
    expect(count.right).toBeGreaterThanOrEqual(95);
    expect(count.wrong).toBe(0);
    expect(count.mixed).toBe(0);
  });

  it("with half of all buildings unmapped they are named right nine times in ten, and wrong never", () => {
    const random = seeded(2);
    const count = tally(TRIALS, (trial) => {
      const { reference, centres } = town(SOURCES[trial % SOURCES.length] ?? "guixi");
      const buildings = reference.buildings.filter(() => random() < 0.5);
      return judge(sample(centres, POINTS, random), { ...reference, buildings }, trial);
    });
    say("100 buildings, half of all buildings unmapped", count);
    expect(count.right).toBeGreaterThanOrEqual(90);
    expect(count.wrong).toBe(0);
  });

  // The hardest case: every point lies on a building that is not mapped, between buildings that are.
  it.each(SOURCES)(
    "%s with every building unmapped that a point came from is never named wrong",
    (name) => {
      const random = seeded(3);
      const { reference, centres } = town(name);
      const count = tally(TRIALS, (trial) => {
        const drawn = draw(centres.length, POINTS, random);
        const buildings = reference.buildings.filter((_, i) => !drawn.includes(i));
        const points = drawn.map((i) => jittered(centres[i] ?? [NaN, NaN], random));
        return judge(points, { ...reference, buildings }, trial);
      });
      say(`${name}, 100 buildings, none of them mapped`, count);
      expect(count.wrong).toBe(0);
    },
  );

  it("a few points decide nothing, and a few more nothing wrong", () => {
    const random = seeded(4);
    for (const points of [5, 10, 15, 20, 30, 50]) {
      const count = tally(TRIALS, (trial) => {
        const { reference, places } = town(SOURCES[trial % SOURCES.length] ?? "guixi");
        return judge(sample(places, points, random), reference, trial);
      });
      say(`${points} facilities`, count);
      expect(count.tooFew).toBe(points <= 15 ? TRIALS : 0);
      expect(count.wrong).toBe(0);
    }
  });

  it("a place that is hardly mapped names nothing wrong", () => {
    const random = seeded(5);
    // Ninghua has nine places in all: 100 points are the same ones over and over, jittered.
    const { reference, places, centres } = town("ninghua");
    const count = tally(TRIALS, (trial) =>
      judge(sample([...places, ...centres], POINTS, random), reference, trial),
    );
    say("Ninghua, nine places over and over", count);
    expect(count.wrong).toBe(0);
  });

  it("facilities of no system we know are hardly ever given one", () => {
    const random = seeded(6);
    const count = tally(TRIALS, (trial) => {
      const { reference, places } = town(SOURCES[trial % SOURCES.length] ?? "guixi");
      const angle = 2 * Math.PI * random();
      const [east, north] = [0.0013 * Math.cos(angle), 0.0011 * Math.sin(angle)];
      const off = sample(places, POINTS, random).map(([lng, lat]): LngLat => [
        lng + east,
        lat + north,
      ]);
      return judge(off, reference, trial);
    });
    say("100 facilities, 120 m off every system", count);
    // Whatever is named is wrong.
    expect(count.right + count.wrong).toBeLessThanOrEqual(10);
  });

  // Facilities lie on buildings and streets less closely than buildings do, so that twenty in a run say less.
  it.each([
    ["buildings", "centres", 90],
    ["facilities", "places", 75],
  ] as const)(
    "of 60 rows of %s in WGS 84 and 40 in GCJ-02, in two runs each, nine in ten are told apart",
    (what, source, fewest) => {
      const random = seeded(7);
      const isOther = (row: number) => (row >= 30 && row < 50) || row >= 80;
      let [found, share, least] = [0, 0, 1];
      for (let trial = 0; trial < TRIALS; trial++) {
        const { reference, [source]: places } = town(SOURCES[trial % SOURCES.length] ?? "guixi");
        const points = sample(places, POINTS, random).map((place, row) =>
          isOther(row) ? fromWgs84("GCJ-02")(place) : place,
        );
        const { mixed, ranking, other } = diagnose(points, reference, null);
        if (mixed === null) continue;
        const main = ranking[0]?.crs;
        const right = points.filter(
          (_, row) =>
            (other[row] === 1 ? mixed.crs : main) === (isOther(row) ? "GCJ-02" : "EPSG:4326"),
        ).length;
        found++;
        share += right / POINTS;
        least = Math.min(least, right / POINTS);
      }
      console.info(
        `60 and 40 rows of ${what}: two systems found in ${found} of ${TRIALS}; rows right ${((100 * share) / found).toFixed(1)} %, at worst ${100 * least} %`,
      );
      expect(found).toBeGreaterThanOrEqual(fewest);
      expect(share / found).toBeGreaterThanOrEqual(0.9);
    },
  );

  // The worst source: facilities of a strip with few buildings, which GCJ-02 lies half a kilometre beside.
  it.each([
    ["all towns", SOURCES, TRIALS, 2],
    ["the worst", ["beijing-wudaokou"], FEWER, 6],
  ] as const)(
    "a list of one system in the order of the map is seldom taken for two: %s",
    (what, names, trials, most) => {
      const random = seeded(9);
      const strip = ([lng]: LngLat) => Math.floor(500 * lng);
      const count = tally(trials, (trial) => {
        const { reference, places } = town(names[trial % names.length] ?? "guixi");
        const drawn = Array.from({ length: 300 }, () => Math.floor(random() * places.length));
        const listed = drawn
          .flatMap((i) => places.slice(i, i + 1))
          .toSorted((a, b) => strip(a) - strip(b) || a[1] - b[1])
          .map((place) => jittered(place, random));
        return judge(listed, reference, names.length === 1 ? GCJ_02_TRIAL : trial);
      });
      say(`300 facilities in the order of the map, ${what}`, count);
      expect(count.wrong).toBe(0);
      expect(count.mixed).toBeLessThanOrEqual(most);
    },
  );

  it("facilities beside streets are named right where streets are all that is known", () => {
    const random = seeded(10);
    const count = tally(FEWER, (trial) => {
      const { reference } = town(SOURCES[trial % SOURCES.length] ?? "guixi");
      const places = Array.from({ length: POINTS }, () => roadside(reference.streets, random));
      return judge(places, { ...reference, buildings: [] }, trial);
    });
    say("100 facilities beside streets, no buildings", count);
    expect(count.right).toBeGreaterThanOrEqual(0.95 * FEWER);
    expect(count.wrong).toBe(0);
  });

  it("what lies beside its zone, in an old datum or of GCJ-02, is not taken for the zone", () => {
    const random = seeded(11);
    const count = { old: 0, projected: 0, zone: 0 };
    for (let trial = 0; trial < FEWER; trial++) {
      const { reference, places } = town(SOURCES[trial % SOURCES.length] ?? "guixi");
      const zone = `EPSG:${4513 + Math.round((places[0]?.[0] ?? 0) / 3) - 25}`;
      const drawn = sample(places, POINTS, random);
      // As far as Xi'an 1980 lies off in much of the country.
      const old = drawn.map((place) => fromWgs84(zone)(moved(place, -45, -60)));
      if (diagnose(old, reference, null).proposed !== null) count.old++;
      const { proposed } = diagnose(drawn.map(fromWgs84(`GCJ-02@${zone}`)), reference, null);
      if (proposed?.crs === `GCJ-02@${zone}`) count.projected++;
      if (proposed?.crs === zone) count.zone++;
    }
    console.info(
      `Of ${FEWER} lists 75 m beside their zone ${count.old} were given a system; of ${FEWER} of GCJ-02 projected ${count.projected} were found, ${count.zone} taken for the zone`,
    );
    expect(count.old).toBeLessThanOrEqual(0.05 * FEWER);
    expect(count.projected).toBeGreaterThanOrEqual(0.95 * FEWER);
    expect(count.zone).toBe(0);
  });

  it("streets and buildings in GCJ-02 themselves are suspected by a list in WGS 84", () => {
    const random = seeded(12);
    let [suspected, proposed] = [0, 0];
    for (let trial = 0; trial < FEWER; trial++) {
      const { reference, places } = town(SOURCES[trial % SOURCES.length] ?? "guixi");
      const off = {
        ...reference,
        buildings: reference.buildings.map((rings) => rings.map((ring) => ring.map(asGcj02))),
        streets: reference.streets.map((line) => line.map(asGcj02)),
      };
      const found = diagnose(sample(places, POINTS, random), off, null);
      if (found.referenceIn === "GCJ-02") suspected++;
      if (found.proposed !== null) proposed++;
    }
    console.info(
      `streets in GCJ-02 suspected ${suspected} of ${FEWER}, something else named ${proposed}`,
    );
    expect(suspected).toBeGreaterThanOrEqual(0.9 * FEWER);
    expect(proposed).toBeLessThanOrEqual(0.05 * FEWER);
  });

  it("of two lists sorted into one most are seen, and as many rows are wrong as is said", () => {
    const random = seeded(13);
    let [found, wrong, said] = [0, 0, 0];
    for (let trial = 0; trial < FEWER; trial++) {
      const { reference, places } = town(SOURCES[trial % SOURCES.length] ?? "guixi");
      const drawn = sample(places, 300, random);
      const isOther = drawn.map(() => random() < 0.4);
      const points = drawn.map((place, row) => (isOther[row] === true ? asGcj02(place) : place));
      const { mixed, ranking, other } = diagnose(points, reference, null);
      if (mixed === null) continue;
      const main = ranking[0]?.crs;
      found++;
      said += mixed.doubt / points.length;
      wrong +=
        isOther.filter(
          (is, row) => (other[row] === 1 ? mixed.crs : main) !== (is ? "GCJ-02" : "EPSG:4326"),
        ).length / points.length;
    }
    console.info(
      `scattered rows: two systems in ${found} of ${FEWER}; rows wrong ${((100 * wrong) / found).toFixed(1)} %, said ${((100 * said) / found).toFixed(1)} %`,
    );
    expect(found).toBeGreaterThanOrEqual(0.7 * FEWER);
    expect(Math.abs(wrong - said) / found).toBeLessThan(0.06);
  });

  it("10,000 points are judged", () => {
    const random = seeded(8);
    const { reference, places, centres } = town("beijing-wudaokou");
    const points = sample([...places, ...centres], 10_000, random).map(fromWgs84("GCJ-02"));
    const start = performance.now();
    const { proposed, mixed } = diagnose(points, reference, null);
    console.info(`10,000 points: ${Math.round(performance.now() - start)} ms`);
    expect(proposed).toEqual({ crs: "GCJ-02", swapped: false });
    expect(mixed).toBeNull();
  });
});

interface Town {
  readonly reference: Reference;
  /** Amenities and shops; where there are few, the middles of buildings. */
  readonly places: readonly LngLat[];
  /** The middle of each building of the reference. */
  readonly centres: readonly LngLat[];
}

async function readTown(name: Name): Promise<Town> {
  const nodes = new Map<number, LngLat>();
  const facilities: LngLat[] = [];
  const centres: LngLat[] = [];
  const buildings: PolygonRings[] = [];
  const streets: LngLat[][] = [];
  await readOsm(real(`china-osm/${name}.osm`), {
    node: (id, lng, lat, tags) => {
      nodes.set(id, [lng, lat]);
      if (tags?.["amenity"] ?? tags?.["shop"]) facilities.push([lng, lat]);
    },
    way: (_id, refs, tags) => {
      const line = refs.flatMap((ref) => [nodes.get(ref)].filter((place) => place !== undefined));
      if (tags === undefined || line.length < 2) return;
      const isClosed = line.length > 3 && refs[0] === refs.at(-1);
      if (tags["building"] !== undefined && isClosed) {
        buildings.push([line]);
        centres.push(middle(line));
      }
      if (isClosed && (tags["amenity"] ?? tags["shop"])) facilities.push(middle(line));
      if (tags["highway"] !== undefined) streets.push(line);
    },
  });
  const isEnough = facilities.length >= FEWEST_FACILITIES || name === "ninghua";
  return {
    reference: { buildings, streets, units: [] },
    places: isEnough ? facilities : centres,
    centres,
  };
}

const asGcj02 = ([lng, lat]: LngLat) => fromWgs84("GCJ-02")([lng, lat]);

/** A place within some 12 m of a street, on long pieces rather than on short ones. */
function roadside(streets: Reference["streets"], random: () => number): LngLat {
  for (;;) {
    const line = streets[Math.floor(random() * streets.length)] ?? [];
    const i = 1 + Math.floor(random() * (line.length - 1));
    const [a, b] = [line[i - 1], line[i]];
    if (a === undefined || b === undefined) continue;
    const metres = metresBetween(...a, ...b);
    if (metres < 500 * random()) continue;
    const share = random();
    const on: LngLat = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
    const angle = 2 * Math.PI * random();
    return moved(on, 12 * Math.cos(angle), 12 * Math.sin(angle));
  }
}

function noTown(): never {
  throw new Error("The towns are not read yet.");
}

function middle(ring: readonly LngLat[]): LngLat {
  const corners = ring.slice(1);
  const mean = (axis: 0 | 1) => corners.reduce((sum, at) => sum + at[axis], 0) / corners.length;
  return [mean(0), mean(1)];
}

/** Distinct ones where there are enough, else with repetition. */
function draw(of: number, count: number, random: () => number): number[] {
  if (of < count) return Array.from({ length: count }, () => Math.floor(random() * of));
  const left = Array.from({ length: of }, (_, i) => i);
  return Array.from({ length: count }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}

function sample(places: readonly LngLat[], count: number, random: () => number): LngLat[] {
  return draw(places.length, count, random).map((i) => jittered(places[i] ?? [NaN, NaN], random));
}

/** A number of a trial whose turn is GCJ-02's. */
const GCJ_02_TRIAL = SOURCES.length;

type Outcome = "right" | "wrong" | "unclear" | "tooFew";

/** What the doctor makes of places in one of five systems by turns: two of them a 3° zone, with and without prefix. */
function judge(places: readonly LngLat[], reference: Reference, trial: number) {
  const zone = Math.round((places[0]?.[0] ?? 0) / 3) - 25;
  const systems = ["EPSG:4326", "GCJ-02", "BD-09", `EPSG:${4513 + zone}`, `EPSG:${4534 + zone}`];
  const truth = systems[Math.floor(trial / SOURCES.length) % systems.length] ?? "";
  const found = diagnose(places.map(fromWgs84(truth)), reference, null);
  return { outcome: outcomeOf(found, truth), isMixed: found.mixed !== null };
}

function outcomeOf({ verdict, proposed }: Diagnosis, truth: string): Outcome {
  if (verdict === "too-few") return "tooFew";
  if (proposed === null) return "unclear";
  return proposed.crs === truth && !proposed.swapped ? "right" : "wrong";
}

function tally(trials: number, run: (trial: number) => ReturnType<typeof judge>) {
  const count = { right: 0, wrong: 0, unclear: 0, tooFew: 0, mixed: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const { outcome, isMixed } = run(trial);
    count[outcome]++;
    if (isMixed) count.mixed++;
  }
  return count;
}

function say(what: string, { right, wrong, unclear, tooFew, mixed }: ReturnType<typeof tally>) {
  console.info(
    `${what}: right ${right}, wrong ${wrong}, unclear ${unclear}, too few ${tooFew}, taken for mixed ${mixed}`,
  );
}

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { SERVICES } from "#core/vocabulary.ts";
import { TOWNSHIPS } from "../../data/demonstration/ganzhou-places.ts";
import { DEMONSTRATION_NAME, makeDemonstration } from "../../data/demonstration/town.ts";
import {
  isInside,
  metresBetween,
  metresToSegment,
  placeOf,
  readMap,
  readTable,
  readUnits,
  signedArea,
  type Place,
} from "./demonstration-files.ts";

const files = makeDemonstration();
const map = readMap(files["streets.osm"]);
const people = readTable(files["people.csv"]);
const facilities = readTable(files["facilities.csv"]);
const premises = readTable(files["premises.csv"]);
const units = readUnits(files["units.geojson"]);
const streets = map.ways.filter(({ tags }) => tags.has("highway"));
const legs = legsBySquare();

describe("the demonstration district", () => {
  it("gives the same bytes in another process, time zone and language", async () => {
    const script = fileURLToPath(new URL("./same-bytes.ts", import.meta.url));
    const env = { ...process.env, TZ: "America/St_Johns", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR" };
    const { stdout } = await promisify(execFile)(process.execPath, [script], { env });
    const sums = Object.entries(files).map(([name, text]) => [
      name,
      createHash("sha256").update(text).digest("hex"),
    ]);
    expect(JSON.parse(stdout)).toEqual(Object.fromEntries(sums));
  }, 60_000);

  it("gives another district for another seed", () => {
    const other = makeDemonstration(8);
    for (const name of Object.keys(files) as (keyof typeof files)[]) {
      expect(other[name]).not.toBe(files[name]);
    }
    expect(sumOf(readTable(other["people.csv"]), "people")).toBe(519_096);
  }, 60_000);

  it("says in every label a reader may see first that it is synthetic", () => {
    expect(DEMONSTRATION_NAME).toContain("示例数据，合成");
    expect(files["streets.osm"].slice(0, 300)).toContain("示例数据（合成）");
    expect(files["units.geojson"].slice(0, 100)).toContain("示例数据（合成）");
    const places = [...facilities, ...premises];
    expect(places.filter((row) => !row.get("name")?.endsWith("（示例）"))).toEqual([]);
  });

  it("stays small enough to be made at every first start", () => {
    expect(files["streets.osm"].length).toBeLessThan(60e6);
    expect(people.length).toBeGreaterThan(15_000);
    expect(people.length).toBeLessThan(60_000);
  });
});

describe("streets.osm", () => {
  it("has bounds that contain every node, and nodes that are all used or tagged", () => {
    const [west, south, east, north] = map.bounds;
    const strays = [...map.nodes.values()].filter(
      ({ at: [lng, lat] }) => !(lng >= west && lng <= east && lat >= south && lat <= north),
    );
    expect(strays).toEqual([]);
    const used = new Set(map.ways.flatMap(({ refs }) => refs));
    const idle = [...map.nodes].filter(([id, { tags }]) => !used.has(id) && tags.size === 0);
    expect(idle).toEqual([]);
  });

  it("refers to existing nodes only, from ways of at least two nodes", () => {
    expect(map.nodes.size).toBe(map.nodeCount);
    const missing = map.ways.flatMap(({ refs }) => refs.filter((ref) => !map.nodes.has(ref)));
    expect(missing).toEqual([]);
    expect(map.ways.filter(({ refs }) => new Set(refs).size < 2)).toEqual([]);
  });

  it("joins the city and every village in one walkable network, but for a few islands", () => {
    const { metres, mainNodes } = components();
    const total = metres.reduce((sum, length) => sum + length, 0);
    expect(Math.max(...metres) / total).toBeGreaterThanOrEqual(0.98);
    expect(metres.length).toBeGreaterThan(1);
    expect(total / 1000).toBeGreaterThan(2500);
    const seats = [...map.nodes.values()].filter(({ tags }) =>
      ["town", "village"].includes(tags.get("place") ?? ""),
    );
    expect(seats).toHaveLength(242);
    const lost = seats.filter(({ at }) => !mainNodes.some((node) => metresBetween(node, at) < 220));
    expect(lost).toEqual([]);
    // The works beyond the railway too: no road of any rank is an island.
    const main = new Set(mainNodes.map((at) => at.join()));
    const apart = streets.filter(({ refs, tags }) => {
      const isRoad = ["primary", "secondary", "tertiary"].includes(tags.get("highway") ?? "");
      return isRoad && !refs.every((ref) => main.has(place(ref).join()));
    });
    expect(apart.map(({ tags }) => tags.get("name"))).toEqual([]);
  });

  it("leads the high road under the railway to the east gate, and builds nothing on roads, canals or rails", () => {
    const under = streets.filter(({ tags }) => tags.get("tunnel") === "yes");
    expect(under.map(({ tags }) => tags.get("name"))).toEqual(["东关路"]);
    const lines = map.ways.filter(
      ({ tags }) => tags.has("highway") || tags.has("railway") || tags.get("waterway") === "canal",
    );
    const near = squaresOf(lines);
    const crossed = map.ways.filter(({ refs, tags }) => {
      if (!tags.has("building")) return false;
      const ring = refs.map(place);
      return (near.get(squareOf(ring[0] ?? [0, 0])) ?? []).some(([a, b]) =>
        ring.slice(1).some((corner, index) => doCross(a, b, ring[index] ?? corner, corner)),
      );
    });
    expect(crossed.map(({ tags }) => [...tags])).toEqual([]);
  });

  it("calls no two schools, hospitals or offices alike", () => {
    const names = map.ways.flatMap(({ tags }) =>
      tags.has("amenity") || tags.has("office") ? (tags.get("name") ?? []) : [],
    );
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("crosses the river on seven bridges and nowhere else, three of them in the city", () => {
    const river = map.ways.find(({ tags }) => tags.get("water") === "river");
    const ring = (river?.refs ?? []).map(place);
    const wet = streets.filter(({ refs }) =>
      refs.slice(1).some((ref, index) => {
        const [a, b] = [place(refs[index] ?? ""), place(ref)];
        return [0, 0.25, 0.5, 0.75, 1].some((share) =>
          isInside([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share], ring),
        );
      }),
    );
    const dry = wet.filter(({ tags }) => tags.get("bridge") !== "yes");
    expect(dry.map(({ tags }) => [...tags])).toEqual([]);
    expect(wet).toHaveLength(7);
    const tower: Place = [100.4532, 38.9311];
    const near = wet.filter(({ refs }) => metresBetween(place(refs[0] ?? ""), tower) < 5000);
    expect(near).toHaveLength(3);
  });

  it("closes walls, areas and buildings, and stands gates in walls and ways alike", () => {
    const rings = map.ways.filter(
      ({ tags }) => tags.has("building") || tags.has("landuse") || tags.get("barrier") === "wall",
    );
    expect(rings.filter(({ refs }) => refs[0] !== refs.at(-1))).toEqual([]);
    const inStreets = new Set(streets.flatMap(({ refs }) => refs));
    const gates = [...map.nodes].filter(([, { tags }]) => tags.get("barrier") === "gate");
    const inWalls = new Set(walls().flatMap(({ refs }) => refs));
    expect(gates.length).toBeGreaterThan(300);
    expect(gates.filter(([id]) => !inWalls.has(id) || !inStreets.has(id))).toEqual([]);
  });

  it("gives walled estates few gates: at least one, hardly ever more than four", () => {
    const counts = walls().map(({ refs }) => {
      const gates = refs.slice(1).filter((ref) => {
        return map.nodes.get(ref)?.tags.get("barrier") === "gate";
      });
      return gates.length;
    });
    expect(counts.length).toBeGreaterThan(200);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...counts)).toBeLessThanOrEqual(4);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(mean).toBeLessThan(2.5);
  });

  it("gives dwellings storeys", () => {
    const homes = map.ways.filter(({ tags }) =>
      ["apartments", "house"].includes(tags.get("building") ?? ""),
    );
    expect(homes.length).toBeGreaterThan(15_000);
    expect(homes.filter(({ tags }) => !/^\d+$/.test(tags.get("building:levels") ?? ""))).toEqual(
      [],
    );
  });
});

const AGE_GROUPS = [
  "people_0_2",
  "people_3_5",
  "people_0_14",
  "people_60_plus",
  "people_65_plus",
  "people_80_plus",
] as const;

describe("people.csv", () => {
  it("adds up to the census of 2020, and to its shares of the young and the old", () => {
    expect(sumOf(people, "people")).toBe(519_096);
    const share = (group: string): number => (100 * sumOf(people, group)) / 519_096;
    expect(AGE_GROUPS.map((group) => Number(share(group).toFixed(2)))).toEqual([
      3.3, 3.9, 19.4, 17.93, 12.58, 2,
    ]);
  });

  it("holds whole people, with the ages within each other in every row", () => {
    const wrong = people.filter((row) => {
      const count = (column: string): number => Number(row.get(column));
      const counts = ["people", ...AGE_GROUPS].map(count);
      return !(
        counts.every((number) => Number.isInteger(number) && number >= 0) &&
        count("people") > 0 &&
        count("people_0_2") + count("people_3_5") <= count("people_0_14") &&
        count("people_80_plus") <= count("people_65_plus") &&
        count("people_65_plus") <= count("people_60_plus") &&
        count("people_0_14") + count("people_60_plus") <= count("people")
      );
    });
    expect(wrong).toEqual([]);
  });

  it("puts everyone into exactly one unit, and each township's people into the township", () => {
    const found = new Map<string, number>();
    const boxed = units.map((unit) => ({ unit, box: boxOf(unit.ring) }));
    const misplaced = people.filter((row) => {
      const at = placeOf(row);
      const hits = boxed.filter(({ unit, box }) => isInBox(at, box) && isInside(at, unit.ring));
      for (const { unit } of hits) {
        const code = unit["township-code"];
        found.set(code, (found.get(code) ?? 0) + Number(row.get("people")));
      }
      return hits.length !== 1;
    });
    expect(misplaced).toEqual([]);
    expect(found).toEqual(new Map(TOWNSHIPS.map((township) => [township.code, township.people])));
  });

  it("has a few herders where no street leads, of whom no walk can tell", () => {
    const rings = units.flatMap(({ township, ring }) =>
      township === "平山湖蒙古族乡" ? [{ ring, box: boxOf(ring) }] : [],
    );
    const there = people.filter((row) =>
      rings.some(({ ring, box }) => isInBox(placeOf(row), box) && isInside(placeOf(row), ring)),
    );
    const off = there.filter((row) => metresToStreet(placeOf(row)) > 500);
    expect(sumOf(off, "people")).toBeGreaterThan(20);
    expect(sumOf(off, "people")).toBeLessThan(150);
  });

  it("has more old people in villages than in the new estates across the river", () => {
    const share = (level: string, head: string): number => {
      const rings = units
        .filter((unit) => unit.level === level && unit.name.startsWith(head))
        .map(({ ring }) => ({ ring, box: boxOf(ring) }));
      const rows = people.filter((row) =>
        rings.some(({ ring, box }) => isInBox(placeOf(row), box) && isInside(placeOf(row), ring)),
      );
      return sumOf(rows, "people_60_plus") / sumOf(rows, "people");
    };
    expect(share("village", "")).toBeGreaterThan(1.6 * share("community", "滨河新区"));
  });
});

describe("units.geojson", () => {
  it("holds the 279 units of the 24 townships, by their own codes", () => {
    expect(units).toHaveLength(279);
    expect(new Set(units.map(({ id }) => id)).size).toBe(279);
    expect(units.filter(({ id }) => !/^620702\d{6}$/.test(id))).toEqual([]);
    const strays = units.filter((unit) => !unit.id.startsWith(unit["township-code"]));
    expect(strays).toEqual([]);
    const counts = Map.groupBy(units, ({ township }) => township);
    expect(Object.fromEntries([...counts].map(([name, list]) => [name, list.length]))).toEqual({
      东街街道: 5,
      南街街道: 6,
      西街街道: 5,
      北街街道: 4,
      火车站街道: 6,
      梁家墩镇: 10,
      上秦镇: 15,
      大满镇: 21,
      沙井镇: 28,
      乌江镇: 14,
      甘浚镇: 17,
      新墩镇: 21,
      党寨镇: 20,
      碱滩镇: 16,
      三闸镇: 12,
      小满镇: 17,
      明永镇: 12,
      长安镇: 13,
      龙渠乡: 12,
      安阳乡: 10,
      花寨乡: 7,
      靖安乡: 4,
      平山湖蒙古族乡: 3,
      张掖经济技术开发区: 1,
    });
    expect(new Set(units.map(({ level }) => level))).toEqual(new Set(["community", "village"]));
  });

  it("tiles the district: every border is another unit's too, or the district's one outline", () => {
    const areas = units.map(({ ring }) => signedArea(ring));
    expect(Math.min(...areas)).toBeGreaterThan(0);
    const sides = new Map<string, [Place, Place]>();
    for (const { ring } of units) {
      ring.slice(1).forEach((b, index) => {
        const a = ring[index] ?? b;
        const back = `${b.join()} ${a.join()}`;
        if (sides.has(back)) sides.delete(back);
        else sides.set(`${a.join()} ${b.join()}`, [a, b]);
      });
    }
    const after = new Map([...sides.values()].map(([a, b]) => [a.join(), b]));
    const [first] = [...sides.values()];
    const outline: Place[] = [first?.[0] ?? [0, 0]];
    for (let at = first?.[1]; at !== undefined && outline.length <= sides.size;) {
      outline.push(at);
      at = at.join() === outline[0]?.join() ? undefined : after.get(at.join());
    }
    // One ring that uses up all sides that stand alone: no gap, no overlap, no hole.
    expect(outline.length).toBe(sides.size + 1);
    expect(areas.reduce((sum, area) => sum + area, 0)).toBeCloseTo(signedArea(outline), 8);
    const square = 111.195 ** 2 * Math.cos((38.95 * Math.PI) / 180);
    const squareKilometres = signedArea(outline) * square;
    expect(squareKilometres).toBeGreaterThan(3580);
    expect(squareKilometres).toBeLessThan(3740);
  });
});

describe("facilities.csv", () => {
  it("offers all services of the vocabulary and no other, with ids and names of their own", () => {
    const offered = facilities.flatMap((row) => (row.get("service") ?? "").split(";"));
    expect(new Set(offered)).toEqual(new Set(SERVICES));
    expect(new Set(facilities.map((row) => row.get("id"))).size).toBe(facilities.length);
    expect(new Set(facilities.map((row) => row.get("name"))).size).toBe(facilities.length);
  });

  it("has of each about as many as such a district", () => {
    const counts = Object.fromEntries(
      SERVICES.map((service) => [
        service,
        facilities.filter((row) => row.get("service")?.split(";").includes(service)).length,
      ]),
    );
    const ranges = {
      childcare: [30, 60],
      kindergarten: [85, 115],
      "elderly-care": [120, 180],
      meal: [40, 75],
      clinic: [210, 270],
      convenience: [330, 460],
      market: [15, 35],
    } as const;
    for (const service of SERVICES) {
      const [least, most] = ranges[service];
      expect(counts[service], service).toBeGreaterThanOrEqual(least);
      expect(counts[service], service).toBeLessThanOrEqual(most);
    }
    const named = (what: string): number =>
      facilities.filter((row) => row.get("name")?.includes(what)).length;
    expect(named("综合养老服务中心")).toBe(5);
    expect(named("社区卫生服务中心")).toBe(5);
    expect(named("卫生院")).toBe(18);
  });

  it("meets some of what is planned for such a district and misses some", () => {
    const childcare = sumOf(facilities, "capacity_childcare") / 519.096;
    expect(childcare).toBeGreaterThan(3.8);
    expect(childcare).toBeLessThan(4.5);
    const inclusive = facilities.filter((row) => row.get("inclusive") === "是");
    expect(sumOf(inclusive, "enrolled") / sumOf(facilities, "enrolled")).toBeGreaterThan(0.8);
    const homes = facilities.filter((row) => row.get("nursing-beds") !== "");
    const share = sumOf(homes, "nursing-beds") / sumOf(homes, "beds");
    expect(share).toBeGreaterThan(0.44);
    expect(share).toBeLessThan(0.55);
    expect(sumOf(facilities, "enrolled")).toBeLessThan(sumOf(people, "people_3_5"));
  });

  it("gives small townships small kindergartens", () => {
    const children = new Map(TOWNSHIPS.map(({ name, people: all }) => [name, 0.039 * all]));
    for (const row of facilities) {
      const name = row.get("name") ?? "";
      const township = [...children.keys()].find((known) => name.startsWith(known));
      if (township === undefined || !name.includes("中心幼儿园")) continue;
      const places = Number(row.get("capacity_kindergarten"));
      expect(places, name).toBeLessThan(Math.max(35, children.get(township) ?? 0));
    }
  });

  it("states each service's own capacity where one place offers several", () => {
    const shared = facilities.filter((row) => row.get("name")?.includes("邻里服务中心"));
    expect(shared.length).toBeGreaterThanOrEqual(3);
    for (const row of shared) {
      for (const service of row.get("service")?.split(";") ?? []) {
        expect(Number(row.get(`capacity_${service}`))).toBeGreaterThan(0);
      }
    }
    const odd = facilities.filter((row) => {
      const [first] = row.get("service")?.split(";") ?? [];
      return row.get("capacity") !== row.get(`capacity_${first}`);
    });
    expect(odd).toEqual([]);
  });

  it("stands in the units it is said to stand in", () => {
    const rings = new Map(units.map(({ id, ring }) => [id, ring]));
    const strays = facilities.filter(
      (row) => !isInside(placeOf(row), rings.get(row.get("unit-code") ?? "") ?? []),
    );
    expect(strays).toEqual([]);
  });

  it("stands at streets, but for the one in the fields that is to be refused", () => {
    const distances = facilities.map((row) => metresToStreet(placeOf(row)));
    const far = distances.filter((metres) => metres > 60);
    expect(far).toHaveLength(1);
    expect(far[0]).toBeGreaterThan(400);
    expect(far[0]).toBeLessThan(500);
    expect(Math.min(...distances)).toBeGreaterThan(5);
  });
});

describe("premises.csv", () => {
  it("holds some tens of houses of several kinds, with ids and names of their own", () => {
    expect(premises.length).toBeGreaterThan(40);
    expect(premises.length).toBeLessThan(140);
    for (const column of ["id", "name"])
      expect(new Set(premises.map((row) => row.get(column))).size).toBe(premises.length);
    const kinds = new Set(premises.map((row) => row.get("premises-kind")));
    expect(kinds).toEqual(
      new Set(["配套用房", "党群服务中心", "社区用房", "闲置校舍", "国有闲置房屋"]),
    );
    const areas = premises.map((row) => Number(row.get("floor-area")));
    expect(Math.min(...areas)).toBeGreaterThanOrEqual(80);
    expect(Math.max(...areas)).toBeLessThanOrEqual(1200);
    // Offices know the cost of some, and not of all.
    const costs = premises.filter((row) => row.get("cost") !== "");
    expect(costs.length).toBeGreaterThan(premises.length / 2);
    expect(costs.length).toBeLessThan(premises.length);
  });

  it("stands at streets, in the units it is said to stand in, where no facility is", () => {
    const rings = new Map(units.map(({ id, ring }) => [id, ring]));
    for (const row of premises) {
      const at = placeOf(row);
      expect(isInside(at, rings.get(row.get("unit-code") ?? "") ?? [])).toBe(true);
      expect(metresToStreet(at)).toBeGreaterThan(5);
      expect(metresToStreet(at)).toBeLessThan(60);
      expect(facilities.some((other) => metresBetween(placeOf(other), at) < 1)).toBe(false);
    }
  });
});

describe("the locked estate", () => {
  it("has people and a clinic inside, and no open gate in its wall", () => {
    const estate = map.ways.find(({ tags }) => tags.get("name") === "仓储大院");
    const ring = (estate?.refs ?? []).map(place);
    const within = (row: ReadonlyMap<string, string>): boolean => isInside(placeOf(row), ring);
    expect(people.filter(within).length).toBeGreaterThan(3);
    expect(facilities.filter(within).map((row) => row.get("service"))).toEqual(["clinic"]);
    const corners = new Set(ring.map((corner) => corner.join()));
    const wall = walls().find(({ refs }) => corners.has(place(refs[0] ?? "").join()));
    const gates = (wall?.refs ?? []).flatMap((ref) => map.nodes.get(ref)?.tags.get("access") ?? []);
    expect(new Set(gates)).toEqual(new Set(["private"]));
  });
});

function walls() {
  return map.ways.filter(({ tags }) => tags.get("barrier") === "wall");
}

function place(id: string): Place {
  return map.nodes.get(id)?.at ?? [Number.NaN, Number.NaN];
}

function sumOf(rows: readonly ReadonlyMap<string, string>[], column: string): number {
  return rows.reduce((sum, row) => sum + Number(row.get(column) ?? 0), 0);
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(ring: readonly Place[]): Box {
  const [lngs, lats] = [ring.map(([lng]) => lng), ring.map(([, lat]) => lat)];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

function isInBox([lng, lat]: Place, [west, south, east, north]: Box): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}

/** Metres of street in each connected part, no one passing a private gate, and the places of the largest. */
function components(): { metres: number[]; mainNodes: Place[] } {
  const isClosed = (id: string): boolean => map.nodes.get(id)?.tags.get("access") === "private";
  const neighbours = new Map<string, { to: string; metres: number }[]>();
  const join = (from: string, to: string, metres: number): void => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, [{ to, metres }]);
    else known.push({ to, metres });
  };
  for (const { refs } of streets) {
    refs.slice(1).forEach((to, index) => {
      const from = refs[index] ?? "";
      if (isClosed(from) || isClosed(to)) return;
      const metres = metresBetween(place(from), place(to));
      join(from, to, metres);
      join(to, from, metres);
    });
  }
  const seen = new Set<string>();
  const parts = [...neighbours.keys()].flatMap((start) => {
    if (seen.has(start)) return [];
    seen.add(start);
    const queue = [start];
    let both = 0;
    for (const node of queue) {
      for (const { to, metres } of neighbours.get(node) ?? []) {
        both += metres;
        if (!seen.has(to)) queue.push(to);
        seen.add(to);
      }
    }
    return [{ metres: both / 2, nodes: queue }];
  });
  const main = parts.toSorted((one, other) => other.metres - one.metres)[0];
  return { metres: parts.map(({ metres }) => metres), mainNodes: (main?.nodes ?? []).map(place) };
}

function legsBySquare(): Map<string, [Place, Place][]> {
  return squaresOf(streets);
}

/** Do two legs cross? Touching ends do not count. */
function doCross(a: Place, b: Place, c: Place, d: Place): boolean {
  const turn = (p: Place, q: Place, r: Place): number =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

/** Legs of ways by squares of a hundredth of a degree, each in every square its ends touch. */
function squaresOf(ways: typeof streets): Map<string, [Place, Place][]> {
  const squares = new Map<string, [Place, Place][]>();
  for (const { refs } of ways) {
    refs.slice(1).forEach((ref, index) => {
      const [a, b] = [place(refs[index] ?? ""), place(ref)];
      for (const key of new Set([squareOf(a), squareOf(b)])) {
        const known = squares.get(key);
        if (known === undefined) squares.set(key, [[a, b]]);
        else known.push([a, b]);
      }
    });
  }
  return squares;
}

function squareOf([lng, lat]: Place): string {
  return `${Math.floor(lng * 100)} ${Math.floor(lat * 100)}`;
}

/** Metres to the nearest street that has an end within about a kilometre. */
function metresToStreet(at: Place): number {
  const around = [-0.01, 0, 0.01];
  const near = around.flatMap((east) =>
    around.flatMap((north) => legs.get(squareOf([at[0] + east, at[1] + north])) ?? []),
  );
  return near.reduce((least, [a, b]) => Math.min(least, metresToSegment(at, a, b)), Infinity);
}

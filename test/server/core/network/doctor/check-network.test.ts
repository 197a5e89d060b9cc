import { describe, expect, it } from "vitest";
import { checkNetwork } from "#core/network/doctor/check-network.ts";
import type { FindingKind } from "#core/network/doctor/finding.ts";
import type { Surroundings } from "#core/network/doctor/surroundings.ts";
import { applyRepairs, type Repair } from "#core/network/repairs.ts";
import {
  BROKEN_TOWN,
  spot,
  spotExtract,
  spotTown,
  type Spot,
  type SpotTown,
  type SpotWay,
} from "../../../../fixtures/broken-town.ts";

const TOWN = spotTown(BROKEN_TOWN);
const CHECKED = check(TOWN, {
  units: [unit([-300, -300], [1600, 240])],
  facilities: [
    { name: "远处诊所", lng: spot([1500, 0])[0], lat: spot([1500, 0])[1] },
    { name: "街边诊所", lng: spot([200, 1])[0], lat: spot([200, 1])[1] },
  ],
});

describe("a town with one of everything", () => {
  it("has these findings and no others", () => {
    const kinds = CHECKED.findings.map(({ kind, names }) => `${kind} ${names.join("、")}`);
    expect(kinds.toSorted()).toEqual(
      [
        "island 孤巷",
        "island 墙内巷",
        "island 对岸",
        "island 西巷",
        "crossing-without-node 南街、过街",
        "near-miss 后街、断头路",
        "duplicate-street 东街",
        "outside-units 后街",
        "outside-units 断头路",
        "compound-without-gate 东街",
        "facility-too-far 远处诊所",
      ].toSorted(),
    );
  });

  it("has counts that add up to its findings, sure ones first", () => {
    for (const { kind, findings, sure } of CHECKED.counts) {
      const some = CHECKED.findings.filter((one) => one.kind === kind);
      expect([findings, sure]).toEqual([some.length, some.filter((one) => one.sure).length]);
    }
    const sureness = CHECKED.findings.map(({ sure }) => sure);
    expect(sureness).toEqual(sureness.toSorted((a, b) => Number(b) - Number(a)));
    expect(new Set(CHECKED.findings.map(({ key }) => key)).size).toBe(CHECKED.findings.length);
  });

  it("is sure of a street that ends just before another one, and of a crossing on the ground", () => {
    expect(CHECKED.findings.filter(({ sure }) => sure).map(({ names }) => names)).toEqual([
      ["南街", "过街"],
      ["孤巷"],
    ]);
    expect(found("island", "孤巷")).toMatchObject({
      metres: expect.closeTo(94.07, 1),
      repair: { kind: "join", from: spot([200, 6]), to: spot([200, 0]) },
    });
    expect(found("crossing-without-node", "过街").repair).toEqual({
      kind: "split",
      at: spot([300, 0]),
    });
  });

  it("asks whether there is a gate where a wall is in between, or a gate is locked", () => {
    expect(found("island", "墙内巷")).toMatchObject({
      sure: false,
      repair: { kind: "gate", from: spot([100, 0]), to: spot([100, 6]) },
    });
    expect(found("island", "西巷")).toMatchObject({
      sure: false,
      repair: { kind: "gate", from: spot([-50, 0]), to: spot([-50, 0]) },
    });
  });

  it("proposes nothing across a river", () => {
    expect(found("island", "对岸").repair).toBeNull();
  });

  it("tells of a gap that is a long way round, and leaves it to people", () => {
    expect(found("near-miss", "断头路")).toMatchObject({
      metres: expect.closeTo(4, 1),
      sure: false,
      repair: { kind: "join", from: spot([50, 300]), to: spot([50, 304]) },
    });
  });

  it("would leave out a street drawn again between the same two crossings", () => {
    expect(found("duplicate-street", "东街").repair).toMatchObject({ kind: "drop" });
  });

  it("says how far away a facility is, and proposes a way no longer than a kilometre", () => {
    expect(found("facility-too-far", "远处诊所")).toMatchObject({
      metres: expect.closeTo(1100 * 1.00076, 0),
      repair: null,
    });
    const nearer = (metres: number, ...ways: SpotWay[]) =>
      check(spotTown(spotExtract([{ at: "0,0 500,0" }, ...ways])), {
        facilities: [{ name: "诊所", lng: spot([500 + metres, 0])[0], lat: 0 }],
      }).findings[0];
    expect(nearer(900)).toMatchObject({
      sure: false,
      repair: { kind: "gate", from: spot([500, 0]), to: spot([1400, 0]) },
    });
    expect(nearer(900, { at: "700,-50 700,50", tags: { waterway: "river" } })?.repair).toBeNull();
    const bridge = { at: "500,0 600,0", tags: { highway: "footway", bridge: "yes" } } as const;
    expect(nearer(900, bridge)?.repair).toBeNull();
  });

  it("proposes a gate from the street to the front of the flats", () => {
    expect(found("compound-without-gate", "东街")).toMatchObject({
      // From the street drawn again, a metre east of the east street, to the western wall of the flats.
      metres: expect.closeTo(139 * 1.00076, 0),
      repair: { kind: "gate", from: spot([401, 50]), to: spot([540, 50]) },
    });
  });

  it("has as much in its main part after the sure repairs as the repaired network says", () => {
    const sure = CHECKED.findings.flatMap(({ sure: isSure, repair }) =>
      isSure && repair !== null ? [repair] : [],
    );
    const repaired = applyRepairs(TOWN.network, sure);
    expect(repaired.failed).toEqual([]);
    expect(CHECKED.mainShareAfter).toBe(repaired.network.report.mainShare);
    expect(CHECKED.mainShareAfter).toBeGreaterThan(CHECKED.mainShare);
  });

  it("has no finding left that its repair took away, and the same keys for the others", () => {
    const repairs = CHECKED.findings.flatMap(({ repair }) => repair ?? []);
    const { network, failed } = applyRepairs(TOWN.network, repairs);
    expect(failed).toEqual([]);
    const after = check({ ...TOWN, network }, {});
    expect(after.findings.map(({ names }) => names)).toEqual([["对岸"]]);
    expect(after.findings[0]?.key).toBe(found("island", "对岸").key);
  });
});

describe("islands", () => {
  it("are joined to each other where that leads on to the main part", () => {
    const checked = check(
      spotTown(spotExtract([{ at: "0,0 500,0" }, { at: "100,4 100,50" }, { at: "100,54 100,80" }])),
      {},
    );
    expect(checked.findings.map(({ kind, sure }) => [kind, sure])).toEqual([
      ["island", true],
      ["island", true],
    ]);
    expect(checked.mainShareAfter).toBe(1);
  });

  it("are left to people up to 30 m away, and without proposal beyond", () => {
    const away = (metres: number) =>
      check(spotTown(spotExtract([{ at: "0,0 500,0" }, { at: `100,${metres} 100,200` }])), {})
        .findings[0];
    expect(away(29)).toMatchObject({ sure: false, repair: { kind: "join" } });
    expect(away(31)).toMatchObject({ sure: false, repair: null });
  });

  it("are less surely joined where nothing is known of walls and buildings", () => {
    const gap = (metres: number, more: readonly SpotWay[]) =>
      check(
        spotTown(spotExtract([{ at: "0,0 500,0" }, { at: `100,${metres} 100,200` }, ...more])),
        {},
      ).findings.find(({ kind }) => kind === "island")?.sure;
    const wall = {
      at: "400,100 450,100",
      tags: { barrier: "wall" },
    } as const;
    expect(gap(8, [wall])).toBe(true);
    expect(gap(8, [])).toBe(false);
    expect(gap(4, [])).toBe(true);
  });

  it("of a footbridge are joined at its ends, never below its middle", () => {
    const bridge = { highway: "footway", bridge: "yes" };
    const checked = check(
      spotTown(
        spotExtract([
          { at: "0,0 500,0" },
          { at: "0,0 0,40 500,40 500,0" },
          {
            at: "200,-4 200,44",
            tags: bridge,
          },
          {
            at: "300,20 300,30",
            tags: { railway: "platform", layer: "-2" },
          },
        ]),
      ),
      {},
    );
    const [first, second] = checked.findings;
    // It passes the streets by 4 m at both ends: as if it led from house to house.
    expect(first).toMatchObject({ kind: "island", sure: false, repair: { kind: "join" } });
    expect([spot([200, -4]), spot([200, 44])]).toContainEqual(
      first?.repair?.kind === "join" ? first.repair.from : undefined,
    );
    expect(second).toMatchObject({ kind: "island", sure: false, repair: null });
  });

  it("of a bridge are not joined back below it by themselves", () => {
    const bridge = { highway: "footway", bridge: "yes" };
    const over = (at: string) =>
      check(spotTown(spotExtract([{ at: "0,0 500,0" }, { at, tags: bridge }, WALL_AWAY])), {})
        .findings[0];
    // From house to house; and with stairs that come down beside the street.
    expect(over("200,-8 200,8")).toMatchObject({ sure: false, repair: { kind: "join" } });
    expect(over("230,-8 200,-8 200,8 230,8")).toMatchObject({ sure: true });
  });

  it("with a street cut off by the edge of the extract are left to people", () => {
    const ways = [{ at: "0,0 500,0" }, { at: "400,4 400,200" }] as const;
    const bounds = ([west, south]: Spot, [east, north]: Spot) =>
      [...spot([west, south]), ...spot([east, north])] as const;
    const within = { ...spotExtract(ways), bounds: bounds([-10, -10], [510, 300]) };
    const beyond = { ...spotExtract(ways), bounds: bounds([-10, -10], [390, 300]) };
    const sure = (elements: typeof within) => check(spotTown(elements), {}).findings[0]?.sure;
    expect(sure(within)).toBe(true);
    expect(sure(beyond)).toBe(false);
  });
});

describe("gates of compounds", () => {
  const WALL = { barrier: "wall" } as const;
  const HOME = { building: "apartments" } as const;
  const compound: readonly SpotWay[] = [
    { at: "100,50 200,50 200,150 100,150 100,50", tags: WALL },
    { at: "140,90 160,90 160,110 140,110 140,90", tags: HOME },
  ];
  const gate = (...ways: SpotWay[]) =>
    check(spotTown(spotExtract([...compound, ...ways])), {}).findings.find(
      ({ kind }) => kind === "compound-without-gate",
    )?.repair;
  const south: SpotWay = { at: "0,0 300,0" };

  it("open where nothing but the own wall is in between", () => {
    expect(gate(south)).toMatchObject({ from: spot([150, 0]), to: spot([150, 90]) });
    expect(gate(south, { at: "0,25 300,25", tags: WALL })).toBeNull();
    expect(gate(south, { at: "0,25 300,25", tags: { waterway: "stream" } })).toBeNull();
    const shop = { at: "120,20 180,20 180,40 120,40 120,20", tags: { building: "retail" } };
    expect(gate(south, shop)).toBeNull();
  });

  it("open on another side, or to another home, where something is in between", () => {
    const shop = { at: "120,20 180,20 180,40 120,40 120,20", tags: { building: "retail" } };
    expect(gate(south, shop, { at: "300,0 300,300" })).toMatchObject({
      from: spot([300, 100]),
      to: spot([160, 100]),
    });
    const home = { at: "185,60 195,60 195,70 185,70 185,60", tags: HOME };
    expect(gate(south, shop, home)).toMatchObject({ from: spot([190, 0]), to: spot([190, 60]) });
  });

  it("lead to a street inside, and are none of their own where that street is joined", () => {
    const inner = { at: "110,60 110,140 190,140" } as const;
    const checked = (...ways: SpotWay[]) =>
      check(spotTown(spotExtract([...compound, inner, ...ways])), {}).findings.map(
        ({ kind, repair }) => [kind, repair?.kind],
      );
    expect(gate(south, inner)).toMatchObject({ from: spot([110, 0]), to: spot([110, 60]) });
    expect(checked(south)).toEqual([
      ["island", undefined],
      ["compound-without-gate", "gate"],
    ]);
    // A street as near to the wall as an island's link may be.
    expect(checked({ at: "0,35 300,35" })).toEqual([["island", "gate"]]);
  });

  it("never open onto a bridge", () => {
    const bridge = { at: "0,0 0,30 300,30 300,0", tags: { highway: "primary", bridge: "yes" } };
    expect(gate(south, bridge)).toMatchObject({ from: spot([150, 0]) });
  });
});

describe("streets drawn twice", () => {
  it("are left out where nothing else meets their ends, and left to people where something does", () => {
    const drawn = (...ways: SpotWay[]) =>
      check(
        spotTown(spotExtract([{ at: "0,0 200,0" }, { at: "200,0 200,100" }, ...ways])),
        {},
      ).findings.find(({ kind }) => kind === "duplicate-street")?.repair;
    expect(drawn({ at: "20,1 180,1" })).toEqual({ kind: "drop", at: expect.anything() });
    expect(drawn({ at: "20,1 180,1" }, { at: "180,1 180,60" }, { at: "180,1 240,30" })).toBeNull();
  });

  it("keep the one that others meet", () => {
    const long = { at: "0,0 200,0" } as const;
    const copy = (north: number, order: "first" | "last") => {
      const again: SpotWay = { at: `20,${north} 180,${north}`, apart: true };
      const ways = order === "first" ? [again, long] : [long, again];
      const { network, ...around } = spotTown(
        spotExtract([...ways, { at: "0,0 0,100" }, { at: "200,0 200,100" }]),
      );
      const { findings } = check({ network, ...around }, {});
      const { repair } = findings.find(({ kind }) => kind === "duplicate-street")!;
      return repair && applyRepairs(network, [repair]).network.report;
    };
    for (const order of ["first", "last"] as const) {
      expect(copy(0.5, order)).toMatchObject({ components: 1, km: expect.closeTo(0.4003, 3) });
      // One on the other cannot be told apart by a place.
      expect(copy(0, order)).toBeNull();
    }
  });

  it("are none along the rim of a square", () => {
    const square = { highway: "pedestrian", area: "yes" };
    const checked = check(
      spotTown(
        spotExtract([
          // The line from door to door passes a metre inside the bend of the rim.
          { at: "0,0 100,-1 200,0 200,200 0,200 0,0", tags: square },
          { at: "0,0 -100,-100" },
          { at: "200,0 300,-100" },
        ]),
      ),
      {},
    );
    expect(checked.findings).toEqual([]);
  });
});

describe("people", () => {
  const streets = [
    { at: "0,0 500,0" },
    { at: "100,20 100,200" },
    { at: "400,-60 400,-200" },
  ] as const;
  const at = (...spots: (readonly [...Spot, number])[]): Surroundings["people"] => ({
    lng: spots.map(([east, north]) => spot([east, north])[0]),
    lat: spots.map(([east, north]) => spot([east, north])[1]),
    people: spots.map(([, , people]) => people),
  });

  it("are told of an island when its streets are the nearest to them", () => {
    const people = at([90, 150, 30], [101, 180, 12], [90, 5, 7], [405, -195, 5], [900, 900, 100]);
    const checked = check(spotTown(spotExtract(streets)), { people });
    expect(checked.strandedPeople).toBe(47);
    expect(
      checked.findings
        .filter(({ kind }) => kind === "island")
        .map(({ metres, people: some }) => [Math.round(metres), some]),
    ).toEqual([
      [180, 42],
      [140, 5],
    ]);
  });

  it("are not counted where nobody knows where they live", () => {
    const checked = check(spotTown(spotExtract(streets)), {});
    expect(checked.strandedPeople).toBeNull();
    expect(checked.findings.map(({ people }) => people)).toEqual([null, null]);
  });
});

describe("crossings", () => {
  it("of lines across a square are none", () => {
    const square = { highway: "pedestrian", area: "yes" };
    const checked = check(
      spotTown(
        spotExtract([
          { at: "0,0 200,0 200,200 0,200 0,0", tags: square },
          { at: "0,0 -100,-100" },
          { at: "200,0 300,-100" },
          { at: "200,200 300,300" },
          { at: "0,200 -100,300" },
        ]),
      ),
      {},
    );
    expect(checked.findings).toEqual([]);
  });

  it("are unsure next to a bridge, in a building and beside a railway", () => {
    const across: SpotWay[] = [
      { at: "0,0 500,0" },
      {
        at: "0,0 0,200 250,200 250,-100",
        apart: false,
      },
    ];
    const sureWith = (...more: SpotWay[]) =>
      check(spotTown(spotExtract([...across, ...more])), {}).findings.find(
        ({ kind }) => kind === "crossing-without-node",
      )?.sure;
    expect(sureWith()).toBe(true);
    expect(
      sureWith({
        at: "240,-5 240,-50 0,-50 0,0",
        tags: { highway: "footway", bridge: "yes" },
      }),
    ).toBe(false);
    expect(
      sureWith({
        at: "240,-10 260,-10 260,10 240,10 240,-10",
        tags: { building: "yes" },
      }),
    ).toBe(false);
    expect(
      sureWith({
        at: "240,-90 240,90",
        tags: { railway: "rail" },
      }),
    ).toBe(false);
  });

  it("are unsure when the levels of streets are not known", () => {
    const { network, ...around } = spotTown(
      spotExtract([{ at: "0,0 500,0" }, { at: "0,0 0,200 250,200 250,-100" }]),
    );
    const old = { ...network, report: { ...network.report, levelsKnown: false } };
    expect(check({ ...around, network: old }, {}).findings).toMatchObject([{ sure: false }]);
  });
});

/** Far from everything: it says that walls are drawn. */
const WALL_AWAY: SpotWay = { at: "400,300 450,300", tags: { barrier: "wall" } };

function check(
  { network, baseMap, buildings }: SpotTown,
  around: Partial<Surroundings>,
): ReturnType<typeof checkNetwork> {
  return checkNetwork(network, {
    units: [],
    facilities: [],
    people: null,
    snapCap: 300,
    baseMap,
    buildings,
    ...around,
  });
}

function found(kind: FindingKind, name: string) {
  const one = CHECKED.findings.find((some) => some.kind === kind && some.names.includes(name));
  if (one === undefined) throw new Error(`There is no ${kind} at ${name}.`);
  return one satisfies { repair: Repair | null };
}

function unit([west, south]: Spot, [east, north]: Spot): Surroundings["units"][number] {
  const ring = [
    spot([west, south]),
    spot([east, south]),
    spot([east, north]),
    spot([west, north]),
    spot([west, south]),
  ];
  return { geometry: { type: "Polygon", coordinates: [ring] } };
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { corner, folderWith, gridTownXml, runCli, runProcess, type Run } from "./run-cli.ts";

const FACILITIES = [
  "id,name,service,lng,lat,capacity",
  `c1,卫生站,clinic,${corner(10, 10)},`,
  `k1,托育和便利店,childcare;convenience,${corner(12, 12)},40`,
  `lost,远处,clinic,${corner(10, 400)},`,
  "",
].join("\n");

/** 20 people at every corner of the 21 × 21 town, of whom 5 are over 60. */
const PEOPLE = [
  "lng,lat,people,people_60_plus",
  ...Array.from({ length: 441 }, (_, i) => `${corner(i % 21, Math.floor(i / 21))},20,5`),
  "",
].join("\n");

const OUTPUTS = [
  "catchments.geojson",
  "cells.geojson",
  "coverage.json",
  "facilities.geojson",
  "gaps.geojson",
  "manifest.json",
  "times.csv",
];

type Files = Record<"town.osm" | "f.csv" | "p.csv", string | Uint8Array>;

function given(changes: Partial<Files> = {}) {
  return folderWith({
    "town.osm": gridTownXml(21, 20),
    "f.csv": FACILITIES,
    "p.csv": PEOPLE,
    ...changes,
  });
}

function assessIn(
  folder: string,
  args: readonly string[] = [],
  out = "out",
  run: (args: readonly string[]) => Promise<Run> = runCli,
): Promise<Run> {
  return run([
    "assess",
    "--network",
    join(folder, "town.osm"),
    "--facilities",
    join(folder, "f.csv"),
    "--people",
    join(folder, "p.csv"),
    "--out",
    join(folder, out),
    ...args,
  ]);
}

interface Summary {
  services: Record<
    string,
    Record<"people" | "covered" | "gap" | "unknown" | "share" | "facilities" | "gaps", number>
  >;
}

describe("assess", () => {
  it("covers exactly the corners within the limit of a facility, counting each person once", async () => {
    const folder = given();
    const { code, out, err } = await assessIn(
      folder,
      ["--metres", "650", "--resolution", "11"],
      "out",
      runProcess,
    );
    expect(err).toContain("row 4");
    expect(code).toBe(0);
    const { services } = JSON.parse(out) as Summary;
    // Within six blocks of Manhattan distance lie 1 + 4 × (1 + … + 6) = 85 corners. A block is 100.08 m, and
    // the seventh would be 700 m away. At resolution 11 (edge 29 m) every corner has a cell of its own.
    expect(services["clinic"]).toEqual({
      people: 8820,
      covered: 85 * 20,
      gap: 8820 - 85 * 20,
      unknown: 0,
      share: (85 * 20) / 8820,
      facilities: 1,
      gaps: expect.any(Number),
    });
    expect(services["childcare"]).toEqual(services["convenience"]);
    expect(Object.keys(services)).toEqual(["childcare", "clinic", "convenience"]);

    expect(readdirSync(join(folder, "out")).sort()).toEqual(OUTPUTS);
    const gaps = JSON.parse(readFileSync(join(folder, "out/gaps.geojson"), "utf8")) as {
      features: {
        properties: { service: string; people: number; people_60_plus: number; rank: number };
      }[];
    };
    const clinic = gaps.features.map((f) => f.properties).filter((p) => p.service === "clinic");
    expect(clinic.map((p) => p.rank)).toEqual(clinic.map((_, i) => i + 1));
    expect(clinic.reduce((sum, p) => sum + p.people, 0)).toBe(8820 - 85 * 20);
    expect(clinic.reduce((sum, p) => sum + p.people_60_plus, 0)).toBe((8820 - 85 * 20) / 4);
  });

  it("writes the same bytes for the same inputs, the manifest's run aside", async () => {
    const folder = given();
    await assessIn(folder, [], "one");
    await assessIn(folder, [], "two");
    const digest = (run: string, name: string) => {
      const text = readFileSync(join(folder, run, name), "utf8");
      const kept = name === "manifest.json" ? text.replace(/"run": \{[^}]*\}/, "") : text;
      return createHash("sha256").update(kept).digest("hex");
    };
    for (const name of OUTPUTS) expect(digest("one", name), name).toBe(digest("two", name));
    const manifest = JSON.parse(readFileSync(join(folder, "one/manifest.json"), "utf8")) as {
      outputs: Record<string, string>;
      inputs: { role: string; sha256: string }[];
    };
    expect(manifest.outputs["times.csv"]).toBe(digest("one", "times.csv"));
    expect(manifest.inputs.map((input) => input.role)).toEqual(["network", "facilities", "people"]);
  });

  it("gives the same answer from the compiled network", async () => {
    const folder = given();
    const compiled = join(folder, "town.ykz");
    expect(
      (await runCli(["network", "--network", join(folder, "town.osm"), "--out", compiled])).code,
    ).toBe(0);
    await assessIn(folder, [], "one");
    const run = await runCli([
      "assess",
      "--network",
      compiled,
      "--facilities",
      join(folder, "f.csv"),
      "--people",
      join(folder, "p.csv"),
      "--out",
      join(folder, "two"),
    ]);
    expect(run.code).toBe(0);
    for (const name of OUTPUTS.filter((file) => file !== "manifest.json"))
      expect(readFileSync(join(folder, "two", name), "utf8"), name).toBe(
        readFileSync(join(folder, "one", name), "utf8"),
      );
  });

  it("reports zero facilities and nobody as results", async () => {
    const none = given({ "f.csv": "id,name,service,lng,lat\n", "p.csv": "lng,lat,people\n" });
    expect(await assessIn(none)).toMatchObject({
      code: 2,
      err: expect.stringContaining("--service"),
    });
    const { code, out } = await assessIn(none, ["--service", "clinic", "meal"]);
    expect(code).toBe(0);
    const zero = { people: 0, covered: 0, gap: 0, unknown: 0, share: null, facilities: 0, gaps: 0 };
    expect((JSON.parse(out) as Summary).services).toEqual({ meal: zero, clinic: zero });
  });

  it("calls cells unknown that a facility outside the extract could serve", async () => {
    // Bounds end half a block outside the streets: no corner is 1,300 m from the edge.
    const folder = given({ "town.osm": gridTownXml(21, 0.5) });
    const { out } = await assessIn(folder, [
      "--metres",
      "1300",
      "--service",
      "clinic",
      "--resolution",
      "11",
    ]);
    const { clinic } = (JSON.parse(out) as Summary).services;
    // Within 12 blocks of the middle of 21 × 21: 441 minus four corners of 1 + 2 + … + 8 = 36.
    expect(clinic).toMatchObject({
      covered: 20 * (441 - 4 * 36),
      gap: 0,
      unknown: 20 * 4 * 36,
      share: 1,
      gaps: 0,
    });
  });
});

describe("assess refuses", () => {
  const cases: readonly [what: string, changes: Partial<Files>, message: RegExp][] = [
    ["an empty extract", { "town.osm": "" }, /town\.osm.*empty/],
    ["XML that is not OSM", { "town.osm": "<kml><a/></kml>" }, /town\.osm.*kml/],
    ["XML cut short", { "town.osm": gridTownXml(21).slice(0, 900) }, /town\.osm/],
    [
      "a PBF of random bytes",
      { "town.osm": Uint8Array.from({ length: 999 }, (_, i) => (i * 7919) % 251) },
      /town\.osm/,
    ],
    [
      "an extract with no streets",
      { "town.osm": '<osm version="0.6"><node id="1" lat="0" lon="100"/></osm>' },
      /no street/,
    ],
    [
      "facilities with no header",
      { "f.csv": `c1,卫生站,clinic,${corner(1, 1)}\n` },
      /f\.csv.*header|f\.csv.*column/i,
    ],
    [
      "only unknown services",
      { "f.csv": `id,name,service,lng,lat\na,b,casino,${corner(1, 1)}\n` },
      /f\.csv.*row 2.*service/i,
    ],
    [
      "lng and lat swapped",
      { "f.csv": `id,name,service,lng,lat\na,b,clinic,0.002,100.002\n` },
      /f\.csv.*swapped/i,
    ],
    [
      "facilities all outside",
      { "f.csv": `id,name,service,lng,lat\na,b,clinic,30.1,50.2\n` },
      /f\.csv.*outside/i,
    ],
    [
      "people that are not numbers",
      { "p.csv": `lng,lat,people\n${corner(1, 1)},many\n` },
      /p\.csv.*row 2.*"many"|p\.csv.*row 2/,
    ],
    ["negative people", { "p.csv": `lng,lat,people\n${corner(1, 1)},-4\n` }, /p\.csv.*row 2/],
    ["garbage", { "p.csv": `${"\u0001\u0002zz;;,,\n".repeat(100_000)}` }, /p\.csv/],
  ];
  it.each(cases)("%s, with exit code 3, naming the file", async (_what, changes, message) => {
    const folder = given(changes);
    const { code, err, out } = await assessIn(folder);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /); // no stack traces
    expect(code).toBe(3);
    expect(out).toBe("");
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("keeps going past single bad rows and lists them", async () => {
    const folder = given({
      "f.csv": `${FACILITIES}c1,again,clinic,${corner(3, 3)},\nbad,x,clinic,abc,0.001,\nodd,x,spa,${corner(3, 3)},\nneg,x,clinic,${corner(3, 3)},-2\n`,
    });
    const { code, out } = await assessIn(folder);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ facilities: { read: 7, snapped: 3, refused: 4 } });
    const { dropped } = JSON.parse(readFileSync(join(folder, "out/manifest.json"), "utf8")) as {
      dropped: { facilities: { rows: { row: number }[] } };
    };
    expect(dropped.facilities.rows.map(({ row }) => row)).toEqual([4, 5, 6, 7]);
  });

  it("a folder that holds anything else, and a half-written one", async () => {
    const folder = given();
    mkdirSync(join(folder, "out"));
    writeFileSync(join(folder, "out/notes.txt"), "mine");
    expect(await assessIn(folder, [], "out", runProcess)).toMatchObject({
      code: 3,
      err: expect.stringContaining("notes.txt"),
    });
    expect(readdirSync(join(folder, "out"))).toEqual(["notes.txt"]);

    mkdirSync(join(folder, "half"));
    writeFileSync(join(folder, "half/coverage.json"), "{");
    expect(await assessIn(folder, [], "half")).toMatchObject({
      code: 3,
      err: expect.stringContaining("unfinished"),
    });
  });

  it("a place it cannot write to", async () => {
    const folder = given();
    expect(await assessIn(folder, [], "f.csv/out")).toMatchObject({
      code: 3,
      err: expect.stringContaining("f.csv"),
    });
    expect(await assessIn(folder, [], "f.csv")).toMatchObject({
      code: 3,
      err: expect.stringContaining("is a file"),
    });
  });

  it("wrong usage, with exit code 2", async () => {
    const folder = given();
    for (const args of [
      ["--minutes", "0"],
      ["--resolution", "12"],
      ["--service", "spa"],
      ["--direction", "up"],
      ["stray"],
    ])
      expect((await assessIn(folder, args)).code, args.join(" ")).toBe(2);
    expect((await runCli(["assess"])).err).toContain("--network is missing");
    expect((await runProcess(["fly"])).code).toBe(2);
  });
});

it("leaves nothing half-written when interrupted", async () => {
  const rows = Array.from({ length: 300_000 }, (_, i) => `${corner(i % 21, (i * 7) % 21)},1`);
  const folder = given({ "p.csv": `lng,lat,people\n${rows.join("\n")}\n` });
  let stopped = false;
  const run = await runProcess(
    [
      "assess",
      "--network",
      join(folder, "town.osm"),
      "--facilities",
      join(folder, "f.csv"),
      "--people",
      join(folder, "p.csv"),
      "--out",
      join(folder, "out"),
    ],
    (err, stop) => {
      if (stopped || !err.includes("people")) return;
      stopped = true;
      stop("SIGINT");
    },
  );
  expect(run).toMatchObject({ code: 130, err: expect.stringContaining("Interrupted") });
  expect(run.out).toBe("");
  expect(readdirSync(folder).sort()).toEqual(["f.csv", "p.csv", "town.osm"]);
});

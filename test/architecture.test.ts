import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");

const WORDS = "server/core/vocabulary.ts";
/** Looks up words of foreign files. */
const OWN = "server/core/own-value.ts";
const CORE = "server/core";
const CONTRACT = "server/contract";
const POLICY = "server/contract/policy";

/**
 * Who may import whom, upstream to downstream: a file imports from its own layer and from those named beside
 * it. The core is a line of stages in the order of computation; the thin adapters around it follow; client and
 * server meet in the contract and nowhere else. Nobody imports what starts a process: api, cli, main.
 */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  [WORDS]: [],
  [OWN]: [],
  "server/core/json-fault.ts": [],
  "server/core/geo": [WORDS],
  "server/core/osm": [WORDS, "server/core/geo"],
  "server/core/network": [WORDS, "server/core/geo", "server/core/osm"],
  "server/core/catchment": [WORDS, "server/core/geo", "server/core/network"],
  "server/core/demand": [WORDS, "server/core/geo", "server/core/osm", "server/core/network"],
  "server/core/coverage": [
    WORDS,
    "server/core/geo",
    "server/core/network",
    "server/core/catchment",
    "server/core/demand",
  ],
  "server/core/policy": [
    WORDS,
    OWN,
    "server/core/geo",
    "server/core/catchment",
    "server/core/demand",
    "server/core/coverage",
    // Documents, measures and assessments are computed on as they stand in files and on the wire; types only.
    POLICY,
  ],
  // Scenarios are computed on as they stand on the wire.
  "server/core/scenario": [
    WORDS,
    OWN,
    "server/core/geo",
    "server/core/network",
    "server/core/catchment",
    "server/core/demand",
    "server/core/coverage",
    "server/contract/scenario.ts",
    "server/contract/scenario-steps.ts",
  ],
  "server/core/siting": [WORDS],
  [POLICY]: [WORDS],
  [CONTRACT]: [WORDS],
  // Figures of the demonstration have the types they are stored in.
  "data/demonstration": [WORDS, POLICY],
  "data/practice": [CONTRACT, "server/core/geo", "server/report", "data/demonstration"],
  "server/intake": [CORE, CONTRACT],
  "server/store": [CORE, CONTRACT],
  "server/report": [CORE, CONTRACT],
  "server/compute": [
    CORE,
    CONTRACT,
    "server/intake",
    "server/store",
    "server/report",
    "data/demonstration",
    "data/practice",
  ],
  "server/config.ts": [],
  "server/api": [
    CORE,
    CONTRACT,
    "server/compute",
    "server/config.ts",
    "server/report",
    "server/store",
  ],
  "server/service.ts": [
    CONTRACT,
    "server/api",
    "server/compute",
    "server/config.ts",
    "server/intake",
    "server/store",
  ],
  "server/cli": [
    CORE,
    CONTRACT,
    // The command that proposes sites searches on a thread of its own.
    "server/compute/siting",
    "server/config.ts",
    "server/intake",
    "server/report",
    "server/service.ts",
    "server/store",
  ],
  "server/main.ts": ["server/config.ts", "server/service.ts", "server/store"],
  "server/launch.mjs": [],
  "client/ui": [],
  "client/text": [CONTRACT],
  "client/plan": [CONTRACT, "client/text"],
  "client/api": [CONTRACT, "client/plan"],
  "client/map": [CONTRACT, "client/text"],
  "client/panels": [
    CONTRACT,
    "client/api",
    "client/map",
    "client/plan",
    "client/text",
    "client/ui",
  ],
  "client/App.tsx": [CONTRACT, "client/api", "client/panels", "client/text", "client/ui"],
  "client/main.tsx": ["client/App.tsx", "client/panels", "client/plan", "client/ui"],
};

/** The packages the core may use: geometry, cells, coordinates and indexes, all pure. */
const CORE_PACKAGES = [
  "@turf/turf",
  "concaveman",
  "flatbush",
  "gcoord",
  "geojson",
  "h3-js",
  "polylabel",
  "proj4",
];

/** Who alone may use a package (its types aside), among the files of a folder. */
const SOLE_USERS = [
  { packageName: "h3-js", within: "server", user: "server/core/geo/cells.ts" },
  { packageName: "gcoord", within: "server", user: "server/core/geo/crs/transform.ts" },
  { packageName: "proj4", within: "server", user: "server/core/geo/crs/transform.ts" },
  { packageName: "highs", within: "server", user: "server/compute/siting/highs.ts" },
  { packageName: "maplibre-gl", within: "client", user: "client/map/MapView.tsx" },
] as const;

/** Who alone reads the environment. */
const READS_ENVIRONMENT = ["server/config.ts", "server/launch.mjs"];

const files = globSync("{client,server,data}/**/*.{ts,tsx,mjs,js,mts,cts,jsx}", {
  cwd: ROOT,
  exclude: (path) => path.includes("node_modules"),
}).map((file) => file.replaceAll("\\", "/"));

describe("imports", () => {
  it.each(files)("of %s lead only upstream", (file) => {
    const layer = layerOf(file);
    const allowed = [layer, ...LAYERS[layer]!];
    const strays = importsOf(file)
      .flatMap(({ target }) => target ?? [])
      .filter((target) => !allowed.some((prefix) => isInside(target, prefix)));
    expect(strays).toEqual([]);
  });

  it("are looked at in real files, of every layer of the table", () => {
    expect(files.length).toBeGreaterThan(100);
    for (const layer of Object.keys(LAYERS))
      expect(
        files.some((file) => isInside(file, layer)),
        layer,
      ).toBe(true);
  });

  it("of a file in no layer are refused", () => {
    expect(() => layerOf("server/helpers/dates.ts")).toThrow(
      "server/helpers/dates.ts is in no layer",
    );
    expect(() => layerOf("server/core/utils.ts")).toThrow("is in no layer");
  });

  it("are found however they are written", () => {
    const text = `
      import { a } from "./beside.ts";
      import type { B } from "#core/vocabulary.ts";
      import {
        c,
      } from "../up.ts";
      import "./map.css";
      export * from "#contract/study.ts";
      const later = await import("./later.ts");
      const worker = new Worker(new URL("./worker.ts", import.meta.url));
      import "@turf/turf";
    `;
    expect(readImports("server/store/file.ts", text)).toEqual([
      { specifier: "./beside.ts", target: "server/store/beside.ts", typeOnly: false },
      { specifier: "#core/vocabulary.ts", target: "server/core/vocabulary.ts", typeOnly: true },
      { specifier: "../up.ts", target: "server/up.ts", typeOnly: false },
      { specifier: "./map.css", target: "server/store/map.css", typeOnly: false },
      { specifier: "#contract/study.ts", target: "server/contract/study.ts", typeOnly: false },
      { specifier: "./later.ts", target: "server/store/later.ts", typeOnly: false },
      { specifier: "./worker.ts", target: "server/store/worker.ts", typeOnly: false },
      { specifier: "@turf/turf", target: undefined, typeOnly: false },
    ]);
  });
});

describe("packages", () => {
  it("of the core are geometry and indexes, nothing that knows files, networks or clocks", () => {
    const used = files
      .filter((file) => isInside(file, CORE))
      .flatMap((file) => importsOf(file))
      .flatMap(({ specifier, target }) => (target === undefined ? [specifier] : []));
    expect(used).not.toEqual([]);
    expect(used.filter((name) => !CORE_PACKAGES.includes(name))).toEqual([]);
  });

  it.each(SOLE_USERS)("$packageName is used in $user alone", ({ packageName, within, user }) => {
    const users = files
      .filter((file) => isInside(file, within))
      .filter((file) =>
        importsOf(file).some(
          ({ specifier, typeOnly }) => isInside(specifier, packageName) && !typeOnly,
        ),
      );
    expect(users).toEqual([user]);
  });
});

it("the environment is read in one place, and by what starts the processes", () => {
  const readers = files.filter((file) => /\bprocess\s*\.\s*env\b/.test(read(file)));
  expect(readers.sort()).toEqual(READS_ENVIRONMENT);
});

function layerOf(file: string): string {
  const layer = Object.keys(LAYERS).find((prefix) => isInside(file, prefix));
  if (layer === undefined)
    throw new Error(`${file} is in no layer: give its folder a line in LAYERS.`);
  return layer;
}

interface Import {
  readonly specifier: string;
  /** The project's own file, from the root; undefined for a package. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  return readImports(file, read(file));
}

/** What a file imports, exports on, loads later or starts as a worker. */
function readImports(file: string, text: string): Import[] {
  const written =
    /(?:\b(import|export)(\s+type\b)?[^"';]*?\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*)"([^"]+)"/g;
  return [...text.matchAll(written)].flatMap(([whole, , type, specifier = ""]) =>
    whole.startsWith("new URL") && !specifier.startsWith(".")
      ? []
      : [{ specifier, target: targetOf(file, specifier), typeOnly: type !== undefined }],
  );
}

function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith("#")) return posix.join("server", specifier.slice(1));
  if (specifier.startsWith(".")) return posix.join(posix.dirname(file), specifier);
  return undefined;
}

function isInside(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

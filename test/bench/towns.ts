import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cellsInPolygon } from "#core/geo/cells.ts";
import type { LngLat } from "#core/geo/rings.ts";
import type { Network } from "#core/network/network.ts";
import { E7 } from "#core/network/streets.ts";
import type { CellId } from "#core/vocabulary.ts";
import { osmPbf, type OsmElements } from "../fixtures/osm-file.ts";
import { networkOf } from "./built-network.ts";
import { extractOfLines, gothenburgLines } from "./gothenburg.ts";
import { gridElements, gridSize, type Grid } from "./grid.ts";
import { seededRandom } from "./random.ts";
import { seededOrigins } from "./search.ts";

/** A street extract to measure on, and what an assessment of it starts from. */
export interface Town {
  readonly name: string;
  readonly extract: string;
  readonly assess?: { readonly facilities: string; readonly people: string };
  /** Nodes and edges that the compiled network must have, where that is known. */
  readonly size?: { readonly nodes: number; readonly edges: number };
  readonly targets: Targets;
}

/** What a town should reach, as printed; empty where nothing is asked of it. */
export interface Targets {
  readonly compile?: string;
  readonly memory?: string;
  readonly reopen?: string;
  readonly origins?: string;
  readonly nearest?: string;
  readonly matrix?: string;
  readonly assess?: string;
  readonly assessCompiled?: string;
}

export const PEOPLE_RESOLUTION = 9;
const GRID: Grid = { streets: 150, metresApart: 100 };

/** The real cities of a data folder, as far as they are there; what they need is written into `scratch`. */
export async function citiesOf(data: string, scratch: string): Promise<Town[]> {
  const heidelberg = join(data, "heidelberg.osm.pbf");
  const portoAlegre = join(data, "porto-alegre", "poa_osm.pbf");
  const cells = join(data, "porto-alegre", "poa_hexgrid.csv");
  return [
    ...(existsSync(heidelberg)
      ? [
          {
            name: "Heidelberg",
            extract: heidelberg,
            targets: {
              compile: "< 2 s",
              memory: "< 300 MiB",
              reopen: "< 50 ms",
              origins: "≥ 35,000 /s",
              nearest: "< 15 ms",
              matrix: "< 150 ms",
            },
          },
        ]
      : []),
    ...(existsSync(portoAlegre) && existsSync(cells)
      ? [
          {
            name: "Porto Alegre",
            extract: portoAlegre,
            assess: await portoAlegreInputs(cells, scratch),
            targets: { origins: "≥ 40,000 /s", assess: "< 4 s", assessCompiled: "< 1.5 s" },
          },
        ]
      : []),
  ];
}

/** Towns that need no data folder: Gothenburg from its package, and a grid. */
export async function ownTowns(scratch: string): Promise<Town[]> {
  return [
    await writtenTown("Gothenburg", extractOfLines(gothenburgLines()), scratch, {}),
    await writtenTown(
      `grid of ${GRID.streets} × ${GRID.streets} streets`,
      gridElements(GRID),
      scratch,
      { size: gridSize(GRID) },
    ),
  ];
}

/** The cells whose centre lies inside the extract. */
export function cellsWithin(network: Network, resolution: number): CellId[] {
  const rings = network.report.boundary.map((ring) => ring.map(([lng, lat]): LngLat => [lng, lat]));
  return cellsInPolygon(rings, resolution);
}

/** One schools and one health table out of the hexagon table: two services, people per cell. */
async function portoAlegreInputs(table: string, scratch: string) {
  const [, ...rows] = (await readFile(table, "utf8")).trim().split(/\r?\n/);
  const facilities = ["id,name,service,lng,lat"];
  const people = ["cell,people"];
  for (const row of rows) {
    const [cell, lng, lat, population, schools, , healthcare] = row.split(",");
    if (Number(population) > 0) people.push(`${cell},${population}`);
    if (Number(schools) > 0) facilities.push(`s-${cell},School ${cell},kindergarten,${lng},${lat}`);
    if (Number(healthcare) > 0) facilities.push(`h-${cell},Health ${cell},clinic,${lng},${lat}`);
  }
  return writeInputs(scratch, "porto-alegre", facilities, people);
}

/** An extract of elements, with made-up people in every cell and facilities at seeded crossings. */
async function writtenTown(
  name: string,
  elements: OsmElements,
  scratch: string,
  more: Pick<Town, "size">,
): Promise<Town> {
  const stem = name.replaceAll(/\W+/g, "-").toLowerCase();
  const extract = join(scratch, `${stem}.osm.pbf`);
  await writeFile(extract, osmPbf(elements));
  const network = networkOf(elements, name);
  const random = seededRandom(3);
  const people = cellsWithin(network, PEOPLE_RESOLUTION).map(
    (cell) => `${cell},${Math.floor(random() * 1000)}`,
  );
  const facilities = [...seededOrigins(network, 200)].map(
    (node, i) =>
      `f-${i},Facility ${i},${i % 2 === 0 ? "kindergarten" : "clinic"},${placeOf(network, node)}`,
  );
  return {
    name,
    extract,
    assess: await writeInputs(
      scratch,
      stem,
      ["id,name,service,lng,lat", ...facilities],
      ["cell,people", ...people],
    ),
    targets: {},
    ...more,
  };
}

async function writeInputs(
  scratch: string,
  stem: string,
  facilities: readonly string[],
  people: readonly string[],
) {
  const paths = {
    facilities: join(scratch, `${stem}-facilities.csv`),
    people: join(scratch, `${stem}-people.csv`),
  };
  await writeFile(paths.facilities, `${facilities.join("\n")}\n`);
  await writeFile(paths.people, `${people.join("\n")}\n`);
  return paths;
}

/** As it stands in a table: longitude, latitude. */
export function placeOf({ nodeLng, nodeLat }: Network, node: number): string {
  return `${nodeLng[node]! / E7},${nodeLat[node]! / E7}`;
}

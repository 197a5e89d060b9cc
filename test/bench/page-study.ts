import type { Import } from "#contract/import.ts";
import type { StudyLayers } from "#contract/layers.ts";
import type { StudySummary } from "#contract/study.ts";
import { SERVICES } from "#core/vocabulary.ts";
import { osmPbf } from "../fixtures/osm-file.ts";
import { networkOf } from "./built-network.ts";
import { gridElements } from "./grid.ts";
import { seededRandom } from "./random.ts";
import { seededOrigins } from "./search.ts";
import { cellsWithin, placeOf } from "./towns.ts";

export const CELLS = 50_000;
const RESOLUTION = 11;
const FACILITIES = 200;
/** Streets enough for the cells, 100 m apart. */
const GRID = { streets: 110, metresApart: 100 };

/** Makes a study with as many inhabited cells as the page must bear, over a made-up grid of streets. */
export async function makeLargeStudy(address: string): Promise<string> {
  const elements = gridElements(GRID);
  const network = networkOf(elements, "grid");
  const cells = cellsWithin(network, RESOLUTION).slice(0, CELLS);
  if (cells.length < CELLS)
    throw new Error(`The grid holds ${cells.length} cells; ${CELLS} are needed.`);
  const random = seededRandom(5);
  const facilities = [...seededOrigins(network, FACILITIES)].map(
    (node, i) => `f-${i},Facility ${i},${SERVICES[i % SERVICES.length]},${placeOf(network, node)}`,
  );
  const people = cells.map((cell) => `${cell},${1 + Math.floor(random() * 100)}`);
  const made = await asked<StudyLayers>(`${address}/api/studies`, {
    name: `${CELLS} cells`,
    resolution: RESOLUTION,
  });
  const streets = new Blob([Uint8Array.from(osmPbf(elements))]);
  await bring(address, made.id, "network", streets, "grid.osm.pbf");
  await bring(address, made.id, "people", table("cell,people", people), "people.csv");
  const places = table("id,name,service,lng,lat", facilities);
  await bring(address, made.id, "facilities", places, "facilities.csv");
  for (;;) {
    const { results } = await got<StudyLayers>(`${address}/api/studies/${made.id}/layers`);
    if (results.length > 0) return made.id;
    await shortly();
  }
}

/** The study that opens on first start. */
export async function demonstration(address: string): Promise<string> {
  const [first] = (await (await fetch(`${address}/api/studies`)).json()) as StudySummary[];
  if (first === undefined) throw new Error("The server has no demonstration study.");
  return first.id;
}

function table(head: string, rows: readonly string[]): Blob {
  return new Blob([`${[head, ...rows].join("\n")}\n`]);
}

/** Imports a file in WGS 84 as it is judged. */
async function bring(
  address: string,
  study: string,
  role: string,
  content: Blob,
  name: string,
): Promise<void> {
  const form = new FormData();
  form.set("role", role);
  form.set("file", content, name);
  const reply = await fetch(`${address}/api/studies/${study}/imports`, {
    method: "POST",
    body: form,
  });
  const { id } = (await reply.json()) as Import;
  const path = `${address}/api/imports/${id}`;
  await settled(path, "waiting");
  if (role === "facilities") {
    const decisions = { role, crs: { crs: "EPSG:4326", swapped: false } };
    await asked(`${path}/decisions`, decisions, "PUT");
    await settled(path, "waiting");
  }
  await asked(`${path}/confirm`, undefined);
  await settled(path, "done");
}

async function settled(path: string, state: Import["state"]): Promise<void> {
  for (;;) {
    const now = await got<Import>(path);
    if (now.state === state) return;
    if (now.state !== "reading" && now.state !== "storing")
      throw new Error(`The import is ${now.state}: ${now.error?.en ?? ""}`);
    await shortly();
  }
}

async function asked<Reply>(path: string, body: unknown, method = "POST"): Promise<Reply> {
  const reply = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${path} was refused: ${await reply.text()}`);
  return (await reply.json()) as Reply;
}

async function got<Reply>(path: string): Promise<Reply> {
  return (await (await fetch(path)).json()) as Reply;
}

function shortly(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 200));
}

import type { Job } from "#contract/jobs.ts";
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
  const form = new FormData();
  form.set("name", `${CELLS} cells`);
  form.set("resolution", String(RESOLUTION));
  form.set("network", new Blob([Uint8Array.from(osmPbf(elements))]), "grid.osm.pbf");
  form.set("facilities", table("id,name,service,lng,lat", facilities), "facilities.csv");
  form.set("people", table("cell,people", people), "people.csv");
  const reply = await fetch(`${address}/api/studies`, { method: "POST", body: form });
  if (reply.status !== 202) throw new Error(`The study was refused: ${await reply.text()}`);
  return finished(address, (await reply.json()) as Job);
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

async function finished(address: string, job: Job): Promise<string> {
  let now = job;
  while (now.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, 200));
    now = (await (await fetch(`${address}/api/jobs/${job.id}`)).json()) as Job;
  }
  if (now.study === undefined) throw new Error(`The study was not made: ${now.error ?? now.state}`);
  return now.study;
}

import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { weightOf } from "#core/coverage/decay.ts";
import { floatingCatchment, type Costs } from "#core/coverage/floating-catchment.ts";
import { haveReal, real } from "./data.ts";

const CELLS = "access-belo-horizonte/land_use_data.csv";
const MATRIX = "access-belo-horizonte/travel_matrix.csv.gz";

interface Land {
  readonly ids: readonly string[];
  readonly population: readonly number[];
  readonly jobs: readonly number[];
  readonly schools: readonly number[];
}

/** Minutes by public transport between the cells of Belo Horizonte, and what is published about access there. */
describe.runIf(haveReal("published access scores", CELLS, MATRIX))("access as published", () => {
  let land: Land;
  let minutes: readonly Trip[];
  beforeAll(async () => {
    land = readLand();
    minutes = await readTrips(land.ids);
  });

  it("five cells, jobs over population, 45 minutes binary", () => {
    const five = [
      "89a88cdb57bffff",
      "89a88cdb597ffff",
      "89a88cdb5b3ffff",
      "89a88cdb5cfffff",
      "89a88cd909bffff",
    ].map((id) => land.ids.indexOf(id));
    const among = minutes.filter(({ from, to }) => five.includes(from) && five.includes(to));
    const { access } = floatingCatchment(
      supplySide(among, land.ids.length),
      five.map((row) => ({ row, amount: land.jobs[row]! })),
      land.population,
      weightOf("binary", 45),
    );
    const printed = five.map((cell) => Math.round(access[cell]! * 10_000) / 10_000);
    expect(printed).toEqual([0.0152, 0.1491, 0.1491, 0.1068, 0]);
  });

  it("all cells: everybody's schools within 30 minutes are the 184 schools", () => {
    expect(land.ids).toHaveLength(898);
    const { access, demand } = floatingCatchment(
      supplySide(minutes, land.ids.length),
      land.schools.map((amount, row) => ({ row, amount })),
      land.population,
      weightOf("binary", 30),
    );
    const sum = land.population.reduce((all, people, c) => all + people * access[c]!, 0);
    expect(land.schools.reduce((all, count) => all + count, 0)).toBe(184);
    expect(land.schools.filter((count, c) => count > 0 && demand[c] === 0)).toEqual([]);
    expect(sum).toBeCloseTo(184, 9);
  });
});

interface Trip {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
}

/** Rows by where people travel to. */
function supplySide(trips: readonly Trip[], places: number): Costs {
  const byPlace = Map.groupBy(trips, ({ to }) => to);
  const first = [0];
  const entries: Trip[] = [];
  for (let place = 0; place < places; place++) {
    entries.push(...(byPlace.get(place) ?? []));
    first.push(entries.length);
  }
  return { first, cell: entries.map(({ from }) => from), cost: entries.map(({ cost }) => cost) };
}

function readLand(): Land {
  const [, ...rows] = readFileSync(real(CELLS), "utf8").trim().split("\n");
  const fields = rows.map((row) => row.replaceAll('"', "").split(","));
  const column = (index: number) => fields.map((row) => Number(row[index]));
  return {
    ids: fields.map(([id = ""]) => id),
    population: column(1),
    jobs: column(2),
    schools: column(3),
  };
}

async function readTrips(ids: readonly string[]): Promise<Trip[]> {
  const index = new Map(ids.map((id, i) => [id, i]));
  const lines = createInterface({ input: createReadStream(real(MATRIX)).pipe(createGunzip()) });
  const trips: Trip[] = [];
  for await (const line of lines) {
    const [from = "", to = "", cost = ""] = line.replaceAll('"', "").split(",");
    const [origin, destination] = [index.get(from), index.get(to)];
    if (origin !== undefined && destination !== undefined)
      trips.push({ from: origin, to: destination, cost: Number(cost) });
  }
  return trips;
}

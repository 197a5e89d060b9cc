import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Facility } from "#core/catchment/facility.ts";
import { assess, gapsOf, layGround, survey } from "#core/coverage/survey.ts";
import { toDemand, type PeopleSource } from "#core/demand/demand.ts";
import type { Service } from "#core/vocabulary.ts";
import { loadNetwork } from "../../server/intake/network-file.ts";
import { haveReal, real } from "./data.ts";

const STREETS = "porto-alegre/poa_osm.pbf";
const CELLS = "porto-alegre/poa_hexgrid.csv";

/** 15 minutes, in milliseconds. */
const LIMIT = 900_000;

describe.runIf(haveReal("coverage of a real city", STREETS, CELLS))(
  "Porto Alegre, 15 minutes",
  () => {
    it("has nearly the same share covered at resolutions 9, 10 and 11: less than 2 points apart", async () => {
      const { network, facilities, people } = await city();
      const shares: Record<string, number[]> = { kindergarten: [], clinic: [] };
      for (const resolution of [9, 10, 11]) {
        const ground = layGround(network, facilities, toDemand(people, resolution), [], 300);
        const surveyed = survey(ground, { kind: "time", speed: 1.1, steps: "slow" }, "towards");
        for (const service of ["kindergarten", "clinic"] as const) {
          const { all } = assess(surveyed, service, LIMIT).coverage;
          expect(all.people).toBe(812_935);
          expect(all.covered + all.gap + all.unknown).toBe(812_935);
          shares[service]!.push(100 * all.share!);
        }
      }
      for (const points of Object.values(shares))
        expect(Math.max(...points) - Math.min(...points)).toBeLessThan(2);
    });

    it("has gaps that hold just the people who are not covered", async () => {
      const { network, facilities, people } = await city();
      const ground = layGround(network, facilities, toDemand(people, 9), [], 300);
      const surveyed = survey(ground, { kind: "time", speed: 1.1, steps: "slow" }, "towards");
      for (const service of ["kindergarten", "clinic"] as const) {
        const result = assess(surveyed, service, LIMIT);
        const gaps = gapsOf(surveyed, service, LIMIT, result);
        expect(gaps.reduce((sum, gap) => sum + gap.people, 0)).toBe(result.coverage.all.gap);
        expect(new Set(gaps.flatMap(({ cells }) => cells)).size).toBe(
          gaps.reduce((sum, { cells }) => sum + cells.length, 0),
        );
        expect(new Set(gaps.map(({ name }) => name)).size).toBe(gaps.length);
      }
    });
  },
);

/** Cells with schools stand for kindergartens, cells with health care for clinics. */
async function city() {
  const lines = readFileSync(real(CELLS), "utf8").trim().split(/\r?\n/).slice(1);
  const rows = lines.map((line) => {
    const [cell = "", lng, lat, people, schools, , health] = line.split(",");
    const services: Service[] = [];
    if (Number(schools) > 0) services.push("kindergarten");
    if (Number(health) > 0) services.push("clinic");
    return { cell, lng: Number(lng), lat: Number(lat), people: Number(people), services };
  });
  return {
    network: await loadNetwork(real(STREETS)),
    people: rows.map(({ cell, people }): PeopleSource => ({
      kind: "cell",
      cell,
      people,
      groups: {},
    })),
    facilities: rows
      .filter(({ services }) => services.length > 0)
      .map(({ cell, lng, lat, services }): Facility => ({
        id: cell,
        name: cell,
        services,
        lng,
        lat,
        capacity: null,
      })),
  };
}

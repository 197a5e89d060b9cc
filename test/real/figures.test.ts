import { describe, expect, it } from "vitest";
import { metresBetween } from "#core/geo/lonlat.ts";
import { buildNetwork, MAIN, type Network } from "#core/network/network.ts";
import { linesAcrossSquares } from "#core/network/squares.ts";
import { E7, type Streets } from "#core/network/streets.ts";
import { SOURCE } from "../fixtures/town.ts";
import { haveReal, readStreets, real } from "./data.ts";

/**
 * What others counted in the same extracts: kilometres walked and, where told, the share of the largest part.
 * They walked every street that our table walks and around squares, not across; so lines across squares are
 * left out of the comparison.
 */
const KILOMETRES = [
  ["heidelberg.osm.pbf", 3598],
  ["porto-alegre/poa_osm.pbf", 1841],
  ["china-osm/ninghua.osm", 18.8],
  ["china-osm/guixi.osm", 115.7],
  ["china-osm/beijing-wudaokou.osm", 124.4],
  ["china-osm/beijing-cau.osm", 64.5],
] as const;

const MAIN_SHARES = [
  ["porto-alegre/poa_osm.pbf", 0.983],
  ["china-osm/ninghua.osm", 1],
  // One part for them; for us a locked gate cuts 0.6 % off.
  ["china-osm/guixi.osm", 1],
  ["china-osm/beijing-wudaokou.osm", 0.967],
] as const;

const NAMES = KILOMETRES.map(([name]) => name);

describe.runIf(haveReal("known figures of extracts", ...NAMES))("known figures", () => {
  it.each(KILOMETRES)("%s has %f km, to 2 %", async (name, km) => {
    const { network, streets } = await read(name);
    const ours = network.report.km - kmAcrossSquares(streets);
    expect(ours / km).toBeGreaterThan(0.98);
    expect(ours / km).toBeLessThan(1.02);
  });

  it.each(MAIN_SHARES)("%s has a main part of %f, to a hundredth", async (name, share) => {
    const { network } = await read(name);
    expect(Math.abs(network.report.mainShare - share)).toBeLessThan(0.01);
  });

  it("a network in need of repair has 79.8 % of its points in its main part, 90.7 % of its length", async () => {
    const { network } = await read("china-osm/beijing-cau.osm");
    expect(shareOfPointsInMain(network)).toBeCloseTo(0.798, 2);
    expect(network.report.mainShare).toBeCloseTo(0.907, 3);
    // It says where the rest is.
    expect(network.report.islands.length).toBe(network.report.components - 1);
  });
});

async function read(name: string): Promise<{ streets: Streets; network: Network }> {
  const streets = await readStreets(real(name));
  return { streets, network: buildNetwork(streets, SOURCE) };
}

function kmAcrossSquares(streets: Streets): number {
  const at = (p: number) => [streets.lng[p]! / E7, streets.lat[p]! / E7] as const;
  const lines = linesAcrossSquares(streets);
  return lines.reduce((sum, { p, q }) => sum + metresBetween(...at(p), ...at(q)), 0) / 1000;
}

/** Of all distinct points that streets are drawn through. */
function shareOfPointsInMain({ edgeCount, firstPoint, points, traits }: Network): number {
  const all = new Set<string>();
  const inMain = new Set<string>();
  for (let e = 0; e < edgeCount; e++) {
    for (let p = firstPoint[e]!; p < firstPoint[e + 1]!; p++) {
      const point = `${points[2 * p]} ${points[2 * p + 1]}`;
      all.add(point);
      if ((traits[e]! & MAIN) !== 0) inMain.add(point);
    }
  }
  return inMain.size / all.size;
}

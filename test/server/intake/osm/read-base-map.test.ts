import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BaseLayer, BaseMap } from "#core/osm/base-map.ts";
import { readBaseMap } from "../../../../server/intake/osm/read-base-map.ts";
import { osmPbf, osmXml, type OsmElements } from "../../../fixtures/osm-file.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "osm-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A village, a service road, and a park whose ring two untagged ways make. */
const TOWN: OsmElements = {
  nodes: [
    { id: 1, lng: 100.45, lat: 38.93, tags: { place: "village", name: "下安村" } },
    { id: 2, lng: 100.46, lat: 38.93, tags: { shop: "convenience" } },
    { id: 3, lng: 100.46, lat: 38.94 },
  ],
  ways: [
    { id: 1, refs: [1, 2, 3], tags: { highway: "service", surface: "asphalt" } },
    { id: 2, refs: [3, 1] },
    { id: 3, refs: [1, 2, 3] },
  ],
  relations: [
    {
      id: 1,
      members: [
        { type: "way", ref: 2, role: "outer" },
        { type: "way", ref: 3, role: "outer" },
      ],
      tags: { type: "multipolygon", leisure: "park", name: "湿地公园" },
    },
  ],
};

function counts(map: BaseMap): Partial<Record<BaseLayer, number>> {
  const layers = ["land", "water", "building", "street", "place", "label"] as const;
  return Object.fromEntries(layers.map((layer) => [layer, map[layer].set.length]));
}

describe("readBaseMap", () => {
  it("draws the same map from both formats, telling how far it is through both passes", async () => {
    const maps: BaseMap[] = [];
    for (const [name, content] of [
      ["town.osm", osmXml(TOWN)] as const,
      ["town.osm.pbf", osmPbf(TOWN)] as const,
    ]) {
      const path = join(folder, name);
      await writeFile(path, content);
      const shares: number[] = [];
      maps.push(
        await readBaseMap(path, { onProgress: (done, total) => void shares.push(done / total) }),
      );
      expect(shares.at(-1)).toBe(1);
      expect(shares).toContain(0.5);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    }
    expect(maps[0]).toEqual(maps[1]);
    expect(counts(maps[0]!)).toEqual({
      land: 1,
      water: 0,
      building: 0,
      street: 1,
      place: 1,
      label: 1,
    });
  });

  it("stops when told to", async () => {
    const path = join(folder, "town.osm");
    await writeFile(path, osmXml(TOWN));
    const reason = new Error("no longer wanted");
    await expect(readBaseMap(path, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

const extracts = join(import.meta.dirname, "../../../../../shared/data/china-osm");
if (!existsSync(extracts)) console.log(`skipped: no extracts at ${extracts}`);
describe.runIf(existsSync(extracts))("readBaseMap on real extracts", () => {
  it("draws Wudaokou with its campuses, buildings and stations by name", async () => {
    const map = await readBaseMap(join(extracts, "beijing-wudaokou.osm"));
    const names = map.label.sets.map(({ kind, name }) => `${kind} ${name}`);
    expect(names).toContain("school 清华大学");
    expect(names).toContain("park 圆明园");
    expect(map.building.set.length).toBeGreaterThan(500);
    expect(map.street.sets.some(({ name }) => name === "成府路")).toBe(true);
  });
});

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packNetwork } from "#core/network/codec.ts";
import type { Network } from "#core/network/network.ts";
import { baseMapOf } from "../../../server/compute/base-map.ts";
import { loadNetwork } from "../../../server/intake/network-file.ts";
import { temporaryFolder, townFiles } from "../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let extract: string;
let network: Network;
beforeAll(async () => {
  folder = await temporaryFolder();
  ({ network: extract } = await townFiles(folder.path));
  network = await loadNetwork(extract);
});
afterAll(() => folder.remove());

describe("the base map of an extract", () => {
  it("is drawn in two passes, from first to last byte of each", async () => {
    const seen: number[] = [];
    let end = 0;
    const map = await baseMapOf(extract, network, (done, total) => {
      seen.push(done);
      end = total;
    });
    expect(seen.at(-1)).toBe(end);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(map.building.set).toHaveLength(1);
    expect(map.place.sets).toEqual([{ kind: "town", name: "七里镇" }]);
    // Seven streets each way.
    expect(map.street.set).toHaveLength(14);
  });
});

describe("the base map of a compiled network", () => {
  it("is its streets, all that it knows, at full length and by name", async () => {
    const compiled = join(folder.path, "town.ykz");
    await writeFile(compiled, new Uint8Array(packNetwork(network)));
    const map = await baseMapOf(compiled, network, () => {});
    expect(map.street.set).toHaveLength(network.edgeCount);
    expect(map.street.positions).toHaveLength(network.points.length);
    expect(map.building.set).toHaveLength(0);
    const kinds = new Map(map.street.sets.map((set) => [set.name, set.class]));
    expect(kinds.get("南北5路")).toBe("steps");
    expect(kinds.get("东西1路")).toBe("residential");
    expect(kinds.size).toBe(14);
  });
});

import { crc32 } from "node:zlib";
import { expect, it } from "vitest";
import { storedZip } from "../../../client/ui/stored-zip.ts";
import { unzipped } from "../../fixtures/unzipped.ts";

it("packs files that come out again as they went in, under their Chinese names", async () => {
  const all = Uint8Array.from({ length: 1000 }, (_, i) => i % 256);
  const zip = await storedZip("社区.zip", [
    new File([all], "社区.shp"),
    new File([], "空.prj"),
    new File(["GBK"], "社区.cpg"),
  ]);
  expect(zip.name).toBe("社区.zip");
  const parts = await unzipped(await zip.bytes());
  expect([...parts].map(([name, content]) => [name, content.length])).toEqual([
    ["社区.shp", 1000],
    ["空.prj", 0],
    ["社区.cpg", 3],
  ]);
  expect(parts.get("社区.shp")?.equals(all)).toBe(true);
  const head = new DataView(await zip.arrayBuffer());
  expect(head.getUint32(14, true)).toBe(crc32(all));
});

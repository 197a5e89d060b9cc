import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Member, OsmVisitor, Tags } from "#core/osm/elements.ts";
import { readOsm, type ReadOptions } from "../../../../server/intake/osm/read-osm.ts";
import { osmPbf, osmXml, type OsmElements } from "../../../fixtures/osm-file.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "osm-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/**
 *      3 ---- 4
 *      |      |      a square with a gate at 2, and node 9 apart
 *      1 -(2)-5   9
 */
const TOWN: OsmElements = {
  bounds: [100.4, 38.9, 100.5, 39],
  nodes: [
    { id: 1, lng: 100.4512345, lat: 38.9312345 },
    { id: 2, lng: 100.452, lat: 38.9312345, tags: { barrier: "gate", access: "private" } },
    { id: 3, lng: 100.4512345, lat: 38.94 },
    { id: 4, lng: 100.4530001, lat: 38.94 },
    { id: 5, lng: 100.4530001, lat: 38.9312345 },
    { id: 9, lng: -179.9999999, lat: -89.9, tags: { name: "甘州区 <\"&'> 😀" } },
  ],
  ways: [
    { id: 10, refs: [1, 2, 5, 4, 3, 1], tags: { highway: "footway", name: "县府街" } },
    { id: 13_000_000_001, refs: [3, 4] },
  ],
  relations: [
    {
      id: 20,
      members: [
        { type: "way", ref: 13_000_000_001, role: "outer" },
        { type: "node", ref: 2, role: "" },
        { type: "relation", ref: 21, role: "subarea" },
      ],
      tags: { type: "multipolygon" },
    },
    { id: 21, members: [] },
  ],
};

type Visit =
  | ["bounds", number, number, number, number]
  | ["node", number, number, number, Tags | undefined]
  | ["way", number, readonly number[], Tags | undefined]
  | ["relation", number, readonly Member[], Tags | undefined];

function recorder(): { visits: Visit[]; visitor: Required<OsmVisitor> } {
  const visits: Visit[] = [];
  const visitor: Required<OsmVisitor> = {
    bounds: (...sides) => void visits.push(["bounds", ...sides]),
    node: (...node) => void visits.push(["node", ...node]),
    way: (...way) => void visits.push(["way", ...way]),
    relation: (...relation) => void visits.push(["relation", ...relation]),
  };
  return { visits, visitor };
}

async function visitsOf(content: string | Uint8Array, options?: ReadOptions): Promise<Visit[]> {
  const path = join(folder, "town");
  await writeFile(path, content);
  const { visits, visitor } = recorder();
  await readOsm(path, visitor, options);
  return visits;
}

const TOWN_VISITS: Visit[] = [
  ["bounds", 100.4, 38.9, 100.5, 39],
  ...TOWN.nodes.map(({ id, lng, lat, tags }): Visit => ["node", id, lng, lat, tags]),
  ...TOWN.ways.map(({ id, refs, tags }): Visit => ["way", id, refs, tags]),
  ...(TOWN.relations ?? []).map(({ id, members, tags }): Visit => ["relation", id, members, tags]),
];

describe("readOsm", () => {
  const forms: [string, string | Uint8Array][] = [
    ["XML", osmXml(TOWN)],
    ["XML after a byte order mark", `\uFEFF${osmXml(TOWN)}`],
    ["PBF", osmPbf(TOWN)],
    ["PBF in blocks of one element", osmPbf(TOWN, { perBlock: 1 })],
    ["PBF with plain nodes", osmPbf(TOWN, { nodes: "plain" })],
    ["PBF without packing", osmPbf(TOWN, { packing: "raw" })],
  ];
  it.each(forms)(
    "gives the elements as written, from %s, whatever the file is called",
    async (_form, content) => {
      expect(await visitsOf(content)).toEqual(TOWN_VISITS);
    },
  );

  it("gives the same visits from both formats, for any elements", async () => {
    await fc.assert(
      fc.asyncProperty(elements(), async (town) => {
        const fromXml = await visitsOf(osmXml(town));
        expect(await visitsOf(osmPbf(town, { perBlock: 3 }))).toEqual(fromXml);
        expect(fromXml).toHaveLength(
          town.nodes.length + town.ways.length + (town.relations?.length ?? 0),
        );
      }),
      { numRuns: 60 },
    );
  });

  it.each(forms.slice(0, 3))(
    "gives only the tags asked for, and all of a relation's, from %s",
    async (_form, content) => {
      const visits = await visitsOf(content, { nodeTags: ["barrier"], wayTags: [] });
      const tags = visits.slice(1).map((visit) => visit.at(-1));
      expect(tags).toEqual([
        undefined,
        { barrier: "gate" },
        ...TOWN.nodes.slice(2).map(() => undefined),
        ...TOWN.ways.map(() => undefined),
        { type: "multipolygon" },
        undefined,
      ]);
    },
  );

  it.each(forms)("gives a visitor only the kinds it takes, from %s", async (_form, content) => {
    const path = join(folder, "kinds");
    await writeFile(path, content);
    const refs: number[] = [];
    await readOsm(path, { way: (_id, wayRefs) => void refs.push(...wayRefs) });
    expect(refs).toEqual([1, 2, 5, 4, 3, 1, 3, 4]);
  });

  it("reads files of many blocks, small and large, without losing a byte between two reads", async () => {
    const nodes = Array.from({ length: 120_000 }, (_, i) => ({
      id: 7 * i + 1,
      lng: (((i * 79_190) % 3_600_000_000) - 1_800_000_000) / 1e7,
      lat: (((i * 104_729) % 1_800_000_000) - 900_000_000) / 1e7,
    }));
    const town = { nodes, ways: [] };
    const expected = nodes.map(({ id, lng, lat }): Visit => ["node", id, lng, lat, undefined]);
    const forms = [
      osmPbf(town, { perBlock: 999, packing: "raw" }),
      osmPbf(town, { perBlock: 1e6, packing: "raw" }),
    ];
    for (const content of forms) expect(content.length).toBeGreaterThan(500_000);
    for (const content of [...forms, osmXml(town)]) {
      const visits = await visitsOf(content);
      expect(visits).toHaveLength(expected.length);
      expect(
        visits.every((visit, i) => JSON.stringify(visit) === JSON.stringify(expected[i])),
      ).toBe(true);
    }
  });

  it("leaves out what an editor marked as deleted", async () => {
    const deleted = '<node id="7" action="delete"/><way id="8" visible="false"/>';
    expect(await visitsOf(osmXml(TOWN).replace("</osm>", `${deleted}</osm>`))).toEqual(TOWN_VISITS);
  });

  it("gives the stated bounds even when they are nonsense", async () => {
    const bounds = [0, 0, 180, 90] as const;
    const town = { ...TOWN, bounds };
    expect((await visitsOf(osmXml(town)))[0]).toEqual(["bounds", ...bounds]);
    expect((await visitsOf(osmPbf(town)))[0]).toEqual(["bounds", ...bounds]);
  });

  it.each(forms)("tells how far it is, up to the last byte, from %s", async (_form, content) => {
    const size = Buffer.byteLength(content);
    const steps: [number, number][] = [];
    await visitsOf(content, { onProgress: (done, total) => void steps.push([done, total]) });
    expect(steps.at(-1)).toEqual([size, size]);
    expect(steps.map(([done]) => done)).toEqual(
      steps.map(([done]) => done).toSorted((a, b) => a - b),
    );
  });

  it("stops with the signal's reason, at once or in the middle", async () => {
    const reason = new Error("the user went away");
    const path = join(folder, "stopped");
    for (const content of [osmPbf(TOWN, { perBlock: 1 }), osmXml(TOWN) + " ".repeat(400_000)]) {
      await writeFile(path, content);
      await expect(readOsm(path, {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      const controller = new AbortController();
      let calls = 0;
      const onProgress = (): void => {
        calls++;
        controller.abort(reason);
      };
      await expect(readOsm(path, {}, { signal: controller.signal, onProgress })).rejects.toBe(
        reason,
      );
      expect(calls).toBe(1);
    }
  });

  it("lets what the visitor throws through", async () => {
    const path = join(folder, "thrown");
    const mine = new Error("mine");
    const node = (): never => {
      throw mine;
    };
    for (const content of [osmPbf(TOWN), osmXml(TOWN)]) {
      await writeFile(path, content);
      await expect(readOsm(path, { node })).rejects.toBe(mine);
    }
  });
});

/** Random elements whose coordinates are whole steps of 1e-7 degrees, as both formats keep them. */
function elements(): fc.Arbitrary<OsmElements> {
  const id = fc.integer({ min: 1, max: 2 ** 40 });
  const step = (limit: number) =>
    fc.integer({ min: -limit * 1e7, max: limit * 1e7 }).map((i) => i / 1e7);
  const word = fc.string({ unit: "grapheme", maxLength: 8 });
  const key = word.filter((text) => text !== "" && text !== "__proto__");
  const tags = fc.option(fc.dictionary(key, word, { minKeys: 1, maxKeys: 3 }), { nil: undefined });
  const member = fc.record({
    type: fc.constantFrom("node" as const, "way" as const, "relation" as const),
    ref: id,
    role: word,
  });
  return fc.record({
    nodes: fc.array(fc.record({ id, lng: step(180), lat: step(90), tags }).map(dropUndefined)),
    ways: fc.array(fc.record({ id, refs: fc.array(id), tags }).map(dropUndefined)),
    relations: fc.array(fc.record({ id, members: fc.array(member), tags }).map(dropUndefined)),
  });
}

/** An element without tags has no `tags` at all, rather than an undefined one. */
function dropUndefined<T extends { tags: Tags | undefined }>({
  tags,
  ...rest
}: T): Omit<T, "tags"> & { tags?: Tags } {
  return tags ? { ...rest, tags: { ...tags } } : rest;
}

const sharedData = join(import.meta.dirname, "../../../../../shared/data");
const heidelberg = join(sharedData, "heidelberg.osm.pbf");
if (!existsSync(heidelberg)) console.log(`skipped: no extracts at ${sharedData}`);
describe.runIf(existsSync(heidelberg))("readOsm on a real extract", () => {
  it("gives every element of Heidelberg once", async () => {
    const counts = { node: 0, way: 0, relation: 0 };
    await readOsm(heidelberg, {
      node: () => void counts.node++,
      way: () => void counts.way++,
      relation: () => void counts.relation++,
    });
    expect(counts).toEqual({ node: 221_009, way: 31_619, relation: 1_700 });
  });
});

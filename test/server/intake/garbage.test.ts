import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../server/intake/account.ts";
import { readFacilities } from "../../../server/intake/facilities.ts";
import { readPeople } from "../../../server/intake/people.ts";
import { readPoints } from "../../../server/intake/points.ts";
import { readUnits } from "../../../server/intake/units.ts";
import { ANYWHERE, HEIDELBERG, given, refusal } from "./given.ts";

const READERS = [readFacilities, readPeople, readUnits, readPoints];

/** Whether every reader either reads the content and accounts for every row, or refuses it as input. */
async function isReadOrRefused(content: string | Uint8Array): Promise<boolean> {
  const file = given("garbage", content);
  const readings = READERS.flatMap((read) => [read(file, ANYWHERE), read(file, HEIDELBERG)]);
  for (const outcome of await Promise.allSettled(readings)) {
    if (outcome.status === "rejected" && !(outcome.reason instanceof InputError))
      throw outcome.reason;
    if (outcome.status === "rejected") continue;
    const { read, used, droppedCount } = outcome.value.account;
    if (read !== used + droppedCount) return false;
  }
  return true;
}

describe("garbage never brings a reader down", () => {
  it("as bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await isReadOrRefused(bytes)).toBe(true);
      }),
      {
        numRuns: 150,
      },
    );
  });

  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom(
      "",
      '"',
      "8.69",
      "49.41",
      "-1",
      "1e308",
      "clinic",
      "8a1faa99668ffff",
      "\n",
      ";",
    ),
    fc.double().map(String),
  );

  it("as a table under a good header", async () => {
    const header = "id,name,service,lng,lat,capacity,people,people_0_2";
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }),
        async (rows) => {
          const table = [header, ...rows.map((row) => row.join(","))].join("\n");
          expect(await isReadOrRefused(table)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("as JSON, and as GeoJSON with anything for its geometries and properties", async () => {
    const anything = fc.anything({ maxDepth: 4, withNullPrototype: false });
    const features = fc.array(
      fc.record({
        type: fc.constantFrom("Feature", "Fish"),
        id: anything,
        geometry: fc.oneof(
          anything,
          fc.record({
            type: fc.constantFrom("Point", "Polygon", "MultiPolygon", "LineString"),
            coordinates: fc.oneof(
              anything,
              fc.array(fc.double()),
              fc.array(fc.array(fc.array(fc.double()))),
            ),
          }),
        ),
        properties: fc.oneof(
          anything,
          fc.dictionary(
            fc.constantFrom("id", "service", "people", "people_0_2", "__proto__"),
            anything,
          ),
        ),
      }),
      { maxLength: 6 },
    );
    const text = (value: unknown) =>
      JSON.stringify(value, (_key, inner: unknown) =>
        typeof inner === "bigint" ? `${inner}` : inner,
      ) ?? "[]";
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          features.map((f) => text({ type: "FeatureCollection", features: f })),
        ),
        async (content) => {
          expect(await isReadOrRefused(content)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("a hundred thousand rows of garbage end in one clear message", () => {
  const rows = (line: (i: number) => string) =>
    Array.from({ length: 100_000 }, (_, i) => line(i)).join("\n");

  it("without a header", async () => {
    const error = await refusal(
      readFacilities(
        given(
          "g.csv",
          rows((i) => `#${i * 7919}!?;%~|`),
        ),
        HEIDELBERG,
      ),
    );
    expect(error.message).toContain("g.csv has no column id, service, lng, lat");
  });

  it("under a good header", async () => {
    const content = `id,name,service,lng,lat\n${rows((i) => `${i},?,~,#,!`)}`;
    const error = await refusal(readFacilities(given("g.csv", content), HEIDELBERG));
    expect(error.message).toContain("none of its 100000 rows can be used");
    expect(error.message).toContain('first in row 2: lng is not a number ("#")');
  });

  it("as binary data", async () => {
    const bytes = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 2_654_435_761) >>> 24);
    const error = await refusal(readFacilities(given("g.csv", bytes), HEIDELBERG));
    expect(error.message).toMatch(/binary data|not UTF-8/);
  });
});

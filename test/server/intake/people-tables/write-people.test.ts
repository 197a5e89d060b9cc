import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellAt } from "#core/geo/cells.ts";
import { quantise } from "#core/demand/people.ts";
import {
  writePeople,
  type PlacedPeople,
} from "../../../../server/intake/people-tables/write-people.ts";
import { readPeople } from "../../../../server/intake/people.ts";
import { ANYWHERE, given } from "../given.ts";

const GROUPS = ["0_2", "60_plus"];
const people = fc
  .oneof(
    fc.double({ min: 0, max: 2 ** 32, noNaN: true }),
    fc.double({ min: 0, max: 1e-4, noNaN: true }),
  )
  .map(quantise);
const groups = fc.record({ "0_2": people, "60_plus": people }, { requiredKeys: [] });
const lng = fc.double({ min: -180, max: 180, noNaN: true });
const lat = fc.double({ min: -89, max: 89, noNaN: true });
const points = fc.array(
  fc.record({ kind: fc.constant("point" as const), lng, lat, people, groups }),
  { minLength: 1, maxLength: 20 },
);
const cells = fc.array(
  fc.record({
    kind: fc.constant("cell" as const),
    cell: fc.tuple(lng, lat, fc.integer({ min: 7, max: 12 })).map((at) => cellAt(...at)),
    people,
    groups,
  }),
  { minLength: 1, maxLength: 20 },
);

const total = (sources: readonly PlacedPeople[]) =>
  sources.reduce((sum, source) => sum + source.people, 0);

describe("the file of people", () => {
  it("is read back to the last bit, unknown groups unknown", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(points, cells), async (sources) => {
        fc.pre(total(sources) <= 2 ** 33);
        // A number has one zero in a file.
        const plain = sources.map((source) =>
          source.kind === "point"
            ? { ...source, lng: source.lng + 0, lat: source.lat + 0 }
            : source,
        );
        const file = given("people.csv", writePeople(plain, GROUPS));
        const read = await readPeople(file, ANYWHERE);
        expect(read.sources).toEqual(plain);
        expect(read.groups).toEqual(GROUPS);
        expect(read.account).toMatchObject({ droppedCount: 0 });
      }),
      { numRuns: 60 },
    );
  });

  it("of nobody has its titles, and is read as nobody", async () => {
    expect(writePeople([], GROUPS)).toBe("lng,lat,people,people_0_2,people_60_plus\n");
    const read = await readPeople(given("none.csv", writePeople([], [])), ANYWHERE);
    expect(read).toMatchObject({ sources: [], total: 0 });
  });

  it("is not made of points and cells at once", () => {
    const mixed: PlacedPeople[] = [
      { kind: "point", lng: 0, lat: 0, people: 1, groups: {} },
      { kind: "cell", cell: cellAt(0, 0, 10), people: 1, groups: {} },
    ];
    expect(() => writePeople(mixed, [])).toThrow(RangeError);
  });
});

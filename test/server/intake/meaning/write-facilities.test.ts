import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Facility } from "../../../../server/core/catchment/facility.ts";
import {
  NUMBER_ATTRIBUTES,
  SERVICES,
  TEXT_ATTRIBUTES,
  TRUTH_ATTRIBUTES,
} from "../../../../server/core/vocabulary.ts";
import { readFacilities } from "../../../../server/intake/facilities.ts";
import { writeFacilities } from "../../../../server/intake/meaning/write-facilities.ts";
import { ANYWHERE, given } from "../given.ts";

const DAY_CARE: Facility = {
  id: "F2",
  name: "东街社区“一站式”中心",
  services: ["childcare", "elderly-care"],
  lng: 100.45,
  lat: 38.93,
  capacity: null,
  capacities: { childcare: 40, "elderly-care": 12 },
  attributes: { "childcare-places": 40, inclusive: true, registered: false, address: "东街 1 号" },
};

describe("facilities written as GeoJSON", () => {
  it("carry every service, capacity and attribute under its own name", () => {
    expect(JSON.parse(Buffer.from(writeFacilities([DAY_CARE])).toString())).toEqual({
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          properties: {
            id: "F2",
            name: "东街社区“一站式”中心",
            service: "childcare;elderly-care",
            capacity: null,
            capacity_childcare: 40,
            "capacity_elderly-care": 12,
            "childcare-places": 40,
            inclusive: true,
            registered: false,
            address: "东街 1 号",
          },
          geometry: { type: "Point", coordinates: [100.45, 38.93] },
        },
      ],
    });
  });

  const text = fc.string({ minLength: 1, maxLength: 12 }).map((s) => s.trim() || "x");
  const amount = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e9, noNaN: true })).map(Math.abs);
  const some = <T>(names: readonly string[], value: fc.Arbitrary<T>) =>
    fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: true });
  const facility: fc.Arbitrary<Facility> = fc
    .record({
      id: text,
      name: text,
      services: fc.uniqueArray(fc.constantFrom(...SERVICES), { minLength: 1 }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }).map((x) => x + 0),
      lat: fc.double({ min: -90, max: 90, noNaN: true }).map((x) => x + 0),
      capacity: fc.option(amount),
      capacities: some(SERVICES, amount),
      numbers: some(NUMBER_ATTRIBUTES, amount),
      truths: some(TRUTH_ATTRIBUTES, fc.boolean()),
      texts: some(TEXT_ATTRIBUTES, text),
    })
    .map(({ capacities, numbers, truths, texts, ...rest }) => {
      const attributes = { ...numbers, ...truths, ...texts };
      return {
        ...rest,
        ...(Object.keys(capacities).length > 0 && { capacities }),
        ...(Object.keys(attributes).length > 0 && { attributes }),
      };
    });

  it("are all there, one a line, where they are written in pieces", () => {
    const many = Array.from({ length: 2500 }, (_, i) => ({ ...DAY_CARE, id: `F${i}` }));
    const text = Buffer.from(writeFacilities(many)).toString();
    const { features } = JSON.parse(text) as { features: { properties: { id: string } }[] };
    expect(features.map(({ properties }) => properties.id)).toEqual(many.map(({ id }) => id));
    expect(text.split("\n")).toHaveLength(2500 + 3);
  });

  it("are read back without loss", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(facility, { minLength: 1, maxLength: 5, selector: ({ id }) => id }),
        async (facilities) => {
          const file = given("written.geojson", writeFacilities(facilities));
          const { facilities: back, account } = await readFacilities(file, ANYWHERE);
          expect(back).toStrictEqual(facilities);
          expect(account.notedCount).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});

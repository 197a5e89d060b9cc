import fc from "fast-check";
import { expect, it } from "vitest";
import { cellAt } from "#core/geo/cells.ts";
import { peopleOfPixels } from "../../../../server/intake/people-tables/pixels.ts";

const columns = (pixels: readonly (readonly [number, number, number])[]) => ({
  lng: Float64Array.from(pixels, ([lng]) => lng),
  lat: Float64Array.from(pixels, ([, lat]) => lat),
  people: Float64Array.from(pixels, ([, , people]) => people),
});

it("pixels of one cell add up, nobody has no cell, and no value is not known", () => {
  const found = peopleOfPixels(
    columns([
      [100, 38, 1.5],
      [100, 38, 2.25],
      [100.1, 38, 4],
      [100.2, 38, 0],
      [100.3, 38, Number.NaN],
      [100.3, 38, -99_999],
      [100.3, 38, Infinity],
    ]),
    11,
  );
  const [here, there] = [cellAt(100, 38, 11), cellAt(100.1, 38, 11)];
  expect(found.sources).toEqual(
    [
      { kind: "cell", cell: here, people: 3.75, groups: {} },
      { kind: "cell", cell: there, people: 4, groups: {} },
    ].toSorted((a, b) => (a.cell < b.cell ? -1 : 1)),
  );
  expect(found).toMatchObject({ total: 7.75, inhabited: 3, empty: 1, unknown: 3 });
});

it("the sum of the held pixels is conserved exactly, whatever their order", () => {
  const pixel = fc.tuple(
    fc.double({ min: 100, max: 100.01, noNaN: true }),
    fc.double({ min: 38, max: 38.01, noNaN: true }),
    fc.double({ min: 0, max: 1e5, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.array(pixel, { maxLength: 60 }),
      fc.constantFrom(10, 11),
      (pixels, resolution) => {
        const found = peopleOfPixels(columns(pixels), resolution);
        const quanta = pixels.reduce(
          (sum, [, , people]) => sum + BigInt(Math.round(people * 2 ** 20)),
          0n,
        );
        const sum = found.sources.reduce((all, { people }) => all + BigInt(people * 2 ** 20), 0n);
        expect(sum).toBe(quanta);
        expect(BigInt(found.total * 2 ** 20)).toBe(quanta);
        expect(peopleOfPixels(columns(pixels.toReversed()), resolution)).toEqual(found);
      },
    ),
  );
});

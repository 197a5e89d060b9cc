import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divide } from "#core/geo/coordinate-doctor/two-systems.ts";

describe("rows divided between two systems", () => {
  it("go to the second in runs, not one by one", () => {
    const first = Array.from({ length: 60 }, (_, i) =>
      i >= 20 && i < 35 ? 140 : i === 50 ? 140 : 20,
    );
    const second = Array.from({ length: 60 }, (_, i) =>
      i >= 20 && i < 35 ? 20 : i === 50 ? 20 : 90,
    );
    const { second: isSecond, gain } = divide(first, second);
    expect([...isSecond.keys()].filter((i) => isSecond[i] === 1)).toEqual(
      Array.from({ length: 15 }, (_, i) => 20 + i),
    );
    expect(gain).toBeGreaterThan(10);
  });

  it("gain nothing where the first fits all", () => {
    const { second, gain } = divide(Array(30).fill(10), Array(30).fill(100));
    expect(second.every((is) => is === 0)).toBe(true);
    expect(gain).toBeLessThan(0);
    expect(divide([], [])).toEqual({ second: new Uint8Array(0), gain: 0 });
  });

  it("are as likely as all histories of changes together", () => {
    const misfit = fc.double({ min: 0, max: 300, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(misfit, misfit), { minLength: 1, maxLength: 8 }), (rows) => {
        const { second, gain } = divide(
          rows.map(([a]) => a),
          rows.map(([, b]) => b),
        );
        // A change, at the start too, in one row of fifty; e times likelier for every 35 m.
        const shares = rows.map(() => 0);
        let all = 0;
        for (let history = 0; history < 2 ** rows.length; history++) {
          let [likelihood, before] = [1, 0];
          for (const [i, [a, b]] of rows.entries()) {
            const state = (history >> i) & 1;
            likelihood *= state === before ? 0.98 : 0.02;
            if (state === 1) likelihood *= Math.exp((a - b) / 35);
            before = state;
          }
          all += likelihood;
          for (const i of rows.keys()) if ((history >> i) & 1) shares[i]! += likelihood;
        }
        expect(gain).toBeCloseTo(Math.log(all), 6);
        // Even odds may be rounded to either side.
        const clear = [...rows.keys()].filter((i) => Math.abs(shares[i]! / all - 0.5) > 1e-6);
        expect(clear.map((i) => second[i])).toEqual(
          clear.map((i) => (shares[i]! / all > 0.5 ? 1 : 0)),
        );
      }),
    );
  });
});

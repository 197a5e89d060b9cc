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
    expect(divide([], [])).toEqual({ second: new Uint8Array(0), gain: 0, doubt: 0 });
  });

  it("are told apart where they lie scattered, and how many may be wrong is said", () => {
    const isOther = (i: number) => (i * 7) % 10 < 4;
    const rows = Array.from({ length: 100 }, (_, i) => i);
    const clear = divide(
      rows.map((i) => (isOther(i) ? 150 : 10)),
      rows.map((i) => (isOther(i) ? 10 : 150)),
    );
    expect(rows.filter((i) => (clear.second[i] === 1) !== isOther(i))).toEqual([]);
    // Each row speaks with e⁴ to one.
    expect(clear.doubt).toBeGreaterThan(1);
    expect(clear.doubt).toBeLessThan(3);
    const vague = divide(
      rows.map((i) => (isOther(i) ? 80 : 20)),
      rows.map((i) => (isOther(i) ? 20 : 80)),
    );
    expect(vague.doubt).toBeGreaterThan(10);
  });

  it("are as likely as all histories of changes together, or all scattered rows of one share", () => {
    const misfit = fc.double({ min: 0, max: 300, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(misfit, misfit), { minLength: 1, maxLength: 8 }), (rows) => {
        const { second, gain, doubt } = divide(
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
        // Scattered rows of tenths have to be e³ times likelier.
        const odds = rows.map(([a, b]) => Math.exp((a - b) / 35));
        const loose = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenths) => {
          const p = tenths / 10;
          const likelihood = odds.reduce((product, odd) => product * (1 - p + p * odd), 1);
          return {
            gain: Math.log(likelihood) - 3,
            chances: odds.map((odd) => (p * odd) / (1 - p + p * odd)),
          };
        });
        const best = loose.toSorted((a, b) => b.gain - a.gain)[0]!;
        fc.pre(Math.abs(best.gain - Math.log(all)) > 1e-6);
        const inRuns = Math.log(all) > best.gain;
        const chances = inRuns ? shares.map((share) => share / all) : best.chances;
        expect(gain).toBeCloseTo(inRuns ? Math.log(all) : best.gain, 6);
        expect(doubt).toBeCloseTo(
          chances.reduce((sum, chance) => sum + Math.min(chance, 1 - chance), 0),
          6,
        );
        // Even odds may be rounded to either side.
        const clear = [...rows.keys()].filter((i) => Math.abs(chances[i]! - 0.5) > 1e-6);
        expect(clear.map((i) => second[i])).toEqual(clear.map((i) => (chances[i]! > 0.5 ? 1 : 0)));
      }),
    );
  });
});

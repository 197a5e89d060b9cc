import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weightOf } from "#core/coverage/decay.ts";
import { floatingCatchment, type Costs } from "#core/coverage/floating-catchment.ts";
import { DECAYS } from "#core/vocabulary.ts";

/** Costs as a table of rows; undefined where there is no way. */
type Table = readonly (readonly (number | undefined)[])[];

function sparse(table: Table): Costs {
  const first = [0];
  const cell: number[] = [];
  const cost: number[] = [];
  for (const row of table) {
    for (const [c, value] of row.entries()) {
      if (value === undefined) continue;
      cell.push(c);
      cost.push(value);
    }
    first.push(cell.length);
  }
  return { first, cell, cost };
}

describe("supply is shared by those who reach it", () => {
  it("and added up by them: two clinics, three hamlets", () => {
    // The first clinic has 10 beds for 100 + 300 people, the second 6 for 300 + 200.
    const costs = sparse([
      [5, 10, undefined],
      [undefined, 10, 8],
    ]);
    const offers = [
      { row: 0, amount: 10 },
      { row: 1, amount: 6 },
    ];
    const found = floatingCatchment(costs, offers, [100, 300, 200], weightOf("binary", 10));
    expect([...found.demand]).toEqual([400, 500]);
    expect([...found.ratio]).toEqual([0.025, 0.012]);
    expect([...found.access]).toEqual([0.025, 0.025 + 0.012, 0.012]);
  });

  it("less by those who walk farther, in both steps", () => {
    // Limit 30: the second hamlet is in the second zone, the third in the last.
    const costs = sparse([[10, 20, 30]]);
    const offers = [{ row: 0, amount: 10 }];
    const { demand, access } = floatingCatchment(
      costs,
      offers,
      [100, 100, 100],
      weightOf("enhanced", 30),
    );
    // 100 + 68 + 22 = 190 people
    expect(demand[0]).toBeCloseTo(190, 9);
    expect(access[0]).toBeCloseTo(10 / 190, 12);
    expect(access[1]).toBeCloseTo(6.8 / 190, 12);
    expect(access[2]).toBeCloseTo(2.2 / 190, 12);
  });

  it("and by nobody where nobody is in reach", () => {
    const costs = sparse([[50], [5]]);
    const offers = [
      { row: 0, amount: 7 },
      { row: 1, amount: 7 },
    ];
    const none = floatingCatchment(costs, offers, [0], weightOf("binary", 10));
    expect([...none.ratio]).toEqual([Number.NaN, Number.NaN]);
    expect([...none.access]).toEqual([0]);
  });
});

const question = fc
  .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 8 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      table: fc.array(
        fc.array(fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }), {
          minLength: columns,
          maxLength: columns,
        }),
        { minLength: rows, maxLength: rows },
      ),
      amounts: fc.array(fc.option(fc.integer({ min: 0, max: 90 })), {
        minLength: rows,
        maxLength: rows,
      }),
      people: fc.array(fc.integer({ min: 0, max: 500 }), {
        minLength: columns,
        maxLength: columns,
      }),
      decay: fc.constantFrom(...DECAYS),
      limit: fc.integer({ min: 1, max: 300 }),
    }),
  );

describe("on any sparse matrix", () => {
  it("the scores are those of the definition", () => {
    fc.assert(
      fc.property(question, ({ table, amounts, people, decay, limit }) => {
        const weight = weightOf(decay, limit);
        const offers = amounts.flatMap((amount, row) => (amount === null ? [] : [{ row, amount }]));
        const { access } = floatingCatchment(sparse(table), offers, people, weight);
        const w = (row: number, c: number) => {
          const cost = table[row]![c];
          return cost === undefined ? 0 : weight(cost);
        };
        for (const c of people.keys()) {
          let expected = 0;
          for (const [row, amount] of amounts.entries()) {
            const sharing = people.reduce((sum, count, k) => sum + w(row, k) * count, 0);
            if (amount !== null && sharing > 0) expected += (w(row, c) * amount) / sharing;
          }
          expect(access[c]).toBeCloseTo(expected, 9);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("people × score is the supply that reaches anybody, no more and no less", () => {
    let shared = 0;
    fc.assert(
      fc.property(question, ({ table, amounts, people, decay, limit }) => {
        const offers = amounts.flatMap((amount, row) => (amount === null ? [] : [{ row, amount }]));
        const found = floatingCatchment(sparse(table), offers, people, weightOf(decay, limit));
        const reaching = offers.reduce(
          (sum, { amount }, o) => sum + (found.demand[o]! > 0 ? amount : 0),
          0,
        );
        const sum = people.reduce((all, count, c) => all + count * found.access[c]!, 0);
        expect(sum).toBeCloseTo(reaching, 6);
        shared += reaching;
      }),
      { numRuns: 300 },
    );
    expect(shared).toBeGreaterThan(0);
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import type { StockFigure } from "#contract/policy/stock.ts";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { stockOf } from "../../../server/store/stock.ts";
import { NoSuchStudy, studyRows } from "../../../server/store/study-rows.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";

const figure = (value: StockFigure["value"], over: Partial<StockFigure> = {}): StockFigure => ({
  item: "households",
  unit: "620702001001",
  year: 2025,
  value,
  source: "街道报表",
  date: "2025-06-30",
  ...over,
});

describeOnEachDatabase("stock", (fresh) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await fresh());
  });
  afterAll(() => database.close());
  const newStudy = async () =>
    (
      await studyRows(database).create({
        name: "甲",
        synthetic: false,
        resolution: 10,
        snapCap: 300,
      })
    ).id;

  it("keeps every figure and tells the last of each item, unit and year", async () => {
    const study = await newStudy();
    const stock = stockOf(database);
    await stock.add(study, [figure(1200), figure(1150, { year: 2024 })], []);
    await stock.add(study, [figure(1210), figure(true, { item: "daycare-registered" })], []);
    await stock.add(study, [figure("111", { item: "urban-rural-code" })], []);
    const figures = await stock.figures(study, await stock.mark(study));
    expect(figures.map(({ item, year, value }) => [item, year, value])).toEqual([
      ["households", 2024, 1150],
      ["households", 2025, 1210],
      ["daycare-registered", 2025, true],
      ["urban-rural-code", 2025, "111"],
    ]);
    expect(figures[1]).toEqual({
      ...figure(1210),
      seq: figures[1]?.seq,
      entered: figures[1]?.entered,
    });
  });

  it("tells them as of an earlier mark, estates too", async () => {
    const study = await newStudy();
    const stock = stockOf(database);
    expect(await stock.mark(study)).toEqual({ figures: 0, estates: 0 });
    await stock.add(study, [figure(1)], [{ code: "XM-1", name: "甲苑", within: "620702" }]);
    const mark = await stock.mark(study);
    await stock.add(study, [figure(2)], [{ code: "XM-1", name: "乙苑", within: "620702" }]);
    expect((await stock.figures(study, mark)).map(({ value }) => value)).toEqual([1]);
    expect(await stock.estates(study, mark)).toEqual([
      { code: "XM-1", name: "甲苑", within: "620702" },
    ]);
    const now = await stock.mark(study);
    expect((await stock.figures(study, now)).map(({ value }) => value)).toEqual([2]);
    expect((await stock.estates(study, now)).map(({ name }) => name)).toEqual(["乙苑"]);
  });

  it("never changes a figure", async () => {
    const study = await newStudy();
    const stock = stockOf(database);
    await stock.add(study, [figure(1)], [{ code: "X", name: "甲苑", within: "620702" }]);
    await expect(
      database.query("update stock_figure set year = 2000 where study = $1", [study]),
    ).rejects.toThrow("never changes");
    await expect(
      database.query("update estate set name = '' where study = $1", [study]),
    ).rejects.toThrow("never changes");
  });

  it("numbers the figures of simultaneous senders in the order they were stored", async () => {
    const study = await newStudy();
    const stock = stockOf(database);
    const marks: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map(async (value) => {
        await stock.add(study, [figure(value), figure(value, { year: 2024 })], []);
        marks.push((await stock.mark(study)).figures);
      }),
    );
    const figures = await stock.figures(study, await stock.mark(study));
    const [one, other] = figures;
    expect(figures).toHaveLength(2);
    // Both of the last sender, side by side.
    expect(one?.value).toBe(other?.value);
    expect((other?.seq ?? 0) - (one?.seq ?? 0)).toBe(1);
    expect(Math.max(...marks)).toBe(other?.seq);
  });

  it("stores nothing of figures of which one cannot be stored, or without a study", async () => {
    const study = await newStudy();
    const stock = stockOf(database);
    const bad = figure(1, { year: 2.5 });
    await expect(stock.add(study, [figure(7), bad], [])).rejects.toThrow("integer");
    expect(await stock.mark(study)).toEqual({ figures: 0, estates: 0 });
    await expect(stock.add("no-such", [figure(1)], [])).rejects.toThrow(NoSuchStudy);
  });

  it("holds any text, and is gone with its study", async () => {
    const study = await newStudy();
    const stock = stockOf(database);
    const source = `'; drop table stock_figure; -- \u0000 "𠮷"`;
    await stock.add(study, [figure("\u0000", { source })], []);
    const [kept] = await stock.figures(study, await stock.mark(study));
    expect(kept?.source).toBe(source.replace("\u0000", "\uFFFD"));
    expect(kept?.value).toBe("\uFFFD");
    await studyRows(database).remove(study);
    expect(await stock.mark(study)).toEqual({ figures: 0, estates: 0 });
  });
});

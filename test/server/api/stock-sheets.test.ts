import { read, utils, write, type WorkBook } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "#contract/jobs.ts";
import type { Estate, KeptFigure, SheetReading } from "#contract/policy/stock.ts";
import { stockTitle } from "#contract/stock-titles.ts";
import { CODED_UNITS, EAST, WEST } from "../../fixtures/policy-town.ts";
import { service, type Service } from "./service.ts";

let asked: Service;
let study: string;
/** Titles of figures by item; the catalogue may call them otherwise one day. */
let titles: Record<string, string>;
beforeAll(async () => {
  asked = await service();
  study = await asked.makeTown({ units: CODED_UNITS });
  const { items } = await asked.policy.catalogue();
  titles = Object.fromEntries(Object.entries(items).map(([id, item]) => [id, stockTitle(item)]));
});
afterAll(() => asked.close());

const url = (path: string) => `/api/studies/${study}/stock${path}`;
const template = async (level: string, year = 2023): Promise<WorkBook> => {
  const reply = await asked.get(url(`/template?level=${level}&year=${year}`));
  expect([reply.statusCode, reply.headers["cache-control"]]).toEqual([200, "no-store"]);
  return read(reply.rawPayload);
};
const stored = async () =>
  (await asked.get(url(""))).json<{ figures: KeptFigure[]; estates: Estate[] }>();

/** Puts values into the sheet 填报: by item or the title of a column, and the row of a spreadsheet. */
function fill(
  book: WorkBook,
  cells: readonly (readonly [title: string, row: number, value: string | number])[],
): WorkBook {
  const sheet = book.Sheets["填报"]!;
  const grid = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: null });
  for (const [title, row, value] of cells) {
    const column = grid[2]?.findIndex((one) => one === (titles[title] ?? title)) ?? -1;
    if (column < 0) throw new Error(`There is no column ${title}.`);
    utils.sheet_add_aoa(sheet, [[value]], { origin: { r: row - 1, c: column } });
  }
  return book;
}

async function upload(book: WorkBook, fields: Readonly<Record<string, string>> = { year: "2023" }) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const bytes: Buffer = write(book, { type: "buffer", bookType: "xlsx" });
  form.set("file", new Blob([new Uint8Array(bytes)]), "填报.xlsx");
  return asked.post(url("/sheet"), form);
}

describe("a template", () => {
  it("has the units of its level and a name that says what, where and when", async () => {
    const reply = await asked.get(url("/template?level=community&year=2023"));
    const name = decodeURIComponent(
      /''(.*)$/.exec(String(reply.headers["content-disposition"]))?.[1] ?? "",
    );
    expect(name).toBe("七里镇_存量填报_社区、行政村_2023年.xlsx");
    const rows = utils.sheet_to_json<unknown[]>(read(reply.rawPayload).Sheets["填报"]!, {
      header: 1,
    });
    expect(rows.slice(3).map(([code]) => code)).toEqual([WEST, EAST]);
  });

  it.each([
    "level=province&year=2023",
    "level=community",
    "level=community&year=1999",
    "level=community&year=2023&more=1",
  ])("cannot be had by %s", async (query) => {
    expect((await asked.get(url(`/template?${query}`))).json<Problem>().code).toBe(
      "invalid-parameter",
    );
  });
});

describe("a filled sheet", () => {
  it("is stored whole, and its figures stand in the next template", async () => {
    const book = fill(await template("community"), [
      ["households", 4, "1,200"],
      ["daycare-registered", 4, "是"],
      ["households", 5, 0],
      ["来源", 4, "年报"],
      ["日期", 4, "2023-12-31"],
    ]);
    const reply = await upload(book, { year: "2023", source: "街道报送", date: "2023-11-30" });
    expect(reply.statusCode).toBe(201);
    expect(reply.json<SheetReading>()).toMatchObject({
      stored: 3,
      estates: 0,
      problems: [],
      marked: null,
      ignored: [],
    });
    expect((await stored()).figures).toMatchObject([
      {
        item: "households",
        unit: WEST,
        year: 2023,
        value: 1200,
        source: "年报",
        date: "2023-12-31",
      },
      { item: "daycare-registered", unit: WEST, value: true },
      { item: "households", unit: EAST, value: 0, source: "街道报送", date: "2023-11-30" },
    ]);
    const again = await upload(await template("community"));
    expect([again.statusCode, again.json<SheetReading>().stored]).toEqual([201, 3]);
  });

  it("with anything wrong is stored in no part, and can be had back with its errors marked", async () => {
    const before = await stored();
    const book = fill(await template("community", 2022), [
      ["households", 4, 7],
      ["households", 5, "很多"],
      ["来源", 4, "年报"],
    ]);
    const reply = await upload(book, { year: "2022", date: "2022-12-31" });
    const reading = reply.json<SheetReading>();
    expect([reply.statusCode, reading.stored, reading.estates]).toEqual([422, 0, 0]);
    expect(
      reading.problems.map(({ sheet, row, title, code }) => [sheet, row, title, code]),
    ).toEqual([
      ["填报", 5, titles["households"], "stock-not-a-number"],
      ["填报", 5, "来源", "stock-source-missing"],
    ]);
    expect(await stored()).toEqual(before);
    const marked = await asked.get(url(`/marked/${reading.marked}`));
    expect(marked.headers["content-disposition"]).toContain(
      encodeURIComponent("填报_标出问题.xlsx"),
    );
    const rows = utils.sheet_to_json<unknown[]>(read(marked.rawPayload).Sheets["填报"]!, {
      header: 1,
    });
    expect(String(rows[4]?.at(-1))).toContain("“很多”不是数字");
    // Mended, the marked sheet itself is taken.
    const mended = fill(read(marked.rawPayload), [
      ["households", 5, 9],
      ["来源", 5, "年报"],
    ]);
    const second = await upload(mended, { year: "2022", date: "2022-12-31" });
    expect([second.statusCode, second.json<SheetReading>().stored]).toEqual([201, 2]);
  });

  it("of estates makes estates of its rows", async () => {
    const book = fill(await template("estate"), [
      ["小区编号", 4, "X-1"],
      ["小区名称", 4, "甲苑"],
      ["所在社区（村）代码", 4, WEST],
      ["planned-population", 4, 900],
    ]);
    const reply = await upload(book, { year: "2023", source: "住建局", date: "2023-12-31" });
    expect(reply.json<SheetReading>()).toMatchObject({ stored: 1, estates: 1 });
    expect((await stored()).estates).toEqual([{ code: "X-1", name: "甲苑", within: WEST }]);
  });

  it("of another study or long ago cannot be had", async () => {
    const other = await asked.makeStudy();
    const book = fill(await template("community", 2021), [["households", 4, "x"]]);
    const { marked } = (await upload(book, { year: "2021" })).json<SheetReading>();
    const reply = await asked.get(`/api/studies/${other}/stock/marked/${marked}`);
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([404, "no-such-address"]);
    expect((await asked.get(url("/marked/nothing"))).statusCode).toBe(404);
  });

  it("that is no workbook is told so, in the same form", async () => {
    const form = new FormData();
    form.set("year", "2023");
    form.set("file", new Blob(["代码,户数\n"]), "a.csv");
    const reply = await asked.post(url("/sheet"), form);
    expect(reply.statusCode).toBe(422);
    expect(reply.json<SheetReading>()).toMatchObject({
      stored: 0,
      marked: null,
      problems: [
        {
          sheet: "",
          value: "a.csv",
          code: "stock-not-a-workbook",
        },
      ],
    });
  });

  it("needs a year, a file, and no other fields", async () => {
    const book = await template("community");
    for (const fields of [
      {},
      { year: "soon" },
      { year: "2099" },
      { year: "2023", level: "x" },
      { year: "2023", source: "长".repeat(201) },
    ]) {
      const reply = await upload(book, fields as Record<string, string>);
      expect([reply.statusCode, reply.json<Problem>().code]).toEqual([400, "invalid-form"]);
    }
    const empty = new FormData();
    empty.set("year", "2023");
    expect((await asked.post(url("/sheet"), empty)).json<Problem>().code).toBe("invalid-form");
    expect((await asked.post(url("/sheet"), {})).json<Problem>().code).toBe("not-a-form");
  });

  it("of a study without a result waits for one", async () => {
    const id = await asked.makeStudy();
    const reply = await asked.get(`/api/studies/${id}/stock/template?level=community&year=2023`);
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([409, "no-result"]);
  });
});

it("nothing went wrong on the way", () => {
  expect(asked.faults).toEqual([]);
});

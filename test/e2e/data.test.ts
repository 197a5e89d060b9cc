import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PracticeFile } from "#contract/layers.ts";
import type { Study } from "#contract/study.ts";
import {
  accountShown,
  chineseLeft,
  importOf,
  mappingShown,
  pictures,
  readyToDecide,
  replyOf,
  store,
  studyOf,
  takePractice,
  tooWide,
} from "./data-page.ts";
import { DESK, eventually, LONG, numberIn, numberOf, picture, textOf } from "./looking.ts";
import { launch, mapReady, openWatched, serve, type Served, type WatchedPage } from "./served.ts";

const STREETS = "城区路网.osm";
const UNITS = "社区边界_CGCS2000.geojson";
const PEOPLE = "社区人口表.xlsx";
const REGISTER = "托育机构台账2025.xls";
const CLINICS = "社区卫生服务站.zip";

/** Two or three results are computed within one test. */
const PATIENT = { timeout: 240_000 };

let served: Served;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  [served, browser] = await Promise.all([serve(), launch()]);
  watched = await openWatched(browser, `${served.address}/data`, DESK, (it) =>
    it.getByTestId("open-practice").waitFor(LONG),
  );
  ({ page } = watched);
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

/** One study from its first file to its third result; every test goes on where the one before ended. */
describe("an office's messy files", PATIENT, () => {
  it("start in a study to practise in, which is empty and says what to bring first", async () => {
    await page.getByTestId("open-practice").click();
    await page.getByTestId("empty-study").waitFor();
    expect(await textOf(page, "synthetic")).toBe("示例数据（合成）");
    expect(await page.locator('.study-steps [aria-current="step"]').innerText()).toContain("路网");
    expect(await textOf(page, "next-steps")).toContain("还缺步行路网");
    await eventually(() => page.getByTestId("practice-files").locator("li").count()).toBe(7);
    await pictures(page, "data-empty");
    expect(await page.getByText("—", { exact: true }).count()).toBe(0);
  });

  it("bring the streets and the units", async () => {
    await takePractice(page, STREETS);
    expect(await textOf(page, "network")).toMatch(/道路总长\s*\d+(\.\d)? 公里/);
    await accountShown(page);
    await store(page);
    expect(await textOf(page, "import-done")).toContain("已入库：步行路网 v1");
    await eventually(() => textOf(page, "next-steps")).toContain("还缺人口");

    await takePractice(page, PEOPLE);
    expect(await page.getByTestId("confirm-import").isDisabled()).toBe(true);
    expect(await textOf(page, "blocking")).toContain("还没有统计单元");
    await takePractice(page, UNITS);
    expect(await page.getByTestId("verdict").getAttribute("data-verdict")).toBe("declared");
    expect(await textOf(page, "verdict")).toContain("CGCS2000");
    await accountShown(page);
    await store(page);
  });

  it("are read again once what they need is there, and listed in the order to deal with them", async () => {
    const waiting = page.getByTestId("import-queue").locator("tbody tr");
    await eventually(() => waiting.allInnerTexts()).toEqual([
      expect.stringMatching(new RegExp(`${PEOPLE}.*人口.*可以入库 \\d+ 行`, "s")),
    ]);
  });

  it("have the register's columns guessed, and what belongs to persons left out", async () => {
    await takePractice(page, REGISTER);
    expect(await page.getByTestId("import-steps").locator("li").allInnerTexts()).toEqual(
      ["选择文件", "识别列", "核对坐标", "归类与查重", "确认入库"].map((step) =>
        expect.stringContaining(step),
      ),
    );
    expect(await mappingShown(page)).toMatchObject({
      机构名称: "name",
      经度: "lng",
      纬度: "lat",
      托位数: "childcare-places",
    });
    await page.getByRole("button", { name: /再看 \d+ 列/ }).click();
    expect(await mappingShown(page)).toMatchObject({
      "建筑面积（㎡）": "floor-area",
      负责人姓名: "",
      负责人电话: "",
      负责人身份证号: "",
    });
    const struck = page.getByTestId("column-table").locator('tr[data-state="personal"] s');
    expect(await struck.allInnerTexts()).toEqual(["负责人姓名", "负责人电话", "负责人身份证号"]);
    expect(await page.locator("body").innerText()).not.toMatch(
      /1380000\d{4}|62070200\d+|[赵钱孙李]某某/,
    );
    const large = page.getByRole("button", { name: "大字" });
    await large.click();
    await picture(page, "data-columns-large-1440");
    expect(await tooWide(page)).toEqual([]);
    await large.click();
  });

  it("are found to be GCJ-02, some 160 metres off, and shown before and after", async () => {
    const verdict = page.getByTestId("verdict");
    expect(await verdict.getAttribute("data-verdict")).toBe("found");
    const [, metres] = /GCJ-02.*偏 (\d+) 米/s.exec(await verdict.innerText()) ?? [];
    expect(Number(metres)).toBeGreaterThan(140);
    expect(Number(metres)).toBeLessThan(180);
    expect(await textOf(page, "ranking")).toContain("最吻合");

    const [before, after] = [await drawn("picture-before"), await drawn("picture-after")];
    expect(before.streets).toBeGreaterThan(1000);
    expect(after.metresPerPixel).toBeCloseTo(before.metresPerPixel, 6);
    const moved = Object.entries(before.marks).flatMap(([row, [x, y]]) => {
      const to = after.marks[row];
      return to ? [Math.hypot(to[0] - x, to[1] - y) * before.metresPerPixel] : [];
    });
    expect(moved.length).toBeGreaterThan(5);
    // Those that fit another system are drawn where that one puts them: they need not move at all.
    const usual = moved.toSorted((a, b) => a - b)[Math.floor(moved.length / 2)];
    expect(Math.abs((usual ?? 0) - Number(metres))).toBeLessThan(10);
    await pictures(page, "data-verdict", page.getByTestId("verdict"));
  });

  it("have twelve rows of WGS 84 among them, which wait until somebody decides", async () => {
    const band = await textOf(page, "mixed");
    expect(band).toContain("12 行更像另一个坐标系");
    expect(band).toContain("WGS 84");
    const waiting = await accountShown(page);
    expect(waiting.doubtful).toBe(12);
    await page.getByTestId("mixed-split").click();
    await eventually(() => numberOf(page, "account-doubtful")).toBe(0);
    expect((await accountShown(page)).usable).toBe(waiting.usable + 12);
    await readyToDecide(page, REGISTER);
  });

  it("show what may be one institution side by side, and merge it", async () => {
    const pair = page.getByTestId("duplicates").locator(".pair");
    expect(await pair.count()).toBe(1);
    expect(await pair.innerText()).toContain("相距 18 米");
    const names = await pair.locator("tbody tr").first().locator("td").allInnerTexts();
    expect(names).toHaveLength(2);
    expect(names[0]).toBe(names[1]);
    const apart = await accountShown(page);
    await pair.getByTestId("merge").click();
    await eventually(() => pair.getAttribute("data-decided")).toBe("merge");
    await readyToDecide(page, REGISTER);
    const merged = await accountShown(page);
    expect(merged.read).toBe(apart.read);
    expect(await pair.getByTestId("merge").getAttribute("aria-pressed")).toBe("true");
  });

  it("are still there, with what was decided, when the page is loaded again", async () => {
    await page.reload();
    await readyToDecide(page, REGISTER);
    const pair = page.getByTestId("duplicates").locator(".pair");
    expect(await pair.getAttribute("data-decided")).toBe("merge");
    expect((await importOf(page)).decisions.mixed).toBe("split");
    expect((await accountShown(page)).doubtful).toBe(0);
  });

  it("are accounted for row by row, on the page and in the download", async () => {
    const shown = await accountShown(page);
    expect(shown.dropped).toBeGreaterThan(0);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByTestId("download-account").click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${REGISTER}_逐行账目.csv`);
    const notes = parse(readFileSync(await download.path()), {
      bom: true,
      columns: true,
    }) as Record<string, string>[];
    const rowsOf = (outcome: string) =>
      new Set(
        notes
          .filter((note) => note["处理 outcome"]?.startsWith(outcome))
          .map((note) => note["行 row"]),
      ).size;
    expect(rowsOf("未采用")).toBe(shown.dropped);
    expect(rowsOf("待确认")).toBe(shown.doubtful);
    for (const note of notes) expect(note["原因"]).not.toBe("");
    const lines = page.getByTestId("account").locator("tbody tr");
    const all = await lines.count();
    await page.getByTestId("only-dropped").click();
    const outcomes = new Set(await lines.locator(".account-outcome").allInnerTexts());
    expect([...outcomes]).toEqual(["未采用"]);
    await page.getByTestId("only-dropped").click();
    expect(await lines.count()).toBe(all);
    expect(notes.map((note) => note["值 value"])).toContain("四十");
  });

  it("speak English when asked, but for names", async () => {
    const { proposal, file } = await importOf(page);
    await page.getByTestId("language").click();
    await eventually(() => page.locator("html").getAttribute("lang")).toBe("en");
    const practice = await replyOf<PracticeFile[]>(page, "/api/practice");
    const { name, layers } = await studyOf(page);
    const others = await replyOf<{ name: string }[]>(page, "/api/studies");
    const names = [
      "一刻钟",
      "中 / EN",
      name,
      file.name,
      ...others.map((one) => one.name),
      ...practice.map((one) => one.name),
      ...layers.map((one) => one.name),
      ...(proposal?.tables.map((one) => one.name) ?? []),
      ...(proposal?.columns.flatMap(({ title, examples }) => [title, ...examples]) ?? []),
      ...(proposal?.picture?.streets.map((one) => one.name) ?? []),
      ...(proposal?.duplicates?.pairs.flatMap(({ a, b }) =>
        [a, b].flatMap((side) => [side.name, ...Object.values(side.values)]),
      ) ?? []),
      ...(proposal?.account.notes.flatMap(({ value = "", reason }) => [
        value,
        ...Object.values(reason.values ?? {}).map(String),
      ]) ?? []),
      proposal?.layer.name ?? "",
    ].filter((text) => text !== "");
    await picture(page, "data-english-1440");
    expect(await chineseLeft(page, names)).toEqual([]);
    await page.getByTestId("language").click();
    await eventually(() => page.locator("html").getAttribute("lang")).toBe("zh-CN");
  });

  it("go in, and with the people the coverage is computed and comes on screen", async () => {
    await store(page);
    await takePractice(page, CLINICS);
    expect(await page.getByTestId("verdict").getAttribute("data-verdict")).toBe("declared");
    expect(await mappingShown(page)).toMatchObject({ 机构名称: "name", 类别: "service" });
    await store(page);

    await page.getByTestId("queue-next").click();
    await readyToDecide(page, PEOPLE);
    expect(await textOf(page, "account")).toContain("长纱门社区");
    await page.getByRole("button", { name: "就是长沙门社区" }).click();
    await eventually(() => textOf(page, "account")).toContain("归入 长沙门社区");
    const total = numberIn(await page.locator(".people-total").innerText());
    await store(page);
    await page.getByTestId("job").or(page.getByTestId("result-done")).waitFor(LONG);
    await picture(page, "data-computing-1440");
    await page.getByTestId("see-result").click(LONG);
    await mapReady(page);

    expect(await textOf(page, "share")).toMatch(/^\d+(\.\d)?%$/);
    expect(await textOf(page, "synthetic")).toBe("示例数据（合成）");
    const { layers, id } = await studyOf(page);
    const people = layers.find(({ role }) => role === "people")?.amount;
    expect(people).toBe(total);
    const study = await replyOf<Study>(page, `/api/studies/${id}`);
    expect(study.people.total).toBe(people);
    const parts = await Promise.all(
      ["covered", "gap-people", "unknown-people"].map((part) => numberOf(page, part)),
    );
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(people);
    await picture(page, "data-result-on-map-1440");
  });
});

describe("a study with a result", PATIENT, () => {
  it("gives a layer as a GeoPackage in a projection that its name tells", async () => {
    await page.getByTestId("tab-data").click();
    await page.getByTestId("layer-row-facilities-2").click();
    const card = page.getByTestId("layer-card");
    expect(await card.getByRole("heading", { level: 1 }).innerText()).toBe("卫生");
    await pictures(page, "data-layer");
    await card.getByTestId("download-v1").first().click();
    await page.getByTestId("download-format").selectOption("geopackage");
    await page.getByTestId("crs-select").selectOption("EPSG:4542");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByTestId("download-layer").click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^示例数据（合成）_卫生_v1_CGCS2000.*99.*\.gpkg$/);
    const head = readFileSync(await download.path())
      .subarray(0, 16)
      .toString("latin1");
    expect(head).toBe("SQLite format 3\0");
  });

  it("takes a new version of a layer, computes again, and keeps the older result to look at", async () => {
    const before = await studyOf(page);
    const clinics = await page.request.get(
      `${served.address}/api/practice/${encodeURIComponent(CLINICS)}`,
    );
    await page
      .getByTestId("layer-card")
      .locator("input[type=file]")
      .setInputFiles({
        name: CLINICS,
        mimeType: "application/zip",
        buffer: await clinics.body(),
      });
    await readyToDecide(page, CLINICS);
    await page.getByTestId("store-into").selectOption("facilities-2");
    await eventually(async () => (await importOf(page)).proposal?.layer.replaces).toBe(
      "facilities-2",
    );
    await readyToDecide(page, CLINICS);
    await store(page);
    expect(await textOf(page, "import-done")).toContain("v2");
    await page.getByTestId("result-done").waitFor(LONG);

    await page.getByTestId("data-home").click();
    const results = page.getByTestId("results").locator("tbody tr");
    await eventually(() => results.count()).toBe(before.results.length + 1);
    expect(await results.first().innerText()).toMatch(/卫生 v2.*最新/s);
    expect(await results.nth(1).innerText()).toMatch(/卫生 v1.*旧结果/s);
    await pictures(page, "data-results");
    await page.getByTestId(`open-result-${before.results[0]?.id}`).click();
    await page.getByTestId("old-result").waitFor();
    await mapReady(page);
    expect(await textOf(page, "old-result")).toContain("旧结果");
    await picture(page, "data-old-result-1440");
    await page.getByTestId("old-result").click();
    await page.getByTestId("old-result").waitFor({ state: "detached" });
    await mapReady(page);
  });

  it("has its streets examined, repaired, undone and made again, and computed with the repair", async () => {
    await page.getByTestId("tab-data").click();
    await page.getByTestId("layer-row-network").click();
    const check = page.getByTestId("network-check");
    await check.getByTestId("findings").waitFor(LONG);
    const found = numberIn(await check.getByTestId("kind-all").innerText());
    expect(found).toBeGreaterThan(0);
    await check.getByTestId("kind-island").click();
    await check.locator(".finding").first().click();
    await mapReady(page);
    await pictures(page, "data-check");

    await check.getByTestId("kind-all").click();
    await check.locator("[data-testid^=repair-]").first().click();
    await eventually(() => check.innerText()).toContain("已做 1 处修复");
    await check.getByTestId("undo-repair").click();
    await eventually(() => check.innerText()).toContain("还没有修复");
    await eventually(() => check.getByTestId("kind-all").innerText()).toContain(String(found));
    await check.getByTestId("redo-repair").click();
    await eventually(() => check.innerText()).toContain("已做 1 处修复");
    await eventually(() => textOf(page, "next-steps")).toContain("需重算");
    await check.getByTestId("recompute").click();
    await page.getByTestId("result-done").waitFor(LONG);
    expect(await page.getByTestId("results").locator("tbody tr").first().innerText()).toContain(
      "路网修复 1 处",
    );
  });

  it("asked nobody but its own server, and complained of nothing", () => {
    expect(watched.strayRequests).toEqual([]);
    expect(watched.complaints).toEqual([]);
  });
});

/** What stands in one of the two pictures: where each row is marked, and how much street is drawn. */
function drawn(id: string): Promise<{
  marks: Record<string, [number, number]>;
  streets: number;
  metresPerPixel: number;
}> {
  return page
    .getByTestId(id)
    .locator("svg")
    .evaluate((svg) => {
      const marks: Record<string, [number, number]> = {};
      for (const mark of svg.querySelectorAll(".crs-marks > g")) {
        const [x, y] = (mark.getAttribute("transform") ?? "").match(/-?[\d.]+/g) ?? [];
        marks[mark.querySelector("title")?.textContent ?? ""] = [Number(x), Number(y)];
      }
      const bar = svg.querySelector(".crs-bar");
      const metres = Number(/\d+/.exec(bar?.querySelector("text")?.textContent ?? "")?.[0]);
      const pixels = Number(
        /h([\d.]+)/.exec(bar?.querySelector("path")?.getAttribute("d") ?? "")?.[1],
      );
      const streets = svg.querySelector(".street")?.getAttribute("d")?.length ?? 0;
      return { marks, streets, metresPerPixel: metres / pixels };
    });
}

import { readFileSync } from "node:fs";
import { read, write } from "@e965/xlsx";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unzipped } from "../fixtures/unzipped.ts";
import { DESK, eventually, LONG, picture, textOf } from "./looking.ts";
import { launch, openWatched, serve, type Served } from "./served.ts";

/** The map of the drawer and the pictures of the report are drawn without a graphics card. */
const PATIENT = { timeout: 240_000 };

const PLACES = "childcare-places-per-1000";

let served: Served;
let browser: Browser;

beforeAll(async () => {
  [served, browser] = await Promise.all([serve(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

const compliance = (page: Page) =>
  page.waitForSelector('[data-testid="policy-page"][data-ready="true"]', LONG);

describe("entering figures", PATIENT, () => {
  it("turns an indicator to met with a figure, says what is wrong in a sheet, and keeps what stands", async () => {
    const { page, strayRequests, complaints } = await openWatched(
      browser,
      `${served.address}/policy?indicator=${PLACES}`,
      DESK,
      compliance,
    );
    // 2,105 places for 512,400 people are 4.1 of the 4.5 that are asked for.
    expect(await textOf(page, "drawer-value")).toBe("4.1");
    expect(await verdictOf(page, PLACES)).toBe("not-met");

    await page.getByTestId("policy-entry").click();
    await page.getByTestId("entry-snapshots").click();
    await keepSnapshot(page, "填报前");

    await page.getByTestId("entry-figures").click();
    // Full-width digits and a day as an office writes it.
    await page.getByTestId("figure-childcare-places").fill("２，４００");
    await page.getByTestId("source").fill("区卫健局年报");
    await page.getByTestId("source-date").fill("2025年12月31日");
    await page.getByTestId("save-figures").click();
    await eventually(() => textOf(page, "figures")).toContain("2,400 个");
    expect(await textOf(page, "figures")).toContain("区卫健局年报，2025-12-31");
    await picture(page, "entry-saved");

    await page.getByTestId("entry-snapshots").click();
    await keepSnapshot(page, "填报后");
    await eventually(() => textOf(page, "differences")).toMatch(
      /4\.1.*未达标.*4\.7.*达标.*\+0\.6/s,
    );
    await page.getByTestId("rerun-1").click();
    await eventually(() => textOf(page, "snapshots")).toContain("逐字节相同");

    await page.getByTestId("entry-sheet").click();
    const [template] = await Promise.all([
      page.waitForEvent("download"),
      page.getByTestId("template-county").click(),
    ]);
    expect(template.suggestedFilename()).toMatch(/示例.*2025年\.xlsx$/);
    const book = readFileSync(await template.path());
    await page.getByTestId("source").fill("统计公报");
    await page.getByTestId("source-date").fill("20251231");
    await page.getByTestId("sheet-file").setInputFiles(filled(book, "不太清楚"));
    await eventually(() => textOf(page, "sheet-refused")).toMatch(/填报 D4.*居民户数.*不太清楚/s);
    expect(await textOf(page, "sheet-refused")).toContain("一项也没有入库");
    const [marked] = await Promise.all([
      page.waitForEvent("download"),
      page.getByTestId("marked").click(),
    ]);
    expect((await unzipped(readFileSync(await marked.path()))).size).toBeGreaterThan(3);
    await picture(page, "entry-sheet-refused");
    await page.getByTestId("sheet-file").setInputFiles(filled(book, 172_000));
    await eventually(() => textOf(page, "sheet-stored")).toContain("已入库");

    // Closed by the key, the focus is back where it was opened, and the page tells the new value.
    await page.keyboard.press("Escape");
    await eventually(() => focused(page)).toBe("policy-entry");
    await eventually(() => textOf(page, "drawer-value")).toBe("4.7");
    expect(await verdictOf(page, PLACES)).toBe("met");
    expect(strayRequests).toEqual([]);
    // The refused sheet is the only complaint.
    expect(complaints.filter((text) => !text.includes("422"))).toEqual([]);
    await page.close();
  });

  it("tells another year and another caliber as the office sets them, and goes back", async () => {
    const { page, strayRequests, complaints } = await openWatched(
      browser,
      `${served.address}/policy?indicator=${PLACES}`,
      DESK,
      compliance,
    );
    const set = async (year: string, urban: "code" | "committee") => {
      await page.getByTestId("policy-entry").click();
      await page.getByTestId("entry-settings").click();
      await page.getByTestId("settings-year").fill(year);
      await page.getByTestId("save-year").click();
      await page.getByTestId(`urban-${urban}`).click();
      await eventually(() => page.getByTestId(`urban-${urban}`).getAttribute("data-chosen")).toBe(
        "true",
      );
      await picture(page, `entry-settings-${urban}`);
      await page.keyboard.press("Escape");
    };
    await set("2023", "code");
    // 1,380 places for 515,300 people.
    await eventually(() => textOf(page, "drawer-value")).toBe("2.7");
    // No community has reported its statistical code, so none is known to be urban.
    await eventually(() => verdictOf(page, "community-childcare-coverage")).toBe("not-assessable");
    await set("2025", "committee");
    await eventually(() => verdictOf(page, "community-childcare-coverage")).toBe("not-met");
    expect(strayRequests).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("opens all spatial measurements, which agree with the line they are opened from", async () => {
    const { page, strayRequests, complaints } = await openWatched(
      browser,
      `${served.address}/policy`,
      DESK,
      compliance,
    );
    await eventually(() => textOf(page, "spatial-childcare")).toMatch(/\d%/);
    const share = /[\d.]+%/.exec(await textOf(page, "spatial-childcare"))?.[0];
    await page.getByTestId("all-measurements").click();
    await page.getByTestId("spatial-table").waitFor(LONG);
    const adults = page.getByTestId("spatial-table").locator("tbody tr").first();
    expect(await adults.locator("td").nth(2).innerText()).toBe(share);
    await page.getByTestId("spatial-part-access").click();
    await eventually(() => textOf(page, "access-mean")).toMatch(/每千人 [\d.]+ 托位/);
    await picture(page, "spatial-drawer");
    await page.keyboard.press("Escape");
    await eventually(() => focused(page)).toBe("all-measurements");
    expect(strayRequests).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe("the report page", PATIENT, () => {
  it("shows the report page by page and makes it as a Word file of the same title", async () => {
    const { page, strayRequests, complaints } = await openWatched(
      browser,
      `${served.address}/report`,
      DESK,
      (it) => it.waitForSelector("article.report-paper", { timeout: 120_000 }),
    );
    const papers = page.locator("article.report-paper");
    expect(await papers.count()).toBeGreaterThan(10);
    const title = await papers.first().locator("h1").innerText();
    expect(title).toContain("甘州区");
    await eventually(() => papers.first().innerText()).toContain("示例数据（合成）");
    // No page holds more than its paper.
    const overfull = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>(".report-text")].filter(
          (text) => text.offsetTop + text.offsetHeight > 1123 - 100,
        ).length,
    );
    expect(overfull).toBe(0);
    await picture(page, "report-1440");

    const all = await papers.count();
    await page.getByTestId("chapter-annex").uncheck();
    await eventually(() => papers.count()).toBeLessThan(all);

    await page.getByTestId("make-docx").click();
    await page.getByTestId("report-1").waitFor({ timeout: 120_000 });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByTestId("report-1").click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.docx$/);
    const parts = await unzipped(readFileSync(await download.path()));
    expect(parts.get("word/document.xml")?.toString("utf8")).toContain(title);
    await picture(page, "report-made");
    expect(strayRequests).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

async function keepSnapshot(page: Page, name: string) {
  await page.getByTestId("snapshot-name").fill(name);
  await page.getByTestId("keep-snapshot").click();
  await eventually(() => textOf(page, "snapshots")).toContain(name);
}

function verdictOf(page: Page, indicator: string): Promise<string | null> {
  const row = page.getByTestId(`indicator-${indicator}`);
  return row.locator(".verdict").getAttribute("data-verdict");
}

/** The template of counties with the households of the first one filled in. */
function filled(template: Buffer, households: string | number) {
  const book = read(template);
  const sheet = book.Sheets["填报"];
  if (sheet === undefined) throw new Error("The template has no sheet to fill in.");
  sheet["D4"] = { t: typeof households === "number" ? "n" : "s", v: households };
  return {
    name: "县区填报.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: Buffer.from(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer),
  };
}

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() =>
    document.activeElement instanceof HTMLElement
      ? document.activeElement.dataset["testid"]
      : undefined,
  );
}

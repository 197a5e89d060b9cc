import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assessment } from "#contract/policy/compliance.ts";
import { DESK, eventually, LAPTOP, LARGE, numberOf, picture, textOf } from "./looking.ts";
import { launch, openWatched, serve, type Served, type WatchedPage } from "./served.ts";

let served: Served;
let browser: Browser;
/** What the server says of the whole study, to hold the page against. */
let told: Assessment;

beforeAll(async () => {
  [served, browser] = await Promise.all([serve(), launch()]);
  told = await assessment();
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

const DAYCARE = "community-childcare-coverage";

async function assessment(unit?: string): Promise<Assessment> {
  const query = unit === undefined ? "" : `?unit=${unit}`;
  const reply = await fetch(`${served.address}/api/studies/demonstration/compliance${query}`);
  return (await reply.json()) as Assessment;
}

function open(path: string, size = DESK): Promise<WatchedPage> {
  return openWatched(browser, served.address + path, size, ready);
}

const ready = (page: Page) =>
  page.waitForSelector('[data-testid="policy-page"][data-ready="true"]', { timeout: 60_000 });

describe("the compliance page", () => {
  it("lists every indicator the server judges, with the same counts, labelled synthetic", async () => {
    const { page, strayRequests, complaints } = await open("/policy");
    expect(await textOf(page, "synthetic")).toBe("示例数据（合成）");
    const judged = told.indicators.filter(({ strength }) => strength !== "condition");
    await eventually(() => page.locator("[data-row]").count()).toBe(judged.length);
    const { summary } = told;
    for (const [standing, count] of [
      ["met", summary.met],
      ["not-met", summary.notMet],
      ["not-assessable", summary.notAssessable],
    ] as const) {
      expect(await numberOf(page, `filter-standing-${standing}`), standing).toBe(count);
    }
    // What cannot be assessed has no number, and says what it lacks.
    const unknown = judged.find(({ value }) => value === null)!;
    const row = await textOf(page, `indicator-${unknown.id}`);
    expect(row).toContain("—");
    expect(row).toContain(unknown.missing[0]?.said.zh ?? "");
    await picture(page, "policy-1440");
    expect(strayRequests).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("goes from a value back to formula, clauses and units, and to another reading and back", async () => {
    const { page, complaints } = await open(`/policy?indicator=${DAYCARE}`);
    const daycare = told.indicators.find(({ id }) => id === DAYCARE)!;
    const value = Number.parseFloat(await textOf(page, "drawer-value"));
    expect(value).toBeCloseTo(daycare.value!, 1);
    const trace = await textOf(page, "trace");
    for (const term of daycare.trace.terms) expect(trace).toContain(String(term.value));
    await page.getByTestId("trace").getByRole("button").first().click();
    await page.getByRole("dialog").getByText("版本").first().waitFor();
    await page.keyboard.press("Escape");

    // The demonstration has no text attached: the clause says how to attach one.
    await page.getByTestId("indicator-drawer").getByTestId("clause-zhangye-2022-98").click();
    expect(await textOf(page, "passage")).toContain("还没有附上");
    await page.keyboard.press("Escape");

    const byState = (state: string) => daycare.units.filter((unit) => unit.state === state).length;
    const units = await textOf(page, "units-map");
    expect(units).toContain(`有 ${byState("met")}`);
    expect(units).toContain(`没有 ${byState("not-met")}`);
    expect(await page.getByTestId("units").locator("tbody tr").count()).toBe(daycare.units.length);
    await picture(page, "policy-drawer-1440");

    const other = daycare.readings.find(({ id }) => id === "reach")!;
    await page.getByTestId("reading-reach").click();
    await eventually(async () => Number.parseFloat(await textOf(page, "drawer-value"))).toBeCloseTo(
      other.value!,
      1,
    );
    await page.getByTestId("usual-reading").click();
    await eventually(async () => Number.parseFloat(await textOf(page, "drawer-value"))).toBeCloseTo(
      daycare.value!,
      1,
    );
    expect((await assessment()).settings.calibers).toEqual({});
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("decides by the document that is chosen", async () => {
    const { page } = await open(`/policy?indicator=${DAYCARE}`);
    const provincial = told.indicators
      .find(({ id }) => id === DAYCARE)!
      .targets.find(({ inForce }) => !inForce)!;
    const verdict = page.getByTestId("indicator-drawer").locator(".drawer-figure .verdict");
    const before = await verdict.getAttribute("data-verdict");
    expect(before).not.toBe(provincial.verdict);
    await page.getByTestId("basis-province").click();
    await eventually(() => verdict.getAttribute("data-verdict")).toBe(provincial.verdict);
    await page.getByTestId("basis-city").click();
    await eventually(() => verdict.getAttribute("data-verdict")).toBe(before);
    await page.close();
  });

  it("narrows by what is chosen, keeps it in the address, and assesses a township", async () => {
    const { page } = await open("/policy");
    await page.getByTestId("filter-standing-not-met").click();
    await eventually(() => page.locator("[data-row]").count()).toBe(told.summary.notMet);
    await eventually(() => page.url()).toContain("verdict=not-met");
    await page.reload();
    await ready(page);
    expect(await page.locator("[data-row]").count()).toBe(told.summary.notMet);
    await page.getByTestId("clear-filters").click();

    const township = told.places.find(({ level }) => level === "township")!;
    await page.getByTestId(`scope-${township.code}`).click();
    await eventually(() => page.getByRole("columnheader", { name: township.name }).count()).toBe(1);
    await ready(page);
    const { summary } = await assessment(township.code);
    expect(await numberOf(page, "filter-standing-met")).toBe(summary.met);
    await page.getByTestId("part-tasks").click();
    await eventually(() => page.locator("[data-testid^=task-]").count()).toBe(told.tasks.length);
    await page.close();
  });

  it("is worked by keys alone", async () => {
    const { page } = await open("/policy", LAPTOP);
    const rows = page.locator("[data-row]");
    await rows.first().focus();
    await page.keyboard.press("ArrowDown");
    const second = await rows.nth(1).getAttribute("data-row");
    expect(await focusedRow(page)).toBe(second);
    await page.keyboard.press("Enter");
    await page.getByTestId("indicator-drawer").waitFor();
    await eventually(() => page.url()).toContain(`indicator=${second}`);
    await picture(page, "policy-drawer-1280");
    await page.keyboard.press("Escape");
    await eventually(() => page.getByTestId("indicator-drawer").count()).toBe(0);
    expect(await focusedRow(page)).toBe(second);
    await page.close();
  });

  it("downloads the ledger, in which every unit says it is synthetic", async () => {
    const { page } = await open("/policy", LARGE);
    await page.getByTestId("policy-ledger").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator('a[href*="level=township"][href*="format=csv"]').first().click(),
    ]);
    const text = readFileSync(await download.path(), "utf8");
    expect(text).toContain("示例数据（合成）");
    for (const { name } of told.places.filter(({ level }) => level === "township"))
      expect(text).toContain(name);
    await picture(page, "policy-1920");
    await page.close();
  });

  it("stands on the overview as three counts and the largest shortfalls, each opening its indicator", async () => {
    const { page, complaints } = await openWatched(
      browser,
      `${served.address}/?lang=en`,
      DESK,
      (it) => it.waitForSelector('[data-testid="largest-1"]', { timeout: 60_000 }),
    );
    const { summary } = told;
    expect(await numberOf(page, "count-met")).toBe(summary.met);
    expect(await numberOf(page, "count-not-met")).toBe(summary.notMet);
    expect(await numberOf(page, "count-not-assessable")).toBe(summary.notAssessable);
    await page.getByTestId("largest-1").click();
    await page.getByTestId("indicator-drawer").waitFor();
    expect(page.url()).toContain(`indicator=${summary.largest[0]}`);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

function focusedRow(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.getAttribute("data-row"));
}

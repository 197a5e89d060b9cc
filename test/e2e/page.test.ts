import { readFileSync } from "node:fs";
import { area, polygon } from "@turf/turf";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DESK, eventually, LAPTOP, LARGE, numberIn, numberOf, picture, textOf } from "./looking.ts";
import { launch, mapReady, openWatched, serve, type Served, type WatchedPage } from "./served.ts";

/** The map is drawn without a graphics card. */
const PATIENT = { timeout: 240_000 };

let served: Served;
let browser: Browser;
/** The page as it opens, for the tests that only look at it; what changes it has a page of its own. */
let opened: WatchedPage;

beforeAll(async () => {
  [served, browser] = await Promise.all([serve(), launch()]);
  opened = await open();
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

/** The county seat, near enough that single cells can be pointed at. */
const DOWNTOWN = "/?map=100.4532,38.9311,15";

/** The district's people: the census of 2020. */
const EVERYBODY = 519_096;

async function open(path = "/", size = LAPTOP): Promise<WatchedPage> {
  return openWatched(browser, served.address + path, size);
}

describe("the page", PATIENT, () => {
  it("opens the demonstration with results on screen, labelled synthetic, and talks to nobody else", async () => {
    const { page, strayRequests, complaints } = opened;
    await page.setViewportSize(LAPTOP);
    expect(await page.title()).toContain("张掖市甘州区（示例数据，合成）");
    expect(await page.title()).toContain("一刻钟");
    expect(await textOf(page, "synthetic")).toBe("示例数据（合成）");
    expect(await textOf(page, "share")).toMatch(/^\d+(\.\d)?%$/);
    // Counted once: those who are reached, those who are not, and those of whom nothing is known.
    const covered = await numberOf(page, "covered");
    const lacking = await numberOf(page, "gap-people");
    const unknown = await numberOf(page, "unknown-people");
    expect(Math.min(covered, lacking, unknown)).toBeGreaterThan(0);
    expect(covered + lacking + unknown).toBe(EVERYBODY);
    expect(await numberOf(page, "share")).toBeCloseTo((100 * covered) / (covered + lacking), 0);
    await picture(page, "overview-1280");
    expect(strayRequests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("switches the service, repaints, and keeps it in the address", async () => {
    const { page } = await open();
    const before = await textOf(page, "covered");
    await page.getByTestId("service-convenience").click();
    await mapReady(page);
    await eventually(() => textOf(page, "covered")).not.toBe(before);
    const covered = await textOf(page, "covered");
    expect(page.url()).toContain("convenience");
    await picture(page, "convenience-1280");
    await page.reload();
    await mapReady(page);
    await eventually(() => textOf(page, "covered")).toBe(covered);
    await page.close();
  });

  it("moves the limit without asking the server for another surface", async () => {
    const { page } = await open();
    const asked: string[] = [];
    page.on("request", (request) => {
      if (/surface|coverage|cells/.test(request.url())) asked.push(request.url());
    });
    const reached = [await numberOf(page, "covered")];
    for (let step = 0; step < 3; step++) {
      await page.keyboard.press("-");
      const last = reached.at(-1)!;
      await eventually(() => numberOf(page, "covered")).toBeLessThan(last);
      reached.push(await numberOf(page, "covered"));
    }
    expect(await textOf(page, "limit-value")).toContain("12");
    await eventually(() => page.getByTestId("map").getAttribute("data-limit")).toBe("720");
    await picture(page, "limit-12");
    expect(asked).toEqual([]);
    await page.close();
  });

  it("flies to a gap that is clicked and says whom it lacks", async () => {
    const { page } = await open("/", DESK);
    const people = numberIn(
      await page
        .getByTestId("gap-row-1")
        .innerText()
        .then((row) => row.split("\n").find((line) => /人/.test(line)) ?? ""),
    );
    expect(people).toBeGreaterThan(0);
    const address = page.url();
    await page.getByTestId("gap-row-1").click();
    await eventually(() => page.url()).not.toBe(address);
    await mapReady(page);
    await picture(page, "gap-1440");
    await page.close();
  });

  it("downloads the gap layer as valid RFC 7946 GeoJSON that agrees with the page", async () => {
    const { page } = opened;
    await page.setViewportSize(DESK);
    const lacking = await numberOf(page, "gap-people");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByTestId("download-gaps").click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/示例.*\.geojson$/);
    const layer = JSON.parse(readFileSync(await download.path(), "utf8")) as {
      type: string;
      notice: string;
      features: {
        properties: { people: number; rank: number };
        geometry: { type: string; coordinates: [number, number][][] };
      }[];
    };
    expect(layer.type).toBe("FeatureCollection");
    expect(layer.notice).toContain("示例数据（合成）");
    const total = layer.features.reduce((sum, { properties }) => sum + properties.people, 0);
    expect(Math.round(total)).toBe(lacking);
    for (const { geometry } of layer.features) {
      expect(geometry.type).toBe("Polygon");
      expect(area(polygon(geometry.coordinates))).toBeGreaterThan(0);
      for (const [i, ring] of geometry.coordinates.entries()) {
        expect(ring[0]).toEqual(ring.at(-1));
        expect(signedArea(ring) > 0).toBe(i === 0);
      }
    }
  });

  it("explains a cell, walks from any point, and shows a facility's catchment", async () => {
    const { page, complaints } = await open(DOWNTOWN, DESK);
    const box = (await page.getByTestId("map").boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.46, box.y + box.height * 0.55);
    const card = page
      .locator("[data-testid=cell-card], [data-testid=walk-card], [data-testid=facility-card]")
      .first();
    await card.waitFor();
    await eventually(() => card.innerText()).toMatch(/\d (分钟|人)/);
    await picture(page, "point-1440");
    await page.keyboard.press("Escape");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("speaks English when asked, and marks the document so", async () => {
    const { page } = await open();
    await page.getByTestId("language").click();
    await eventually(() => page.locator("html").getAttribute("lang")).toBe("en");
    expect(await textOf(page, "synthetic")).toContain("Sample data (synthetic)");
    await picture(page, "english-1280");
    await page.close();
  });

  it("fits a large screen", async () => {
    const { page } = opened;
    await page.setViewportSize(LARGE);
    await mapReady(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(1920);
    await picture(page, "overview-1920");
  });
});

function signedArea(ring: readonly [number, number][]): number {
  const [x0, y0] = ring[0]!;
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return twice;
}

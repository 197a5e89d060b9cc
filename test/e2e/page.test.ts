import { readFileSync } from "node:fs";
import { join } from "node:path";
import { area, polygon } from "@turf/turf";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { osmXml } from "../fixtures/osm-file.ts";
import {
  launch,
  mapReady,
  openWatched,
  PICTURES,
  serve,
  type Served,
  type WatchedPage,
} from "./served.ts";

let served: Served;
let browser: Browser;

beforeAll(async () => {
  [served, browser] = await Promise.all([serve(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

const LAPTOP = { width: 1280, height: 720 };

async function open(path = "/", size = LAPTOP): Promise<WatchedPage> {
  return openWatched(browser, served.address + path, size);
}

/** The data page with its form for a new study. */
async function openData(): Promise<WatchedPage> {
  return openWatched(browser, `${served.address}/data`, LAPTOP, async (page) => {
    await page.getByTestId("new-study").click();
    await page.getByTestId("study-form").waitFor();
  });
}

function picture(page: Page, name: string) {
  return page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

function textOf(page: Page, id: string): Promise<string> {
  return page.getByTestId(id).first().innerText();
}

function numberIn(text: string): number {
  return Number(text.replaceAll(",", "").match(/\d+(\.\d+)?/)?.[0]);
}

describe("the page", () => {
  it("opens the demonstration with results on screen, labelled synthetic, and talks to nobody else", async () => {
    const { page, strayRequests, complaints } = await open();
    expect(await page.title()).toContain("一刻钟");
    expect(await textOf(page, "synthetic")).toBe("示例数据（合成）");
    expect(await textOf(page, "share")).toMatch(/^\d+(\.\d)?%$/);
    expect(await textOf(page, "gap-people")).toMatch(/\d/);
    await picture(page, "overview-1280");
    expect(strayRequests).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("counts people once: reached, lacking and unknown add up to everybody", async () => {
    const { page } = await open();
    const study = (await (await fetch(`${served.address}/api/studies`)).json()) as { id: string }[];
    const whole = (await (await fetch(`${served.address}/api/studies/${study[0]!.id}`)).json()) as {
      people: { total: number };
    };
    const [covered, gap, unknown] = await Promise.all(
      ["covered", "gap-people", "unknown-people"].map(async (id) =>
        numberIn(await textOf(page, id)),
      ),
    );
    expect(covered! + gap! + unknown!).toBe(whole.people.total);
    expect(numberIn(await textOf(page, "share"))).toBeCloseTo(
      (100 * covered!) / (covered! + gap!),
      0,
    );
    await page.close();
  });

  it("switches the service, repaints, and keeps it in the address", async () => {
    const { page } = await open();
    const before = await textOf(page, "covered");
    await page.getByTestId("service-convenience").click();
    await mapReady(page);
    await expect.poll(() => textOf(page, "covered")).not.toBe(before);
    const covered = await textOf(page, "covered");
    expect(page.url()).toContain("convenience");
    await picture(page, "convenience-1280");
    await page.reload();
    await mapReady(page);
    await expect.poll(() => textOf(page, "covered")).toBe(covered);
    await page.close();
  });

  it("moves the limit without asking the server for another surface", async () => {
    const { page } = await open();
    const asked: string[] = [];
    page.on("request", (request) => {
      if (/surface|coverage|cells/.test(request.url())) asked.push(request.url());
    });
    const shares = [numberIn(await textOf(page, "covered"))];
    for (let step = 0; step < 3; step++) {
      await page.keyboard.press("-");
      const last = shares.at(-1)!;
      await expect.poll(async () => numberIn(await textOf(page, "covered"))).toBeLessThan(last);
      shares.push(numberIn(await textOf(page, "covered")));
    }
    expect(await textOf(page, "limit-value")).toContain("12");
    await expect.poll(() => page.getByTestId("map").getAttribute("data-limit")).toBe("720");
    await picture(page, "limit-12");
    expect(asked).toEqual([]);
    await page.close();
  });

  it("flies to a gap that is clicked and says whom it lacks", async () => {
    const { page } = await open("/", { width: 1440, height: 900 });
    const people = numberIn(
      await page
        .getByTestId("gap-row-1")
        .innerText()
        .then((row) => row.split("\n").find((line) => /人/.test(line)) ?? ""),
    );
    expect(people).toBeGreaterThan(0);
    const address = page.url();
    await page.getByTestId("gap-row-1").click();
    await expect.poll(() => page.url()).not.toBe(address);
    await mapReady(page);
    await picture(page, "gap-1440");
    await page.close();
  });

  it("downloads the gap layer as valid RFC 7946 GeoJSON that agrees with the page", async () => {
    const { page } = await open("/", { width: 1440, height: 900 });
    const lacking = numberIn(await textOf(page, "gap-people"));
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
    await page.close();
  });

  it("explains a cell, walks from any point, and shows a facility's catchment", async () => {
    const { page, complaints } = await open("/", { width: 1440, height: 900 });
    const box = (await page.getByTestId("map").boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.46, box.y + box.height * 0.55);
    const card = page
      .locator("[data-testid=cell-card], [data-testid=walk-card], [data-testid=facility-card]")
      .first();
    await card.waitFor();
    await expect.poll(() => card.innerText()).toMatch(/\d (分钟|人)/);
    await picture(page, "point-1440");
    await page.keyboard.press("Escape");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("speaks English when asked, and marks the document so", async () => {
    const { page } = await open();
    await page.getByTestId("language").click();
    await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("en");
    expect(await textOf(page, "synthetic")).toContain("Sample data (synthetic)");
    await picture(page, "english-1280");
    await page.close();
  });

  it("fits a large screen", async () => {
    const { page } = await open("/", { width: 1920, height: 1080 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(1920);
    await picture(page, "overview-1920");
    await page.close();
  });
});

describe("the data page", () => {
  it("makes a study from files, opens it, and deletes it", async () => {
    const { page, strayRequests } = await openData();
    const form = page.getByTestId("study-form");
    await form.locator("input[name=name]").fill("方格镇");
    const files = gridTownFiles();
    for (const [role, file] of Object.entries(files))
      await form.locator(`input[type=file][name=${role}]`).setInputFiles(file);
    await form.locator("button[type=submit]").click();
    await expect.poll(() => page.url(), { timeout: 30_000 }).toContain("study=");
    await page.goto(page.url().replace("/data", "/"));
    await mapReady(page);
    expect(await page.getByTestId("synthetic").count()).toBe(0);
    // One clinic in the middle of nine corners, every one of 10 people within 15 minutes: all are reached.
    expect(await textOf(page, "share")).toBe("100%");
    expect(numberIn(await textOf(page, "covered"))).toBe(90);
    await picture(page, "uploaded-1280");

    await page.getByTestId("tab-data").click();
    await page.getByTestId("delete-study").click();
    await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
    await expect.poll(async () => studyNames()).not.toContain("方格镇");
    expect(strayRequests).toEqual([]);
    await page.close();
  });

  it("says what is wrong with a file that cannot be used", async () => {
    const { page } = await openData();
    const form = page.getByTestId("study-form");
    await form.locator("input[name=name]").fill("坏文件");
    const broken = { ...gridTownFiles(), network: fileOf("town.osm", "<kml/>") };
    for (const [role, file] of Object.entries(broken))
      await form.locator(`input[type=file][name=${role}]`).setInputFiles(file);
    await form.locator("button[type=submit]").click();
    const job = page.getByTestId("job");
    await expect.poll(() => job.getAttribute("data-state"), { timeout: 30_000 }).toBe("failed");
    expect(await page.locator("body").innerText()).toContain("town.osm");
    await picture(page, "refused-1280");
    await page.close();
  });
});

async function studyNames(): Promise<string[]> {
  const reply = await fetch(`${served.address}/api/studies`);
  return ((await reply.json()) as { name: string }[]).map(({ name }) => name);
}

function fileOf(name: string, content: string) {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
}

/** Three by three corners 200 m apart, ten people at each, one clinic in the middle. */
function gridTownFiles() {
  const step = 0.0018;
  const at = (i: number) => ({ lng: 100 + (i % 3) * step, lat: Math.floor(i / 3) * step });
  const corners = Array.from({ length: 9 }, (_, i) => ({ id: i + 1, ...at(i) }));
  const streets = [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
    [1, 4, 7],
    [2, 5, 8],
    [3, 6, 9],
  ];
  const network = osmXml({
    bounds: [99.99, -0.01, 100.02, 0.02],
    nodes: corners,
    ways: streets.map((refs, i) => ({
      id: i + 1,
      refs,
      tags: { highway: "residential", name: `路${i + 1}` },
    })),
  });
  const people = corners.map(({ lng, lat }) => `${lng},${lat},10`).join("\n");
  return {
    network: fileOf("town.osm", network),
    facilities: fileOf("f.csv", `id,name,service,lng,lat\nc,卫生站,clinic,${100 + step},${step}\n`),
    people: fileOf("p.csv", `lng,lat,people\n${people}\n`),
  };
}

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

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { Study } from "#contract/study.ts";
import { launch, mapReady, serve } from "../e2e/served.ts";
import { CELLS, demonstration, makeLargeStudy } from "./page-study.ts";
import { dragSite } from "./page-drag.ts";
import { mainThreadWork, STEP_PAINTED, STEP_START, TRACE_CATEGORIES } from "./page-trace.ts";
import { seededRandom } from "./random.ts";
import { count, durationRow, factRow, type Row } from "./table.ts";
import { note, timedWaiting, timingOf, type Timing } from "./timing.ts";

const SCREEN = { width: 1280, height: 720 };
const OPENINGS = 5;
const POINTS = 50;
/** So many steps up, then as many down, and again. */
const TURN = 5;
const STEPS = 8 * TURN;
/** A step that takes this long will never be drawn. */
const PATIENCE_MS = 20_000;
/** A step asks the server for the gaps of its limit after a moment; the next step waits until all is answered. */
const REST_MS = 500;

interface SliderFigures {
  readonly pixels: Timing;
  readonly presented: Timing;
  readonly elapsed: Timing;
  readonly processor: Timing;
}

/** The page in a real browser without a graphics card: opening, dragging a site, slider, and the walk from a point. */
export async function benchPage(): Promise<Row[]> {
  if (!existsSync(join(import.meta.dirname, "../../dist/index.html")))
    throw new Error("The page is not built. Run: npm run build");
  const served = await serve();
  const browser = await launch([]);
  try {
    const { address } = served;
    const small = await demonstration(address);
    const opening = await timedOpenings(browser, address);
    const dragging = await dragSite(browser, address, small);
    const large = await makeLargeStudy(address);
    const steps = await sliderSteps(browser, `${address}/?study=${encodeURIComponent(large)}`);
    return [
      durationRow("demonstration: first figures and cells on screen", opening.shown, "< 2 s"),
      durationRow("… map with all labels at rest", opening.settled),
      ...dragging,
      factRow("slider, cells on screen", count(CELLS)),
      durationRow("… key press to finished pixels", steps.pixels, "< 150 ms"),
      durationRow("… key press to next paint, as the browser reports it", steps.presented),
      durationRow("… of it on the main thread", steps.elapsed, "< 16 ms"),
      durationRow("… … on a processor", steps.processor),
      durationRow("walk from a point, demonstration", await walks(address, small), "< 20 ms"),
      durationRow("… study of 50,000 cells", await walks(address, large), "< 20 ms"),
    ];
  } finally {
    await browser.close();
    await served.stop();
  }
}

/** Each time in a browser context of its own, so that nothing is cached. */
async function timedOpenings(
  browser: Browser,
  address: string,
): Promise<{ shown: Timing; settled: Timing }> {
  const shown: number[] = [];
  const settled: number[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    const page = await browser.newPage({ viewport: SCREEN });
    await page.goto(address, { waitUntil: "commit" });
    await page.waitForSelector('[data-testid="map"][data-limit]');
    await page.getByTestId("share").first().waitFor();
    shown.push(await page.evaluate(() => performance.now()));
    await mapReady(page);
    settled.push(await page.evaluate(() => performance.now()));
    await page.close();
  }
  return { shown: timingOf(shown), settled: timingOf(settled) };
}

/** Key presses on the slider, each from rest, three times over: to the paint, to the finished pixels, traced. */
async function sliderSteps(browser: Browser, address: string): Promise<SliderFigures> {
  const page = await browser.newPage({ viewport: SCREEN });
  const rest = restOf(page);
  await page.goto(address);
  await rest();
  await page.getByTestId("limit-slider").focus();

  const reports = await paintReports(page);
  for (let step = 0; step < STEPS; step++) note(await sliderStep(page, step, rest, false));
  const presented = await reports();

  const pixels: number[] = [];
  for (let step = 0; step < STEPS; step++) pixels.push(await sliderStep(page, step, rest, true));

  await browser.startTracing(page, { categories: TRACE_CATEGORIES });
  for (let step = 0; step < STEPS; step++) note(await sliderStep(page, step, rest, false));
  const work = mainThreadWork(await browser.stopTracing());
  await page.close();
  return {
    pixels: timingOf(pixels),
    presented: timingOf(presented),
    elapsed: timingOf(work.map(({ elapsed }) => elapsed)),
    processor: timingOf(work.map(({ processor }) => processor)),
  };
}

/**
 * Milliseconds from the key event to the frame with the new limit: with `finish`, to its pixels read back, so
 * that the drawing itself, which runs in another process, has ended.
 */
async function sliderStep(
  page: Page,
  step: number,
  rest: () => Promise<void>,
  finish: boolean,
): Promise<number> {
  const armed = await page.evaluateHandle(
    ({ finish, started, painted, patience }) => {
      const map = document.querySelector<HTMLElement>('[data-testid="map"]');
      const canvas = map?.querySelector("canvas");
      if (!map || !canvas) throw new Error("There is no map.");
      const before = map.dataset["limit"];
      const milliseconds = new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error("A step of the slider was not drawn.")), patience);
        let start = 0;
        window.addEventListener(
          "keydown",
          (event) => {
            start = event.timeStamp;
            performance.mark(started);
          },
          { capture: true, once: true },
        );
        const watch = new MutationObserver(() => {
          if (map.dataset["limit"] === before) return;
          watch.disconnect();
          if (finish) {
            const gl = canvas.getContext("webgl2");
            gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
          }
          performance.mark(painted);
          resolve(performance.now() - start);
        });
        watch.observe(map, { attributeFilter: ["data-limit"] });
      });
      return { milliseconds };
    },
    { finish, started: STEP_START, painted: STEP_PAINTED, patience: PATIENCE_MS },
  );
  await page.keyboard.press(Math.floor(step / TURN) % 2 === 0 ? "ArrowRight" : "ArrowLeft");
  const milliseconds = await armed.evaluate((it) => it.milliseconds);
  await armed.dispose();
  await rest();
  return milliseconds;
}

/** Waits until every request of the page is answered and the map stands still. */
function restOf(page: Page): () => Promise<void> {
  let underWay = 0;
  page.on("request", () => (underWay += 1));
  page.on("requestfinished", () => (underWay -= 1));
  page.on("requestfailed", () => (underWay -= 1));
  return async () => {
    do await page.waitForTimeout(REST_MS);
    while (underWay > 0);
    await mapReady(page);
  };
}

/** What the browser itself says it took from each key press from now on to the paint after it, in steps of 8 ms. */
async function paintReports(page: Page): Promise<() => Promise<number[]>> {
  const kept = await page.evaluateHandle(() => {
    const durations: number[] = [];
    const watch = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === "keydown") durations.push(duration);
    });
    const threshold = { durationThreshold: 16 };
    watch.observe({ type: "event", ...threshold });
    return durations;
  });
  return () => kept.jsonValue();
}

/** Replies to a walk from seeded places of a study, as a client on the same machine waits for them. */
async function walks(address: string, study: string): Promise<Timing> {
  const url = `${address}/api/studies/${encodeURIComponent(study)}`;
  const { bounds } = (await (await fetch(url)).json()) as Study;
  const [west, south, east, north] = bounds;
  const random = seededRandom(13);
  return timedWaiting({ runs: POINTS, warmUp: 10 }, async () => {
    const lng = west + random() * (east - west);
    const lat = south + random() * (north - south);
    const reply = await fetch(`${url}/walk?lng=${lng.toFixed(6)}&lat=${lat.toFixed(6)}`);
    if (!reply.ok) throw new Error(`The walk was refused: ${await reply.text()}`);
    return (await reply.text()).length;
  });
}

import { setTimeout } from "node:timers/promises";
import type { Browser, Page, Response } from "playwright-core";
import type { Live, Scenario } from "#contract/scenario.ts";
import { mapReady } from "../e2e/served.ts";
import { spreadRow, type Row } from "./table.ts";

const SCREEN = { width: 1440, height: 900 };
const DRAGS = 3;
const MOVES = 100;
/** As often as a mouse reports on a usual screen, ms. */
const EVERY = 1000 / 60;
/** The middle of the town, and close enough that a step of the pointer is some metres. */
const OPENED_AT = "100.4532,38.9311,14";

/** One answer during a drag: milliseconds from the pointer's event, and of them the server's own. */
interface Answered {
  readonly written: number;
  readonly painted: number;
  readonly server: number;
}

/** A site dragged by a mouse over the demonstration's map, which is drawn anew meanwhile. */
export async function dragSite(browser: Browser, address: string, study: string): Promise<Row[]> {
  const scenarios = `${address}/api/studies/${encodeURIComponent(study)}/scenarios`;
  const page = await browser.newPage({ viewport: SCREEN });
  const open = `study=${encodeURIComponent(study)}&service=childcare&map=${OPENED_AT}`;
  await page.goto(`${address}/plan?${open}&scenario=${await scenario(scenarios)}`);
  await mapReady(page);
  const answers: Answered[] = [];
  let place = await putSite(page);
  for (let drag = 0; drag < DRAGS; drag++) {
    const { taken, end } = await drags(page, place, drag % 2 === 0 ? 1 : -1);
    answers.push(...taken);
    place = end;
  }
  await page.close();
  const column = (of: keyof Answered) => answers.map((it) => it[of]);
  return [
    spreadRow(
      "dragging a site: pointer event to number on the page",
      column("written"),
      "p95 < 100 ms",
    ),
    spreadRow("… to the paint after it", column("painted")),
    spreadRow("… of it the server", column("server"), "p95 < 20 ms"),
  ];
}

/** An empty scenario; its number. */
async function scenario(url: string): Promise<number> {
  const reply = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Bench", note: "", steps: [], inForce: 0 }),
  });
  if (!reply.ok) throw new Error(`The scenario was refused: ${await reply.text()}`);
  return ((await reply.json()) as Scenario).number;
}

type Pixel = readonly [x: number, y: number];

/** Puts a site left of the middle of the map; where on the screen. */
async function putSite(page: Page): Promise<Pixel> {
  const box = await page.getByTestId("map").boundingBox();
  if (box === null) throw new Error("The map has no place on the page.");
  const at: Pixel = [box.x + box.width * 0.3, box.y + box.height * 0.6];
  await page.getByTestId("tool-site").click();
  await page.mouse.click(...at);
  await page.getByTestId("step-1").waitFor();
  await rest(page);
  await page.keyboard.press("Escape");
  await page.getByTestId("tool-move").click();
  return at;
}

/** Drags the site in a wave to one side and lets it go, as often as a mouse reports. */
async function drags(
  page: Page,
  [x, y]: Pixel,
  side: 1 | -1,
): Promise<{ readonly taken: Answered[]; readonly end: Pixel }> {
  const server = new Map<number, number>();
  const reading: Promise<unknown>[] = [];
  const read = (response: Response) => {
    if (!response.url().endsWith("/live")) return;
    const kept = response.json().then((live: Live) => server.set(live.seq, live.milliseconds));
    // The last question of a drag may be called off.
    reading.push(kept.catch(() => undefined));
  };
  const shown = await numbersShown(page);
  page.on("response", read);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const start = performance.now();
  const moves: Promise<void>[] = [];
  let end: Pixel = [x, y];
  for (let move = 1; move <= MOVES; move++) {
    end = [x + side * 4 * move, y - 90 * Math.sin((move / MOVES) * 2 * Math.PI)];
    await setTimeout(Math.max(0, start + move * EVERY - performance.now()));
    // A mouse does not wait for the page either.
    moves.push(page.mouse.move(...end));
  }
  await Promise.all(moves);
  await page.mouse.up();
  await rest(page);
  page.off("response", read);
  await Promise.all(reading);
  const taken = (await shown()).flatMap(({ seq, written, painted }) => {
    const own = server.get(seq);
    return own === undefined ? [] : [{ written, painted, server: own }];
  });
  return { taken, end };
}

/** Every number the page writes from now on: of which answer, ms from the pointer's event to it and to its paint. */
async function numbersShown(
  page: Page,
): Promise<() => Promise<{ seq: number; written: number; painted: number }[]>> {
  const kept = await page.evaluateHandle(() => {
    const place = document.querySelector<HTMLElement>('[data-testid="live-took"]');
    if (!place) throw new Error("The page has no place for how long a drag takes.");
    const shown: { seq: number; written: number; painted: number }[] = [];
    const watch = new MutationObserver(() => {
      const seq = Number(place.dataset["answer"]);
      if (shown.at(-1)?.seq === seq) return;
      const written = Number(place.dataset["took"]);
      const one = { seq, written, painted: written };
      const since = performance.now() - written;
      shown.push(one);
      requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => (one.painted = performance.now() - since);
        painted.port2.postMessage(undefined);
      });
    });
    watch.observe(place, { attributes: true });
    return { watch, shown };
  });
  return async () => {
    const shown = await kept.evaluate(({ watch, shown }) => {
      watch.disconnect();
      return shown;
    });
    await kept.dispose();
    return shown;
  };
}

/** Waits until the figures of the scenario as it stands are there, and the map is drawn. */
async function rest(page: Page): Promise<void> {
  await page.waitForSelector('[data-testid="live-panel"][data-current="true"]');
  await mapReady(page);
}

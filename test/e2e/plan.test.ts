import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Evaluation, Scenario } from "#contract/scenario.ts";
import { stateOf } from "#contract/scenario-steps.ts";
import type { SitingPlan, SitingPlanSummary } from "#contract/siting.ts";
import { DESK, eventually, LONG, numberIn, picture, textOf } from "./looking.ts";
import { launch, mapReady, openWatched, serve, type Served } from "./served.ts";
import { plannedSite } from "../fixtures/planned-site.ts";

/** The map is drawn without a graphics card. */
const PATIENT = { timeout: 240_000 };

const COVERAGE = "community-childcare-coverage";

let served: Served;
let browser: Browser;

beforeAll(async () => {
  [served, browser] = await Promise.all([serve(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

const api = (path: string) => `${served.address}/api/studies/demonstration${path}`;
const answerOf = async <T>(path: string): Promise<T> => (await fetch(api(path))).json() as T;

async function sent<T>(path: string, body: object, method: "POST" | "PUT" = "POST"): Promise<T> {
  const response = await fetch(api(path), {
    method,
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  expect(response.status).toBeLessThan(300);
  return response.json() as T;
}

const verdictOf = (page: Page, id: string) =>
  page.getByTestId(`live-indicator-${id}`).locator(".verdict").getAttribute("data-verdict");

/** The live panel tells of the scenario as it stands, and it is kept. */
async function settled(page: Page): Promise<void> {
  await page.waitForSelector('[data-testid="live-panel"][data-current="true"]', LONG);
  await eventually(() => textOf(page, "save-state")).toContain("已保存");
}

describe("from an indicator to a plan", PATIENT, () => {
  it("finds the fewest sites with proof, meets the indicator when they are taken, and not when undone", async () => {
    const { page, strayRequests, complaints } = await openWatched(
      browser,
      `${served.address}/policy`,
      DESK,
      (opened) => opened.waitForSelector('[data-testid="policy-page"][data-ready="true"]', LONG),
    );
    await page.getByTestId(`site-${COVERAGE}`).click();
    await page.waitForSelector('[data-testid="plan-page"]', LONG);
    await page.getByTestId("start-siting").click();
    await page.waitForSelector('[data-testid="plan-result"]', { timeout: 180_000 });
    expect(await page.getByTestId("plan-result").getAttribute("data-status")).toBe("proven");
    // 18 of 32 communities are served; 60 % are 20 of them, and a site serves the one it stands in.
    expect(await textOf(page, "plan-sites")).toBe("2");
    expect(await textOf(page, "plan-bound")).toBe("2");
    expect(await textOf(page, "plan-gap")).toBe("0");
    await mapReady(page);
    await picture(page, "plan-found");

    await page.getByTestId("accept-plan").click();
    await page.waitForSelector('[data-testid="plan-accepted"]', LONG);
    await settled(page);
    await eventually(() => verdictOf(page, COVERAGE)).toBe("met");
    await picture(page, "plan-accepted");
    const [made] = await answerOf<Scenario[]>("/scenarios");
    expect(made).toBeDefined();
    expect(new URL(page.url()).pathname).toBe("/plan");

    await page.getByTestId("undo").click();
    await eventually(() => verdictOf(page, COVERAGE).catch(() => null)).not.toBe("met");
    await page.waitForSelector('[data-testid="accept-plan"]', LONG);
    await page.getByTestId("redo").click();
    await eventually(() => verdictOf(page, COVERAGE)).toBe("met");
    await settled(page);

    // Opened again by its address, it stands as it was left.
    await page.reload();
    await eventually(() => verdictOf(page, COVERAGE)).toBe("met");
    expect(strayRequests).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("says of the plan what the coverage engine says, to the person", async () => {
    const [summary] = await answerOf<SitingPlanSummary[]>("/siting-plans");
    const plan = await answerOf<SitingPlan>(`/siting-plans/${summary?.number}`);
    expect(plan.check.agrees).toBe(true);
    const sites = Object.fromEntries(
      plan.sites.map(({ name, services, lng, lat }, i) => [
        `s${i}`,
        plannedSite([lng, lat], { name, services }),
      ]),
    );
    const { service, profile, direction, limitMinutes } = {
      ...plan.request,
      service: "childcare",
    };
    const evaluation = await sent<Evaluation>("/scenarios/evaluate", {
      state: { sites, facilities: {}, streets: {}, areas: {} },
      against: null,
      question: { service, profile, direction, limitMinutes },
    });
    const [people] = plan.people;
    expect(evaluation.before.all.covered).toBe(people?.before);
    expect(evaluation.after.all.covered).toBe(people?.after);
  });
});

describe("a scenario on the map", PATIENT, () => {
  it("follows a site while it is dragged, and comes to what a full evaluation says", async () => {
    const { number } = await sent<Scenario>("/scenarios", {
      name: "拖动",
      note: "",
      steps: [],
      inForce: 0,
    });
    const { page, strayRequests, complaints } = await openWatched(
      browser,
      `${served.address}/plan?service=childcare&scenario=${number}&map=100.4532,38.9311,14`,
      DESK,
    );
    const box = await page.getByTestId("map").boundingBox();
    if (box === null) throw new Error("The map has no place on the page.");
    const [x, y] = [box.x + box.width * 0.4, box.y + box.height * 0.6];
    await page.getByTestId("tool-site").click();
    await page.mouse.click(x, y);
    await page.waitForSelector('[data-testid="step-1"]', LONG);
    await settled(page);
    await page.keyboard.press("Escape");
    const placed = numberIn(await textOf(page, "live-covered"));

    await page.getByTestId("tool-move").click();
    await mapReady(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 12; step++) await page.mouse.move(x - 14 * step, y - 6 * step);
    await page.waitForSelector('[data-testid="drag-chip"]', LONG);
    await page.waitForSelector('[data-testid="chip-own"]', LONG);
    await picture(page, "plan-dragging");
    await page.mouse.up();
    await page.waitForSelector('[data-testid="step-2"]', LONG);
    await settled(page);

    const scenario = await answerOf<Scenario>(`/scenarios/${number}`);
    const state = stateOf(scenario);
    if (state === undefined) throw new Error("The scenario's steps do not follow on each other.");
    const evaluation = await sent<Evaluation>("/scenarios/evaluate", {
      state,
      against: null,
      question: {
        service: "childcare",
        profile: "adult",
        direction: "towards",
        limitMinutes: 15,
      },
    });
    const row = await textOf(page, "live-covered");
    expect(row.replaceAll(",", "")).toContain(String(Math.round(evaluation.after.all.covered)));
    expect(row.replaceAll(",", "")).toContain(String(Math.round(evaluation.before.all.covered)));
    expect(placed).toBeGreaterThan(0);

    // Undone by the keys, step by step, today is left.
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await eventually(async () => (await answerOf<Scenario>(`/scenarios/${number}`)).inForce).toBe(
      0,
    );
    expect(strayRequests).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("loses nothing when another person saved meanwhile", async () => {
    const made = await sent<Scenario>("/scenarios", {
      name: "两人",
      note: "",
      steps: [],
      inForce: 0,
    });
    const { page } = await openWatched(
      browser,
      `${served.address}/plan?service=childcare&scenario=${made.number}&map=100.4532,38.9311,14`,
      DESK,
    );
    await settled(page);
    const { name, note, steps, inForce, version } = made;
    await sent(
      `/scenarios/${made.number}`,
      { name: `${name}（另一位）`, note, steps, inForce, version },
      "PUT",
    );
    const box = await page.getByTestId("map").boundingBox();
    if (box === null) throw new Error("The map has no place on the page.");
    await page.getByTestId("tool-site").click();
    await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await page.waitForSelector('[data-testid="conflict"]', LONG);
    await picture(page, "plan-conflict");
    await page.getByTestId("save-copy").click();
    await eventually(async () => (await answerOf<Scenario[]>("/scenarios")).length).toBe(4);
    const all = await answerOf<Scenario[]>("/scenarios");
    expect(all.map((one) => one.name)).toContain("两人（另一位）");
    await page.close();
  });

  it("explains a place that nobody walks from in time", async () => {
    const { page, complaints } = await openWatched(
      browser,
      `${served.address}/plan?service=childcare&scenario=0&map=100.4332,38.9211,14`,
      DESK,
    );
    const box = await page.getByTestId("map").boundingBox();
    if (box === null) throw new Error("The map has no place on the page.");
    await page.mouse.click(box.x + box.width * 0.45, box.y + box.height * 0.45);
    await page.waitForSelector('[data-testid="explain-card"]', LONG);
    await eventually(() => textOf(page, "explain-card")).toMatch(/分|公里|米/);
    await picture(page, "plan-explained");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("gives an area another shape by one of its corners, and leaves it where Esc is pressed", async () => {
    const empty = { name: "改形", note: "", steps: [], inForce: 0 };
    const { number } = await sent<Scenario>("/scenarios", empty);
    const { page, complaints } = await openWatched(
      browser,
      `${served.address}/plan?service=childcare&scenario=${number}&map=100.4532,38.9311,14`,
      DESK,
    );
    const box = await page.getByTestId("map").boundingBox();
    if (box === null) throw new Error("The map has no place on the page.");
    const at = (right: number, down: number) =>
      [box.x + box.width * right, box.y + box.height * down] as const;
    await page.getByTestId("tool-search").click();
    await page.waitForSelector('[data-testid="map"][data-tool="search"]', LONG);
    for (const corner of [at(0.3, 0.3), at(0.6, 0.3), at(0.6, 0.7), at(0.3, 0.3)]) {
      await page.mouse.move(...corner);
      await page.mouse.click(...corner);
    }
    await page.waitForSelector('[data-testid="map"][data-corners="area-1"]', LONG);
    await mapReady(page);

    const carry = async (letGo: () => Promise<void>) => {
      await page.mouse.move(...at(0.6, 0.7));
      await page.mouse.down();
      for (let step = 1; step <= 5; step++)
        await page.mouse.move(...at(0.6 + 0.02 * step, 0.7 + 0.01 * step));
      await letGo();
    };
    await carry(async () => {
      await page.keyboard.press("Escape");
      await page.mouse.up();
    });
    await carry(() => page.mouse.up());
    await page.waitForSelector('[data-testid="step-2"]', LONG);
    await picture(page, "plan-reshaped");
    await settled(page);

    const scenario = await answerOf<Scenario>(`/scenarios/${number}`);
    expect(scenario.steps).toHaveLength(2);
    const [edit] = scenario.steps[1]?.edits ?? [];
    if (edit?.of !== "area") throw new Error("The second step is none of an area.");
    const [was, is] = [edit.before?.ring ?? [], edit.after?.ring ?? []];
    // To the lower right: east and south of where it was.
    const moved = is.flatMap(([lng, lat], i) => {
      const [oldLng = NaN, oldLat = NaN] = was[i] ?? [];
      return lng === oldLng && lat === oldLat ? [] : [[lng > oldLng, lat < oldLat]];
    });
    expect(moved).toEqual([[true, true]]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

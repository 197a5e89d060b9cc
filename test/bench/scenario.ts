import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TODAY } from "#contract/scenario-steps.ts";
import type {
  Evaluation,
  Live,
  PlannedSite,
  ScenarioQuestion,
  ScenarioState,
  StreetChange,
} from "#contract/scenario.ts";
import type { Service } from "#core/vocabulary.ts";
import { startServer } from "../e2e/served.ts";
import { seededRandom } from "./random.ts";
import { spreadRow, type Row } from "./table.ts";
import { note } from "./timing.ts";

const STUDY = "/api/studies/demonstration/scenarios";
const DRAGS = 12;
const MOVES = 25;
const EVALUATIONS = 8;
const SITES = 5;

/** The middle of the town, and how far around it things are dragged, in degrees. */
const MIDDLE = [100.449, 38.93] as const;
const AROUND = 0.05;

/** Dragging and evaluating on the demonstration over HTTP, its indicators included. */
export async function benchScenario(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), "yikezhong-bench-scenario-"));
  try {
    await (await startServer(home)).stop();
    const { address, stop } = await startServer(home);
    try {
      return await benchOn(`${address}${STUDY}`);
    } finally {
      await stop();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function benchOn(url: string): Promise<Row[]> {
  const bridge: StreetChange = {
    kind: "bridge",
    name: "",
    from: [100.4452, 38.9287],
    to: [100.4478, 38.9301],
  };
  const on = { ...TODAY, streets: { bridge } };
  return [
    ...(await benchLive(url, "childcare", TODAY, "drag one of five childcare sites")),
    ...(await benchLive(url, "elderly-care", TODAY, "… of elderly care, more indicators")),
    ...(await benchLive(url, "clinic", TODAY, "… of clinics, which no indicator counts")),
    ...(await benchLive(url, "childcare", on, "… of childcare, with a new bridge")),
    ...(await benchEvaluate(url)),
  ];
}

/** The server's own milliseconds, and those until the reply is there. */
async function benchLive(
  url: string,
  service: Service,
  on: ScenarioState,
  what: string,
): Promise<Row[]> {
  const random = seededRandom(17);
  const own: number[] = [];
  const firsts: number[] = [];
  const whole: number[] = [];
  for (let drag = 0; drag < DRAGS; drag++) {
    const state = { ...on, sites: sitesOf(service, random) };
    const [id] = Object.keys(state.sites);
    let at = placeBy(random);
    for (let move = 0; move < MOVES; move++) {
      // As a pointer goes: some fifty metres at a time.
      at = [at[0] + (random() - 0.5) * 0.001, at[1] + (random() - 0.5) * 0.001];
      const start = performance.now();
      const live = await ask<Live>(`${url}/live`, {
        state,
        of: "site",
        id,
        at,
        question: { ...QUESTION, service },
        seq: move,
      });
      note(live.own);
      (move === 0 ? firsts : own).push(live.milliseconds);
      if (move > 0) whole.push(performance.now() - start);
    }
  }
  return [
    spreadRow(`${what}: server`, own, "p95 < 20 ms"),
    spreadRow("… until the reply is read", whole, "p95 < 100 ms"),
    spreadRow("… first answer of a drag: server", firsts),
  ];
}

async function benchEvaluate(url: string): Promise<Row[]> {
  const random = seededRandom(23);
  const own: number[] = [];
  const streets: number[] = [];
  for (let i = 0; i < EVALUATIONS; i++) {
    const state = { ...TODAY, sites: sitesOf("childcare", random) };
    const body = { against: null, question: QUESTION };
    own.push((await ask<Evaluation>(`${url}/evaluate`, { state, ...body })).milliseconds);
    const [from, to] = [placeBy(random), placeBy(random)];
    const street = { kind: "street", name: "", from, to };
    const changed = { ...state, streets: { street } };
    streets.push(
      (await ask<Evaluation>(`${url}/evaluate`, { state: changed, ...body })).milliseconds,
    );
  }
  return [
    spreadRow("evaluate five new sites: server", own),
    spreadRow("… with a new street", streets),
  ];
}

const QUESTION: ScenarioQuestion = {
  service: "childcare",
  profile: "child",
  direction: "towards",
  limitMinutes: 15,
};

function sitesOf(service: Service, random: () => number): Record<string, PlannedSite> {
  return Object.fromEntries(
    Array.from({ length: SITES }, (_, i) => {
      const [lng, lat] = placeBy(random);
      return [
        `site-${i}`,
        {
          name: "新增托育",
          services: [service],
          lng,
          lat,
          capacities: { [service]: 40 },
          floorArea: null,
          cost: null,
          premises: null,
          required: false,
          candidate: false,
        },
      ];
    }),
  );
}

function placeBy(random: () => number): [number, number] {
  return [MIDDLE[0] + (random() - 0.5) * AROUND, MIDDLE[1] + (random() - 0.5) * AROUND];
}

async function ask<Answer>(url: string, body: object): Promise<Answer> {
  const reply = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${url} was answered with ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as Answer;
}

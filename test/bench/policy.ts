import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Job } from "#contract/jobs.ts";
import type { ReportFile, ReportRequest } from "#contract/policy/report.ts";
import { CHAPTERS } from "#contract/policy/report.ts";
import { assess } from "#core/policy/assess.ts";
import { loadSeeds, SEEDS_FOLDER } from "../../server/intake/policy/seeds.ts";
import { startServer } from "../e2e/served.ts";
import { syntheticDistrict } from "./district.ts";
import { count, durationRow, factRow, type Row } from "./table.ts";
import { note, timed, timedWaiting, timingOf } from "./timing.ts";

const STARTS = 3;
const STUDY = "/api/studies/demonstration";
const REPORT: ReportRequest = {
  format: "docx",
  unit: null,
  snapshot: null,
  chapters: [...CHAPTERS],
  paper: "A4",
  mapReview: "",
  topic: null,
};

/** Holding a large district against the documents, and what an office asks of the demonstration over HTTP. */
export async function benchPolicy(): Promise<Row[]> {
  return [...(await benchAssessment()), ...(await benchDemonstration())];
}

/** By itself: everything that is known is in memory. */
async function benchAssessment(): Promise<Row[]> {
  const input = syntheticDistrict(await loadSeeds(SEEDS_FOLDER));
  const { indicators } = assess(input);
  const judged = indicators.filter(({ verdict }) => verdict !== "not-assessable").length;
  const timing = timed(
    { runs: 10, warmUp: 2 },
    () => assess(input).indicators.flatMap(({ units }) => units).length,
  );
  return [
    durationRow(`assess a district of ${count(input.units.length)} units`, timing, "< 1 s"),
    factRow("… figures stated", count(input.stock.length)),
    factRow("… indicators, of these judged", `${indicators.length}, ${judged}`),
  ];
}

async function benchDemonstration(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), "yikezhong-bench-policy-"));
  try {
    await (await startServer(home)).stop();
    const firsts = { metrics: [] as number[], compliance: [] as number[] };
    for (let start = 0; start < STARTS; start++) {
      // Each asked of a server of its own: either works out what the other needs.
      firsts.metrics.push(await firstReply(home, `${STUDY}/spatial-metrics`));
      firsts.compliance.push(await firstReply(home, `${STUDY}/compliance`));
    }
    return [
      durationRow("demonstration: spatial measurements, first asking", timingOf(firsts.metrics)),
      durationRow("… indicators, first asking", timingOf(firsts.compliance)),
      ...(await benchRepeated(home)),
    ];
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** What is asked of a server that has been asked before. */
async function benchRepeated(home: string): Promise<Row[]> {
  const { address, stop } = await startServer(home);
  try {
    const [asked, exported, made] = [
      { runs: 20, warmUp: 3 },
      { runs: 5, warmUp: 1 },
      { runs: 3, warmUp: 1 },
    ];
    const reply = (path: string) => () => bytesOf(`${address}${STUDY}${path}`);
    const ledger = "/ledger?level=settlement&format=xlsx";
    return [
      durationRow("… indicators again", await timedWaiting(asked, reply("/compliance"))),
      durationRow("… ledger as XLSX", await timedWaiting(exported, reply(ledger)), "< 10 s"),
      durationRow(
        "… report as Word with its maps",
        await timedWaiting(made, () => report(`${address}${STUDY}`)),
        "< 10 s",
      ),
    ];
  } finally {
    await stop();
  }
}

/** Milliseconds until a server that was just started has given its whole reply. */
async function firstReply(home: string, path: string): Promise<number> {
  const { address, stop } = await startServer(home);
  try {
    const start = performance.now();
    note(await bytesOf(address + path));
    return performance.now() - start;
  } finally {
    await stop();
  }
}

/** Has a report made and fetches it: its bytes. */
async function report(study: string): Promise<number> {
  const reply = await fetch(`${study}/reports`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(REPORT),
  });
  if (!reply.ok) throw new Error(`The report was refused: ${await reply.text()}`);
  let job = (await reply.json()) as Job;
  while (job.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, 50));
    job = (await (await fetch(new URL(`/api/jobs/${job.id}`, study))).json()) as Job;
  }
  if (job.state !== "done") throw new Error(`The report was not made: ${job.error?.en ?? ""}`);
  const [newest] = (await (await fetch(`${study}/reports`)).json()) as ReportFile[];
  return bytesOf(`${study}/reports/${newest?.number}/file`);
}

async function bytesOf(url: string): Promise<number> {
  const reply = await fetch(url);
  const { byteLength } = await reply.arrayBuffer();
  if (!reply.ok) throw new Error(`${url} was answered with ${reply.status}.`);
  return byteLength;
}

import { resolve } from "node:path";
import type { Job } from "#contract/jobs.ts";
import {
  CHAPTERS,
  REPORT_FORMATS,
  type Chapter,
  type ReportFile,
  type ReportRequest,
} from "#contract/policy/report.ts";
import { writeWhole } from "../store/atomic.ts";
import { parseOptions, required, UsageError } from "./arguments.ts";
import { jsonOf, withService, type Ask } from "./ask-service.ts";
import { followed } from "./follow-job.ts";
import { NotAnswered } from "./refusals.ts";
import type { Reporter } from "./progress.ts";

const PAPERS = ["A4", "A3"] as const;

interface Made {
  readonly file: string;
  readonly bytes: number;
  /** As long as the service took. */
  readonly seconds: number;
  /** Number of the snapshot whose figures the report tells. */
  readonly snapshot: number;
  readonly notes: readonly string[];
}

/**
 * Has a report made and writes it to a file, whole or not at all. Works beside a running server and without one; an
 * interrupt cancels the work of either.
 */
export async function reportCommand(
  args: readonly string[],
  report: Reporter,
  signal: AbortSignal,
): Promise<Made> {
  const values = parseOptions(args, {
    study: "string",
    format: "string",
    out: "string",
    unit: "string",
    chapters: "string",
    paper: "string",
    topic: "string",
    "map-review": "string",
    snapshot: "string",
  });
  const study = required(values, "study");
  const out = resolve(required(values, "out"));
  const request: ReportRequest = {
    format: oneOf("format", required(values, "format"), REPORT_FORMATS),
    unit: values.unit?.[0] ?? null,
    snapshot: values.snapshot === undefined ? null : numberOf(required(values, "snapshot")),
    chapters:
      values.chapters === undefined ? [...CHAPTERS] : chaptersOf(required(values, "chapters")),
    paper: oneOf("paper", values.paper?.[0] ?? "A4", PAPERS),
    mapReview: values["map-review"]?.[0] ?? "",
    topic: values.topic?.[0] ?? null,
  };
  return withService(study, report, signal, async (ask) => {
    const made = await make(ask, study, request, report, signal);
    const file = await ask(`${pathOf(study)}/${made.number}/file`);
    if (file.status !== 200) jsonOf(file);
    await writeWhole(out, file.bytes, signal);
    const { bytes, seconds, snapshot, notes } = made;
    return { file: out, bytes, seconds, snapshot, notes: notes.map(({ en }) => en) };
  });
}

/** Follows the making of a report to its end. */
async function make(
  ask: Ask,
  study: string,
  request: ReportRequest,
  report: Reporter,
  signal: AbortSignal,
): Promise<ReportFile> {
  const before = jsonOf<ReportFile[]>(await ask(pathOf(study)))[0]?.number ?? 0;
  const begun = jsonOf<Job>(await ask(pathOf(study), { method: "POST", body: request }));
  const job = await followed(ask, begun, report, signal, async (path, why) => {
    await ask(path, { method: "DELETE", afterStop: true });
    throw why;
  });
  if (job.state !== "done")
    throw new NotAnswered(job.error?.en ?? "The report was cancelled by somebody else.");
  const asked = JSON.stringify(sorted(request));
  const made = jsonOf<ReportFile[]>(await ask(pathOf(study))).find(
    (one) => one.number > before && JSON.stringify(sorted(one.request)) === asked,
  );
  if (made === undefined) throw new NotAnswered("The report was made and is gone again.");
  return made;
}

function pathOf(study: string): string {
  return `/studies/${encodeURIComponent(study)}/reports`;
}

/** With the keys in the order of their letters, so that two requests can be compared. */
function sorted(request: ReportRequest): object {
  return Object.fromEntries(Object.entries(request).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function oneOf<const Word extends string>(
  name: string,
  text: string,
  words: readonly Word[],
): Word {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} is one of ${words.join(", ")}, not "${text.slice(0, 40)}".`);
}

function chaptersOf(text: string): Chapter[] {
  const asked = text.split(",").map((word) => oneOf("chapters", word.trim(), CHAPTERS));
  return CHAPTERS.filter((chapter) => asked.includes(chapter));
}

function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new UsageError(`--snapshot is the number of a snapshot, not "${text.slice(0, 40)}".`);
}

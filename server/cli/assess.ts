import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { catchmentScan } from "#core/catchment/matrix.ts";
import { assess, facilitiesOf, gapsOf, survey } from "#core/coverage/survey.ts";
import { SERVICES } from "#core/vocabulary.ts";
import type { Account } from "../intake/account.ts";
import { readGround, servicesOf, type GroundReading } from "../intake/ground.ts";
import { coverageReport, parametersOf, type CoverageQuestion } from "../report/coverage-report.ts";
import {
  catchmentFeatures,
  cellFeatures,
  facilityFeatures,
  featureCollection,
  gapFeatures,
  timesCsv,
  type Answer,
} from "../report/layers.ts";
import { writeFolder, type Content } from "../store/atomic.ts";
import {
  directionOption,
  parseOptions,
  required,
  resolutionOption,
  serviceOptions,
  UsageError,
  WALK_OPTIONS,
  walkOptions,
} from "./arguments.ts";
import { readBoundary } from "../intake/boundary.ts";
import { networkFigures, peakMemoryMiB, secondsSince } from "./figures.ts";
import type { Reporter } from "./progress.ts";

const FILES = [
  "coverage.json",
  "cells.geojson",
  "gaps.geojson",
  "catchments.geojson",
  "facilities.geojson",
  "times.csv",
  "manifest.json",
] as const;

/** Street extract, facilities and people in; coverage, gaps and catchments out, as one folder. */
export async function assessCommand(
  args: readonly string[],
  report: Reporter,
  signal: AbortSignal,
): Promise<unknown> {
  const started = performance.now();
  const values = parseOptions(args, {
    ...WALK_OPTIONS,
    network: "string",
    facilities: "string",
    people: "string",
    units: "string",
    service: "strings",
    direction: "string",
    resolution: "string",
    boundary: "string",
    out: "string",
  });
  const walk = walkOptions(values, 15);
  const direction = directionOption(values);
  const resolution = resolutionOption(values);
  const asked = serviceOptions(values);
  const files = {
    network: required(values, "network"),
    facilities: required(values, "facilities"),
    people: required(values, "people"),
    ...(values.units === undefined ? {} : { units: required(values, "units") }),
  };
  const out = resolve(required(values, "out"));
  const boundary =
    values.boundary === undefined ? undefined : await readBoundary(required(values, "boundary"));

  let networkSeconds = 0;
  const reading = await readGround(files, {
    resolution,
    snapCap: walk.snapCap,
    signal,
    ...(boundary === undefined ? {} : { boundary }),
    onProgress: report.stage,
    onNetwork: () => (networkSeconds = secondsSince(started)),
  });
  const { ground } = reading;
  const services = asked ?? servicesOf(ground, SERVICES);
  if (services.length === 0)
    throw new UsageError(
      `${files.facilities} names no service. Say which to assess with --service, e.g. --service clinic.`,
    );

  report.stage("catchments", 0, services.length);
  const searchStarted = performance.now();
  const surveyed = survey(ground, walk.measure, direction);
  const answers = services.map((service, i): Answer => {
    signal.throwIfAborted();
    report.stage("catchments", i, services.length);
    const result = assess(surveyed, service, walk.limit);
    return { service, result, gaps: gapsOf(surveyed, service, walk.limit, result) };
  });
  const searchSeconds = secondsSince(searchStarted);
  for (const account of Object.values(reading.accounts))
    if (account !== undefined) warn(account, report);

  const question: CoverageQuestion = {
    measure: walk.measure,
    profile: walk.profile,
    direction,
    limit: walk.limit,
    resolution,
    snapCap: walk.snapCap,
  };
  const note = (name: string) => ({ name, parameters: parametersOf(question), synthetic: false });
  const digests: Record<string, string> = {};
  const scan = catchmentScan(
    surveyed.graph,
    surveyed.facilityLinks,
    surveyed.cellLinks,
    walk.limit,
  );
  const contents: Record<Exclude<(typeof FILES)[number], "manifest.json">, () => Content> = {
    "coverage.json": () => text(coverageReport(surveyed, answers, question)),
    "cells.geojson": () => featureCollection(note("cells"), cellFeatures(surveyed, answers)),
    "gaps.geojson": () => featureCollection(note("gaps"), gapFeatures(surveyed, answers)),
    "catchments.geojson": () =>
      featureCollection(note("catchments"), catchmentFeatures(surveyed, scan, walk.limit)),
    "facilities.geojson": () => featureCollection(note("facilities"), facilityFeatures(surveyed)),
    "times.csv": () => timesCsv(surveyed, answers),
  };
  await writeFolder(
    out,
    "manifest.json",
    FILES,
    async (write) => {
      for (const [name, content] of Object.entries(contents)) {
        report.stage("writing", Object.keys(digests).length, FILES.length);
        signal.throwIfAborted();
        await write(
          name,
          digested(content(), (sha256) => (digests[name] = sha256)),
        );
      }
      await write(
        "manifest.json",
        text(manifestOf(reading, question, surveyed.refused, digests, started)),
      );
    },
    signal,
  );
  report.line(`Written to ${out}`);

  const snapped = surveyed.refused.filter((why) => why === undefined).length;
  const read = reading.accounts.facilities.read;
  return {
    services: Object.fromEntries(
      answers.map(({ service, result: { coverage }, gaps }) => [
        service,
        { ...coverage.all, facilities: facilitiesOf(ground, service).length, gaps: gaps.length },
      ]),
    ),
    network: networkFigures(ground.network),
    facilities: { read, snapped, refused: read - snapped },
    people: { read: reading.peopleRead, placed: ground.demand.total },
    seconds: {
      network: networkSeconds,
      search: searchSeconds,
      total: secondsSince(started),
    },
    peakMemoryMiB: peakMemoryMiB(),
  };
}

function manifestOf(
  reading: GroundReading,
  question: CoverageQuestion,
  refused: readonly ({ reason: string; metres: number | null } | undefined)[],
  outputs: Readonly<Record<string, string>>,
  started: number,
) {
  const { ground, accounts, inputs } = reading;
  return {
    tool: "yikezhong",
    version: VERSION,
    inputs,
    parameters: parametersOf(question),
    network: {
      ...networkFigures(ground.network),
      compiled_from: ground.network.report.source,
      boundary: ground.network.report.boundarySource,
      missing_points: ground.network.report.missingPoints,
      islands: ground.network.report.islands,
    },
    dropped: Object.fromEntries(
      Object.entries(accounts).flatMap(([role, account]) =>
        account === undefined
          ? []
          : [
              [
                role,
                {
                  read: account.read,
                  used: account.used,
                  dropped: account.droppedCount,
                  rows: account.dropped,
                  noted: account.noted,
                },
              ],
            ],
      ),
    ),
    not_joined: ground.facilities.flatMap((facility, f) => {
      const why = refused[f];
      return why === undefined
        ? []
        : [
            {
              facility: facility.id,
              name: facility.name,
              reason: why.reason,
              metres: why.metres === null ? null : Math.round(why.metres),
            },
          ];
    }),
    outputs,
    run: { finished: new Date().toISOString(), seconds: secondsSince(started) },
  };
}

/** Passes content through while taking its SHA-256. */
function* digested(content: Content, done: (sha256: string) => void): Generator<string> {
  const hash = createHash("sha256");
  for (const piece of typeof content === "string" || content instanceof Uint8Array
    ? [String(content)]
    : content) {
    hash.update(piece);
    yield piece;
  }
  done(hash.digest("hex"));
}

function warn(account: Account, report: Reporter) {
  if (account.droppedCount === 0) return;
  report.line(`${account.file}: ${account.droppedCount} of ${account.read} rows not used`);
  for (const { row, column, value, reason } of account.dropped.slice(0, 10))
    report.line(
      `  row ${row}${column === undefined ? "" : `, column ${column}`}${value === undefined ? "" : ` "${value}"`}: ${reason}`,
    );
  if (account.droppedCount > 10)
    report.line(`  … and ${account.droppedCount - 10} more; all are in manifest.json`);
}

function text(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

const { version: VERSION } = JSON.parse(
  await readFile(join(import.meta.dirname, "../../package.json"), "utf8"),
) as { version: string };

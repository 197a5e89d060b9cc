import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { Value } from "typebox/value";
import { Decisions, type Role } from "#contract/import.ts";
import { REASONS, type ReasonCode } from "#contract/reasons/reasons.ts";
import { fill } from "#contract/reasons/wording.ts";
import { packNetwork } from "#core/network/codec.ts";
import { crsOf } from "#core/geo/crs/crs-of.ts";
import { kindOfFile } from "../intake/import/kind-of-file.ts";
import { judge } from "../intake/import/judge.ts";
import type { Judged, LayerContent, StudySoFar } from "../intake/import/study-so-far.ts";
import { readFacilities } from "../intake/facilities.ts";
import { fileIdentity, loadNetwork } from "../intake/network-file.ts";
import { readBuildings } from "../intake/osm/read-buildings.ts";
import { readUnits } from "../intake/units.ts";
import { notesCsv } from "../report/notes-csv.ts";
import { writeFolder, type Content } from "../store/atomic.ts";
import {
  parseOptions,
  required,
  resolutionOption,
  roleOption,
  UsageError,
  walkOptions,
} from "./arguments.ts";
import { peakMemoryMiB, secondsSince } from "./figures.ts";
import type { Reporter } from "./progress.ts";
import { NotDecided } from "./refusals.ts";

const CONTENT: Readonly<Record<Role, string>> = {
  network: "network.ykz",
  units: "units.geojson",
  people: "people.csv",
  facilities: "facilities.geojson",
  premises: "premises.geojson",
};
const ACCOUNT = "account.csv";
const REPORT = "report.json";

/**
 * Reads any office's file and writes it as the other commands take it, with the account of its rows and the
 * report of what was recognised. What the page would ask about is decided by options or `--decisions`.
 */
export async function importCommand(
  args: readonly string[],
  report: Reporter,
  signal: AbortSignal,
): Promise<unknown> {
  const started = performance.now();
  const values = parseOptions(args, {
    file: "string",
    role: "string",
    table: "string",
    crs: "string",
    decisions: "string",
    network: "string",
    units: "string",
    facilities: "string",
    resolution: "string",
    snap: "string",
    out: "string",
  });
  const path = required(values, "file");
  const out = resolve(required(values, "out"));
  const source = await fileIdentity(path).catch(missing(path));
  const judged = await judge({
    path,
    name: basename(path),
    source,
    decisions: await decisionsOf(values),
    study: await studyOf(values, report, signal),
    templates: [],
    signal,
    onProgress: (stage, done, total) => {
      signal.throwIfAborted();
      report.stage(stage, done, total);
    },
  });
  const { proposal, content } = judged;
  const summary = {
    role: proposal.role,
    written: content === null ? null : CONTENT[content.role],
    account: countsOf(judged),
    crs: proposal.crs && { verdict: proposal.crs.verdict, proposed: proposal.crs.proposed },
    blocking: proposal.blocking.map((reason) => wordsOf(reason)),
    facts: judged.facts,
    amount: judged.amount,
  };
  const files: Record<string, Content> = {
    ...(content === null ? {} : { [CONTENT[content.role]]: contentOf(content) }),
    [ACCOUNT]: await notesCsv(judged.notes),
    [REPORT]: `${JSON.stringify({ tool: "yikezhong", input: source, ...summary, proposal }, null, 1)}\n`,
  };
  await writeFolder(
    out,
    REPORT,
    [...Object.values(CONTENT), ACCOUNT, REPORT],
    async (write) => {
      for (const [name, text] of Object.entries(files)) await write(name, text);
    },
    signal,
  );
  report.line(`Written to ${out}`);
  if (content === null)
    throw new NotDecided(
      `${basename(path)} cannot be stored yet: ${summary.blocking.join(" ")} ` +
        `${REPORT} and ${ACCOUNT} in ${out} have the details; decide with --role, --crs or --decisions.`,
    );
  return {
    ...summary,
    seconds: { total: secondsSince(started) },
    peakMemoryMiB: peakMemoryMiB(),
  };
}

function missing(path: string) {
  return (error: unknown): never => {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new NotDecided(`${path} cannot be read (${code}). Check its path and its permissions.`);
  };
}

type Values = Readonly<Record<string, string[] | undefined>>;

/** The decisions of a file, with those of the options in their place. */
async function decisionsOf(values: Values): Promise<Decisions> {
  const file = values["decisions"]?.[0];
  const given: unknown =
    file === undefined ? {} : parsed(await readFile(file, "utf8").catch(missing(file)), file);
  if (!Value.Check(Decisions, given)) {
    const [fault] = Value.Errors(Decisions, given);
    throw new UsageError(
      `--decisions ${String(file)} holds no decisions: ${fault?.instancePath ?? ""} ${fault?.message ?? ""}. Its form is in /api/docs.`,
    );
  }
  const role = roleOption(values);
  const table = values["table"]?.[0];
  const said = values["crs"]?.[0];
  const crs = said === undefined ? undefined : crsOf(said);
  if (said !== undefined && crs === undefined)
    throw new UsageError(
      `--crs "${said}" is not known. Give EPSG:4326, EPSG:4490, a CGCS2000 zone such as EPSG:4542, GCJ-02 or BD-09.`,
    );
  return {
    ...given,
    ...(role === undefined ? {} : { role }),
    ...(table === undefined ? {} : { table }),
    ...(crs === undefined ? {} : { crs: { crs, swapped: false } }),
  };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--decisions ${file} is not JSON.`);
  }
}

/** What the file is judged against: streets with their buildings, units, and facilities there are already. */
async function studyOf(values: Values, report: Reporter, signal: AbortSignal): Promise<StudySoFar> {
  const streets = values["network"]?.[0];
  const units = values["units"]?.[0];
  const facilities = values["facilities"]?.[0];
  const network =
    streets === undefined
      ? undefined
      : await loadNetwork(streets, {
          signal,
          onProgress: (done, total) => report.stage("streets", done, total),
        });
  const context = { bounds: undefined, signal };
  return {
    layers: [],
    network,
    buildings:
      streets !== undefined && (await kindOfFile(streets)) === "osm"
        ? await readBuildings(streets, { signal })
        : [],
    units: units === undefined ? [] : (await readUnits(units, context)).units,
    facilities:
      facilities === undefined
        ? []
        : (await readFacilities(facilities, context)).facilities.map((facility) => ({
            layer: basename(facilities),
            facility,
          })),
    premises: [],
    snapCap: walkOptions(values, 15).snapCap,
    resolution: resolutionOption(values),
  };
}

function contentOf(content: LayerContent): Content {
  return content.role === "network" ? new Uint8Array(packNetwork(content.network)) : content.text;
}

function countsOf({ proposal }: Judged) {
  const { read, usable, doubtful, dropped, noted } = proposal.account;
  return { read, usable, doubtful, dropped, noted };
}

function wordsOf({
  code,
  values,
}: {
  code: string;
  values?: Record<string, string | number>;
}): string {
  if (!(code in REASONS)) return code;
  const { what, remedy } = REASONS[code as ReasonCode];
  return `${fill(what, "en", values)} ${fill(remedy, "en", values)}`;
}

import { ownValue } from "#core/own-value.ts";
import { DemandTooLarge } from "#core/demand/limits.ts";
import { InputError } from "../intake/account.ts";
import { OsmFileError } from "../intake/osm/osm-file-error.ts";
import { RefusedFile } from "../intake/refused-file.ts";
import { ConfigError } from "../config.ts";
import { OutputError } from "../store/atomic.ts";
import { DatabaseError } from "../store/database/database-error.ts";
import { StateFolderError } from "../store/state-folder.ts";
import { UsageError } from "./arguments.ts";
import type { Reporter } from "./progress.ts";
import { NotAnswered, NotDecided } from "./refusals.ts";

type Command = (args: readonly string[], report: Reporter, signal: AbortSignal) => Promise<unknown>;

/** Each is loaded when it is asked for: no command waits for what another needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  assess: async () => (await import("./assess.ts")).assessCommand,
  times: async () => (await import("./times.ts")).timesCommand,
  network: async () => (await import("./network.ts")).networkCommand,
  import: async () => (await import("./import.ts")).importCommand,
  compliance: async () => (await import("./compliance.ts")).complianceCommand,
  policy: async () => (await import("./policy.ts")).policyCommand,
  site: async () => (await import("./site.ts")).siteCommand,
  report: async () => (await import("./report.ts")).reportCommand,
};

const USAGE = `Usage: npm run --silent yikezhong -- <command> [options]

  assess   --network N --facilities F --people P [--units U] --out DIR
           [--service childcare …] [--minutes 15 | --metres 1000] [--direction towards|from]
           [--resolution 10] coverage, gaps and catchments as a folder of files
  times    --network N --origins O --destinations D --out FILE.csv [--minutes 30 | --metres 3000]
  network  --network N [--out FILE] [--check REPORT.json] [--repairs REPORT.json]
           [--units U] [--facilities F] [--people P]
           compile an extract once; every command takes the compiled file too. --check looks the streets over:
           islands, near misses, crossings not joined …, each with its repair; --repairs makes those left in a
           report that was looked through
  import   --file ANY --out DIR [--role network|units|people|facilities|premises]
           [--table SHEET] [--crs EPSG:4542|GCJ-02|…] [--decisions D.json]
           [--network N] [--units U] [--facilities F]
           any office's file as the other commands take it, with account.csv and report.json
  site     --demand D.csv --costs C.csv --objective lscp|mclp|target|p-median|p-center|cflp --out FILE.json
           [--limit L] [--count P] [--share 0.8] [--capacities K.csv] [--require IDS] [--forbid IDS]
           [--time-limit 60] [--seed 1]
           the sites that are best by tables of your own, with what no choice can beat; lscp, mclp and target
           need --limit, mclp, p-median and p-center --count, target --share, cflp --capacities
  site     --study S --service childcare … --objective lscp|target|units|indicator|mclp|cflp|p-median|p-center
           --out FILE.json [--share 0.6] [--count P] [--units N] [--indicator ID] [--capacity K]
           [--budget YUAN] [--site-cost YUAN] [--cost YUAN] [--per-place YUAN] [--discount YUAN]
           [--candidates cells,drawn,premises,upgrade] [--require IDS] [--forbid IDS] [--prefer IDS]
           [--minutes 15] [--direction towards|from] [--group 0_2] [--unit-rule inside|reach] [--unit-share 0.5]
           [--floor 0.3] [--spacing M] [--upgrade-first yes] [--phases 2027:2,2028:5] [--scenario NUMBER]
           [--time-limit 60] [--seed 1]
           the sites that are best for a study, checked by its coverage; the plan is kept with the study. Several
           services share sites (target, lscp), with shares, capacities and costs in their order
  compliance --study S [--document ID] [--unit CODE] --json
           every indicator of the policy documents: met, not met or not assessable; asks the server that
           runs on the same YIKEZHONG_HOME, or opens the studies itself where none runs
  report   --study S --format docx|xlsx|geojson --out FILE [--unit CODE] [--chapters summary,indicators,…]
           [--paper A4|A3] [--map-review NUMBER] [--topic SERVICE|INDICATOR] [--snapshot NUMBER]
           an assessment as a Word report, as a workbook of its ledgers, or as a layer; keeps a snapshot of
           it unless one is named
  policy   list [--document ID] [--json]    what the policy documents demand, one row per number
           check FILE.json    whether a policy document's file can be used, and every problem by line

  all:     [--profile adult|elder|child|wheelchair] [--speed 1.1] [--snap 300]
  assess, network: [--boundary POLYGON.geojson] where the extract is complete

N is an OpenStreetMap extract (.osm.pbf or .osm) or a compiled network. F: CSV or GeoJSON with
id,name,service,lng,lat[,capacity]. P: CSV or GeoJSON with cell or lng,lat, people[, people_0_2 …].
The result is one JSON object on standard output, of list a table without --json; progress goes to
standard error. Ctrl-C ends a search for sites with the best so far; D has id,weight, C demand,site,cost
(costs above --limit do not count), K site,capacity.
Exit codes: 0 done, 2 wrong usage, 3 unusable input or output place, 130 interrupted.`;

/** What a command leaves behind. */
export interface Ended {
  readonly code: 0 | 2 | 3 | 130;
  /** For standard output. */
  readonly out: string;
}

/** Runs the command that the arguments name; all that goes wrong is told to `report`, but for faults of our own. */
export async function run(
  [name, ...args]: readonly string[],
  report: Reporter,
  signal: AbortSignal,
): Promise<Ended> {
  const load = ownValue(COMMANDS, name);
  if (name === "--help" || name === "help" || args.includes("--help")) {
    report.line(USAGE);
    return without(0);
  }
  if (load === undefined) {
    report.line(name === undefined ? USAGE : `There is no command "${name}".\n\n${USAGE}`);
    return without(2);
  }
  try {
    const command = await load();
    const result = await command(args, report, signal);
    return { code: 0, out: `${typeof result === "string" ? result : JSON.stringify(result)}\n` };
  } catch (error) {
    if (signal.aborted) {
      report.line("Interrupted. Nothing was written.");
      return without(130);
    }
    if (error instanceof UsageError) {
      report.line(`${error.message}\nRun with --help for the options.`);
      return without(2);
    }
    if (error instanceof ConfigError) {
      report.line(error.message);
      return without(2);
    }
    if (
      error instanceof InputError ||
      error instanceof RefusedFile ||
      error instanceof NotDecided ||
      error instanceof NotAnswered ||
      error instanceof StateFolderError ||
      error instanceof DatabaseError ||
      error instanceof OsmFileError ||
      error instanceof OutputError ||
      error instanceof DemandTooLarge
    ) {
      report.line(error.message);
      return without(3);
    }
    throw error;
  }
}

function without(code: Ended["code"]): Ended {
  return { code, out: "" };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { InputError } from "../../server/intake/account.ts";
import { loadNetwork } from "../../server/intake/network-file.ts";
import { OsmFileError } from "../../server/intake/osm/osm-file-error.ts";
import { benchImports } from "./import.ts";
import { machineLine, thisMachine } from "./machine.ts";
import { benchPeers } from "./peers.ts";
import { benchPolicy } from "./policy.ts";
import { benchScenario } from "./scenario.ts";
import { searchJson, searchRows } from "./search-report.ts";
import { benchSiting } from "./siting.ts";
import { table } from "./table.ts";
import { noted } from "./timing.ts";
import { benchTown } from "./town.ts";
import { citiesOf, ownTowns } from "./towns.ts";

const USAGE = `Usage: npm run --silent bench -- [options]

  (none)                    peers, Gothenburg and a generated grid
  --data DIR                also Heidelberg and Porto Alegre, as far as DIR holds them
  --import                  offices' files alone: a large table, workbook and raster, and the doctor
  --policy                  a large district against the documents, and the demonstration's ledger and report
  --scenario                sites dragged on the demonstration, and whole scenarios
  --siting                  sites for a county and a city: time to a plan, value and bound
  --page                    the page in headless Chromium, software-rendered (npm run build first)
  --network FILE [--json]   the search bench alone, on any extract or compiled network

Exit codes: 0 done, 2 wrong usage, 3 unusable network file.`;

interface Options {
  readonly network: string | undefined;
  readonly json: boolean;
  readonly data: string | undefined;
  readonly page: boolean;
  readonly import: boolean;
  readonly policy: boolean;
  readonly scenario: boolean;
  readonly siting: boolean;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const options = optionsOf(args);
  if (typeof options === "string") {
    console.error(`${options}\n\n${USAGE}`);
    return 2;
  }
  if (options.network !== undefined) return benchNetwork(options.network, options.json);
  if (options.import) await inScratch(reportImports);
  else if (options.policy)
    console.log(`${heading()}\n${table("Policy documents", await benchPolicy())}`);
  else if (options.scenario)
    console.log(`${heading()}\n${table("Scenarios", await benchScenario())}`);
  else if (options.siting) console.log(`${heading()}\n${table("Siting", await benchSiting())}`);
  else if (options.page) {
    const { benchPage } = await import("./page.ts");
    console.log(`${heading()}\n${table("The page", await benchPage())}`);
  } else await benchEverything(options.data);
  return 0;
}

/** The options, or what is wrong with them. */
function optionsOf(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        network: { type: "string" },
        json: { type: "boolean", default: false },
        data: { type: "string" },
        page: { type: "boolean", default: false },
        import: { type: "boolean", default: false },
        policy: { type: "boolean", default: false },
        siting: { type: "boolean", default: false },
        scenario: { type: "boolean", default: false },
      },
    });
    const { network, json, data, page, import: imports, policy, scenario, siting } = values;
    if (network === "" || data === "") return "--network and --data need a path.";
    if (json && network === undefined) return "--json goes with --network.";
    const own = [page, imports, policy, scenario, siting];
    const subjects = [network !== undefined, data !== undefined, ...own];
    if (subjects.filter(Boolean).length > 1)
      return "Give one of --network, --data, --import, --policy, --scenario, --siting and --page.";
    return { network, json, data, page, import: imports, policy, scenario, siting };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function benchNetwork(path: string, json: boolean): Promise<number> {
  try {
    const network = await loadNetwork(fromCaller(path));
    console.log(
      json
        ? JSON.stringify(searchJson(network))
        : `${heading()}\n${table(path, searchRows(network))}`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof InputError) && !(error instanceof OsmFileError)) throw error;
    console.error(error.message);
    return 3;
  }
}

async function benchEverything(data: string | undefined): Promise<void> {
  await inScratch(async (scratch) => {
    console.log(heading());
    const towns = [
      ...(data === undefined ? [] : await citiesOf(fromCaller(data), scratch)),
      ...(await ownTowns(scratch)),
    ];
    for (const town of towns) console.log(table(town.name, await benchTown(town, scratch)));
    console.log(table("Offices' files", await benchImports(scratch)));
    console.log(table("Peers, on Gothenburg", benchPeers()));
    console.log(`Checksum of all results, so that none is left out: ${noted()}`);
  });
}

async function reportImports(scratch: string): Promise<void> {
  console.log(`${heading()}\n${table("Offices' files", await benchImports(scratch))}`);
}

/** With a folder that is gone afterwards. */
async function inScratch(work: (scratch: string) => Promise<void>): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), "yikezhong-bench-"));
  try {
    await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function heading(): string {
  return `Measured on ${machineLine(thisMachine())}.\n`;
}

/** npm changes into the project first; paths are meant from where it was called. */
function fromCaller(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { Repair } from "#contract/layers.ts";
import { toDemand } from "#core/demand/demand.ts";
import { checkNetwork, type NetworkCheckup } from "#core/network/doctor/check-network.ts";
import { boundsOf } from "#core/network/extract-edge.ts";
import type { Network } from "#core/network/network.ts";
import { emptySheet } from "#core/osm/sheet.ts";
import { readFacilities } from "../intake/facilities.ts";
import { kindOfFile } from "../intake/import/kind-of-file.ts";
import { readBaseMap } from "../intake/osm/read-base-map.ts";
import { readBuildings } from "../intake/osm/read-buildings.ts";
import { readPeople } from "../intake/people.ts";
import { readUnits } from "../intake/units.ts";
import { resolutionOption, UsageError, walkOptions } from "./arguments.ts";
import type { Reporter } from "./progress.ts";
import { NotDecided } from "./refusals.ts";

type Values = Readonly<Record<string, string[] | undefined>>;

/** People this far outside the extract have no street in it. */
const MARGIN = 5000;

/**
 * What the page's street check says of a network: with an extract's walls and buildings, and with the units,
 * facilities and people that are named.
 */
export async function checkup(
  network: Network,
  path: string,
  values: Values,
  { report, signal }: { readonly report: Reporter; readonly signal: AbortSignal },
): Promise<NetworkCheckup> {
  const [units, facilities, people] = ["units", "facilities", "people"].map(
    (role) => values[role]?.[0],
  );
  const near = { bounds: boundsOf(network.report.boundary, MARGIN), signal };
  const anywhere = { bounds: undefined, signal };
  const isExtract = (await kindOfFile(path)) === "osm";
  if (!isExtract)
    report.line(
      `${basename(path)} holds streets only: what stands between them is not known, and fewer repairs are sure.`,
    );
  return checkNetwork(network, {
    units: units === undefined ? [] : (await readUnits(units, anywhere)).units,
    facilities:
      facilities === undefined ? [] : (await readFacilities(facilities, anywhere)).facilities,
    people:
      people === undefined
        ? null
        : toDemand((await readPeople(people, near)).sources, resolutionOption(values)),
    baseMap: isExtract ? await readBaseMap(path, { signal }) : emptySheet().finish(),
    buildings: isExtract ? await readBuildings(path, { signal }) : [],
    snapCap: walkOptions(values, 15).snapCap,
  });
}

const FOUND = Type.Object({
  findings: Type.Array(Type.Object({ repair: Type.Union([Repair, Type.Null()]) })),
});

/** The repairs in a file: a list of them, or what is left of the findings in a report that was looked through. */
export async function repairsIn(path: string): Promise<Repair[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new NotDecided(`${path} cannot be read (${code}). Check its path and its permissions.`);
  });
  let held: unknown;
  try {
    held = JSON.parse(text);
  } catch {
    throw new UsageError(`--repairs ${path} is not JSON.`);
  }
  if (Value.Check(FOUND, held)) return held.findings.flatMap(({ repair }) => repair ?? []);
  if (Value.Check(LIST, held)) return held;
  const [fault] = Value.Errors(Array.isArray(held) ? LIST : FOUND, held);
  throw new UsageError(
    `--repairs ${path} holds no repairs: ${fault?.instancePath ?? ""} ${fault?.message ?? ""}. ` +
      "Give a report of --check, or a list as POST /api/studies/{id}/repairs/preview takes it.",
  );
}

const LIST = Type.Array(Repair);

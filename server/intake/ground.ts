import type { Service } from "#core/vocabulary.ts";
import { layGround, type Ground } from "#core/coverage/survey.ts";
import { toDemand } from "#core/demand/demand.ts";
import type { Facility } from "#core/catchment/facility.ts";
import { boundsOf, type Ring } from "#core/network/extract-edge.ts";
import type { Network } from "#core/network/network.ts";
import { joinedAccount, type Account } from "./account.ts";
import { readFacilities } from "./facilities.ts";
import { fileIdentity, loadNetwork } from "./network-file.ts";
import { readPeople } from "./people.ts";
import { readUnits } from "./units.ts";

/** Where the inputs of a study are. */
export interface GroundFiles {
  readonly network: string;
  readonly facilities: string;
  readonly people: string;
  readonly units?: string;
}

/** A file, and the name to show for it where its path says nothing. */
export interface NamedFile {
  readonly path: string;
  readonly name?: string;
}

export interface GroundOptions {
  /** The files were judged before: a facility outside the extract is kept, and refused when it is joined. */
  readonly judged?: boolean;
  readonly resolution: number;
  readonly snapCap: number;
  readonly boundary?: readonly Ring[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (
    stage: "streets" | "people" | "facilities",
    done: number,
    total: number,
  ) => void;
  /** Called once the network stands, for what wants to keep it. */
  readonly onNetwork?: (network: Network) => void;
}

/** A study's inputs as core values, with an account of every file. */
export interface GroundReading {
  readonly ground: Ground;
  readonly groups: readonly string[];
  readonly peopleRead: number;
  readonly inputs: readonly {
    readonly role: "network" | "facilities" | "people" | "units";
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  readonly accounts: {
    readonly facilities: Account;
    readonly people: Account;
    readonly units: Account | undefined;
  };
}

/** People this far outside the extract are still taken in, as unknown. */
const MARGIN = 5000;

/** Reads everything a study needs. Throws `InputError`, `OsmFileError` or `DemandTooLarge` for inputs that cannot be used. */
export async function readGround(
  files: GroundFiles,
  options: GroundOptions,
): Promise<GroundReading> {
  const { signal, onProgress, onNetwork, boundary } = options;
  const network = await loadNetwork(files.network, {
    ...(signal === undefined ? {} : { signal }),
    ...(boundary === undefined ? {} : { boundary }),
    onProgress: (done, total) => onProgress?.("streets", done, total),
  });
  onNetwork?.(network);
  const { facilities, people, units } = files;
  const reading = await readOnNetwork(
    network,
    {
      facilities: [{ path: facilities }],
      people: { path: people },
      ...(units === undefined ? {} : { units: { path: units } }),
    },
    options,
  );
  const roles = (["network", "facilities", "people", "units"] as const).filter(
    (role) => files[role] !== undefined,
  );
  const inputs = await Promise.all(
    roles.map(async (role) => ({ role, ...(await fileIdentity(files[role]!)) })),
  );
  return { ...reading, inputs };
}

/**
 * The same on a network that stands already, with facilities from any number of files. An id that an earlier
 * file has is set apart by the number of its file.
 */
export async function readOnNetwork(
  network: Network,
  files: {
    readonly facilities: readonly NamedFile[];
    readonly people: NamedFile;
    readonly units?: NamedFile;
  },
  options: GroundOptions,
): Promise<Omit<GroundReading, "inputs">> {
  const { signal, onProgress } = options;
  const context = {
    bounds: boundsOf(network.report.boundary, MARGIN),
    ...(signal === undefined ? {} : { signal }),
  };
  const people = await readPeople(files.people.path, {
    ...context,
    name: files.people.name,
    onProgress: (done, total) => onProgress?.("people", done, total),
  });
  const facilities: Facility[] = [];
  const accounts: Account[] = [];
  const taken = new Set<string>();
  for (const [index, file] of files.facilities.entries()) {
    const more = await readFacilities(file.path, {
      ...context,
      ...(options.judged === true ? { bounds: undefined } : {}),
      name: file.name,
      onProgress: (done, total) => onProgress?.("facilities", done, total),
    });
    accounts.push(more.account);
    for (const facility of more.facilities) {
      const id = taken.has(facility.id) ? `${facility.id}-${index + 1}` : facility.id;
      taken.add(id);
      facilities.push(id === facility.id ? facility : { ...facility, id });
    }
  }
  const units =
    files.units === undefined
      ? undefined
      : await readUnits(files.units.path, { ...context, name: files.units.name });
  const ground = layGround(
    network,
    facilities,
    toDemand(people.sources, options.resolution),
    units?.units ?? [],
    options.snapCap,
  );
  return {
    ground,
    groups: people.groups,
    peopleRead: people.total,
    accounts: {
      facilities: joinedAccount(accounts),
      people: people.account,
      units: units?.account,
    },
  };
}

/** The services to answer for: those asked for, else those the facilities offer, in the vocabulary's order. */
export function servicesOf(ground: Ground, order: readonly Service[]): Service[] {
  const offered = new Set(ground.facilities.flatMap((facility) => facility.services));
  return order.filter((service) => offered.has(service));
}

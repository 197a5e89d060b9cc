import type { Decisions, Proposal, RowNote } from "#contract/import.ts";
import type { Progress, ProgressUnit } from "#contract/jobs.ts";
import type { Template } from "#contract/layers.ts";
import type { Facility } from "#core/catchment/facility.ts";
import type { Unit } from "#core/demand/units.ts";
import type { Network, NetworkSource } from "#core/network/network.ts";
import type { Building } from "#core/osm/buildings.ts";

/** What a study holds when a file comes in: what the file is judged against, and joined to. */
export interface StudySoFar {
  /** The layers there are. */
  readonly layers: readonly { readonly layer: string; readonly name: string }[];
  readonly network: Network | undefined;
  readonly buildings: readonly Building[];
  readonly units: readonly Unit[];
  readonly facilities: readonly { readonly layer: string; readonly facility: Facility }[];
  /** As the facilities they might become, without services. */
  readonly premises: readonly { readonly layer: string; readonly facility: Facility }[];
  readonly snapCap: number;
  readonly resolution: number;
}

/** One file to be judged. */
export interface ImportOrder {
  readonly path: string;
  /** The name the user knows it by. */
  readonly name: string;
  /** What the file is, for what is made of it to say so. */
  readonly source: NetworkSource;
  readonly decisions: Decisions;
  readonly study: StudySoFar;
  readonly templates: readonly Template[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (
    stage: Progress["stage"],
    done: number,
    total: number,
    unit?: ProgressUnit,
  ) => void;
}

/**
 * What would be stored. Texts are in the formats that readFacilities, readPremises, readPeople and readUnits read; what
 * can be long is in UTF-8 already.
 */
export type LayerContent =
  | { readonly role: "network"; readonly network: Network; readonly buildings: readonly Building[] }
  | {
      readonly role: "units" | "people" | "facilities" | "premises";
      readonly text: string | Uint8Array;
    };

/** What a file was read as. */
export interface Judged {
  readonly proposal: Proposal;
  readonly notes: readonly RowNote[];
  /** Null where nothing can be stored as it stands. */
  readonly content: LayerContent | null;
  /** Facilities, units, people, or kilometres. */
  readonly amount: number;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** The parts of a proposal that depend on what the file is for; the others are null. */
export type RoleReading = Pick<Judged, "content" | "amount" | "facts"> & {
  readonly about: Partial<
    Pick<Proposal, "services" | "duplicates" | "people" | "network" | "layer">
  >;
};

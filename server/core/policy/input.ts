import type { Entry, PolicyDocument } from "#contract/policy/document.ts";
import type { FacilityKind, Measure, StockItem } from "#contract/policy/measure.ts";
import type {
  Estate,
  KeptAttestation,
  KeptFigure,
  PolicySettings,
} from "#contract/policy/stock.ts";
import type { Facility } from "../catchment/facility.ts";
import type { Level, People, Service } from "../vocabulary.ts";

/** Everything an assessment is worked out from. The same input gives the same assessment, byte for byte. */
export interface PolicyInput {
  readonly study: { readonly id: string; readonly name: string; readonly synthetic: boolean };
  /** Id of the result that people, facilities and reach were read from. */
  readonly result: string;
  readonly documents: readonly DocumentInForce[];
  /** Documents of a later period, for the targets to come. */
  readonly later: readonly DocumentInForce[];
  readonly measures: Readonly<Record<string, Measure>>;
  readonly items: Readonly<Record<string, StockItem>>;
  readonly kinds: readonly FacilityKind[];
  readonly units: readonly UnitFacts[];
  readonly facilities: readonly PlacedFacility[];
  /**
   * Only in a scenario: the facilities as they are today, row by row; planned ones follow in `facilities`. Figures
   * that were reported are then told with what the scenario adds to them or takes away.
   */
  readonly today?: readonly PlacedFacility[];
  readonly people: PeopleFacts;
  /** Empty where spatial results are not to be had. */
  readonly reach: readonly ReachFacts[];
  readonly estates: readonly Estate[];
  /** Newest last; of several for the same item, unit and year the last counts. */
  readonly stock: readonly KeptFigure[];
  readonly attestations: readonly KeptAttestation[];
  readonly settings: PolicySettings;
  /** Code of the division to assess; null for all units of the study. */
  readonly scope: string | null;
}

export interface DocumentInForce extends Omit<PolicyDocument, "entries"> {
  readonly entries: readonly Entry[];
  /** Of the file's bytes. */
  readonly sha256: string;
}

/** A unit of the study's layer. */
export interface UnitFacts {
  readonly id: string;
  readonly name: string;
  /** In the words of the file: 社区, 村, 乡镇 … */
  readonly level: string | null;
  /** Name of what it lies in, in the words of the file. */
  readonly parent: string | null;
  /** Null where the table of people says nothing of it. */
  readonly people: People | null;
  /** Not there for groups that are not known. */
  readonly groups: Readonly<Record<string, People>>;
}

export interface PlacedFacility {
  readonly facility: Facility;
  /** Index of the unit it lies in; -1 outside all. */
  readonly unit: number;
}

export interface PeopleFacts {
  readonly date: string | null;
  /** Of layers, as "people v1". */
  readonly versions: readonly string[];
  /** Age groups that were not counted but follow from a share, and those that are known for a part of the people only. */
  readonly estimated?: readonly string[];
  readonly partial?: readonly string[];
  readonly facilities: { readonly date: string | null; readonly versions: readonly string[] };
}

/** People of each unit within a walk of a service, by three speeds; null where the unit's people are not known. */
export interface ReachFacts {
  readonly service: Service;
  /** Walkers and minutes, in words. */
  readonly said: { readonly zh: string; readonly en: string };
  /** Facilities outside all units left out. */
  readonly withoutNeighbours: readonly (UnitReach | null)[] | null;
  readonly slow: readonly (UnitReach | null)[];
  readonly normal: readonly (UnitReach | null)[];
  readonly fast: readonly (UnitReach | null)[];
}

/** covered + gap + unknown = people of the unit (of the group that the service is for). */
export interface UnitReach {
  readonly covered: People;
  readonly gap: People;
  readonly unknown: People;
}

/** A division in the tree that the codes and names of units make. */
export interface Division {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** Code of what it lies in; null at the top. */
  readonly within: string | null;
  /** Null where neither its committee nor a statistical code tells. */
  readonly urban: boolean | null;
  /** Index among the units; null for divisions put together from them. */
  readonly unit: number | null;
}

import type { Attribute, Service } from "#core/vocabulary.ts";
import type { Place } from "./ganzhou-places.ts";
import type { Point } from "./geometry.ts";

/** What is stated of a facility besides its place and services. */
export type Attributes = Readonly<Partial<Record<Attribute, string | number>>>;

export interface Facility {
  readonly name: string;
  /** At least one, the first the one it is there for. */
  readonly services: readonly Service[];
  /** Plan coordinates. */
  readonly at: Point;
  /** Places, beds or staff of each service, where it is known. */
  readonly capacities: Readonly<Partial<Record<Service, number>>>;
  readonly attributes: Attributes;
}

/** Where a facility could be: a house that opens to a street. */
export interface Site {
  readonly at: Point;
  readonly street: string;
  readonly place: Place;
}

/** A facility of some kind, before it has a place. */
export interface Kind {
  readonly name: (site: Site) => string;
  readonly services: readonly Service[];
  /** Metres that facilities with the same first service keep apart, in a straight line. */
  readonly apart: number;
  readonly capacities?: Facility["capacities"];
  readonly attributes?: Attributes;
}

import type { Degrees, Metres, People } from "../../vocabulary.ts";
import type { Repair } from "../repairs.ts";

export const FINDING_KINDS = [
  "island",
  "near-miss",
  "crossing-without-node",
  "outside-units",
  "duplicate-street",
  "compound-without-gate",
  "facility-too-far",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something the network doctor noticed. */
export interface Finding {
  /** The same place and kind always give the same key. */
  readonly key: string;
  readonly kind: FindingKind;
  readonly lng: Degrees;
  readonly lat: Degrees;
  /** How much street, or how far. */
  readonly metres: Metres;
  /** Streets or facilities concerned. */
  readonly names: string[];
  /** Who lives nearest to the streets of an island; null for other kinds, and where people are not known. */
  readonly people: People | null;
  /** What would repair it; null where only somebody who knows the place can. */
  readonly repair: Repair | null;
  /** A repair most people would accept unseen. */
  readonly sure: boolean;
}

/** A finding with the key of its kind and place, to about a metre. */
export function finding(
  found: Omit<Finding, "key" | "people"> & { readonly people?: People | null },
): Finding {
  const { kind, lng, lat, people = null } = found;
  return { ...found, key: `${kind} ${lng.toFixed(5)} ${lat.toFixed(5)}`, people };
}

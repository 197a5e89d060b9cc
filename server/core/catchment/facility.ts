import type { Degrees, Service } from "../vocabulary.ts";

/** A place that serves people now. */
export interface Facility {
  readonly id: string;
  readonly name: string;
  /** One place may offer several. */
  readonly services: readonly Service[];
  readonly lng: Degrees;
  readonly lat: Degrees;
  /** Null when not stated; never taken for zero. */
  readonly capacity: number | null;
}

import type {
  Degrees,
  NUMBER_ATTRIBUTES,
  PREMISES_AMOUNTS,
  PREMISES_TEXTS,
  Service,
  TEXT_ATTRIBUTES,
  TRUTH_ATTRIBUTES,
} from "../vocabulary.ts";

/** A place that serves people now. */
export interface Facility {
  readonly id: string;
  readonly name: string;
  /** One place may offer several. */
  readonly services: readonly Service[];
  readonly lng: Degrees;
  readonly lat: Degrees;
  /** Of the place as a whole. Null when not stated; never taken for zero. */
  readonly capacity: number | null;
  /** Of single services, where stated: places, beds, seats. Not there when nothing is. */
  readonly capacities?: Capacities;
  /** What else was stated. Not there when nothing was. */
  readonly attributes?: Attributes;
}

export type Capacities = Readonly<Partial<Record<Service, number>>>;

/** The last two of idle premises only, which go through an import as facilities without a service. */
export type Attributes = Readonly<
  Partial<
    Record<(typeof NUMBER_ATTRIBUTES)[number], number> &
      Record<(typeof TRUTH_ATTRIBUTES)[number], boolean> &
      Record<(typeof TEXT_ATTRIBUTES)[number], string> &
      Record<(typeof PREMISES_AMOUNTS)[number], number> &
      Record<(typeof PREMISES_TEXTS)[number], string>
  >
>;

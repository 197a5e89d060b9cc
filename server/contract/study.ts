import { Type, type Static } from "typebox";
import { REFUSALS, SERVICES } from "#core/vocabulary.ts";

const Count = Type.Integer({ minimum: 0 });
const Position = Type.Tuple([Type.Number(), Type.Number()]);

export const Health = Type.Object({
  status: Type.Enum(["ready", "preparing", "failed"]),
  /** What is being prepared, or why it failed. */
  stage: Type.Optional(Type.String()),
});
export type Health = Static<typeof Health>;

export const StudySummary = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** Invented data; every screen and export must say so. */
  synthetic: Type.Boolean(),
  created: Type.String(),
  /** Whether a result has been computed; without one only its layers can be looked at. */
  ready: Type.Boolean(),
});
export type StudySummary = Static<typeof StudySummary>;

/** One input row that was not used, and why. */
const Dropped = Type.Object({
  file: Type.String(),
  /** Line of the file (CSV, header = 1) or feature number (GeoJSON, first = 1). */
  row: Count,
  column: Type.Optional(Type.String()),
  value: Type.Optional(Type.String()),
  reason: Type.String(),
});
export type Dropped = Static<typeof Dropped>;

export const InputFile = Type.Object({
  role: Type.Enum(["network", "facilities", "people", "units"]),
  name: Type.String(),
  bytes: Count,
  sha256: Type.String(),
});
export type InputFile = Static<typeof InputFile>;

export const Study = Type.Interface([StudySummary], {
  /** West, south, east, north of what the map should show first. */
  bounds: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  /** The edge of the extract: outside it nothing is known. Closed ring, [lng, lat]. */
  boundary: Type.Array(Position),
  resolution: Type.Integer(),
  snapCap: Type.Number(),
  services: Type.Array(Type.Object({ service: Type.Enum([...SERVICES]), facilities: Count })),
  /** Age groups given with the people, e.g. "0_2", "60_plus". */
  groups: Type.Array(Type.String()),
  units: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      level: Type.Optional(Type.String()),
      /** How many live there is not known: the table of people says nothing of it. */
      withoutPeople: Type.Optional(Type.Literal(true)),
      /** Age groups that the table of people leaves blank for it. */
      withoutGroups: Type.Optional(Type.Array(Type.String())),
    }),
  ),
  people: Type.Object({ total: Type.Number(), cells: Count, read: Count, dropped: Count }),
  network: Type.Object({
    nodes: Count,
    edges: Count,
    km: Type.Number(),
    components: Count,
    mainShare: Type.Number(),
    /** Islands other than the main component, longest first. */
    islands: Type.Array(
      Type.Object({
        km: Type.Number(),
        lng: Type.Number(),
        lat: Type.Number(),
        streets: Type.Array(Type.String()),
      }),
    ),
  }),
  facilities: Type.Object({ read: Count, snapped: Count, refused: Count }),
  inputs: Type.Array(InputFile),
  /** The study this is a result of; `id` is the result's own. */
  study: Type.String(),
  /** The layers it was computed from. */
  uses: Type.Array(Type.Object({ layer: Type.String(), version: Count, name: Type.String() })),
  /** Network repairs that were in force. */
  repairs: Count,
  /** The first 1,000 of every file. */
  dropped: Type.Array(Dropped),
});
export type Study = Static<typeof Study>;

/** Column-wise: everything about `cells[i]` stands at index `i` of the other columns. */
export const Cells = Type.Object({
  cells: Type.Array(Type.String()),
  people: Type.Array(Type.Number()),
  groups: Type.Record(Type.String(), Type.Array(Type.Number())),
  /** Index into the study's `units`, or -1. */
  unit: Type.Array(Type.Integer()),
  /** Joined to the walking network within the cap; where false the cell is unknown at any limit. */
  linked: Type.Array(Type.Boolean()),
  /** Off-network leg in metres, one decimal; null where not linked. */
  leg: Type.Array(Type.Union([Type.Number(), Type.Null()])),
  /** Straight-line metres to the edge of the extract; 0 outside it. */
  edge: Type.Array(Type.Number()),
});
export type Cells = Static<typeof Cells>;

export const FacilityView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  services: Type.Array(Type.Enum([...SERVICES])),
  lng: Type.Number(),
  lat: Type.Number(),
  capacity: Type.Union([Type.Number(), Type.Null()]),
  /** By service, where stated. */
  capacities: Type.Record(Type.String(), Type.Number()),
  /** What else was stated, by the words of the vocabulary's attributes. */
  attributes: Type.Record(
    Type.String(),
    Type.Union([Type.Number(), Type.Boolean(), Type.String()]),
  ),
  snap: Type.Union([
    Type.Object({
      metres: Type.Number(),
      lng: Type.Number(),
      lat: Type.Number(),
      street: Type.String(),
    }),
    Type.Null(),
  ]),
  refused: Type.Union([
    Type.Object({
      reason: Type.Enum([...REFUSALS]),
      metres: Type.Union([Type.Number(), Type.Null()]),
    }),
    Type.Null(),
  ]),
});
export type FacilityView = Static<typeof FacilityView>;

export const FacilityList = Type.Array(FacilityView);
export type FacilityList = Static<typeof FacilityList>;

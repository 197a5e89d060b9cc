import { Type, type Static } from "typebox";
import { AREA_ROLES, REFUSALS, SERVICES, STREET_CHANGES } from "#core/vocabulary.ts";
import { Tally } from "./coverage.ts";
import { Limit, Walking } from "./question.ts";

/** Null comes first: a body's values are coerced to the first type that takes them, and text takes null as "". */
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([Type.Null(), schema]);
const CLOSED = { additionalProperties: false };
const Count = Type.Integer({ minimum: 0 });
const Lng = Type.Number({ minimum: -180, maximum: 180 });
const Lat = Type.Number({ minimum: -90, maximum: 90 });
const Position = Type.Tuple([Lng, Lat]);
const Id = Type.String({ minLength: 1, maxLength: 80 });
const Name = Type.String({ maxLength: 120 });
const Amount = Type.Number({ minimum: 0, maximum: 1e9 });
const Services = Type.Array(Type.Enum([...SERVICES]), { minItems: 1, maxItems: SERVICES.length });
/** By service: places, beds, seats. */
const Capacities = Type.Record(Type.String(), Amount);

/** A site planned in a scenario. It serves as a facility would that is stated to be registered. */
export const PlannedSite = Type.Object(
  {
    name: Name,
    services: Services,
    lng: Lng,
    lat: Lat,
    capacities: Capacities,
    /** Square metres; null when not known. */
    floorArea: nullable(Amount),
    /** Yuan; null when not known. */
    cost: nullable(Amount),
    /** Idle premises it moves into, or the existing facility it is an upgrade of, by id; null for a new place. */
    premises: nullable(Id),
    /** For siting: it must be among the chosen. */
    required: Type.Boolean(),
    /** Only a possible place for siting; it serves nobody in the scenario itself. */
    candidate: Type.Boolean(),
  },
  CLOSED,
);
export type PlannedSite = Static<typeof PlannedSite>;

/** What becomes of an existing facility. What is null stays as it is. */
export const FacilityChange = Type.Object(
  {
    closed: Type.Boolean(),
    to: nullable(Position),
    services: nullable(Services),
    capacities: nullable(Capacities),
  },
  CLOSED,
);
export type FacilityChange = Static<typeof FacilityChange>;

/** `from` is on a street; `to` on another, inside a compound (gate), or the same place (closed: the street nearest to it). */
export const StreetChange = Type.Object(
  { kind: Type.Enum([...STREET_CHANGES]), name: Name, from: Position, to: Position },
  CLOSED,
);
export type StreetChange = Static<typeof StreetChange>;

export const Area = Type.Object(
  {
    role: Type.Enum([...AREA_ROLES]),
    name: Name,
    /** One outer ring, closed. */
    ring: Type.Array(Position, { minItems: 4, maxItems: 2000 }),
  },
  CLOSED,
);
export type Area = Static<typeof Area>;

/**
 * One edit: what stood under an id before and what stands there after, null for nothing. Its inverse has the two
 * exchanged. For "facility" the id is the facility's own; the others are made by the page.
 */
const editOf = <K extends string, T extends Type.TSchema>(of: K, schema: T) =>
  Type.Object(
    { of: Type.Literal(of), id: Id, before: nullable(schema), after: nullable(schema) },
    CLOSED,
  );
export const Edit = Type.Union([
  editOf("site", PlannedSite),
  editOf("facility", FacilityChange),
  editOf("street", StreetChange),
  editOf("area", Area),
]);
export type Edit = Static<typeof Edit>;

/** What is done and undone as one: a drag, a plan accepted. */
export const Step = Type.Object(
  {
    edits: Type.Array(Edit, { minItems: 1, maxItems: 1000 }),
    /** What the user wrote beside it; "" for nothing. The step's label is made of its edits. */
    note: Type.String({ maxLength: 300 }),
    at: Type.String({ maxLength: 40 }),
  },
  CLOSED,
);
export type Step = Static<typeof Step>;

/** A scenario's whole content. Steps from `inForce` on are undone and can be redone. */
export const ScenarioContent = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    note: Type.String({ maxLength: 1000 }),
    steps: Type.Array(Step, { maxItems: 2000 }),
    inForce: Count,
  },
  CLOSED,
);
export type ScenarioContent = Static<typeof ScenarioContent>;

/** As kept. Every change makes the next version; whoever sends a change names the version it was made on. */
export const Scenario = Type.Interface([ScenarioContent], {
  number: Type.Integer({ minimum: 1 }),
  version: Type.Integer({ minimum: 1 }),
  created: Type.String(),
  changed: Type.String(),
});
export type Scenario = Static<typeof Scenario>;

export const ScenarioSummary = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  version: Type.Integer({ minimum: 1 }),
  name: Type.String(),
  created: Type.String(),
  changed: Type.String(),
  /** Steps in force. */
  steps: Count,
});
export type ScenarioSummary = Static<typeof ScenarioSummary>;

/** A change of a scenario; refused with the code "conflict" when `version` is not the newest. */
export const ScenarioChange = Type.Interface(
  [ScenarioContent],
  { version: Type.Integer({ minimum: 1 }) },
  CLOSED,
);
export type ScenarioChange = Static<typeof ScenarioChange>;

/** A scenario taken in from a file, with what became of features that are not, or not wholly, in it. */
export const ImportedScenario = Type.Interface([Scenario], {
  notes: Type.Array(
    Type.Object({
      /** Place in the file, the first being 1. */
      feature: Type.Integer({ minimum: 1 }),
      name: Type.String(),
      /** Whether the scenario has something of it. */
      used: Type.Boolean(),
      zh: Type.String(),
      en: Type.String(),
    }),
  ),
});
export type ImportedScenario = Static<typeof ImportedScenario>;

/** What stands after the edits in force, by id. `{}` in all four is today. */
export const ScenarioState = Type.Object(
  {
    sites: Type.Record(Type.String(), PlannedSite),
    facilities: Type.Record(Type.String(), FacilityChange),
    streets: Type.Record(Type.String(), StreetChange),
    areas: Type.Record(Type.String(), Area),
  },
  CLOSED,
);
export type ScenarioState = Static<typeof ScenarioState>;

/** Of time only: scenarios are told in minutes. */
export const ScenarioQuestion = Type.Object(
  {
    service: Type.Enum([...SERVICES]),
    profile: Walking.properties.profile,
    direction: Walking.properties.direction,
    limitMinutes: Limit.properties.limitMinutes,
  },
  CLOSED,
);
export type ScenarioQuestion = Static<typeof ScenarioQuestion>;

const Refused = Type.Object({
  reason: Type.Enum([...REFUSALS]),
  metres: nullable(Type.Number()),
});
const Snapped = Type.Object({
  metres: Type.Number(),
  lng: Type.Number(),
  lat: Type.Number(),
  street: Type.String(),
});

/** People served, in all, by age group and by unit; units in the order of the study's. */
const Tallies = Type.Object({
  all: Tally,
  groups: Type.Record(Type.String(), Tally),
  units: Type.Array(Tally),
});

/** One indicator that the service touches, today and in the scenario. `value` in `unit`. */
export const IndicatorChange = Type.Object({
  id: Type.String(),
  name: Type.Object({ zh: Type.String(), en: Type.String() }),
  unit: Type.Object({ zh: Type.String(), en: Type.String() }),
  /** In words: "≥ 60%"; null where no number is judged by. */
  target: nullable(Type.Object({ zh: Type.String(), en: Type.String() })),
  before: Type.Object({
    value: nullable(Type.Number()),
    verdict: Type.Enum(["met", "not-met", "not-assessable"]),
    /** "18 / 32", "2,012 个托位": what the value is made of; null when not known. */
    made: nullable(Type.Object({ zh: Type.String(), en: Type.String() })),
  }),
  after: Type.Object({
    value: nullable(Type.Number()),
    verdict: Type.Enum(["met", "not-met", "not-assessable"]),
    made: nullable(Type.Object({ zh: Type.String(), en: Type.String() })),
    shortfall: nullable(
      Type.Object({
        amount: Type.Number(),
        unit: Type.Object({ zh: Type.String(), en: Type.String() }),
      }),
    ),
  }),
});
export type IndicatorChange = Static<typeof IndicatorChange>;

/** What became of each planned site and each moved facility. */
export const SiteAnswer = Type.Object({
  id: Type.String(),
  of: Type.Enum(["site", "facility"]),
  snap: nullable(Snapped),
  refused: nullable(Refused),
  /** People within the limit who have nothing else within it; and all within it. */
  alone: Type.Number(),
  within: Type.Number(),
});
export type SiteAnswer = Static<typeof SiteAnswer>;

/** `state` as a whole against today, or against another state. */
export const EvaluateRequest = Type.Object(
  { state: ScenarioState, against: nullable(ScenarioState), question: ScenarioQuestion },
  CLOSED,
);
export type EvaluateRequest = Static<typeof EvaluateRequest>;

export const Evaluation = Type.Object({
  before: Tallies,
  after: Tallies,
  /** Cells whose cost differs, rising, with seconds before and after: one decimal, rounded up; null beyond 30 minutes. */
  changed: Type.Object({
    cells: Type.Array(Type.Integer()),
    before: Type.Array(nullable(Type.Number())),
    after: Type.Array(nullable(Type.Number())),
  }),
  /** Rising indices of cells that are joined to the streets today and would not be: unknown at any limit. */
  unlinked: Type.Array(Type.Integer()),
  /** Those that are joined to the streets and were not: a gap where they were unknown. */
  linked: Type.Array(Type.Integer()),
  /** Share covered of all people at 1 … 30 minutes (index 0 is one minute), unknown people left out. */
  curve: Type.Object({
    before: Type.Array(nullable(Type.Number())),
    after: Type.Array(nullable(Type.Number())),
  }),
  sites: Type.Array(SiteAnswer),
  /** Street changes that could not be made, by id, with the reason's code. */
  failed: Type.Array(Type.Object({ id: Type.String(), why: Type.String() })),
  indicators: Type.Array(IndicatorChange),
  /** Of the server's own work. */
  milliseconds: Type.Number(),
});
export type Evaluation = Static<typeof Evaluation>;

/** One site or facility under the pointer, the rest of the state standing still. */
export const LiveRequest = Type.Object(
  {
    state: ScenarioState,
    /** An id in `state.sites`, or of an existing facility. */
    of: Type.Enum(["site", "facility"]),
    id: Id,
    at: Position,
    question: ScenarioQuestion,
    /** Given back with the answer, so that an older one never overwrites a newer. */
    seq: Count,
  },
  CLOSED,
);
export type LiveRequest = Static<typeof LiveRequest>;

export const Live = Type.Object({
  seq: Count,
  snap: nullable(Snapped),
  refused: nullable(Refused),
  /** People covered by this one alone: at the pointer, and where it stood in `state`. */
  own: Type.Number(),
  ownBefore: Type.Number(),
  /** Today's, and the state's with this one at the pointer. */
  before: Type.Object({ all: Tally, groups: Type.Record(Type.String(), Tally) }),
  after: Type.Object({ all: Tally, groups: Type.Record(Type.String(), Tally) }),
  /** Units whose covered people are not today's. */
  units: Type.Array(Type.Object({ unit: Count, before: Tally, after: Tally })),
  /** As in an evaluation. */
  changed: Evaluation.properties.changed,
  indicators: Type.Array(IndicatorChange),
  milliseconds: Type.Number(),
});
export type Live = Static<typeof Live>;

/** "Explain this place": the ways to the nearest three, why it is a gap, the cheapest edit that would cover it. */
export const ExplainRequest = Type.Object(
  { state: ScenarioState, question: ScenarioQuestion, lng: Lng, lat: Lat },
  CLOSED,
);
export type ExplainRequest = Static<typeof ExplainRequest>;

export const Explanation = Type.Object({
  snap: nullable(Snapped),
  refused: nullable(Refused),
  /** Of the cell the place lies in; null where nobody lives. */
  cell: nullable(
    Type.Object({
      index: Type.Integer(),
      people: Type.Number(),
      state: Type.Enum(["covered", "gap", "unknown"]),
    }),
  ),
  /** In words, both languages: why the place is covered, a gap, or unknown. */
  why: Type.Object({ zh: Type.String(), en: Type.String() }),
  routes: Type.Array(
    Type.Object({
      /** Index into the study's facilities; null for a planned site. */
      facility: nullable(Type.Integer()),
      site: nullable(Type.String()),
      name: Type.String(),
      seconds: Type.Number(),
      metres: Type.Number(),
      /** Straight metres between the two. */
      straight: Type.Number(),
      /** The way as walked, legs off the network included. */
      line: Type.Array(Position),
      /** Street by street; "" where it has no name. Gates and stairs passed stand by themselves. */
      legs: Type.Array(
        Type.Object({
          kind: Type.Enum(["off-network", "street", "steps", "bridge-or-tunnel", "gate"]),
          name: Type.String(),
          metres: Type.Number(),
          seconds: Type.Number(),
        }),
      ),
    }),
  ),
  /** The cheapest edit that would cover it; null when it is covered or nothing would do. */
  remedy: nullable(
    Type.Object({
      said: Type.Object({ zh: Type.String(), en: Type.String() }),
      /** To be taken as a step. */
      edit: nullable(Edit),
      /** People it would newly cover. */
      people: Type.Number(),
    }),
  ),
});
export type Explanation = Static<typeof Explanation>;

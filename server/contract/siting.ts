import { Type, type Static } from "typebox";
import { CANDIDATE_SOURCES, OBJECTIVES, SERVICES } from "#core/vocabulary.ts";
import { Limit, Walking } from "./question.ts";
import { ScenarioState } from "./scenario.ts";

/** Null comes first: a body's values are coerced to the first type that takes them, and text takes null as "". */
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([Type.Null(), schema]);
const CLOSED = { additionalProperties: false };
const Count = Type.Integer({ minimum: 0 });
const Share = Type.Number({ minimum: 0, maximum: 1 });
const Money = Type.Number({ minimum: 0, maximum: 1e12 });
const Words = Type.Object({ zh: Type.String(), en: Type.String() });
const Ids = Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { maxItems: 2000 });

/** What is asked of new sites. Ids of sites are those of `state.sites`, of premises, or of facilities to upgrade. */
export const SitingRequest = Type.Object(
  {
    objective: Type.Enum([...OBJECTIVES]),
    /** Several share sites (一点多用): each has a share of its own to reach, and what it costs at a site. */
    services: Type.Array(
      Type.Object(
        {
          service: Type.Enum([...SERVICES]),
          /** Of the people (of `group`) known to be served or not; for target, floor and co-location. */
          share: nullable(Share),
          /** Places, beds, seats at each new site; null where that is not limited. */
          capacity: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 1e6 })),
          /** Yuan for setting the service up at a site, and for each place of its capacity. */
          cost: Money,
          perPlace: Money,
        },
        CLOSED,
      ),
      { minItems: 1, maxItems: SERVICES.length },
    ),
    profile: Walking.properties.profile,
    direction: Walking.properties.direction,
    limitMinutes: Limit.properties.limitMinutes,
    /** The age group that counts; null for everybody. */
    group: nullable(Type.String({ maxLength: 20 })),
    /** At most so many new sites; null for as many as it takes. */
    count: nullable(Type.Integer({ minimum: 1, maximum: 2000 })),
    /** At most so much money; null for no limit. */
    budget: nullable(Money),
    /** For "units": so many units served, counting those served already. */
    units: nullable(Type.Integer({ minimum: 1 })),
    /** For "units": a unit is served by a site inside it, or when this share of its people is (0.5 where null). */
    unitRule: Type.Enum(["inside", "reach"]),
    unitShare: nullable(Share),
    /** For "indicator". */
    indicator: nullable(Type.String({ maxLength: 80 })),
    /** No unit whose share could reach this may stay below it; null for none. */
    floor: nullable(Share),
    /** Yuan for a site itself, whatever it offers; with several services what is saved for each beyond the first. */
    siteCost: Money,
    sharingDiscount: Money,
    candidates: Type.Array(Type.Enum([...CANDIDATE_SOURCES]), { minItems: 1 }),
    require: Ids,
    forbid: Ids,
    prefer: Ids,
    /** Straight metres between two new sites at least; 0 for none. */
    spacing: Type.Number({ minimum: 0, maximum: 20_000 }),
    /** Upgrades and idle premises come before new buildings wherever the count allows. */
    upgradeFirst: Type.Boolean(),
    /** New sites open by the end of each year at most, rising to all of them; empty for no phases. */
    phases: Type.Array(
      Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2100 }), count: Count }, CLOSED),
      { maxItems: 20 },
    ),
    /** What stands besides: closed and moved facilities, planned sites, search and exclusion areas. */
    state: ScenarioState,
    /** Seconds of searching. */
    timeLimit: Type.Number({ minimum: 1, maximum: 3600, default: 60 }),
    seed: Type.Integer({ minimum: 0, maximum: 2_147_483_647, default: 1 }),
    /** Next year's people by unit code, where known, for the regret table: factor on today's. */
    growth: Type.Record(Type.String(), Type.Number({ minimum: 0, maximum: 10 })),
  },
  CLOSED,
);
export type SitingRequest = Static<typeof SitingRequest>;

/** How far the search is: the best plan so far and what no plan can beat. */
export const SearchPoint = Type.Object({
  seconds: Type.Number(),
  value: nullable(Type.Number()),
  bound: nullable(Type.Number()),
});
export type SearchPoint = Static<typeof SearchPoint>;

export const PlanSite = Type.Object({
  /** As asked for: of the scenario's site, premises or facility; a cell's H3 index for a cell. */
  id: Type.String(),
  from: Type.Enum([...CANDIDATE_SOURCES]),
  name: Type.String(),
  lng: Type.Number(),
  lat: Type.Number(),
  /** Index into the study's units, -1 outside all. */
  unit: Type.Integer(),
  services: Type.Array(Type.Enum([...SERVICES])),
  required: Type.Boolean(),
  /** People gained in the order of the list, and if it were the only new one. */
  gained: Type.Number(),
  alone: Type.Number(),
  /** Codes of units served only since this site, in the order of the list. */
  units: Type.Array(Type.String()),
  capacity: nullable(Type.Number()),
  /** People assigned, where capacity counts. */
  assigned: nullable(Type.Number()),
  cost: Type.Number(),
  /** Nearest premises of a layer, when there is one: straight metres from the site. */
  premises: nullable(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      metres: Type.Number(),
      floorArea: nullable(Type.Number()),
    }),
  ),
  departments: Type.Array(Type.Object({ name: Type.String(), stated: Type.Boolean() })),
  /** That the note of the city's document on small facilities may apply, with its clause; null where it cannot be told. */
  filing: nullable(Words),
  /** The year it opens in; null without phases. */
  year: nullable(Type.Integer()),
});
export type PlanSite = Static<typeof PlanSite>;

/** How the same sites do under another supposition, and what the best sites for that one would reach. */
export const Regret = Type.Object({
  said: Words,
  /** The plan's value, the best known value with as many sites, and what no choice can beat. */
  value: Type.Number(),
  best: Type.Number(),
  bound: Type.Number(),
  regret: Type.Number(),
});
export type Regret = Static<typeof Regret>;

/** The answer of a search. */
export const SitingPlan = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  created: Type.String(),
  /** Of the result it was worked out on. */
  result: Type.String(),
  synthetic: Type.Boolean(),
  request: SitingRequest,
  /** "infeasible": no choice of candidates reaches what was asked; the sites are then the best there is. */
  status: Type.Enum(["proven", "not-proven", "infeasible"]),
  /** Ended before its time by the user; the sites are the best until then. */
  stopped: Type.Boolean(),
  /** What `value` counts: sites, people, yuan, person-seconds, seconds. */
  unit: Words,
  sense: Type.Enum(["most", "least"]),
  value: Type.Number(),
  bound: Type.Number(),
  /** (bound − value) ÷ bound where most is sought, (value − bound) ÷ value where least. */
  gap: Type.Number(),
  seconds: Type.Number(),
  sites: Type.Array(PlanSite),
  /** People (of the group) served before and after, by service; of those known to be served or not. */
  people: Type.Array(
    Type.Object({
      service: Type.Enum([...SERVICES]),
      total: Type.Number(),
      before: Type.Number(),
      after: Type.Number(),
    }),
  ),
  /** Units served before and after where that was asked. */
  units: nullable(Type.Object({ total: Count, before: Count, after: Count })),
  cost: Type.Number(),
  /** What sites of one service each would cost for the same shares; null with one service. */
  separateCost: nullable(Type.Number()),
  /** People no candidate can serve, and where. */
  uncoverable: Type.Object({ people: Type.Number(), cells: Type.Array(Type.Integer()) }),
  /** People near the edge of the extract or off the network, of whom nobody can tell; they count nowhere. */
  unknown: Type.Optional(Type.Object({ people: Type.Number(), cells: Type.Array(Type.Integer()) })),
  candidates: Type.Object({
    considered: Count,
    /** Not considered, with why: outside the search area, excluded, too far from the network … */
    leftOut: Type.Array(Type.Object({ why: Words, sites: Count, ids: Type.Array(Type.String()) })),
  }),
  /** One or two sentences: why it cannot be done with fewer, or why it cannot be done. */
  why: Words,
  /** What the coverage engine says of the sites; where it does not agree the plan is not to be used. */
  check: Type.Object({ agrees: Type.Boolean(), people: Type.Number(), said: Words }),
  trace: Type.Array(SearchPoint),
  regret: Type.Array(Regret),
  /** Where capacity counts: who is assigned where. */
  assignment: nullable(
    Type.Array(Type.Object({ cell: Type.Integer(), site: Type.String(), people: Type.Number() })),
  ),
});
export type SitingPlan = Static<typeof SitingPlan>;

export const SitingPlanSummary = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  created: Type.String(),
  objective: Type.Enum([...OBJECTIVES]),
  services: Type.Array(Type.Enum([...SERVICES])),
  status: SitingPlan.properties.status,
  sites: Count,
  value: Type.Number(),
  bound: Type.Number(),
});
export type SitingPlanSummary = Static<typeof SitingPlanSummary>;

export const SITING_FORMATS = ["geojson", "xlsx"] as const;

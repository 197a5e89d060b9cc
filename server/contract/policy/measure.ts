import { Type, type Static } from "typebox";
import { CALIBERS, LEVELS, NUMBER_ATTRIBUTES, OPERATORS, SERVICES } from "#core/vocabulary.ts";

const CLOSED = { additionalProperties: false };
export const Id = Type.String({ pattern: "^[a-z0-9][a-z0-9-]{1,79}$" });
export const Words = Type.Object(
  { zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  CLOSED,
);
const KindId = Id;
const ItemId = Id;

/**
 * A figure that offices report by unit and year ("resident-population" of a community in 2025), or a yes or no
 * ("daycare-registered": the community has a registered relation to a day-care centre).
 */
export const StockItem = Type.Object(
  {
    name: Words,
    /** As people write it: 人, 户, ㎡, 张, 万人次; "" for yes or no. */
    unit: Words,
    type: Type.Enum(["number", "truth", "text"]),
    /** Levels at which it can be entered. */
    levels: Type.Array(Type.Enum([...LEVELS]), { minItems: 1 }),
    /** The figures of a unit's parts may be added up to its own. */
    sums: Type.Boolean(),
    whole: Type.Optional(Type.Boolean()),
    minimum: Type.Optional(Type.Number()),
    maximum: Type.Optional(Type.Number()),
    /** Of text: what it must look like, as a regular expression. */
    pattern: Type.Optional(Type.String()),
    note: Type.Optional(Words),
  },
  CLOSED,
);
export type StockItem = Static<typeof StockItem>;

/** Where a quantity can come from. */
const StockSource = Type.Object({ of: Type.Literal("stock"), item: ItemId }, CLOSED);
const FacilitySource = Type.Object(
  {
    of: Type.Literal("facilities"),
    /** How many, the capacity for `service`, or an attribute added up. */
    sum: Type.Enum(["count", "capacity", ...NUMBER_ATTRIBUTES]),
    service: Type.Enum([...SERVICES]),
    /** Of these kinds only (see the service catalogue). */
    kinds: Type.Optional(Type.Array(KindId, { minItems: 1 })),
    /** Only facilities of which this was stated as true. */
    where: Type.Optional(Type.Enum(["inclusive", "registered"])),
  },
  CLOSED,
);
const PeopleSource = Type.Object(
  { of: Type.Literal("people"), group: Type.Optional(Type.String()) },
  CLOSED,
);
export const Source = Type.Union([StockSource, FacilitySource, PeopleSource]);
export type Source = Static<typeof Source>;

/** An amount: the first of its sources that is known; each source is a sum of parts that must all be known. */
export const Quantity = Type.Object(
  {
    label: Words,
    unit: Words,
    sources: Type.Array(Type.Array(Source, { minItems: 1 }), { minItems: 1 }),
  },
  CLOSED,
);
export type Quantity = Static<typeof Quantity>;

/** The units an indicator counts: its denominator. */
export const UnitSet = Type.Object(
  {
    /** "settlement": communities and villages alike. */
    level: Type.Enum(["county", "township", "community", "village", "settlement"]),
    area: Type.Optional(Type.Enum(["urban", "rural"])),
    /** Only units for which this yes-or-no item was entered as yes: a list that an office supplies. */
    among: Type.Optional(ItemId),
    label: Words,
  },
  CLOSED,
);
export type UnitSet = Static<typeof UnitSet>;

/** Something a unit must have to count as served. */
export const Need = Type.Object(
  {
    id: Id,
    label: Words,
    /** For the calibers "inside" and "reach"; without it only `item` can tell. */
    service: Type.Optional(Type.Enum([...SERVICES])),
    kinds: Type.Optional(Type.Array(KindId, { minItems: 1 })),
    /** A facility of which it was stated that it is not registered makes the unit "nearly" served only. */
    registered: Type.Optional(Type.Boolean()),
    /** The yes-or-no item of a registered relation. */
    item: Type.Optional(ItemId),
  },
  CLOSED,
);
export type Need = Static<typeof Need>;

const UnitsServed = Type.Object(
  {
    kind: Type.Literal("units-served"),
    formula: Words,
    units: UnitSet,
    needs: Type.Array(Need, { minItems: 1 }),
    combine: Type.Enum(["all", "any"]),
    caliber: Type.Enum([...CALIBERS]),
  },
  CLOSED,
);

const Rate = Type.Object(
  {
    kind: Type.Literal("rate"),
    formula: Words,
    numerator: Quantity,
    denominator: Quantity,
    /** 100 for a share in percent, 1,000 for "per thousand", 1 for "per person". */
    per: Type.Number({ exclusiveMinimum: 0 }),
    /** What is missing is told in this: 托位, 张床, ㎡, 人. */
    shortfall: Words,
    /** Units for which the rate is told one by one as well. */
    each: Type.Optional(UnitSet),
  },
  CLOSED,
);

const CountPerUnit = Type.Object(
  {
    kind: Type.Literal("count-per-unit"),
    formula: Words,
    units: UnitSet,
    count: Quantity,
    shortfall: Words,
  },
  CLOSED,
);

/** One way for a project to comply: an area per planned person, or a yes or no. */
const Compliance = Type.Union([
  Type.Object(
    {
      label: Words,
      numerator: ItemId,
      denominator: ItemId,
      /** Position of the number in the entry's list, or the standard's own where the entry gives none. */
      number: Type.Optional(Type.Integer({ minimum: 0 })),
      standard: Type.Optional(
        Type.Object({ operator: Type.Enum([...OPERATORS]), value: Type.Number() }, CLOSED),
      ),
      shortfall: Words,
    },
    CLOSED,
  ),
  Type.Object({ label: Words, item: ItemId }, CLOSED),
]);

/** New estates and projects judged one by one; a project complies in any of the ways. */
const Projects = Type.Object(
  {
    kind: Type.Literal("projects"),
    formula: Words,
    ways: Type.Array(Compliance, { minItems: 1 }),
    /** "all": every project must comply with the numbers; "rate": the share that complies is held against the number. */
    value: Type.Enum(["all", "rate"]),
  },
  CLOSED,
);

/** A value that an office states with evidence; for "trend-up" one per year. */
const Attested = Type.Object(
  { kind: Type.Literal("attested"), formula: Words, unit: Words },
  CLOSED,
);

export const Measure = Type.Union([UnitsServed, Rate, CountPerUnit, Projects, Attested]);
export type Measure = Static<typeof Measure>;

/** A finer class of facility than a service: an elderly-care facility is a home, a day-care centre … */
export const FacilityKind = Type.Object(
  {
    id: KindId,
    name: Words,
    service: Type.Enum([...SERVICES]),
    /** Words in a facility's name that make it one of these; the first kind that fits is taken. */
    words: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    /** Or an attribute that it must have to be one: only homes have beds. */
    attribute: Type.Optional(Type.Enum([...NUMBER_ATTRIBUTES])),
  },
  CLOSED,
);
export type FacilityKind = Static<typeof FacilityKind>;

export const Theme = Type.Object({ id: Id, name: Words }, CLOSED);
export type Theme = Static<typeof Theme>;

/** `seeds/measures.json`: how indicators are worked out, and the figures that takes. */
export const MeasureFile = Type.Object(
  {
    format: Type.Literal(1),
    /** In the order in which they are shown. */
    themes: Type.Array(Theme),
    items: Type.Record(Type.String(), StockItem),
    measures: Type.Record(Type.String(), Measure),
  },
  CLOSED,
);
export type MeasureFile = Static<typeof MeasureFile>;

/** `seeds/services.json`: the services with their kinds of facility, and the trades of a life circle. */
export const ServiceFile = Type.Object(
  {
    format: Type.Literal(1),
    services: Type.Array(
      Type.Object(
        {
          id: Type.Enum([...SERVICES]),
          name: Words,
          /** Where one goes for it: 托育点, 助餐点. */
          place: Words,
          /** What its capacity is counted in. */
          capacity: Words,
        },
        CLOSED,
      ),
    ),
    kinds: Type.Array(FacilityKind),
    /** 业态 of the life circle: basic (基本保障类) and better (品质提升类), after the ministry's guide. */
    trades: Type.Array(
      Type.Object(
        {
          id: Id,
          name: Words,
          tier: Type.Enum(["basic", "quality"]),
          service: Type.Optional(Type.Enum([...SERVICES])),
        },
        CLOSED,
      ),
    ),
  },
  CLOSED,
);
export type ServiceFile = Static<typeof ServiceFile>;

import { Type, type Static } from "typebox";
import {
  DEFINITIONS,
  DEPARTMENT_BASES,
  ENTRY_KINDS,
  EVIDENCE_MARKS,
  LEVELS,
  OPERATORS,
  SERVICES,
  STRENGTHS,
} from "#core/vocabulary.ts";
import { Id, Measure, StockItem, Words } from "./measure.ts";

const CLOSED = { additionalProperties: false };
const Year = Type.Integer({ minimum: 2000, maximum: 2100 });
const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
/** Of an administrative division: 2 digits for a province, 4 for a city, 6 for a county, 9 or 12 below. */
const DivisionCode = Type.String({ pattern: "^(\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12})$" });

/** One number of a clause. "exists" and "trend-up" have none. */
export const TargetNumber = Type.Object(
  {
    operator: Type.Enum([...OPERATORS]),
    value: Type.Union([Type.Number(), Type.Null()]),
    unit: Type.Union([Type.String({ minLength: 1 }), Type.Null()]),
    /** What of several numbers it is: indoors, outdoors. */
    label: Type.Optional(Words),
  },
  CLOSED,
);
export type TargetNumber = Static<typeof TargetNumber>;

/** One target or requirement of a document. */
export const Entry = Type.Object(
  {
    /** The same in every document that sets the same target. */
    id: Id,
    /** Our own short words. */
    name: Words,
    /** Where it stands: "三、(一)3". */
    clause: Type.String({ minLength: 1, maxLength: 40 }),
    theme: Id,
    kind: Type.Enum([...ENTRY_KINDS]),
    /** One; several where meeting any of them is enough; a requirement without a number has one that "exists". */
    numbers: Type.Array(TargetNumber, { minItems: 1 }),
    /** Numbers of structure, never thresholds: two tiers, six functions, a quarter of an hour. */
    structure: Type.Optional(Type.Object({ value: Type.Number(), unit: Type.String() }, CLOSED)),
    /** By when; the end of the period where the document says nothing. */
    year: Year,
    /** What the document itself says of the time, in its own few words; null where it says nothing. */
    yearText: Type.Union([Type.String(), Type.Null()]),
    level: Type.Enum([...LEVELS]),
    strength: Type.Enum([...STRENGTHS]),
    /** A total of the whole jurisdiction, never divided among its parts. */
    total: Type.Optional(Type.Boolean()),
    /** Share by which "≈" may be missed; 0.1 when left out. */
    tolerance: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    /** The year a growth or a rise is counted from. */
    base: Type.Optional(Year),
    services: Type.Array(Type.Enum([...SERVICES])),
    departments: Type.Array(Type.String({ minLength: 1 })),
    /** Those of `departments` that lead. */
    leads: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    departmentsBasis: Type.Enum([...DEPARTMENT_BASES]),
    definition: Type.Enum([...DEFINITIONS]),
    /** How it is to be counted, and what is open about that. */
    caliber: Type.Optional(Words),
    /** Key of the measure that works it out; without one it can only be attested or followed as a task. */
    measure: Type.Optional(Id),
  },
  CLOSED,
);
export type Entry = Static<typeof Entry>;

/** `seeds/documents/<id>.json`: what one policy document demands. */
export const PolicyDocument = Type.Object(
  {
    format: Type.Literal(1),
    id: Id,
    /** 甘政办发〔2022〕46号 */
    number: Type.String({ minLength: 1, maxLength: 60 }),
    title: Type.String({ minLength: 1, maxLength: 200 }),
    /** 省 46 号 */
    short: Words,
    issuer: Type.String({ minLength: 1, maxLength: 80 }),
    issued: Day,
    period: Type.Object({ from: Year, to: Year }, CLOSED),
    tier: Type.Enum(["province", "city", "county"]),
    jurisdiction: Type.Object(
      {
        code: DivisionCode,
        name: Type.String({ minLength: 1 }),
        /** Its parts by code, for their names: counties of a city. */
        parts: Type.Array(
          Type.Object({ code: DivisionCode, name: Type.String({ minLength: 1 }) }, CLOSED),
        ),
      },
      CLOSED,
    ),
    /** Where the text at hand is not the whole: then nothing may be said to be missing from the document. */
    incomplete: Type.Optional(Words),
    /** Entries this document adds to or replaces in the common measures and items. */
    measures: Type.Optional(Type.Record(Type.String(), Measure)),
    items: Type.Optional(Type.Record(Type.String(), StockItem)),
    entries: Type.Array(Entry, { minItems: 1 }),
  },
  CLOSED,
);
export type PolicyDocument = Static<typeof PolicyDocument>;

/** A document in a list. */
export const DocumentSummary = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  short: Words,
  issuer: Type.String(),
  issued: Type.String(),
  period: Type.Object({ from: Type.Integer(), to: Type.Integer() }),
  tier: Type.Enum(["province", "city", "county"]),
  jurisdiction: Type.Object({ code: Type.String(), name: Type.String() }),
  incomplete: Type.Union([Words, Type.Null()]),
  entries: Type.Integer(),
  /** Entries with a number, and numbers. */
  indicators: Type.Integer(),
  numbers: Type.Integer(),
  /** Came with the program; cannot be removed or replaced. */
  builtIn: Type.Boolean(),
  sha256: Type.String(),
  /** The file of the document's own text that an office attached. */
  text: Type.Union([
    Type.Object({ name: Type.String(), bytes: Type.Integer(), attached: Type.String() }),
    Type.Null(),
  ]),
});
export type DocumentSummary = Static<typeof DocumentSummary>;

/** The passage of an attached text that a clause locator points to. */
export const Passage = Type.Object({
  clause: Type.String(),
  /** Headings it stands under, outermost first. */
  under: Type.Array(Type.String()),
  /** Paragraphs; empty when the text has no such place. */
  paragraphs: Type.Array(Type.String()),
  /** The part of the locator that could be followed: "三、(二)" of "三、(二)9". */
  found: Type.String(),
});
export type Passage = Static<typeof Passage>;

/** One value of a standard. */
export const StandardValue = Type.Object(
  {
    id: Id,
    standard: Type.String({ minLength: 1 }),
    name: Words,
    value: Type.String({ minLength: 1 }),
    unit: Type.String(),
    evidence: Type.Enum([...EVIDENCE_MARKS]),
    source: Type.String(),
    note: Type.Optional(Words),
  },
  CLOSED,
);
export type StandardValue = Static<typeof StandardValue>;

/** `seeds/standards.json`. Values marked R are shown as to be verified, never as the standard's text. */
export const StandardFile = Type.Object(
  {
    format: Type.Literal(1),
    standards: Type.Array(
      Type.Object(
        {
          code: Type.String({ minLength: 1 }),
          name: Words,
          note: Type.Optional(Words),
        },
        CLOSED,
      ),
    ),
    values: Type.Array(StandardValue),
  },
  CLOSED,
);
export type StandardFile = Static<typeof StandardFile>;

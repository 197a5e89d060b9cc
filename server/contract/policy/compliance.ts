import { Type, type Static } from "typebox";
import {
  DEFINITIONS,
  DEPARTMENT_BASES,
  LEVELS,
  SERVICES,
  STRENGTHS,
  TASK_STATES,
  UNIT_STATES,
  VERDICTS,
} from "#core/vocabulary.ts";
import { TargetNumber } from "./document.ts";
import { Words } from "./measure.ts";
import { PolicySettings } from "./stock.ts";

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Count = Type.Integer({ minimum: 0 });

/** What is missing to meet a target, rounded up to what must be built or done. */
export const Shortfall = Type.Object({ amount: Type.Number(), unit: Words });
export type Shortfall = Static<typeof Shortfall>;

/** Why something cannot be assessed, or what would make it surer. */
export const Missing = Type.Object({ code: Type.String(), said: Words });
export type Missing = Static<typeof Missing>;

/** What one document sets for an indicator. */
export const Target = Type.Object({
  document: Type.String(),
  clause: Type.String(),
  numbers: Type.Array(TargetNumber),
  year: Type.Integer(),
  yearText: nullable(Type.String()),
  strength: Type.Enum([...STRENGTHS]),
  departments: Type.Array(Type.String()),
  leads: Type.Array(Type.String()),
  departmentsBasis: Type.Enum([...DEPARTMENT_BASES]),
  /** The one that decides under the settings. */
  inForce: Type.Boolean(),
  /** Our value held against this target. */
  verdict: Type.Enum([...VERDICTS]),
  shortfall: nullable(Shortfall),
});
export type Target = Static<typeof Target>;

/** Where a figure of a trace comes from. */
export const Origin = Type.Object({
  kind: Type.Enum(["stock", "facilities", "people", "units", "reach", "attestation"]),
  said: Words,
  /** Year or day of the data; null where not stated. */
  date: nullable(Type.String()),
  /** Layers as "facilities v3", numbers of stock figures or attestations. */
  versions: Type.Array(Type.String()),
  /** Units or facilities that went in, and those that lack the figure. */
  used: Count,
  lacking: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
});
export type Origin = Static<typeof Origin>;

/** One amount of a formula. */
export const TraceTerm = Type.Object({
  label: Words,
  value: nullable(Type.Number()),
  unit: Words,
  origins: Type.Array(Origin),
});
export type TraceTerm = Static<typeof TraceTerm>;

/** From a value back to its formula and inputs: numerator ÷ denominator (× per) = value. */
export const Trace = Type.Object({
  formula: Words,
  terms: Type.Array(TraceTerm),
  /** What the quotient is multiplied by; null where the value is not a quotient. */
  per: nullable(Type.Number()),
});
export type Trace = Static<typeof Trace>;

/** The value under another reading: another caliber, speed, with neighbours. */
export const Reading = Type.Object({
  id: Type.String(),
  label: Words,
  value: nullable(Type.Number()),
  verdict: Type.Enum([...VERDICTS]),
  /** The reading the value is told by. */
  chosen: Type.Boolean(),
});
export type Reading = Static<typeof Reading>;

/** One unit, estate or project under an indicator. */
export const UnitVerdict = Type.Object({
  code: Type.String(),
  state: Type.Enum([...UNIT_STATES]),
  /** Its own rate or count, where there is one. */
  value: nullable(Type.Number()),
  /** What it lacks itself, in the indicator's unit of shortfall. */
  lacks: nullable(Type.Number()),
});
export type UnitVerdict = Static<typeof UnitVerdict>;

export const Indicator = Type.Object({
  id: Type.String(),
  name: Words,
  theme: Type.String(),
  level: Type.Enum([...LEVELS]),
  /** "policy condition" entries are never judged. */
  strength: Type.Enum([...STRENGTHS]),
  targets: Type.Array(Target),
  value: nullable(Type.Number()),
  /** Of the value; as the targets' unit where they have one. */
  unit: Words,
  /** By the target in force. */
  verdict: Type.Enum([...VERDICTS]),
  shortfall: nullable(Shortfall),
  /** Some other reading leads to another verdict. */
  flips: Type.Boolean(),
  readings: Type.Array(Reading),
  missing: Type.Array(Missing),
  definition: Type.Enum([...DEFINITIONS]),
  caliber: nullable(Words),
  /** Services whose facilities it counts: new sites of them may change it. */
  services: Type.Array(Type.Enum([...SERVICES])),
  /** Of those, the ones of which new sites can meet it; absent in what was kept before this was told. */
  sitedBy: Type.Optional(Type.Array(Type.Enum([...SERVICES]))),
  trace: Trace,
  units: Type.Array(UnitVerdict),
  /** The cheapest way, by rule: register what is there before building. */
  advice: nullable(Words),
  /** A target of a later period on the same indicator, from a document not yet in force. */
  next: Type.Array(Target),
});
export type Indicator = Static<typeof Indicator>;

/** A requirement without a number: who must do it, and how far it is. */
export const TaskRow = Type.Object({
  id: Type.String(),
  name: Words,
  theme: Type.String(),
  level: Type.Enum([...LEVELS]),
  clauses: Type.Array(
    Type.Object({
      document: Type.String(),
      clause: Type.String(),
      strength: Type.Enum([...STRENGTHS]),
      departments: Type.Array(Type.String()),
      departmentsBasis: Type.Enum([...DEPARTMENT_BASES]),
      yearText: nullable(Type.String()),
    }),
  ),
  caliber: nullable(Words),
  /** As last attested; null when nothing was. */
  state: nullable(Type.Enum([...TASK_STATES])),
  note: Type.String(),
  evidence: nullable(
    Type.Object({ document: Type.String(), date: Type.String(), file: nullable(Type.String()) }),
  ),
  year: nullable(Type.Integer()),
});
export type TaskRow = Static<typeof TaskRow>;

/** A unit of the study in the tree of divisions. */
export const Place = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Type.Enum([...LEVELS]),
  /** Code of what it lies in; null at the top. */
  within: nullable(Type.String()),
  urban: nullable(Type.Boolean()),
  /** Index among the study's units; null for divisions put together from them. */
  unit: nullable(Type.Integer()),
  /** Null where those of some unit in it are not known: a part is never shown as the whole. */
  people: nullable(Type.Number()),
  /** How many units in it the people layer says nothing of; left out where it tells of all. */
  withoutPeople: Type.Optional(Count),
});
export type Place = Static<typeof Place>;

export const Assessment = Type.Object({
  study: Type.String(),
  result: Type.String(),
  synthetic: Type.Boolean(),
  /** What was assessed: a division of the study, or all of it (code null). */
  scope: Type.Object({
    code: nullable(Type.String()),
    name: Type.String(),
    level: nullable(Type.Enum([...LEVELS])),
  }),
  settings: PolicySettings,
  documents: Type.Array(
    Type.Object({ id: Type.String(), number: Type.String(), short: Words, sha256: Type.String() }),
  ),
  /** Residents by which ratios were told. */
  population: nullable(
    Type.Object({ people: Type.Number(), date: nullable(Type.String()), origin: Words }),
  ),
  /** Everything in scope, from the largest down. */
  places: Type.Array(Place),
  indicators: Type.Array(Indicator),
  tasks: Type.Array(TaskRow),
  summary: Type.Object({
    met: Count,
    notMet: Count,
    notAssessable: Count,
    /** Strive targets reached and not; not among the three above. */
    striveReached: Count,
    striveNotReached: Count,
    conditions: Count,
    flips: Count,
    tasks: Count,
    /** Ids with the largest shortfall, by (target − value) ÷ target, at most three. */
    largest: Type.Array(Type.String()),
  }),
});
export type Assessment = Static<typeof Assessment>;

/** A dated assessment that was kept, with everything needed to work it out again to the byte. */
export const Snapshot = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  name: Type.String(),
  created: Type.String(),
  result: Type.String(),
  scope: nullable(Type.String()),
  settings: PolicySettings,
  documents: Type.Array(Type.Object({ id: Type.String(), sha256: Type.String() })),
  /** The last stock figure and attestation it knew. */
  stockSeq: Count,
  attestationSeq: Count,
  /** Of the assessment's bytes. */
  sha256: Type.String(),
  summary: Assessment.properties.summary,
});
export type Snapshot = Static<typeof Snapshot>;

/** Two snapshots side by side. */
export const Comparison = Type.Object({
  before: Snapshot,
  after: Snapshot,
  rows: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Words,
      unit: Words,
      before: nullable(
        Type.Object({ value: nullable(Type.Number()), verdict: Type.Enum([...VERDICTS]) }),
      ),
      after: nullable(
        Type.Object({ value: nullable(Type.Number()), verdict: Type.Enum([...VERDICTS]) }),
      ),
      /** after − before, unrounded; null where either is not known. */
      change: nullable(Type.Number()),
      /** What explains a change besides the figures: other settings, documents, data versions. */
      because: Type.Array(Words),
    }),
  ),
});
export type Comparison = Static<typeof Comparison>;

/** Plan and actual of one indicator by year. */
export const Trend = Type.Object({
  id: Type.String(),
  name: Words,
  unit: Words,
  plan: Type.Array(
    Type.Object({ document: Type.String(), year: Type.Integer(), value: nullable(Type.Number()) }),
  ),
  actual: Type.Array(
    Type.Object({
      year: Type.Integer(),
      value: nullable(Type.Number()),
      verdict: Type.Enum([...VERDICTS]),
    }),
  ),
});
export type Trend = Static<typeof Trend>;

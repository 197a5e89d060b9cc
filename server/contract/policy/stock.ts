import { Type, type Static } from "typebox";
import { CALIBERS, LEVELS, TARGET_BASES, TASK_STATES, URBAN_BASES } from "#core/vocabulary.ts";

const CLOSED = { additionalProperties: false };
const Year = Type.Integer({ minimum: 2000, maximum: 2100 });
const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Code = Type.String({ minLength: 1, maxLength: 40 });
// Null first: where forms are coerced, a null would else become "" or a list with nothing in it.
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([Type.Null(), schema]);

/** One figure that an office states of one unit. A later one for the same item, unit and year takes its place. */
export const StockFigure = Type.Object(
  {
    item: Type.String(),
    /** Code of the unit: 12 digits, or fewer for larger ones; of an estate whatever the office calls it by. */
    unit: Code,
    year: Year,
    value: Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 200 })]),
    source: Type.String({ minLength: 1, maxLength: 200 }),
    /** Day of the source. */
    date: Day,
  },
  CLOSED,
);
export type StockFigure = Static<typeof StockFigure>;

/** As it is kept: numbered, never changed. */
export const KeptFigure = Type.Interface([StockFigure], {
  seq: Type.Integer(),
  entered: Type.String(),
});
export type KeptFigure = Static<typeof KeptFigure>;

/** A place that only stock sheets know: a new estate or a building project, and the unit it lies in. */
export const Estate = Type.Object(
  { code: Code, name: Type.String({ minLength: 1, maxLength: 100 }), within: Code },
  CLOSED,
);
export type Estate = Static<typeof Estate>;

/** What an office states of an indicator or a task, with what proves it. */
export const Attestation = Type.Object(
  {
    /** Id of the entry. */
    entry: Type.String(),
    /** Code of the division it is stated for. */
    unit: Code,
    year: Year,
    /** In the measure's unit; null for progress on a task. */
    value: nullable(Type.Number()),
    state: nullable(Type.Enum([...TASK_STATES])),
    note: Type.String({ maxLength: 1000 }),
    evidence: Type.Object(
      {
        document: Type.String({ minLength: 1, maxLength: 200 }),
        date: Day,
      },
      CLOSED,
    ),
  },
  CLOSED,
);
export type Attestation = Static<typeof Attestation>;

export const KeptAttestation = Type.Interface([Attestation], {
  seq: Type.Integer(),
  entered: Type.String(),
  /** The file that was attached. */
  file: nullable(
    Type.Object({ name: Type.String(), bytes: Type.Integer(), sha256: Type.String() }),
  ),
});
export type KeptAttestation = Static<typeof KeptAttestation>;

/** What is open in the documents and decided by the office. */
export const PolicySettings = Type.Object(
  {
    /** Documents in force for the study, by id; null: all whose jurisdiction its units lie in. */
    documents: Type.Union([Type.Null(), Type.Array(Type.String())]),
    basis: Type.Enum([...TARGET_BASES]),
    urbanBy: Type.Enum([...URBAN_BASES]),
    /** Caliber by entry id, where not the measure's own. */
    calibers: Type.Record(Type.String(), Type.Enum([...CALIBERS])),
    /** "all" or "any" by entry id, where not the measure's own. */
    combine: Type.Record(Type.String(), Type.Enum(["all", "any"])),
    /** Share of a unit's people within reach from which it counts as served by reach: 0.5 is more than half. */
    reachShare: Type.Number({ minimum: 0, maximum: 1 }),
    reachMinutes: Type.Number({ minimum: 1, maximum: 30 }),
    /** Figures of this year, else of the newest before it. */
    year: Year,
  },
  CLOSED,
);
export type PolicySettings = Static<typeof PolicySettings>;

/** A cell of a filled sheet that cannot be taken. */
export const SheetProblem = Type.Object({
  sheet: Type.String(),
  /** As a spreadsheet numbers them. */
  row: Type.Integer({ minimum: 1 }),
  /** Letter of the column, "" for a whole row. */
  column: Type.String(),
  title: Type.String(),
  value: Type.String(),
  code: Type.String(),
  message: Type.Object({ zh: Type.String(), en: Type.String() }),
});
export type SheetProblem = Static<typeof SheetProblem>;

/** What came of a filled sheet: either all of it is stored, or nothing. */
export const SheetReading = Type.Object({
  stored: Type.Integer({ minimum: 0 }),
  estates: Type.Integer({ minimum: 0 }),
  blank: Type.Integer({ minimum: 0 }),
  problems: Type.Array(SheetProblem),
  /** Columns in which something stands and that are no columns of such a sheet. */
  ignored: Type.Array(
    Type.Object({ sheet: Type.String(), column: Type.String(), title: Type.String() }),
  ),
  /** Where the returned file with marked errors can be had; null without problems. */
  marked: nullable(Type.String()),
});
export type SheetReading = Static<typeof SheetReading>;

export const SheetLevel = Type.Enum([...LEVELS].filter((level) => level !== "province"));

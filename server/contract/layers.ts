import { Type, type Static } from "typebox";
import { CrsDiagnosis, Role, RowAccount } from "./import.ts";

const Count = Type.Integer({ minimum: 0 });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** One version of one layer. It never changes. */
export const LayerVersion = Type.Object({
  layer: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  role: Role,
  name: Type.String(),
  /** Facilities, units, people (rounded), or kilometres of street (rounded). */
  amount: Type.Number(),
  created: Type.String(),
  /** Invented data. */
  synthetic: Type.Boolean(),
  file: Type.Object({ name: Type.String(), bytes: Count, sha256: Type.String() }),
  /** Of the normalised file kept. */
  sha256: Type.String(),
  source: Type.String(),
  /** What the data describe. */
  date: nullable(Type.String()),
  crs: nullable(CrsDiagnosis),
  /** By column title the field it was read as. */
  mapping: Type.Record(Type.String(), Type.String()),
  account: RowAccount,
  /** Of people: the rule used for spreading; of the network: what remains to repair; in few words' codes. */
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});
export type LayerVersion = Static<typeof LayerVersion>;

/** A result: coverage computed from certain versions. Its id can be used wherever a study's id can. */
export const ResultSummary = Type.Object({
  id: Type.String(),
  created: Type.String(),
  /** The versions it was computed from, as "<layer> v<version>". */
  uses: Type.Array(Type.Object({ layer: Type.String(), version: Count, name: Type.String() })),
  /** Network repairs in force. */
  repairs: Count,
  /** Some layer or repair is newer. */
  stale: Type.Boolean(),
});
export type ResultSummary = Static<typeof ResultSummary>;

/** A study as the 数据 page shows it: what it holds, what it lacks, what came of it. */
export const StudyLayers = Type.Object({
  id: Type.String(),
  name: Type.String(),
  synthetic: Type.Boolean(),
  resolution: Type.Integer(),
  snapCap: Type.Number(),
  /** The newest version of every layer, network first, then units, people, facilities. */
  layers: Type.Array(LayerVersion),
  /** All versions, oldest first. */
  history: Type.Array(LayerVersion),
  /** Newest first. */
  results: Type.Array(ResultSummary),
  /** Roles that must be there before anything can be computed. */
  missing: Type.Array(Role),
  /** The job computing a result now. */
  computing: nullable(Type.String()),
});
export type StudyLayers = Static<typeof StudyLayers>;

/** One repair of the walking network, an edit of the study. Positions are [lng, lat]. */
export const Repair = Type.Union([
  /** A new piece of street between two places on streets. */
  Type.Object({
    kind: Type.Literal("join"),
    from: Type.Tuple([Type.Number(), Type.Number()]),
    to: Type.Tuple([Type.Number(), Type.Number()]),
  }),
  /** Two streets that cross get a crossing there. */
  Type.Object({ kind: Type.Literal("split"), at: Type.Tuple([Type.Number(), Type.Number()]) }),
  /** The piece of street nearest to a place is left out. */
  Type.Object({ kind: Type.Literal("drop"), at: Type.Tuple([Type.Number(), Type.Number()]) }),
  /** A way into a compound: from a place on a street to a place inside. */
  Type.Object({
    kind: Type.Literal("gate"),
    from: Type.Tuple([Type.Number(), Type.Number()]),
    to: Type.Tuple([Type.Number(), Type.Number()]),
  }),
]);
export type Repair = Static<typeof Repair>;

const FINDING_KINDS = [
  "island",
  "near-miss",
  "crossing-without-node",
  "outside-units",
  "duplicate-street",
  "compound-without-gate",
  "facility-too-far",
] as const;

/** Something the network doctor noticed. */
export const Finding = Type.Object({
  /** The same place and kind always give the same key. */
  key: Type.String(),
  kind: Type.Enum([...FINDING_KINDS]),
  lng: Type.Number(),
  lat: Type.Number(),
  /** How much street, or how far, in metres. */
  metres: Type.Number(),
  /** Streets or facilities concerned. */
  names: Type.Array(Type.String()),
  /** Who lives nearest to the streets of an island; null for other kinds, and without a layer of people. */
  people: nullable(Type.Number()),
  /** What would repair it; null where only somebody who knows the place can. */
  repair: nullable(Repair),
  /** A repair most people would accept unseen. */
  sure: Type.Boolean(),
});
export type Finding = Static<typeof Finding>;

export const NetworkCheck = Type.Object({
  /** Share of the length in the main component: now, and with every sure repair made. */
  mainShare: Type.Number(),
  mainShareAfter: Type.Number(),
  /** Who lives nearest to streets that no walk connects to the main part; null without a layer of people. */
  strandedPeople: nullable(Type.Number()),
  counts: Type.Array(
    Type.Object({ kind: Type.Enum([...FINDING_KINDS]), findings: Count, sure: Count }),
  ),
  /** Of the streets: west, south, east, north. */
  bounds: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  /** The first 2,000, sure ones and long ones first. */
  findings: Type.Array(Finding),
  /** Edits in force, oldest first, and those undone that can be redone. */
  repairs: Type.Array(
    Type.Object({
      id: Count,
      repair: Repair,
      note: Type.String(),
      /** The reason's code where the repair does not fit the streets as they are now. */
      unfit: nullable(Type.String()),
    }),
  ),
  undone: Count,
});
export type NetworkCheck = Static<typeof NetworkCheck>;

/** What some repairs would change, before they are made. */
export const RepairPreview = Type.Object({
  mainShare: Type.Number(),
  strandedPeople: nullable(Type.Number()),
  /** What would still be found, by kind. */
  counts: NetworkCheck.properties.counts,
  /** How many of them do not fit. */
  unfit: Count,
});
export type RepairPreview = Static<typeof RepairPreview>;

/** A new study: empty, to be filled by imports. */
export const NewStudy = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    resolution: Type.Optional(Type.Integer({ minimum: 8, maximum: 11 })),
    snapCap: Type.Optional(Type.Number({ minimum: 0, maximum: 5000 })),
    /** To practise in with the practice files: everything in it is marked as synthetic. */
    practice: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type NewStudy = Static<typeof NewStudy>;

/** A saved mapping, applied to files with the same column titles. */
export const Template = Type.Object({
  id: Type.String(),
  name: Type.String(),
  created: Type.String(),
  titles: Type.Array(Type.String()),
  mapping: Type.Record(Type.String(), Type.String()),
});
export type Template = Static<typeof Template>;

/** A deliberately messy file of the demonstration district. */
export const PracticeFile = Type.Object({
  name: Type.String(),
  role: Role,
  bytes: Count,
  /** What is wrong with it, in both languages. */
  about: Type.Object({ zh: Type.String(), en: Type.String() }),
});
export type PracticeFile = Static<typeof PracticeFile>;

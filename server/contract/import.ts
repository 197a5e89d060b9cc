import { Type, type Static } from "typebox";
import { SERVICES } from "#core/vocabulary.ts";
import { Progress, Said } from "./jobs.ts";

const Count = Type.Integer({ minimum: 0 });
const Place = Type.Tuple([Type.Number(), Type.Number()]);
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** What a layer of a study is for. A study has one network, one of units, one of people, and any number of facilities and of idle premises. */
export const ROLES = ["network", "units", "people", "facilities", "premises"] as const;
export const Role = Type.Enum([...ROLES]);
export type Role = Static<typeof Role>;

/** A reason by its code, with the values its words (contract/reasons) speak of. */
export const ReasonGiven = Type.Object({
  code: Type.String(),
  values: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
});
export type ReasonGiven = Static<typeof ReasonGiven>;

/** What became of one row that was not simply used. */
export const RowNote = Type.Object({
  row: Count,
  /** "dropped": not used. "doubtful": waits for a decision, not used until then. "noted": used, with a remark. */
  outcome: Type.Enum(["dropped", "doubtful", "noted"]),
  reason: ReasonGiven,
  column: Type.Optional(Type.String()),
  value: Type.Optional(Type.String()),
});
export type RowNote = Static<typeof RowNote>;

/** read = usable + doubtful + dropped, always. */
export const RowAccount = Type.Object({
  read: Count,
  usable: Count,
  doubtful: Count,
  dropped: Count,
  noted: Count,
  /** Like reasons together, most rows first. */
  summary: Type.Array(
    Type.Object({
      outcome: RowNote.properties.outcome,
      reason: ReasonGiven,
      rows: Count,
      first: Count,
    }),
  ),
  /** The first 500; the download has all. */
  notes: Type.Array(RowNote),
});
export type RowAccount = Static<typeof RowAccount>;

/** One supposition about the coordinates of a file, and how well it fits what is known of the place. */
export const CrsHypothesis = Type.Object({
  crs: Type.String(),
  /** First and second coordinate exchanged. */
  swapped: Type.Boolean(),
  /** Why it cannot be at all (value range, or everything far outside the study); then nothing was measured. */
  excluded: Type.Union([Type.Enum(["range", "far"]), Type.Null()]),
  /** Share of the points on a building, or within 25 m of a street where there are no buildings. */
  onTarget: nullable(Type.Number()),
  /** Median metres to the nearest building or street. */
  medianMetres: nullable(Type.Number()),
});
export type CrsHypothesis = Static<typeof CrsHypothesis>;

export const CrsDiagnosis = Type.Object({
  /** What the file says itself; null when it says nothing or nothing that is understood. */
  declared: nullable(Type.String()),
  /** The file's own words when they are not understood. */
  unread: nullable(Type.String()),
  /** The datum before CGCS2000 that the file's own words are about; nothing is converted from it. */
  oldDatum: Type.Optional(Type.Enum(["xian-1980", "beijing-1954", "new-beijing-1954"])),
  /** The file does not say what is declared: its format prescribes it (GeoJSON, KML). */
  assumed: Type.Optional(Type.Boolean()),
  /**
   * "declared": said and not contradicted. "found": one supposition fits clearly best. "contradicted": what is
   * said fits far worse than another. "too-few", "unclear": nothing is concluded. "old-datum": the file says that
   * it is in one that cannot be converted. "chosen": the user decided.
   * "cells": places are H3 cells or names, there are no coordinates.
   */
  verdict: Type.Enum([
    "declared",
    "found",
    "contradicted",
    "too-few",
    "unclear",
    "old-datum",
    "chosen",
    "cells",
  ]),
  /** What is proposed or was decided; null where nothing is concluded. */
  proposed: nullable(Type.Object({ crs: Type.String(), swapped: Type.Boolean() })),
  /** Whether buildings and streets bear the proposal out. */
  confirmed: Type.Optional(Type.Boolean()),
  /** What the buildings and streets of the study seem to be in themselves, though they are held to be WGS 84. */
  referenceIn: Type.Optional(nullable(Type.String())),
  /** Best first. */
  ranking: Type.Array(CrsHypothesis),
  /** What fit is measured against. */
  against: nullable(Type.Enum(["buildings", "streets", "units"])),
  points: Count,
  /** Random draws of 100 points judged again, and how many of them agreed. */
  resampled: nullable(Type.Object({ draws: Count, agreed: Count })),
  /** How far the proposal moves the points from where they would be taken as WGS 84, median: east and north metres. */
  shift: nullable(
    Type.Object({ east: Type.Number(), north: Type.Number(), metres: Type.Number() }),
  ),
  /** Rows that fit another system better than the rest of the file does; as runs of row numbers. */
  mixed: nullable(
    Type.Object({
      crs: Type.String(),
      rows: Count,
      runs: Type.Array(Type.Tuple([Count, Count])),
      /** Rows of either system that are expected to be taken for the other: many where they are not in runs. */
      doubt: Type.Optional(Count),
    }),
  ),
});
export type CrsDiagnosis = Static<typeof CrsDiagnosis>;

/**
 * For the two pictures, before and after, at the same extent: a window of some 1.5 km where many points are, and
 * the points in it (at most 400) as they lie when taken as WGS 84 and as proposed.
 */
export const CrsPicture = Type.Object({
  /** West, south, east, north. */
  window: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  row: Type.Array(Count),
  before: Type.Array(Place),
  after: Type.Array(Place),
  /** Fits another system better. */
  doubtful: Type.Array(Type.Boolean()),
  /** What is known of the place in the window, to draw beneath: at most 2,000 lines and 3,000 outlines. */
  streets: Type.Array(Type.Object({ name: Type.String(), line: Type.Array(Place) })),
  buildings: Type.Array(Type.Array(Place)),
});
export type CrsPicture = Static<typeof CrsPicture>;

export const ColumnReading = Type.Object({
  title: Type.String(),
  /** A field (contract/fields), or null: not read. */
  field: nullable(Type.String()),
  /** How the field was come to. */
  why: Type.Enum(["title", "values", "template", "user", "none"]),
  /** Holds what belongs to a person; then it is not read, and its examples are not shown. */
  personal: nullable(Type.Enum(["id-number", "phone", "person-name", "home-address", "e-mail"])),
  /** Up to three different values, as they stand; empty for personal columns. */
  examples: Type.Array(Type.String()),
  filled: Count,
  /** Rows whose value could not be read as the field. */
  unreadable: Count,
});
export type ColumnReading = Static<typeof ColumnReading>;

/** How the services of a row were recognised. */
const ServiceReading = Type.Object({
  recognised: Type.Array(
    Type.Object({
      service: Type.Enum([...SERVICES]),
      rows: Count,
      by: Type.Enum(["column", "name", "typecode", "tags", "default"]),
    }),
  ),
  /** Words or names that could mean several services or none, most rows first; the first 200. */
  doubtful: Type.Array(
    Type.Object({
      /** What decisions about it are filed under: the word of the service column, else `row:<number>`. */
      key: Type.String(),
      text: Type.String(),
      rows: Count,
      first: Count,
      candidates: Type.Array(Type.Enum([...SERVICES])),
    }),
  ),
});

/** Two rows (or a row and a facility the study already has) that may be one institution. */
export const DuplicatePair = Type.Object({
  key: Type.String(),
  why: Type.Enum(["same-name-near", "same-place-and-service", "same-institution-other-list"]),
  /** So alike that the rule "merge-sure" merges it. */
  sure: Type.Boolean(),
  metres: Type.Number(),
  a: Type.Object({
    row: Count,
    name: Type.String(),
    services: Type.Array(Type.String()),
    values: Type.Record(Type.String(), Type.String()),
  }),
  b: Type.Object({
    /** Null for a facility of another layer of the study. */
    row: nullable(Count),
    layer: nullable(Type.String()),
    name: Type.String(),
    services: Type.Array(Type.String()),
    values: Type.Record(Type.String(), Type.String()),
  }),
  /** What the decisions in force make of it. */
  decided: Type.Enum(["merge", "keep", "open"]),
});
export type DuplicatePair = Static<typeof DuplicatePair>;

const UnitNamed = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** Name of the unit it lies in; "" where it is not known. */
  parent: Type.String(),
});

/** Rows of a table of people for which a unit can be decided. */
const UndecidedUnits = Type.Object({
  /** Rows that wait for it. */
  waiting: Count,
  /** Rows for which no unit was found; they are not used. */
  unfound: Count,
  /** Those that wait first; the first 200. */
  rows: Type.Array(
    Type.Object({
      /** What decisions about it are filed under: "parent/name", "name" or the code; "~<row>" follows where several rows say the same. */
      key: Type.String(),
      row: Count,
      name: Type.String(),
      parent: Type.String(),
      people: nullable(Type.Number()),
      why: Type.Enum(["near", "ambiguous", "twice", "none"]),
      /** The likeliest, at most eight. */
      candidates: Type.Array(UnitNamed),
    }),
  ),
  /** The units of the study, at most 5,000; none where nothing was or is to be decided. */
  units: Type.Array(UnitNamed),
});

const PeopleReading = Type.Object({
  total: Type.Number(),
  /** Total of each age group that is given or estimated. */
  groups: Type.Array(
    Type.Object({
      group: Type.String(),
      total: Type.Number(),
      /** Some of it was not counted but follows from a share. */
      estimated: Type.Boolean(),
      /** People of the rows it is known in, where that is not all of them. */
      knownFor: Type.Optional(Type.Number()),
    }),
  ),
  /** What places the people have in the file. */
  places: Type.Enum(["points", "cells", "polygons", "units", "raster"]),
  /** How totals of areas are spread; "given" where there is nothing to spread. By unit counts. */
  spread: Type.Array(
    Type.Object({
      rule: Type.Enum(["given", "buildings", "streets", "evenly"]),
      units: Count,
      people: Type.Number(),
    }),
  ),
  joined: nullable(Type.Object({ by: Type.Enum(["code", "name"]), units: Count, without: Count })),
  /** Left out where rows name no units. */
  undecided: Type.Optional(UndecidedUnits),
  scale: nullable(Type.Object({ factor: Type.Number(), to: Type.Number(), note: Type.String() })),
});

const NetworkReading = Type.Object({
  km: Type.Number(),
  components: Count,
  mainShare: Type.Number(),
  buildings: Count,
});

/** Everything the user decides about a file. What is left out is as proposed. */
export const Decisions = Type.Object(
  {
    role: Type.Optional(Role),
    /** Sheet or layer. */
    table: Type.Optional(Type.String()),
    encoding: Type.Optional(Type.String({ maxLength: 20 })),
    headerRow: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    /** By column title: a field, or "" for not read. A personal column is read only if named here. */
    mapping: Type.Optional(Type.Record(Type.String(), Type.String())),
    crs: Type.Optional(Type.Object({ crs: Type.String(), swapped: Type.Boolean() })),
    /** Rows that fit another system: wait ("ask"), are converted each by its own ("split"), or like all others ("same"). */
    mixed: Type.Optional(Type.Enum(["ask", "split", "same"])),
    services: Type.Optional(
      Type.Object({
        /** For rows that say nothing. */
        fallback: Type.Optional(Type.Enum([...SERVICES])),
        /** By `doubtful.key`; an empty list leaves the rows out. */
        byKey: Type.Optional(Type.Record(Type.String(), Type.Array(Type.Enum([...SERVICES])))),
      }),
    ),
    duplicates: Type.Optional(
      Type.Object({
        rule: Type.Optional(Type.Enum(["ask", "keep-all", "merge-sure"])),
        byKey: Type.Optional(Type.Record(Type.String(), Type.Enum(["merge", "keep"]))),
      }),
    ),
    people: Type.Optional(
      Type.Object({
        spread: Type.Optional(Type.Enum(["auto", "buildings", "streets", "evenly"])),
        join: Type.Optional(Type.Enum(["auto", "code", "name"])),
        /** By `undecided.rows.key` the id of a unit of the study; "" leaves the row out. */
        units: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 200 }))),
        scaleTo: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
        scaleNote: Type.Optional(Type.String({ maxLength: 200 })),
        /** By age group ("0_2", "60_plus") its share of all people in a larger unit, for rows that do not know it. */
        shares: Type.Optional(
          Type.Record(
            Type.String({ pattern: "^\\d{1,3}_(\\d{1,3}|plus)$" }),
            Type.Number({ minimum: 0, maximum: 1 }),
          ),
        ),
      }),
    ),
    /** Streets given as lines: ends nearer than this, in metres, are one. */
    tolerance: Type.Optional(Type.Number({ minimum: 0, maximum: 50 })),
    /** The layer this becomes: a new version of that id, or a new layer. */
    layer: Type.Optional(
      Type.Object({
        /** The id of a layer; blank for a new one. */
        replaces: Type.Optional(Type.String({ maxLength: 64 })),
        name: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
        /** Who the data come from. */
        source: Type.Optional(Type.String({ maxLength: 200 })),
        /** What the data describe: a date or a year. */
        date: Type.Optional(Type.String({ maxLength: 20 })),
      }),
    ),
  },
  { additionalProperties: false },
);
export type Decisions = Static<typeof Decisions>;

/** What a file was read as, and what would be stored if it were confirmed now. */
export const Proposal = Type.Object({
  role: Role,
  /** Format, encoding and header in the words of `RawFile`; "osm", "ykz" and "geotiff" for what is no table. */
  format: Type.String(),
  encoding: nullable(Type.String()),
  headerRow: nullable(Count),
  tables: Type.Array(Type.Object({ name: Type.String(), rows: Count, columns: Count })),
  table: nullable(Type.String()),
  columns: Type.Array(ColumnReading),
  /** A saved mapping that was applied. */
  template: nullable(Type.String()),
  crs: nullable(CrsDiagnosis),
  picture: nullable(CrsPicture),
  services: nullable(ServiceReading),
  duplicates: nullable(
    Type.Object({ pairs: Type.Array(DuplicatePair), total: Count, open: Count }),
  ),
  people: nullable(PeopleReading),
  network: nullable(NetworkReading),
  account: RowAccount,
  layer: Type.Object({
    replaces: nullable(Type.String()),
    name: Type.String(),
    source: Type.String(),
    date: nullable(Type.String()),
  }),
  /** Why it cannot be confirmed yet; empty when it can. */
  blocking: Type.Array(ReasonGiven),
});
export type Proposal = Static<typeof Proposal>;

export const IMPORT_STATES = [
  "reading",
  "waiting",
  "storing",
  "done",
  "failed",
  "cancelled",
  "interrupted",
] as const;

/** A file on its way into a study. */
export const Import = Type.Object({
  id: Type.String(),
  study: Type.String(),
  file: Type.Object({ name: Type.String(), bytes: Count }),
  /**
   * "reading": being read or judged again. "waiting": for decisions. "storing": becoming a layer version. Ended:
   * "done", "failed", "cancelled", "interrupted" (the server was stopped; nothing was stored, start again).
   */
  state: Type.Enum([...IMPORT_STATES]),
  created: Type.String(),
  progress: Type.Array(Progress),
  decisions: Decisions,
  proposal: nullable(Proposal),
  /** Why it failed. */
  error: nullable(Said),
  /** The layer version it became. */
  became: nullable(Type.Object({ layer: Type.String(), version: Count })),
});
export type Import = Static<typeof Import>;

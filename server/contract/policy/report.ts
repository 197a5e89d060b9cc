import { Type, type Static } from "typebox";
import { Comparison } from "./compliance.ts";
import { Words } from "./measure.ts";

/** Null comes first: a body's values are coerced to the first type that takes them, and text takes null as "". */
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([Type.Null(), schema]);
const CLOSED = { additionalProperties: false };
const Count = Type.Integer({ minimum: 0 });

export const CHAPTERS = [
  "summary",
  "indicators",
  "services",
  "siting",
  "ledger",
  "tasks",
  "data",
  "annex",
] as const;
export type Chapter = (typeof CHAPTERS)[number];

export const REPORT_FORMATS = ["docx", "xlsx", "geojson"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What is wanted of a report. */
export const ReportRequest = Type.Object(
  {
    format: Type.Enum([...REPORT_FORMATS]),
    /** Code of a division; null for the whole study. */
    unit: nullable(Type.String({ maxLength: 40 })),
    /** A kept snapshot; null to assess as of now (a snapshot is then kept). */
    snapshot: nullable(Type.Integer({ minimum: 1 })),
    chapters: Type.Array(Type.Enum([...CHAPTERS]), { minItems: 1 }),
    paper: Type.Enum(["A4", "A3"]),
    /** 审图号; "" where the maps were not reviewed. */
    mapReview: Type.String({ maxLength: 60 }),
    /** One service or indicator instead of all: a 专题 report. */
    topic: nullable(Type.String({ maxLength: 80 })),
  },
  CLOSED,
);
export type ReportRequest = Static<typeof ReportRequest>;

/** A run of text within a paragraph. */
export const Run = Type.Object({
  text: Type.String(),
  bold: Type.Optional(Type.Boolean()),
  tone: Type.Optional(Type.Enum(["met", "not-met", "unknown", "note"])),
});
export type Run = Static<typeof Run>;

const Heading = Type.Object({
  kind: Type.Literal("heading"),
  /** 1: 一、 2: （一） 3: 1. 4: （1）; the number is part of the text. */
  level: Type.Integer({ minimum: 1, maximum: 4 }),
  text: Type.String(),
});
const Paragraph = Type.Object({
  kind: Type.Literal("paragraph"),
  runs: Type.Array(Run),
  /** Of a line that is no running text, such as the blank for the document's number; indented text without. */
  align: Type.Optional(Type.Enum(["left", "center", "right"])),
});
const Table = Type.Object({
  kind: Type.Literal("table"),
  /** "表3 托育服务政策指标", above the table. */
  caption: Type.String(),
  columns: Type.Array(
    Type.Object({
      title: Type.String(),
      /** Relative width. */
      width: Type.Number(),
      align: Type.Enum(["left", "center", "right"]),
    }),
  ),
  rows: Type.Array(Type.Array(Type.Array(Run))),
  note: nullable(Type.String()),
});
const Picture = Type.Object({
  kind: Type.Literal("picture"),
  /** Names the picture among those of the report. */
  key: Type.String(),
  /** "图2 托育15分钟步行可达情况", below the picture. */
  caption: Type.String(),
  /** What it shows, in words. */
  alt: Type.String(),
  /** In pixels. */
  width: Count,
  height: Count,
});
const PageBreak = Type.Object({ kind: Type.Literal("page-break") });

export const Block = Type.Union([Heading, Paragraph, Table, Picture, PageBreak]);
export type Block = Static<typeof Block>;

/** A report as the Word file and the page's preview both show it. */
export const ReportDocument = Type.Object({
  title: Type.String(),
  /** Beneath the title: who, for which year, as of when. */
  subtitle: Type.String(),
  header: Type.String(),
  /** 指标依据：… */
  footer: Type.String(),
  synthetic: Type.Boolean(),
  /** ISO paper. */
  paper: Type.Enum(["A4", "A3"]),
  blocks: Type.Array(Block),
});
export type ReportDocument = Static<typeof ReportDocument>;

/** A report as it would be made now. */
export const ReportPreview = Type.Object({
  document: ReportDocument,
  /** Where the pictures can be had for an hour, by their key. */
  pictures: Type.Array(Type.Object({ key: Type.String(), href: Type.String() })),
  /** Figures that changed since the last report of the same scope. */
  changes: Comparison.properties.rows,
});
export type ReportPreview = Static<typeof ReportPreview>;

/** A report that was made. */
export const ReportFile = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  created: Type.String(),
  name: Type.String(),
  format: Type.Enum([...REPORT_FORMATS]),
  bytes: Count,
  seconds: Type.Number(),
  snapshot: Type.Integer({ minimum: 1 }),
  request: ReportRequest,
  /** What the user should know of it: a font that was not there, a chapter without data. */
  notes: Type.Array(Words),
});
export type ReportFile = Static<typeof ReportFile>;

/** Formats of the ledger. */
export const LEDGER_FORMATS = ["xlsx", "csv", "csv-gb18030", "geojson", "geopackage"] as const;
export const LEDGER_LEVELS = ["settlement", "township", "county"] as const;

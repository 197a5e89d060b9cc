const MEGABYTE = 1024 * 1024;

/**
 * What is read of a table at most. Beyond a limit a file is refused whole, with the limit in the words, before it is
 * held in memory. A county's largest honest table is some 200,000 rows of 30 columns; the limits leave five times
 * that and keep the reading of one file under 1 GiB.
 */
export const TABLE_LIMITS = {
  text: {
    /** Text is read as a stream: what counts is the table that comes of it, at most about four bytes per byte. */
    bytes: 200 * MEGABYTE,
    rows: 1_000_000,
    /** Each value costs 8 bytes and its text, unless the same text came before in the column. */
    values: 20_000_000,
    columns: 2_000,
    /** One row, quoted line breaks included; a longer one has lost a quotation mark or is no table. */
    rowBytes: MEGABYTE,
    /** Lines that open a quotation mark and do not close it; more of them, and quotation marks mean something else. */
    openQuotes: 100,
  },
  excel: {
    /** Of a workbook as it lies on the disk. */
    bytes: 100 * MEGABYTE,
    /** Old workbooks are not compressed; what is larger than this holds pictures or harm. */
    xlsBytes: 64 * MEGABYTE,
    /** Sheets, shared texts and styles together, inflated. The library holds them as text while it reads. */
    inflatedBytes: 300 * MEGABYTE,
    /** Cells that hold something, over all sheets, of which merged ones count for each row they cover. */
    cells: 3_000_000,
    /** All they hold together, as the refusal says too: a workbook may name one text in each of its cells. */
    characters: 200_000_000,
    /** Cells of old workbooks, which the library reads as a whole: it needs about 800 bytes for each. */
    xlsCells: 1_000_000,
    /** Memory and time the library may take for it, ten times what an honest one of a million cells needs. */
    xlsMegabytes: 1024,
    xlsSeconds: 60,
    sheets: 256,
    columns: 2_000,
    mergedRanges: 200_000,
  },
  archive: {
    entries: 2_000,
    /** All entries together, as the archive declares them; an entry that is longer than declared is refused. */
    inflatedBytes: 400 * MEGABYTE,
    /** Deflate cannot exceed 1032; sheets of blank cells reach 150. Only entries above a megabyte are judged. */
    ratio: 400,
  },
} as const;

type Limits<Kind extends keyof typeof TABLE_LIMITS> = Readonly<
  Record<keyof (typeof TABLE_LIMITS)[Kind], number>
>;
export type TextLimits = Limits<"text">;
export type ExcelLimits = Limits<"excel">;
export type ArchiveLimits = Limits<"archive">;

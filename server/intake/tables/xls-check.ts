import { CFB } from "@e965/xlsx";
import type { Reason } from "#contract/reasons/reasons.ts";
import { RefusedFile } from "../refused-file.ts";

/**
 * Looks into a compound file, the container of old Office documents, before the library makes a workbook of it. Throws
 * `RefusedFile` when it is none, is locked, or has more cells than the limit.
 */
export function checkXls(bytes: Buffer, name: string, limit: number): void {
  const refuse = (reason: Reason): RefusedFile => new RefusedFile(name, reason);
  // Under other versions the library would try the bytes as other formats.
  const version = bytes.length < HEADER_BYTES ? 0 : bytes.readUInt16LE(VERSION_OFFSET);
  if (version !== 3 && version !== 4) throw refuse({ code: "excel-damaged" });
  const streams = readStreams(bytes);
  if (streams === undefined) throw refuse({ code: "excel-damaged" });
  const has = (stream: string): boolean => streams.some((one) => one.name === stream);
  if (has("encryptedpackage")) throw refuse({ code: "excel-encrypted" });
  const content = streams.find((one) => one.name === "workbook" || one.name === "book")?.content;
  if (content === undefined) {
    if (has("worddocument")) throw refuse({ code: "file-no-table", values: { kind: "Word" } });
    const slides = has("powerpoint document");
    throw refuse(
      slides ? { code: "file-no-table", values: { kind: "PowerPoint" } } : { code: "file-binary" },
    );
  }
  const { cells, locked } = countCells(content);
  if (locked) throw refuse({ code: "excel-encrypted" });
  if (cells > limit) throw refuse({ code: "excel-too-many-cells", values: { cells, limit } });
}

const HEADER_BYTES = 512;
const VERSION_OFFSET = 26;

interface Container {
  readonly FullPaths: readonly string[];
  readonly FileIndex: readonly { readonly content?: Uint8Array }[];
}

/** The streams of the container by their names in small letters; undefined when it is damaged. */
function readStreams(bytes: Buffer): { name: string; content: Buffer | undefined }[] | undefined {
  try {
    const { FullPaths, FileIndex } = CFB.read(bytes, { type: "buffer" }) as Container;
    return FullPaths.map((path, i) => {
      const content = FileIndex[i]?.content;
      return {
        name: path.slice(path.lastIndexOf("/") + 1).toLowerCase(),
        content: content && Buffer.from(content),
      };
    });
  } catch {
    return undefined;
  }
}

const FILEPASS = 0x002f;
const MULRK = 0x00bd;
/** Numbers, texts, formulas, truths: the records that are one cell each ([MS-XLS] 2.3.2, and Excel 5's). */
const SINGLE = new Set([0x0203, 0x027e, 0x00fd, 0x0204, 0x0006, 0x0206, 0x0406, 0x0205, 0x00d6]);

/** Walks the records: two bytes say what each is, two how long it is. */
function countCells(stream: Buffer): { cells: number; locked: boolean } {
  let cells = 0;
  let locked = false;
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const record = stream.readUInt16LE(at);
    if (SINGLE.has(record)) cells += 1;
    else if (record === MULRK) cells += Math.max(0, (stream.readUInt16LE(at + 2) - 6) / 6);
    else if (record === FILEPASS) locked = true;
  }
  return { cells, locked };
}

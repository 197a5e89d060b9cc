import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { plainNumber } from "./feature-table.ts";

/** dBase III: a header of 32 bytes, as many for each field, then records of fixed width. */
const HEADER_BYTES = 32;
const FIELD_BYTES = 32;
const FIELD_NAME_BYTES = 11;
const END_OF_FIELDS = 0x0d;
const DELETED = 0x2a;
/** The first byte of a record: a blank, or the mark of deletion. */
const BEGINNINGS: ReadonlySet<number | undefined> = new Set([0x20, DELETED]);

/** Language bytes that are not used for anything else: those of Windows 936 and 950. */
const LANGUAGES: Readonly<Record<number, string>> = {
  0x4d: "GB18030",
  0x7a: "GB18030",
  0x4f: "Big5",
  0x78: "Big5",
};

/** Esri: "any floating point number smaller than -10³⁸ is considered no data". */
const NO_DATA = -1e38;

interface Field {
  readonly name: string;
  readonly type: string;
  /** Bytes from the start of a record. */
  readonly start: number;
  readonly width: number;
}

interface Attributes {
  readonly names: readonly string[];
  readonly encoding: string;
  /** As many as the header says or as there are shapes for, if there is room for them. */
  readonly recordCount: number;
  /** As the header says. */
  readonly said: number;
  readonly cutShort: boolean;
  /** The texts of a record, from 0; undefined when it is marked as deleted. */
  record(index: number): string[] | undefined;
}

/**
 * The attributes of a .dbf. The encoding is the one told; else that of the .cpg or the language byte where the bytes
 * agree with it; else UTF-8 or GB18030, whichever the bytes are. A header that was not brought up to date tells of
 * fewer records than there are: they are read as far as there are shapes for them. Undefined when it is no .dbf at
 * all.
 */
export function readAttributes(
  bytes: Buffer,
  told: string | undefined,
  declared: string | null,
  shapes = 0,
): Attributes | undefined {
  if (bytes.length < HEADER_BYTES + 1) return undefined;
  const [headerBytes, recordBytes] = [bytes.readUInt16LE(8), bytes.readUInt16LE(10)];
  if (headerBytes > bytes.length || headerBytes < HEADER_BYTES + 1 || recordBytes < 1)
    return undefined;
  const layout = fieldsOf(bytes.subarray(0, headerBytes), recordBytes);
  if (layout === undefined) return undefined;
  const room = Math.floor((bytes.length - headerBytes) / recordBytes);
  const said = bytes.readUInt32LE(4);
  const raw = (index: number): Buffer =>
    bytes.subarray(headerBytes + index * recordBytes, headerBytes + (index + 1) * recordBytes);
  let recordCount = Math.min(said, room);
  while (recordCount < Math.min(shapes, room) && BEGINNINGS.has(raw(recordCount)[0]))
    recordCount += 1;
  const language = LANGUAGES[bytes.readUInt8(29)] ?? null;
  const samples = samplesOf(layout, recordCount, raw);
  const encoding = told ?? encodingOf(samples, declared ?? language);
  return {
    names: layout.map(({ rawName }) => decodeWhole(rawName, encoding)),
    encoding,
    recordCount,
    said,
    cutShort: said > room,
    record: (index) => {
      const record = raw(index);
      if (record[0] === DELETED) return undefined;
      return layout.map((field) =>
        valueOf(record.subarray(field.start, field.start + field.width), field.type, encoding),
      );
    },
  };
}

type RawField = Omit<Field, "name"> & { readonly rawName: Buffer };

function fieldsOf(header: Buffer, recordBytes: number): RawField[] | undefined {
  const raw: Buffer[] = [];
  for (
    let at = HEADER_BYTES;
    at + FIELD_BYTES <= header.length && header[at] !== END_OF_FIELDS;
    at += FIELD_BYTES
  )
    raw.push(header.subarray(at, at + FIELD_BYTES));
  // FoxPro keeps the widths of long texts in two bytes, where dBase has a number of decimals.
  for (const wide of [false, true]) {
    const fields: RawField[] = [];
    let start = 1;
    for (const bytes of raw) {
      const type = String.fromCodePoint(bytes.readUInt8(11));
      const width = wide && type === "C" ? bytes.readUInt16LE(16) : bytes.readUInt8(16);
      const name = bytes.subarray(0, FIELD_NAME_BYTES);
      const end = name.indexOf(0);
      fields.push({ rawName: end < 0 ? name : name.subarray(0, end), type, start, width });
      start += width;
    }
    if (start === recordBytes || (wide && start < recordBytes)) return fields;
  }
  return undefined;
}

function valueOf(bytes: Buffer, type: string, encoding: string): string {
  switch (type) {
    case "N":
    case "F":
      return numberOf(decodeAscii(bytes));
    case "L":
      return truthOf(decodeAscii(bytes));
    case "D":
      return dateOf(decodeAscii(bytes));
    case "I":
    case "+":
      return bytes.length === 4 ? `${bytes.readInt32LE(0)}` : "";
    case "B":
    case "O": {
      // A width of 10 is a number of a memo in dBase, eight bytes are a double in FoxPro.
      const number = bytes.length === 8 ? bytes.readDoubleLE(0) : NaN;
      return Number.isFinite(number) && number > NO_DATA ? plainNumber(`${number}`) : "";
    }
    default:
      return decodeWhole(bytes, encoding);
  }
}

/** Blank, or filled with stars where the number was wider than the field, is no number. */
function numberOf(text: string): string {
  if (!/\d/.test(text)) return "";
  if (Number(text) < NO_DATA) return "";
  const plain = plainNumber(text).replace(/^\+/, "");
  const whole = /^(-?)\.(\d)/.test(plain) ? plain.replace(".", "0.") : plain;
  return /^-?\d+\.\d*$/.test(whole) ? whole.replace(/\.?0*$/, "") : whole;
}

function truthOf(text: string): string {
  if (/^[yt]$/i.test(text)) return "true";
  return /^[nf]$/i.test(text) ? "false" : "";
}

function dateOf(text: string): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return text;
  return year === "0000" ? "" : `${year}-${month}-${day}`;
}

function decodeAscii(bytes: Buffer): string {
  return bytes.toString("latin1").replaceAll("\0", " ").trim();
}

/** Text to the first zero byte, without the half character that a fixed width may have left at its end. */
function decodeWhole(bytes: Buffer, encoding: string): string {
  const end = bytes.indexOf(0);
  const text = iconv.decode(end < 0 ? bytes : bytes.subarray(0, end), encoding);
  return text
    .trimEnd()
    .replace(/\ufffd+$/, "")
    .trim();
}

/** Names and texts that are not plain ASCII, of as many records as settle the question. */
function samplesOf(
  layout: readonly RawField[],
  recordCount: number,
  raw: (index: number) => Buffer,
): Buffer[] {
  const isPlain = (bytes: Buffer): boolean => bytes.every((byte) => byte < 0x80);
  const samples = layout.map(({ rawName }) => rawName).filter((name) => !isPlain(name));
  const texts = layout.filter(({ type }) => type === "C");
  for (let i = 0; i < recordCount && samples.length < 2000; i++) {
    for (const { start, width } of texts) {
      const bytes = raw(i).subarray(start, start + width);
      if (!isPlain(bytes)) samples.push(trimmed(bytes));
    }
  }
  return samples;
}

function trimmed(bytes: Buffer): Buffer {
  let end = bytes.indexOf(0);
  if (end < 0) end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0x20) end -= 1;
  return bytes.subarray(0, end);
}

function encodingOf(samples: readonly Buffer[], declared: string | null): string {
  if (declared !== null && samples.every((sample) => agrees(sample, declared))) return declared;
  if (samples.length === 0) return "UTF-8";
  // Chinese takes three bytes in UTF-8; two that happen to be valid are more likely one character of GBK.
  const hasThree = samples.some((sample) => sample.some((byte) => byte >= 0xe0));
  return hasThree && samples.every(isUtf8CutShort) ? "UTF-8" : "GB18030";
}

function agrees(sample: Buffer, encoding: string): boolean {
  if (encoding === "UTF-8") return isUtf8CutShort(sample);
  return !iconv
    .decode(sample, encoding)
    .replace(/\ufffd+$/, "")
    .includes("\ufffd");
}

/** Valid UTF-8, but for a character cut in half at the end. */
function isUtf8CutShort(bytes: Buffer): boolean {
  for (let cut = 0; cut <= 3 && cut <= bytes.length; cut++) {
    if (!isUtf8(bytes.subarray(0, bytes.length - cut))) continue;
    // What is cut off must be the start of a character: a lead byte, then followers.
    const rest = bytes.subarray(bytes.length - cut);
    return rest.every((byte, i) => (i === 0 ? byte >= 0xc2 : byte >= 0x80 && byte < 0xc0));
  }
  return false;
}

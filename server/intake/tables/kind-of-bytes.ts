import { looksCompiled } from "#core/network/codec.ts";
import type { Reason } from "#contract/reasons/reasons.ts";

/** What the first bytes of a file say it is: a container to look into, or a reason to refuse it. Undefined for text. */
export function kindOfBytes(head: Buffer): "zip" | "compound" | "sqlite" | Reason | undefined {
  if (looksCompiled(head)) return network("YKZ");
  if (head.subarray(0, 64).includes("OSMHeader")) return network("OpenStreetMap PBF");
  if (isDbase(head)) return shapefilePart(".dbf");
  return KINDS.find(({ magic, at = 0 }) => head.subarray(at, at + magic.length).equals(magic))
    ?.kind;
}

/** dBase III: its sign, and a header of 32 bytes for itself and each column, and one that ends it. */
function isDbase(head: Buffer): boolean {
  return head[0] === 0x03 && head.length >= 32 && head.readUInt16LE(8) % 32 === 1;
}

type Kind = NonNullable<ReturnType<typeof kindOfBytes>>;

const network = (kind: string): Reason => ({ code: "file-is-network", values: { kind } });
const packed = (kind: string): Reason => ({ code: "file-packed", values: { kind } });
const noTable = (kind: string): Reason => ({ code: "file-no-table", values: { kind } });
const raster: Reason = { code: "file-is-raster" };
const oldWorkbook: Reason = { code: "excel-kind", values: { kind: "Excel 2–4" } };

const KINDS: readonly { readonly magic: Buffer; readonly at?: number; readonly kind: Kind }[] = [
  { magic: Buffer.from("PK\u0003\u0004"), kind: "zip" },
  { magic: Buffer.from("PK\u0005\u0006"), kind: "zip" },
  { magic: Buffer.from("d0cf11e0a1b11ae1", "hex"), kind: "compound" },
  { magic: Buffer.from("SQLite format 3\0"), kind: "sqlite" },
  { magic: Buffer.from("1f8b", "hex"), kind: packed("gzip") },
  { magic: Buffer.from("Rar!"), kind: packed("RAR") },
  { magic: Buffer.from("377abcaf271c", "hex"), kind: packed("7z") },
  { magic: Buffer.from("BZh"), kind: packed("bzip2") },
  { magic: Buffer.from("fd377a585a00", "hex"), kind: packed("xz") },
  { magic: Buffer.from("28b52ffd", "hex"), kind: packed("zstd") },
  { magic: Buffer.from("ustar"), at: 257, kind: packed("tar") },
  { magic: Buffer.from("%PDF"), kind: noTable("PDF") },
  { magic: Buffer.from("{\\rtf"), kind: noTable("RTF") },
  { magic: Buffer.from("89504e470d0a1a0a", "hex"), kind: noTable("PNG") },
  { magic: Buffer.from("ffd8ff", "hex"), kind: noTable("JPEG") },
  { magic: Buffer.from("GIF8"), kind: noTable("GIF") },
  { magic: Buffer.from("WEBP"), at: 8, kind: noTable("WebP") },
  { magic: Buffer.from("heic"), at: 8, kind: noTable("HEIC") },
  { magic: Buffer.from("49492a00", "hex"), kind: raster },
  { magic: Buffer.from("4d4d002a", "hex"), kind: raster },
  { magic: Buffer.from("49492b00", "hex"), kind: raster },
  { magic: Buffer.from("4d4d002b", "hex"), kind: raster },
  { magic: Buffer.from("0000270a", "hex"), kind: shapefilePart(".shp / .shx") },
  { magic: Buffer.from("AC10"), kind: noTable("AutoCAD DWG") },
  { magic: Buffer.from("Standard Jet DB"), at: 4, kind: noTable("Access") },
  { magic: Buffer.from("Standard ACE DB"), at: 4, kind: noTable("Access") },
  { magic: Buffer.from("0900040002001000", "hex"), kind: oldWorkbook },
  { magic: Buffer.from("09020600", "hex"), kind: oldWorkbook },
  { magic: Buffer.from("09040600", "hex"), kind: oldWorkbook },
  { magic: Buffer.from("09080800", "hex"), kind: oldWorkbook },
  { magic: Buffer.from("09081000", "hex"), kind: oldWorkbook },
];

function shapefilePart(kind: string): Reason {
  return { code: "file-shapefile-part", values: { kind } };
}

import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";

interface DecodedText {
  readonly text: string;
  readonly encoding: string;
}

/** Bytes decoded as told, else by its byte order mark, else as UTF-8 where it is that, else as GB18030. */
export function decodeBytes(bytes: Buffer, told?: string): DecodedText {
  const encoding = told !== undefined && iconv.encodingExists(told) ? told : detected(bytes);
  return { text: iconv.decode(bytes, encoding), encoding };
}

/** Name of an encoding as it stands in a .cpg or an XML declaration, or null when it means nothing to us. */
export function knownEncoding(label: string): string | null {
  const name = label.trim().toUpperCase();
  if (/^(UTF-?8|65001)$/.test(name)) return "UTF-8";
  if (/^(GB-?18030|GBK|GB-?2312|EUC-?CN|(ANSI |CP|MS)?936|X-GBK|OEM)$/.test(name)) return "GB18030";
  if (/^(BIG-?5|(ANSI |CP|MS)?950)$/.test(name)) return "Big5";
  return name !== "" && iconv.encodingExists(name) ? name : null;
}

/** The name of a coordinate system without the explanation that may follow it: "GCJ-02 (not WGS 84)" is "GCJ-02". */
export function unexplained(name: string): string {
  return name.replace(/\s*\(.*\)\s*$/s, "").trim() || name.trim();
}

function detected(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "UTF-16LE";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "UTF-16BE";
  return isUtf8(bytes) ? "UTF-8" : "GB18030";
}

import { STAND_INS } from "./look.ts";

/** Parts of the file that the library would fill in with the clock or leave empty. */
export function fixedParts(title: string, created: string): { path: string; data: string }[] {
  return [
    { path: "docProps/core.xml", data: coreProperties(title, created) },
    { path: "word/fontTable.xml", data: fontTable() },
  ];
}

/** No author is named: that is for whoever issues the report. */
function coreProperties(title: string, created: string): string {
  const at = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${new Date(created).toISOString()}</dcterms:${name}>`;
  return `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:language>zh-CN</dc:language>${at("created")}${at("modified")}</cp:coreProperties>`;
}

function fontTable(): string {
  const fonts = Object.entries(STAND_INS).map(
    ([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/></w:font>`,
  );
  return `${XML}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join("")}</w:fonts>`;
}

const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * Gives every file of a ZIP archive the same time, in place, so that the same content makes the same bytes. The
 * archive must be one of plain headers (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16), without a comment.
 */
export function stampArchive(zip: Uint8Array, created: string): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - END_BYTES;
  if (view.getUint32(end, true) !== END) throw new Error("The archive does not end as one should.");
  const time = dosTime(new Date(created));
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error("The archive's list is not in order.");
    view.setUint32(at + 12, time, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, time, true);
    at +=
      46 +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  return zip;
}

const END = 0x06054b50;
const END_BYTES = 22;
const ENTRY = 0x02014b50;

/** Date and time as archives write them, to two seconds, from 1980 on. */
function dosTime(at: Date): number {
  const year = Math.max(0, at.getUTCFullYear() - 1980);
  const date = (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}

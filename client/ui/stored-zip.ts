/** A zip archive of files, uncompressed, their names in UTF-8. Throws where one of them cannot be read. */
export async function storedZip(name: string, files: readonly File[]): Promise<File> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const file of files) {
    const content = new Uint8Array(await file.arrayBuffer());
    const called = new TextEncoder().encode(file.name);
    const common = [
      [2, UTF8_NAMES],
      [2, STORED],
      [4, NO_TIME],
      [4, crc32(content)],
      [4, content.length],
      [4, content.length],
      [2, called.length],
      [2, 0],
    ] as const;
    const head = bytesOf([[4, 0x04034b50], [2, VERSION], ...common]);
    parts.push(head, called, content);
    directory.push(
      bytesOf([
        [4, 0x02014b50],
        [2, VERSION],
        [2, VERSION],
        ...common,
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ]),
      called,
    );
    offset += head.length + called.length + content.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = bytesOf([
    [4, 0x06054b50],
    [4, 0],
    [2, files.length],
    [2, files.length],
    [4, length],
    [4, offset],
    [2, 0],
  ]);
  return new File([...parts, ...directory, end], name, { type: "application/zip" });
}

/** 2.0, as everything reads. */
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const STORED = 0;
/** Midnight of 1 January 1980, the first day a zip knows. */
const NO_TIME = 0x00210000;

/** Numbers one after the other, each in so many bytes, the lowest first. */
function bytesOf(
  numbers: readonly (readonly [size: 2 | 4, value: number])[],
): Uint8Array<ArrayBuffer> {
  const bytes = numbers.flatMap(([size, value]) =>
    Array.from({ length: size }, (_, i) => (value >>> (8 * i)) & 0xff),
  );
  return Uint8Array.from(bytes);
}

function crc32(content: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of content) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

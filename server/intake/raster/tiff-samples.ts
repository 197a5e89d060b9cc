/** How the numbers of a raster are stored. */
export interface SampleLayout {
  readonly littleEndian: boolean;
  /** 8, 16, 32 or 64. */
  readonly bits: number;
  /** 1 whole and not negative, 2 whole, 3 floating point. */
  readonly format: number;
  /** Of one pixel that stand together in a block: 1 where bands lie apart. */
  readonly perPixel: number;
  /** 1 none, 2 differences, 3 differences of floating point numbers taken apart. */
  readonly predictor: number;
}

/** Whether there is a reader for such numbers. */
export function isReadable({ bits, format, predictor }: SampleLayout): boolean {
  const isNumber = format === 3 ? bits === 32 || bits === 64 : [8, 16, 32, 64].includes(bits);
  const isPredicted = predictor === 1 || predictor === 2 || (predictor === 3 && format === 3);
  return isNumber && (format === 1 || format === 2 || format === 3) && isPredicted;
}

/** The first band of a block of pixels, row by row. Undoes the prediction in the block itself. */
export function firstBand(
  block: Buffer,
  width: number,
  height: number,
  layout: SampleLayout,
): Float64Array {
  const { bits, perPixel, predictor } = layout;
  const rowBytes = (width * perPixel * bits) / 8;
  const band = new Float64Array(width * height).fill(NaN);
  const rows = Math.min(height, Math.floor(block.length / rowBytes));
  for (let row = 0; row < rows; row++) {
    const bytes = block.subarray(row * rowBytes, (row + 1) * rowBytes);
    if (predictor === 3) gather(bytes, perPixel, bits / 8);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const littleEndian = predictor === 3 ? false : layout.littleEndian;
    if (predictor === 2) accumulate(view, perPixel, bits, littleEndian);
    const read = reader(view, layout, littleEndian);
    for (let x = 0; x < width; x++) band[row * width + x] = read((x * perPixel * bits) / 8);
  }
  return band;
}

function reader(
  view: DataView,
  { bits, format }: SampleLayout,
  little: boolean,
): (at: number) => number {
  if (format === 3)
    return bits === 64 ? (at) => view.getFloat64(at, little) : (at) => view.getFloat32(at, little);
  const signed = format === 2;
  switch (bits) {
    case 8:
      return signed ? (at) => view.getInt8(at) : (at) => view.getUint8(at);
    case 16:
      return signed ? (at) => view.getInt16(at, little) : (at) => view.getUint16(at, little);
    case 64:
      return signed
        ? (at) => Number(view.getBigInt64(at, little))
        : (at) => Number(view.getBigUint64(at, little));
    default:
      return signed ? (at) => view.getInt32(at, little) : (at) => view.getUint32(at, little);
  }
}

/**
 * Predictor 2: each sample is stored as its difference from the one to its left; sums run over at the word. So are
 * floating point numbers, as whole numbers of their bits: the libraries write it where asked to, and QGIS asks.
 */
function accumulate(view: DataView, perPixel: number, bits: number, little: boolean): void {
  const step = (perPixel * bits) / 8;
  for (let at = step; at < view.byteLength; at += bits / 8) {
    if (bits === 8) view.setUint8(at, view.getUint8(at) + view.getUint8(at - step));
    else if (bits === 16)
      view.setUint16(at, view.getUint16(at, little) + view.getUint16(at - step, little), little);
    else if (bits === 64) {
      const sum = view.getBigUint64(at, little) + view.getBigUint64(at - step, little);
      view.setBigUint64(at, sum, little);
    } else
      view.setUint32(at, view.getUint32(at, little) + view.getUint32(at - step, little), little);
  }
}

/**
 * Predictor 3 (Adobe Photoshop TIFF Technical Note 3): the bytes of a row are sorted by significance, highest first,
 * and differences taken of them. Puts them back as numbers in high-first order.
 */
function gather(row: Buffer, perPixel: number, sampleBytes: number): void {
  for (let i = perPixel; i < row.length; i++) row[i] = (row[i] ?? 0) + (row[i - perPixel] ?? 0);
  const planes = Buffer.from(row);
  const samples = row.length / sampleBytes;
  for (let s = 0; s < samples; s++)
    for (let b = 0; b < sampleBytes; b++) row[s * sampleBytes + b] = planes[b * samples + s] ?? 0;
}

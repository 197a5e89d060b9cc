/** The axis a degree is said to be on. */
export type Axis = "lng" | "lat";

export interface WrittenDegrees {
  /** In degrees where written as degrees; as it stands otherwise (metres of a projection). West and south negative. */
  readonly value: number;
  /** Where the text says it: E, 东经, 纬度. */
  readonly axis?: Axis;
}

/**
 * One coordinate as people write it: "100.45", "100°27′11.5″", "100度27分11秒", "100-27-11.5",
 * "100 27 11.5", "E100.45", "北纬38.93度". Undefined
 * for what is none, and for minutes or seconds of 60 and more.
 */
export function readDegrees(text: string): WrittenDegrees | undefined {
  if (DECIMAL.test(text)) return { value: Number(text) };
  const plain = tidied(text).trim().replace(SEPARATED, `$1$2°$4'$5"$6`).replaceAll(/\s+/g, "");
  const found = WRITTEN.exec(plain);
  if (found === null) return undefined;
  const { before, sign, degrees = "", minutes, seconds, after } = found.groups ?? {};
  const words = `${before ?? ""}${after ?? ""}`;
  if (before !== undefined && after !== undefined) return undefined;
  const [m, s] = [Number(minutes ?? 0), Number(seconds ?? 0)];
  if (m >= 60 || s >= 60 || (minutes !== undefined && degrees.includes("."))) return undefined;
  const size = Number(degrees) + m / 60 + s / 3600;
  const negative = sign === "-" || /[ws西南]/.test(words);
  const axis = EASTWARD.test(words) ? "lng" : NORTHWARD.test(words) ? "lat" : undefined;
  return { value: negative ? -size : size, ...(axis !== undefined && { axis }) };
}

/**
 * Two coordinates in one value, longitude or easting first where it can be told: by words, or by the ranges of
 * China, which do not overlap; otherwise in the order written. Undefined for what is no position.
 */
export function readPosition(text: string): readonly [number, number] | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const [a, b] = [readDegrees(parts[0]), readDegrees(parts[1])];
  if (a === undefined || b === undefined) return undefined;
  if (a.axis !== undefined && a.axis === b.axis) return undefined;
  const latFirst =
    a.axis === "lat" ||
    b.axis === "lng" ||
    (a.axis === undefined && b.axis === undefined && isLat(a.value) && isLng(b.value));
  return latFirst ? [b.value, a.value] : [a.value, b.value];
}

/** Whether a number could be a longitude of China. */
export function isLng(value: number): boolean {
  return value >= 73 && value <= 136;
}

/** Whether a number could be a latitude of China. */
export function isLat(value: number): boolean {
  return value >= 3 && value <= 54;
}

const DECIMAL = /^[+-]?\d{1,9}(?:\.\d{1,15})?$/;
const WORD = "东经|西经|北纬|南纬|经度|纬度|东|西|南|北|lon(?:gitude)?|lng|lat(?:itude)?|[ewns]";
const EASTWARD = /^(?:e|w|lon|lng)|[东西]|经/;
const NORTHWARD = /^(?:n|s|lat)|[南北]|纬/;
/** Degrees, minutes and seconds with nothing but the same separator between them; of three digits are thousands. */
const SEPARATED = /^(\D*)(\d{1,3})\s*([-:\s])\s*(\d{1,2})\s*\3\s*(\d{1,2}(?:\.\d+)?)(\D*)$/;
const WRITTEN = new RegExp(
  `^(?<before>${WORD})?[:=]?(?<sign>[+-])?(?<degrees>\\d{1,9}(?:\\.\\d+)?)` +
    `(?:[°度d](?:(?<minutes>\\d{1,2}(?:\\.\\d+)?)['分m](?:(?<seconds>\\d{1,2}(?:\\.\\d+)?)["秒s]?)?)?)?` +
    `(?<after>${WORD})?$`,
);

/** Plain, in lower case, with one sign each for degrees, minutes and seconds. */
function tidied(text: string): string {
  return text
    .replaceAll(/[″”“〞＂]|′′|''|’’|´´/g, '"')
    .replaceAll(/[′’‘`´＇]/g, "'")
    .replaceAll(/[º˚]/g, "°")
    .normalize("NFKC")
    .replaceAll("−", "-")
    .toLowerCase()
    .replaceAll("經", "经")
    .replaceAll("緯", "纬")
    .replaceAll("東", "东");
}

function partsOf(text: string): readonly [string, string] | undefined {
  const inner = tidied(text)
    .trim()
    .replace(/^(?:srid=\d+;\s*)?point\s*z?m?\s*\(/, "(")
    .replace(/^[([{【]\s*(.*?)\s*[)\]}】]$/, "$1")
    .replace(WITH_HEIGHT, "$1 $2")
    .replaceAll(/"(lng|lon|longitude|lat|latitude)"(?=:)/g, "$1");
  for (const separator of BETWEEN) {
    const [first, second, ...more] = inner.split(separator).filter((part) => part.trim() !== "");
    if (first !== undefined && second !== undefined && more.length === 0) return [first, second];
  }
  return undefined;
}

/** Two decimals and the height above the sea, as GIS writes points. */
const WITH_HEIGHT = /^(-?\d+\.\d+)[,\s]+(-?\d+\.\d+)[,\s]+-?\d{1,4}(?:\.\d+)?$/;

const BETWEEN: readonly RegExp[] = [
  /[,;|、/]+/,
  /\s+/,
  /(?<=[\d"秒度°])(?=北纬|南纬|东经|西经|经度|纬度|[ewns]\d)/,
];

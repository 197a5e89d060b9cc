const DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Array.from("零一二三四五六七八九", (digit, value) => [digit, value])),
  ...Object.fromEntries(Array.from("零壹贰叁肆伍陆柒捌玖", (digit, value) => [digit, value])),
  〇: 0,
  两: 2,
};
const UNITS: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
};
const LARGE: readonly (readonly [string, number])[] = [
  ["亿", 1e8],
  ["万", 1e4],
];

/** Chinese characters that a numeral may be made of. */
export const NUMERAL = "零〇一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟";

/**
 * The whole number a Chinese numeral stands for: "二百五十" 250, "一万二" 12,000, "二〇二三" 2023, "廿五" 25.
 * Undefined for what is no numeral.
 */
export function readNumeral(text: string): number | undefined {
  const plain = text.replaceAll("廿", "二十").replaceAll("卅", "三十");
  if (plain === "") return undefined;
  if (Array.from(plain).every((character) => character in DIGITS)) {
    return plain.length > 15
      ? undefined
      : Number(Array.from(plain, (digit) => DIGITS[digit]).join(""));
  }
  return readLarge(plain, 0);
}

/** A numeral with 亿 and 万 in it, of which those from `from` on are still allowed. */
function readLarge(text: string, from: number): number | undefined {
  const large = LARGE[from];
  if (large === undefined) return readSection(text);
  const [word, worth] = large;
  const at = text.indexOf(word);
  if (at < 0) return readLarge(text, from + 1);
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  const head = readLarge(before, from + 1);
  if (head === undefined || head === 0) return undefined;
  if (after === "") return head * worth;
  const spoken = after.length === 1 ? DIGITS[after] : undefined;
  if (spoken !== undefined && spoken > 0) return head * worth + (spoken * worth) / 10;
  const tail = readLarge(after, from + 1);
  return tail === undefined ? undefined : head * worth + tail;
}

/** Below 10,000. A last digit without 零 counts in the next lower unit: "一百二" is 120. */
function readSection(text: string): number | undefined {
  let total = 0;
  let lowest = 10_000;
  let digit: number | undefined;
  let skipped = false;
  for (const [i, character] of Array.from(text).entries()) {
    const unit = UNITS[character];
    const value = DIGITS[character];
    if (unit !== undefined) {
      if (unit >= lowest || (digit === undefined && !(unit === 10 && (i === 0 || skipped)))) {
        return undefined;
      }
      total += (digit ?? 1) * unit;
      lowest = unit;
      digit = undefined;
      skipped = false;
    } else if (value === 0) {
      if (digit !== undefined || skipped) return undefined;
      skipped = true;
    } else if (value === undefined || digit !== undefined) return undefined;
    else digit = value;
  }
  if (digit === undefined) return skipped && text.length > 1 ? undefined : total;
  const spoken = !skipped && lowest >= 100 && lowest < 10_000;
  return total + (spoken ? (digit * lowest) / 10 : digit);
}

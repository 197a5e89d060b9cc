/** What a field's name has room for in the .dbf of a shapefile. */
const ROOM = 10;
/** Bytes of a Chinese character by encoding: GBK, UTF-8. */
const CHARACTER_BYTES = [2, 3] as const;
const CHINESE = /[一-鿿]/;

/** What a shapefile leaves of a Chinese title, in either encoding; none where it leaves the whole of it. */
export function cutsOf(title: string): string[] {
  if (!CHINESE.test(title)) return [];
  const cuts = CHARACTER_BYTES.map((bytes) => {
    let left = ROOM;
    const characters = Array.from(title);
    const end = characters.findIndex((character) => {
      left -= CHINESE.test(character) ? bytes : 1;
      return left < 0;
    });
    return end < 0 ? title : characters.slice(0, end).join("");
  });
  return [...new Set(cuts)].filter((cut) => cut !== title);
}

/**
 * The title of a group of old people with what was cut off put back: "60岁及" was "60岁及以上", and nobody counts those
 * of sixty alone.
 */
export function wholeAge(plain: string): string {
  return plain
    .replace(/([5-9]\d|1\d\d)(周?岁)(?:及|以|及以)$/, "$1$2及以上")
    .replace(/(?<!\d|[-~—–―_至到])(60|65|80)周岁$/, "$1岁及以上");
}

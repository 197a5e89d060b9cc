/** An age group in words: "0_2" is 0—2岁, "60_plus" 60岁及以上; any other as the file has it. */
export function groupWords(group: string): string {
  const [, from, to] = /^(\d+)_(\d+|plus)$/.exec(group) ?? [];
  if (from === undefined || to === undefined) return `${group} `;
  return to === "plus" ? `${from}岁及以上` : `${from}—${to}岁`;
}

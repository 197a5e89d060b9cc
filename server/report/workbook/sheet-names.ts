/** What a spreadsheet allows: so many characters, and none of these. */
const LONGEST = 31;
const FORBIDDEN = /[[\]/\\:*?]+/g;

/** Names fit for sheets, each once also to readers that do not tell cases apart. */
export function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const clean = name.replaceAll(FORBIDDEN, " ").replaceAll(/^[\s']+|[\s']+$/g, "") || "表";
    let unique = clean.slice(0, LONGEST);
    for (let n = 2; taken.has(unique.toLowerCase()); n++) {
      const ending = `_${n}`;
      unique = clean.slice(0, LONGEST - ending.length) + ending;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}

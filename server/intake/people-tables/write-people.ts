import type { PeopleSource } from "#core/demand/demand.ts";

/** People with a place of their own: areas are spread before they are written. */
export type PlacedPeople = Exclude<PeopleSource, { readonly kind: "area" }>;

/**
 * The normalised file of people: CSV of `lng,lat,people` or `cell,people` with a column for each of the groups, as
 * `readPeople` reads it, every number to the last bit. A group a source does not know is blank. Sources are all
 * points or all cells; throws a RangeError on a mixture.
 */
export function writePeople(sources: readonly PlacedPeople[], groups: readonly string[]): string {
  const kind = sources[0]?.kind ?? "point";
  const place = kind === "cell" ? "cell" : "lng,lat";
  const titles = [place, "people", ...groups.map((group) => `people_${group}`)].join(",");
  const pieces = [titles];
  for (let from = 0; from < sources.length; from += AT_ONCE) {
    const lines = sources.slice(from, from + AT_ONCE).map((source) => {
      if (source.kind !== kind)
        throw new RangeError("People at points and in cells are two files.");
      const at = source.kind === "cell" ? source.cell : `${source.lng},${source.lat}`;
      let line = `${at},${source.people}`;
      for (const group of groups) line += `,${source.groups[group] ?? ""}`;
      return line;
    });
    pieces.push(lines.join("\n"));
  }
  return `${pieces.join("\n")}\n`;
}

/** Lines put together at a time: a text that grows by a value holds on to all its parts. */
const AT_ONCE = 1000;

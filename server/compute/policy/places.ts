import type { Division, DocumentInForce } from "#core/policy/input.ts";
import type { Level } from "#core/vocabulary.ts";

export interface NamedPlace {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
}

/**
 * Everything of a study that figures can be stated for, by code: its divisions, and the jurisdictions of the
 * documents that apply to it with their parts, for a study may be less than the city that a figure is told of.
 */
export function placesOf(
  divisions: readonly Division[],
  documents: readonly DocumentInForce[],
): Map<string, NamedPlace> {
  const jurisdictions = documents.flatMap(({ jurisdiction }) => [
    jurisdiction,
    ...jurisdiction.parts,
  ]);
  return new Map([
    ...jurisdictions.flatMap(({ code, name }) => {
      const level = levelOf(code);
      return level === undefined ? [] : [[code, { code, name, level }] as const];
    }),
    ...divisions.map(({ code, name, level }) => [code, { code, name, level }] as const),
  ]);
}

function levelOf(code: string): Level | undefined {
  switch (code.length) {
    case 2:
      return "province";
    case 4:
      return "city";
    case 6:
      return "county";
    case 9:
      return "township";
    default:
      return undefined;
  }
}

import type { Role } from "#contract/import.ts";
import type { Reason } from "#contract/reasons/reasons.ts";
import type { RawTable } from "../tables/raw-table.ts";
import type { ColumnGuess } from "./guess-mapping.ts";

/** What a table is for, and why; null where nothing tells. */
export interface RoleGuess {
  readonly role: Role | null;
  readonly reason: Reason;
}

/**
 * Lines are streets. Areas with people are people, other areas are units. Rows with people and nothing that only a
 * facility has are people. Rows that say what stands idle, for what rent, and nothing that only a facility has are
 * premises; `about`, the names of file and sheet, may say so too. Rows that name, place or equip something are facilities.
 */
export function guessRole(
  table: RawTable,
  columns: readonly ColumnGuess[],
  about = table.name,
): RoleGuess {
  const titlesOf = (is: (field: string) => boolean) =>
    columns.flatMap(({ title, field }) => (field !== null && is(field) ? [title] : []));
  const shape = commonestShape(table);
  const people = titlesOf((field) => PEOPLE.test(field));
  const facility = titlesOf((field) => FACILITY.has(field));
  const place = titlesOf((field) => PLACE.has(field));
  if (shape === "line") return { role: "network", reason: { code: "role-lines" } };
  if (people.length > 0 && (shape === "area" || facility.length === 0)) {
    return { role: "people", reason: { code: "role-people", values: { columns: listed(people) } } };
  }
  if (shape === "area" && facility.length === 0) {
    return { role: "units", reason: { code: "role-areas" } };
  }
  const idle = [
    ...titlesOf((field) => PREMISES.has(field)),
    ...(IDLE.test(about) ? [about.trim()] : []),
  ];
  if (idle.length > 0 && facility.length === 0)
    return {
      role: "premises",
      reason: { code: "role-premises", values: { columns: listed(idle) } },
    };
  const clues = [...facility, ...place];
  if (clues.length === 0 && shape !== "point")
    return { role: null, reason: { code: "role-unclear" } };
  return {
    role: "facilities",
    reason: { code: "role-facilities", values: { columns: listed(clues) || "点 / points" } },
  };
}

const PEOPLE = /^(?:people|households|people_.*|share_.*)$/;
/** What only a facility has. */
const FACILITY = new Set(
  (
    "service typecode osm-amenity osm-shop osm-healthcare osm-social-facility capacity childcare-places beds " +
    "nursing-beds meal-seats staff enrolled inclusive registered"
  ).split(" "),
);
/** What only idle premises have. */
const PREMISES = new Set(["premises-kind", "rent", "cost"]);
const IDLE = /闲置|空置|空闲|候选用房|配套用房/;
const PLACE = new Set(["lng", "lat", "position", "address"]);

function commonestShape({ rows }: RawTable): "line" | "area" | "point" | undefined {
  const counts = { line: 0, area: 0, point: 0 };
  for (const { geometry } of rows) {
    if (geometry === undefined) continue;
    if (geometry.type.endsWith("LineString")) counts.line += 1;
    else if (geometry.type.endsWith("Polygon")) counts.area += 1;
    else counts.point += 1;
  }
  const shapes = (["line", "area", "point"] as const).filter((shape) => counts[shape] > 0);
  return shapes.toSorted((a, b) => counts[b] - counts[a])[0];
}

function listed(titles: readonly string[]): string {
  return titles.slice(0, 4).join("、");
}

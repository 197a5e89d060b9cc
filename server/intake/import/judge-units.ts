import type { Unit } from "#core/demand/units.ts";
import { rightHanded, type Ring } from "#core/geo/rings.ts";
import { linesIn, polygonsIn } from "./geometry.ts";
import type { MeantTable, RoleJudgement } from "./judge-table.ts";
import type { RowNotes } from "./row-notes.ts";
import { ownValue } from "#core/own-value.ts";

/** Polygons as the units of the study. The id is the statistical code where there is one. */
export function judgeUnits({ table, mapping, placed }: MeantTable, notes: RowNotes): RoleJudgement {
  const at = (field: string) =>
    table.columns.findIndex((title) => ownValue(mapping, title) === field);
  const code = at("unit-code") === -1 ? at("id") : at("unit-code");
  const name = at("name") === -1 ? at("unit") : at("name");
  const level = at("level");
  const parent = at("name") === -1 ? -1 : at("unit");
  const units: Unit[] = [];
  const taken = new Set<string>();
  for (const [i, { number, values }] of table.rows.entries()) {
    const areas = polygonsIn(placed.geometries[i]);
    // Borders that were drawn in CAD are lines that come back to where they began.
    const drawn = areas.length > 0 ? [] : linesIn(placed.geometries[i]).filter(isClosed);
    const polygons = [...areas, ...drawn.map((line) => [line])].map(rightHanded);
    const [only] = polygons;
    if (only === undefined) {
      notes.add(number, "dropped", { code: "row-not-a-polygon" });
      continue;
    }
    if (drawn.length > 0) notes.add(number, "noted", { code: "unit-from-line" });
    const stated = values[code] ?? "";
    const id = stated !== "" && !taken.has(stated) ? stated : freeId(number, taken);
    if (id !== stated) notes.add(number, "noted", { code: "unit-id-made", values: { id } });
    taken.add(id);
    const called = values[name] ?? "";
    if (called === "") notes.add(number, "noted", { code: "unit-name-blank" });
    const said = values[level] ?? "";
    units.push({
      id,
      name: called || id,
      ...(said === "" ? {} : { level: said }),
      ...(values[parent] ? { parent: values[parent] } : {}),
      geometry:
        polygons.length === 1
          ? { type: "Polygon", coordinates: only }
          : { type: "MultiPolygon", coordinates: polygons },
    });
  }
  return {
    about: {},
    blocking: [],
    content: units.length === 0 ? null : { role: "units", text: textOf(units) },
    amount: units.length,
    facts: {},
  };
}

function isClosed(line: Ring): boolean {
  const [first, last] = [line[0], line.at(-1)];
  return line.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

function freeId(row: number, taken: ReadonlySet<string>): string {
  for (let n = 0; ; n++) {
    const id = n === 0 ? `U${row}` : `U${row}-${n}`;
    if (!taken.has(id)) return id;
  }
}

function textOf(units: readonly Unit[]): string {
  const features = units.map(({ geometry, ...properties }) =>
    JSON.stringify({ type: "Feature", properties, geometry }),
  );
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}

import type { Unit } from "#core/demand/units.ts";
import type { PolygonRings } from "#core/geo/rings.ts";
import type { Account, Fault } from "./account.ts";
import { eachRow } from "./each-row.ts";
import { Ids } from "./ids.ts";
import { polygonsOf, touches } from "./polygon.ts";
import { allOutside, type Bounds } from "./position.ts";
import { fieldOf, type Layout, type Row } from "./row.ts";
import type { IntakeContext } from "./source.ts";
import { isFault } from "./values.ts";

const LAYOUT: Layout = {
  missing: undefined,
  wanted: "Give units as GeoJSON polygons with the properties id and name.",
  geometries: ["Polygon", "MultiPolygon"],
};

/**
 * Statistical units from GeoJSON polygons with `id`, `name` and, where known, `level` and `parent`. Units outside the bounds
 * are kept. Throws `InputError` for an unusable file, also when all lie outside.
 */
export async function readUnits(
  path: string,
  context: IntakeContext,
): Promise<{ units: Unit[]; account: Account }> {
  const units: Unit[] = [];
  const ids = new Ids();
  let anyNear = false;
  const { bounds } = context;
  const { keeper, name } = await eachRow(path, context, LAYOUT, (row, account) => {
    const unit = readUnit(row, bounds, ids);
    if (isFault(unit)) return account.drop(row.number, unit);
    ids.take(unit.id);
    units.push(unit);
    anyNear ||= bounds === undefined || touches(polygonsIn(unit), bounds);
    return account.use();
  });
  const account = keeper.close();
  if (units.length > 0 && !anyNear) throw allOutside(name);
  return { units, account };
}

function readUnit(row: Row, bounds: Bounds | undefined, ids: Ids): Unit | Fault {
  const id = ids.read(row);
  if (typeof id !== "string") return id;
  const polygons = polygonsOf(row.geometry, bounds);
  if (isFault(polygons)) return polygons;
  const level = fieldOf(row, "level").text;
  const parent = fieldOf(row, "parent").text;
  const [only] = polygons;
  return {
    id,
    name: fieldOf(row, "name").text || id,
    ...(level !== "" && { level }),
    ...(parent !== "" && { parent }),
    geometry:
      polygons.length === 1 && only !== undefined
        ? { type: "Polygon", coordinates: only }
        : { type: "MultiPolygon", coordinates: polygons },
  };
}

function polygonsIn({ geometry }: Unit): readonly PolygonRings[] {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

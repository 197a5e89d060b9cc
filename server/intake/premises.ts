import type { Premises } from "#contract/premises.ts";
import type { Facility } from "#core/catchment/facility.ts";
import type { Account } from "./account.ts";
import type { Column } from "./columns.ts";
import { eachRow } from "./each-row.ts";
import { Ids } from "./ids.ts";
import { isInside, outsideFault, pointOf } from "./position.ts";
import { fieldOf, type Layout, type Row } from "./row.ts";
import type { IntakeContext } from "./source.ts";
import { isFault, readCount } from "./values.ts";

/** One place of a list, before it is said which list. */
export type ListedPremises = Omit<Premises, "layer">;

const REQUIRED: readonly Column[] = ["id", "lng", "lat"];
const LAYOUT: Layout = {
  missing: (has) => REQUIRED.filter((column) => !has(column)),
  wanted: "id, name, lng, lat and, where known, floor-area, premises-kind, owned-by and cost",
  geometries: ["Point"],
};

/**
 * Idle premises from CSV (`id,name,lng,lat`) or GeoJSON points with the same properties, and what else is stated
 * under the names of the vocabulary. Premises without a name go by their id; those outside the bounds are dropped.
 * A number that cannot be read costs the row only that value and is noted. Throws `InputError` for an unusable file.
 */
export async function readPremises(
  path: string,
  context: IntakeContext,
): Promise<{ premises: ListedPremises[]; account: Account }> {
  const premises: ListedPremises[] = [];
  const ids = new Ids();
  const { keeper } = await eachRow(path, context, LAYOUT, (row, account) => {
    const id = ids.read(row);
    if (typeof id !== "string") return account.drop(row.number, id);
    const at = pointOf(row, context.bounds);
    if (isFault(at)) return account.drop(row.number, at);
    if (context.bounds && !isInside(at, context.bounds))
      return account.drop(row.number, outsideFault(at));
    const numberOf = (column: Column): number | null => {
      const field = row.field(column);
      if (field === undefined || field.text === "") return null;
      const value = readCount(field, Number.MAX_SAFE_INTEGER);
      if (typeof value === "number") return value;
      account.note(row.number, { ...value, reason: `${value.reason}; taken as not known` });
      return null;
    };
    ids.take(id);
    premises.push({
      id,
      name: fieldOf(row, "name").text || id,
      lng: at[0],
      lat: at[1],
      floorArea: numberOf("floor-area"),
      kind: textOf(row, "premises-kind"),
      owner: textOf(row, "owned-by"),
      cost: numberOf("cost"),
      rent: textOf(row, "rent"),
      address: textOf(row, "address"),
      unit: textOf(row, "unit"),
      unitCode: textOf(row, "unit-code"),
      year: numberOf("year"),
      note: textOf(row, "note"),
    });
    return account.use();
  });
  return { premises, account: keeper.close() };
}

function textOf(row: Row, column: Column): string | null {
  return row.field(column)?.text || null;
}

/** As what an import takes it for: a facility without services. */
export function asFacility({ id, name, lng, lat, ...stated }: ListedPremises): Facility {
  const { floorArea, kind, owner, cost, rent, address, unit, unitCode, year, note } = stated;
  return {
    id,
    name,
    services: [],
    lng,
    lat,
    capacity: null,
    attributes: {
      ...(floorArea !== null && { "floor-area": floorArea }),
      ...(kind !== null && { "premises-kind": kind }),
      ...(owner !== null && { "owned-by": owner }),
      ...(cost !== null && { cost }),
      ...(rent !== null && { rent }),
      ...(address !== null && { address }),
      ...(unit !== null && { unit }),
      ...(unitCode !== null && { "unit-code": unitCode }),
      ...(year !== null && { year }),
      ...(note !== null && { note }),
    },
  };
}

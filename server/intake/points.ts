import type { Degrees } from "#core/vocabulary.ts";
import type { Account } from "./account.ts";
import type { Column } from "./columns.ts";
import { eachRow } from "./each-row.ts";
import { Ids } from "./ids.ts";
import { allOutside, isInside, pointOf } from "./position.ts";
import type { Layout } from "./row.ts";
import type { IntakeContext } from "./source.ts";
import { isFault } from "./values.ts";

/** An origin or a destination. */
export interface InputPoint {
  readonly id: string;
  readonly lng: Degrees;
  readonly lat: Degrees;
}

const REQUIRED: readonly Column[] = ["id", "lng", "lat"];
const LAYOUT: Layout = {
  missing: (has) => REQUIRED.filter((column) => !has(column)),
  wanted: "id, lng, lat",
  geometries: ["Point"],
};

/**
 * Origins or destinations from CSV (`id,lng,lat`) or GeoJSON points. Points outside the bounds are kept: the
 * network refuses them later, by name. Throws `InputError` for an unusable file, also when all lie outside.
 */
export async function readPoints(
  path: string,
  context: IntakeContext,
): Promise<{ points: InputPoint[]; account: Account }> {
  const points: InputPoint[] = [];
  const ids = new Ids();
  const { bounds } = context;
  const { keeper, name } = await eachRow(path, context, LAYOUT, (row, account) => {
    const id = ids.read(row);
    if (typeof id !== "string") return account.drop(row.number, id);
    const at = pointOf(row, bounds);
    if (isFault(at)) return account.drop(row.number, at);
    ids.take(id);
    points.push({ id, lng: at[0], lat: at[1] });
    return account.use();
  });
  const account = keeper.close();
  if (bounds && points.length > 0 && !points.some(({ lng, lat }) => isInside([lng, lat], bounds))) {
    throw allOutside(name);
  }
  return { points, account };
}

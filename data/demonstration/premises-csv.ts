import { toGround, toLngLat } from "./ground.ts";
import type { IdleHouse } from "./premises.ts";

/** One row for each house; every name says that it is invented. */
export function writePremises(houses: readonly IdleHouse[]): string {
  const seen = new Map<string, number>();
  const rows = houses.map(({ name, kind, owner, site, floorArea, cost, rent, note }, index) => {
    const turn = (seen.get(name) ?? 0) + 1;
    seen.set(name, turn);
    const [lng, lat] = toLngLat(toGround(site.at));
    const { place, street } = site;
    return [
      `P${String(index + 1).padStart(3, "0")}`,
      `${name}${turn === 1 ? "" : `${turn}号`}（示例）`,
      kind,
      lng.toFixed(6),
      lat.toFixed(6),
      floorArea,
      `${owner}（示例）`,
      cost ?? "",
      rent,
      `${place.township.name}${place.name}${street === place.name ? "" : street}（示例）`,
      place.name,
      place.code,
      2025,
      note,
    ].join(",");
  });
  const header =
    "id,name,premises-kind,lng,lat,floor-area,owned-by,cost,rent,address,unit,unit-code,year,note";
  return [header, ...rows, ""].join("\n");
}

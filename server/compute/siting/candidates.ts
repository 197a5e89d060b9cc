import type { Premises } from "#contract/premises.ts";
import type { ScenarioState } from "#contract/scenario.ts";
import type { SitingPlan, SitingRequest } from "#contract/siting.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { unitsOfCells } from "#core/demand/unit-of-cell.ts";
import { linkPoints, NO_EDGE, type Linkage } from "#core/network/linkage.ts";
import { isWithin } from "#core/network/extract-edge.ts";
import type { Scene } from "#core/scenario/scene.ts";
import { leftOutList, type LeftOutList } from "./left-out.ts";
import { proposed, saidName, type Proposed } from "./proposed-places.ts";
import { SitingRefused } from "./siting-refused.ts";

/** A place where what is asked for could be opened. */
export interface Candidate extends Proposed {
  /** Index into the study's units, -1 outside all. */
  readonly unit: number;
}

export interface Candidates {
  readonly sites: readonly Candidate[];
  /** The same joined to the streets, in the same order. */
  readonly links: Linkage;
  readonly leftOut: SitingPlan["candidates"]["leftOut"];
}

/**
 * Every place in question that can be reached on foot: points drawn, idle premises, facilities without the service,
 * and where the people of each cell are. Required places are among them whatever was asked for. At the same place
 * the first stands, in that order, a required one before all; two required ones both do. `unitsOnly`: none outside
 * all units.
 *
 * Throws `SitingRefused` for a required place that cannot be used.
 */
export function candidatesOf(
  scene: Scene,
  request: SitingRequest,
  premises: readonly Premises[],
  { wheels, unitsOnly }: { readonly wheels: boolean; readonly unitsOnly: boolean },
): Candidates {
  const { ground } = scene;
  const out = leftOutList();
  const asked = proposed(scene, request, premises, out);
  const allowed = asked.filter((one) => isAllowed(one, request.state, out));
  const apart = withoutDoubles(allowed, out);
  const named = withUnits(ground, apart).filter((one) => {
    if (!unitsOnly || one.required || one.unit >= 0) return true;
    out.add("outside-units", one.id);
    return false;
  });
  const links = linkPoints(
    ground.network,
    named.map(({ lng }) => lng),
    named.map(({ lat }) => lat),
    ground.snapCap,
    wheels,
  );
  const joined = named.filter((one, i) => {
    if (links.edge[i] !== NO_EDGE) return true;
    if (one.required)
      throw new SitingRefused(
        `必选点“${saidName(one)}”离最近的步行道路超过 ${ground.snapCap} 米，走不到。请移动它，或取消必选。`,
        `The required site "${saidName(one)}" is more than ${ground.snapCap} m from any walkable street. Move it or do not require it.`,
      );
    out.add("off-network", one.id);
    return false;
  });
  if (joined.length === 0)
    throw new SitingRefused(
      "没有可用的候选点。请放宽选址范围、禁选区，或增加候选点来源。",
      "No candidate is left. Widen the search areas, take exclusions back, or ask for more kinds of candidates.",
    );
  return { sites: joined, links: linksOf(links, named, joined), leftOut: out.told(ground.snapCap) };
}

/** Within a search area, where there is any, and in no exclusion; a required place need only keep to the latter. */
function isAllowed(one: Proposed, { areas }: ScenarioState, out: LeftOutList): boolean {
  const rings = (role: "search" | "exclusion") =>
    Object.values(areas).filter((area) => area.role === role);
  const inside = (area: { readonly ring: [number, number][] }) =>
    isWithin([area.ring], one.lng, one.lat);
  const shut = rings("exclusion").find(inside);
  if (shut !== undefined && one.required)
    throw new SitingRefused(
      `必选点“${saidName(one)}”在禁选区“${shut.name}”内。请取消其中一个。`,
      `The required site "${saidName(one)}" is in the exclusion area "${shut.name}". Take one of the two back.`,
    );
  if (shut !== undefined) {
    out.add("excluded", one.id);
    return false;
  }
  const search = rings("search");
  if (one.required || search.length === 0 || search.some(inside)) return true;
  out.add("outside-search", one.id);
  return false;
}

/** A tenth of a metre. */
const SAME_PLACE = 1e6;

function withoutDoubles(all: readonly Proposed[], out: LeftOutList): Proposed[] {
  const placeOf = ({ lng, lat }: Proposed) =>
    `${Math.round(lng * SAME_PLACE)} ${Math.round(lat * SAME_PLACE)}`;
  const required = new Set(all.filter((one) => one.required).map(placeOf));
  const taken = new Set<string>();
  return all.filter((one) => {
    if (one.required) return true;
    const place = placeOf(one);
    if (required.has(place) || taken.has(place)) {
      out.add("same-place", one.id);
      return false;
    }
    taken.add(place);
    return true;
  });
}

function withUnits(ground: Ground, all: readonly Proposed[]): Candidate[] {
  const unitOf = unitsOfCells(
    {
      lng: Float64Array.from(all, ({ lng }) => lng),
      lat: Float64Array.from(all, ({ lat }) => lat),
    },
    ground.units,
  );
  return all.map((one, i) => ({ ...one, unit: unitOf[i]! }));
}

function linksOf(links: Linkage, from: readonly Candidate[], to: readonly Candidate[]): Linkage {
  if (from.length === to.length) return links;
  const index = new Map(from.map((one, i) => [one, i]));
  const rows = to.map((one) => index.get(one)!);
  return {
    count: rows.length,
    edge: Int32Array.from(rows, (row) => links.edge[row]!),
    along: Uint32Array.from(rows, (row) => links.along[row]!),
    leg: Uint32Array.from(rows, (row) => links.leg[row]!),
  };
}

/** Of a place without a name of its own: its unit and the street it is joined to. */
export function nameOf({ sites, links }: Candidates, ground: Ground, site: number): string {
  const { name, unit, id } = sites[site]!;
  if (name !== "") return name;
  const { network, units } = ground;
  const edge = links.edge[site]!;
  const street = edge === NO_EDGE ? "" : (network.names[network.name[edge]!] ?? "");
  const said = [units[unit]?.name ?? "", street].filter((part) => part !== "").join(" ");
  return said === "" ? id : said;
}

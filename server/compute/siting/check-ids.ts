import type { Premises } from "#contract/premises.ts";
import type { SitingRequest } from "#contract/siting.ts";
import type { Ground } from "#core/coverage/survey.ts";
import type { Fault } from "../policy/unacceptable.ts";
import { isDrawn } from "./drawn-sites.ts";
import { fault } from "./fault.ts";

/** So many ids are named in one message. */
const NAMED = 10;

/** Sites that are required, forbidden or preferred and are not there, are there already, or are both. */
export function idFaults(
  request: SitingRequest,
  ground: Ground,
  premises: readonly Premises[],
): Fault[] {
  const { require, forbid, prefer, state } = request;
  const asked = request.services.map(({ service }) => service);
  const standing = new Set(
    Object.entries(state.sites).flatMap(([id, site]) => (isDrawn(site) ? [] : [id])),
  );
  const facilities = new Map(ground.facilities.map((facility) => [facility.id, facility]));
  const others = new Set([
    ...Object.keys(state.sites),
    ...premises.map(({ id }) => id),
    ...ground.demand.cells.filter((_, c) => ground.demand.people[c]! > 0),
  ]);
  const faults: Fault[] = [];
  const list = (code: string, path: string, ids: readonly string[], zh: string, en: string) => {
    if (ids.length === 0) return;
    const named = ids.slice(0, NAMED);
    const more = ids.length - named.length;
    faults.push(
      fault(
        code,
        path,
        `${zh}：${named.join("、")}${more > 0 ? ` 等 ${ids.length} 个` : ""}。`,
        `${en}: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`,
      ),
    );
  };
  for (const [path, ids] of [
    ["require", require],
    ["forbid", forbid],
    ["prefer", prefer],
  ] as const) {
    list(
      "no-such-site",
      path,
      ids.filter((id) => !others.has(id) && !facilities.has(id)),
      "找不到这些候选点",
      "There are no such sites",
    );
    list(
      "site-stands",
      path,
      ids.filter((id) => standing.has(id)),
      "这些网点在方案中已按建成计，不是候选点。请在方案中标为候选点或必选，或从名单中去掉",
      "These sites stand in the scenario already and are no candidates. Mark them as such there, or take them off the list",
    );
  }
  list(
    "offers-already",
    "require",
    require.filter((id) => {
      const facility = others.has(id) ? undefined : facilities.get(id);
      const change = state.facilities[id];
      if (facility === undefined) return false;
      if (change?.closed === true) return true;
      const services = change?.services ?? facility.services;
      return asked.every((service) => services.includes(service));
    }),
    "这些设施已提供所选服务，或在方案中已关闭，不能作为必选点",
    "These facilities offer the service already, or are closed in the scenario, and cannot be required",
  );
  const both = require.filter((id) => forbid.includes(id));
  list(
    "required-and-forbidden",
    "forbid",
    both,
    "同时设为必选和不选",
    "Required and forbidden at once",
  );
  const mustStand = forbid.filter((id) => state.sites[id]?.required === true && !both.includes(id));
  list(
    "required-and-forbidden",
    "forbid",
    mustStand,
    "同时设为必选和不选",
    "Required and forbidden at once",
  );
  return faults;
}

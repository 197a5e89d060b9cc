import type { Decisions, Proposal, Role } from "#contract/import.ts";
import type { Facility } from "#core/catchment/facility.ts";
import { SERVICES, type Service } from "#core/vocabulary.ts";
import type { StudySoFar } from "./study-so-far.ts";

/** What a layer is called unless the user says otherwise. Names are shown as they are in both languages. */
const NAMES: Readonly<Record<Exclude<Role, "facilities">, string>> = {
  network: "步行路网",
  units: "统计单元",
  people: "人口",
  premises: "闲置用房",
};
const SERVICE_NAMES: Readonly<Record<Service, string>> = {
  childcare: "托育",
  kindergarten: "幼儿园",
  "elderly-care": "养老",
  meal: "助餐",
  clinic: "卫生",
  convenience: "便利店",
  market: "菜市场",
};

/**
 * The layer a file becomes. Streets, units and people replace what there is of them. Facilities and
 * premises replace a layer of their kind when at least half of it (or of the file) comes back under the same names;
 * otherwise they stand beside it, so that two lists do not push each other out. What was decided counts before that; a
 * blank id asks for a new layer.
 */
export function layerFor(
  role: Role,
  decided: Decisions["layer"],
  fileName: string,
  facilities: readonly Facility[],
  study: StudySoFar,
): Proposal["layer"] {
  const services = SERVICES.filter((service) =>
    facilities.some((facility) => facility.services.includes(service)),
  );
  const wanted = decided?.replaces ?? usualLayer(role, facilities, study);
  const replaced = study.layers.find(({ layer }) => layer === wanted);
  const usual = role === "facilities" ? servicesName(services) : NAMES[role];
  return {
    replaces: replaced?.layer ?? null,
    name: decided?.name ?? replaced?.name ?? usual,
    source: decided?.source ?? fileName,
    date: decided?.date ?? yearIn(fileName),
  };
}

const MOST_NAMED = 3;

function usualLayer(
  role: Role,
  facilities: readonly Facility[],
  study: StudySoFar,
): string | undefined {
  if (role === "facilities") return cameBack(facilities, study.facilities);
  if (role === "premises") return cameBack(facilities, study.premises);
  return role;
}

/** The layer of which most come back in a file. */
function cameBack(
  facilities: readonly Facility[],
  known: StudySoFar["facilities"],
): string | undefined {
  const names = new Set(facilities.map(({ name }) => name));
  for (const [layer, there] of Map.groupBy(known, (one) => one.layer)) {
    const back = there.reduce((sum, { facility }) => sum + Number(names.has(facility.name)), 0);
    if (back > 0 && 2 * back >= Math.min(there.length, names.size)) return layer;
  }
  return undefined;
}

function servicesName(services: readonly Service[]): string {
  const shown = services.slice(0, MOST_NAMED).map((service) => SERVICE_NAMES[service]);
  if (shown.length === 0) return "设施";
  return shown.join("、") + (services.length > shown.length ? "等" : "");
}

/** A year the file name speaks of, as most office files do. */
function yearIn(name: string): string | null {
  return /(?<![\dA-Za-z])(?:19|20)\d{2}(?!\d)/.exec(name)?.[0] ?? null;
}

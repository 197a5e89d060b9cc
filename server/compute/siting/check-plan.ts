import type { Facility } from "#core/catchment/facility.ts";
import { BEYOND } from "#core/catchment/surface.ts";
import { COVERED, UNKNOWN } from "#core/coverage/states.ts";
import { assess, largestLimit, survey, type Survey } from "#core/coverage/survey.ts";
import type { SitingAnswer } from "#core/siting/problem.ts";
import type { People, Said, Service } from "#core/vocabulary.ts";
import type { Posed } from "./problem-of.ts";
import type { Layer, Situation } from "./situation.ts";
import { peopleOf, secondsOf } from "./situation.ts";
import { coveredBy, nearestCosts, peopleIn, unitsServed } from "./worth.ts";

/** People of one service before and after, as the coverage engine has them. */
export interface PeopleServed {
  readonly service: Service;
  readonly total: People;
  readonly before: People;
  readonly after: People;
}

export interface Checked {
  readonly agrees: boolean;
  /** Where the two do not agree; null where they do. */
  readonly differs: Said | null;
  readonly people: readonly PeopleServed[];
  /** Units served before and after, by the units of the aim. */
  readonly units: { readonly before: Uint8Array; readonly after: Uint8Array };
}

/**
 * The same sites put before the coverage engine, which surveys the study anew with them as facilities: people before
 * and after must be the same to the last 2⁻²⁰, walks to the tenth of a second, and everybody assigned to a site must
 * be within its catchment. `growth` and other suppositions are none of it: this is about people as they are.
 */
export function checkPlan(situation: Situation, posed: Posed, answer: SitingAnswer): Checked {
  const { ground, limit, layers } = situation;
  const opened = openedSites(situation, answer);
  const seen = survey(
    { ...ground, facilities: [...ground.facilities, ...opened] },
    situation.measure,
    situation.walk.direction,
  );
  const shut = opened.map((one) => ({ ...one, services: [] }));
  const without = {
    ...seen,
    ground: { ...seen.ground, facilities: [...ground.facilities, ...shut] },
  };
  const everybody = peopleOf(ground, situation.walk.group);
  const found = layers.map((layer, index) => {
    const [before, after] = [without, seen].map(
      (one) => assess(one, layer.service, limit).states,
    ) as [Uint8Array, Uint8Array];
    const sum = (counts: (cell: number) => boolean) =>
      everybody.reduce((total, people, c) => (counts(c) ? total + people : total), 0);
    const engine: PeopleServed = {
      service: layer.service,
      total: sum((c) => before[c] !== UNKNOWN),
      before: sum((c) => before[c] === COVERED),
      // Whom nobody could tell of before is not counted now either, though a new site may reach some of them.
      after: sum((c) => before[c] !== UNKNOWN && after[c] === COVERED),
    };
    return { layer, engine, after, own: ownSums(layer, index, answer) };
  });
  const differs =
    found.flatMap(({ engine, own }) => unlike(engine, own))[0] ??
    walksDiffer(situation, posed, answer, seen) ??
    assignedBeyond(situation, posed, answer, seen);
  const [first] = found;
  if (first === undefined) throw new Error("Nothing is asked for.");
  const { layer, after } = first;
  const engineCovered = Uint8Array.from(layer.cells, (c) => Number(after[c] === COVERED));
  return {
    agrees: differs === undefined,
    differs: differs ?? null,
    people: found.map(({ engine }) => engine),
    units: {
      before: posed.rule.served,
      after: unitsServed(posed.rule, layer.weight, engineCovered, answer.sites),
    },
  };
}

function openedSites(
  { sites, layers }: Situation,
  { sites: chosen, services }: SitingAnswer,
): Facility[] {
  return chosen.map((site, i) => {
    const { id, name, lng, lat } = sites[site]!;
    const offered = services?.[i]?.map((index) => layers[index]!.service) ?? [layers[0]!.service];
    return { id, name, lng, lat, services: offered, capacity: null };
  });
}

function ownSums(layer: Layer, index: number, { sites, services }: SitingAnswer): PeopleServed {
  const { service, total, before, pairs, served, weight } = layer;
  const among =
    services === undefined ? sites : sites.filter((_, i) => services[i]?.includes(index));
  return { service, total, before, after: peopleIn(weight, coveredBy(pairs, served, among)) };
}

function unlike(engine: PeopleServed, own: PeopleServed): Said[] {
  const what = {
    total: ["总数", "in all"],
    before: ["选址前", "before"],
    after: ["选址后", "after"],
  } as const;
  return (["total", "before", "after"] as const).flatMap((when) =>
    engine[when] === own[when]
      ? []
      : [
          {
            zh: `${what[when][0]}可达人数，选址算得 ${own[when]}，覆盖计算得 ${engine[when]}`,
            en: `people served ${what[when][1]}: ${own[when]} by the search, ${engine[when]} by the coverage engine`,
          },
        ],
  );
}

/** Of p-median and p-center; the engine follows walks up to its own largest limit. */
function walksDiffer(
  { layers, measure }: Situation,
  { problem, places }: Posed,
  { sites }: SitingAnswer,
  seen: Survey,
): Said | undefined {
  const [layer] = layers;
  if ((problem.kind !== "median" && problem.kind !== "center") || places === null) return undefined;
  if (layer === undefined) return undefined;
  const { cost } = assess(seen, layer.service, 0).surface;
  const own = nearestCosts(problem, sites);
  const most = largestLimit(measure) / 1000;
  const differ = [...places].findIndex((place, i) => {
    const tenths = cost[layer.cells[place]!]!;
    return tenths === BEYOND ? own[i]! < most : secondsOf(tenths) !== own[i];
  });
  if (differ === -1) return undefined;
  const tenths = cost[layer.cells[places[differ]!]!]!;
  return {
    zh: `有网格到最近网点的步行时间，选址算得 ${own[differ]} 秒，覆盖计算得 ${secondsOf(tenths)} 秒`,
    en: `the walk from a cell to the nearest site: ${own[differ]} s by the search, ${secondsOf(tenths)} s by the coverage engine`,
  };
}

/** Of a capacitated problem: somebody assigned to a site that is too far. */
function assignedBeyond(
  { layers, limit, ground }: Situation,
  { problem }: Posed,
  { sites, assignment = [] }: SitingAnswer,
  { matrix }: Survey,
): Said | undefined {
  const [layer] = layers;
  if (problem.kind !== "capacitated" || layer === undefined) return undefined;
  const rows = new Map(sites.map((site, i) => [site, ground.facilities.length + i]));
  const within = new Map(
    [...rows].map(([site, row]) => {
      const cells = new Set<number>();
      for (let at = matrix.first[row]!; at < matrix.first[row + 1]!; at++)
        if (matrix.cost[at]! <= limit / 100) cells.add(matrix.cell[at]!);
      return [site, cells];
    }),
  );
  const far = assignment.find(
    ({ demand, site }) => within.get(site)?.has(layer.cells[demand]!) !== true,
  );
  if (far === undefined) return undefined;
  return {
    zh: "有人被分配到步行时限之外的网点",
    en: "somebody is assigned to a site beyond the limit",
  };
}

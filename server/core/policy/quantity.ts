import type { Missing, Origin } from "#contract/policy/compliance.ts";
import type { Quantity, Source } from "#contract/policy/measure.ts";
import type { KeptFigure } from "#contract/policy/stock.ts";
import type { Said } from "../vocabulary.ts";
import { ofFacilities } from "./facility-sums.ts";
import type { Area, Ground } from "./ground.ts";
import {
  groupUnknown,
  noFigure,
  noPeople,
  notReported,
  unitsWithoutGroup,
  unitsWithoutPeople,
} from "./missing.ts";
import { stockOrigin } from "./origins.ts";
import { plannedIn } from "./planned.ts";
import { ownValue } from "../own-value.ts";
import { COUNTED, same } from "./words.ts";

/** What one source says of a quantity. */
export interface Amount {
  /** Null where it is not fully known: a partial sum is never the whole. */
  readonly value: number | null;
  /** Of its first part. */
  readonly family: Source["of"];
  /** Where it comes from, as readings name it. */
  readonly said: Said;
  readonly origins: readonly Origin[];
  /** Why there is no value. */
  readonly missing: readonly Missing[];
  /** What the value leaves out. */
  readonly notes: readonly Missing[];
  /** Facilities that do not state what is summed. */
  readonly silent: readonly number[];
  /** Something is stated, if not all. */
  readonly begun: boolean;
}

/** What each source of a quantity says, in their order. `leftOut`: facilities that are not to be counted. */
export function amountsOf(
  quantity: Quantity,
  area: Area,
  ground: Ground,
  leftOut: ReadonlySet<number>,
): Amount[] {
  return quantity.sources.map((parts) =>
    withPlanned(
      added(parts.map((part) => partOf(part, quantity, area, ground, leftOut))),
      quantity,
      area,
      ground,
    ),
  );
}

/** The first that is known; else the first that something is stated for. */
export function told(amounts: readonly Amount[]): Amount {
  const found =
    amounts.find(({ value }) => value !== null) ?? amounts.find(({ begun }) => begun) ?? amounts[0];
  if (found === undefined) throw new Error("A quantity has no source.");
  return found;
}

function partOf(
  part: Source,
  quantity: Quantity,
  area: Area,
  ground: Ground,
  leftOut: ReadonlySet<number>,
): Amount {
  switch (part.of) {
    case "stock":
      return ofStock(part.item, area, ground);
    case "people":
      return ofPeople(part.group, area, ground);
    case "facilities":
      return ofFacilities(part, quantity.label, area, ground, leftOut);
  }
}

function added(parts: readonly Amount[]): Amount {
  const [first] = parts;
  if (first === undefined) throw new Error("A source of a quantity has no part.");
  const said = [...new Map(parts.map((part) => [part.said.zh, part.said])).values()];
  return {
    value: parts.reduce<number | null>(
      (sum, { value }) => (sum === null || value === null ? null : sum + value),
      0,
    ),
    family: first.family,
    said: { zh: said.map(({ zh }) => zh).join("、"), en: said.map(({ en }) => en).join(", ") },
    origins: parts.flatMap(({ origins }) => origins),
    missing: parts.flatMap(({ missing }) => missing),
    notes: parts.flatMap(({ notes }) => notes),
    silent: parts.flatMap(({ silent }) => silent),
    begun: parts.some(({ begun }) => begun),
  };
}

/**
 * A reported figure knows nothing of a scenario: where a register of facilities could tell the same, what the
 * scenario changes in the register is added to the figure. Never below 0.
 */
function withPlanned(amount: Amount, quantity: Quantity, area: Area, ground: Ground): Amount {
  if (amount.family !== "stock" || amount.value === null) return amount;
  const planned = plannedIn(quantity, area, ground);
  if (planned === null) return amount;
  return {
    ...amount,
    value: Math.max(0, amount.value + planned.more),
    origins: [...amount.origins, planned.origin],
    notes: [...amount.notes, ...planned.notes],
  };
}

/** The figure stated for exactly the area, else the sum of what is stated below, where that may be added up. */
function ofStock(id: string, area: Area, ground: Ground): Amount {
  const item = ownValue(ground.input.items, id);
  const name = item?.name ?? same(id);
  const { figures, lacking } = gathered(id, area, ground);
  const known = lacking.length === 0 && figures.length > 0;
  const levels = new Set(lacking.map((place) => ground.divisions[place]!.level));
  const [level] = levels;
  const counted = levels.size === 1 && level !== undefined ? COUNTED[level] : COUNTED.settlement;
  const begun = figures.length > 0;
  return {
    value: known ? figures.reduce((sum, { value }) => sum + Number(value), 0) : null,
    family: "stock",
    said: { zh: "填报数据", en: "reported figures" },
    origins: [stockOrigin(name, figures, lacking, ground)],
    missing: known ? [] : [begun ? notReported(lacking.length, counted, name) : noFigure(name)],
    notes: [],
    silent: [],
    begun,
  };
}

/** Lacking are the divisions for which a figure could be entered, as far down as they can. */
function gathered(
  id: string,
  area: Area,
  ground: Ground,
): { readonly figures: readonly KeptFigure[]; readonly lacking: readonly number[] } {
  const stated = area.division === null ? null : ground.figures.of(id, area.division);
  if (stated !== null && typeof stated.value === "number")
    return { figures: [stated], lacking: [] };
  const item = ownValue(ground.input.items, id);
  const self = area.division === null ? [] : [area.division];
  if (item?.sums !== true || area.children.length === 0) return { figures: [], lacking: self };
  const below = area.children.map((child) => gathered(id, ground.areaOf(child), ground));
  const figures = below.flatMap((each) => each.figures);
  const all = below.flatMap((each) => each.lacking);
  const enterable = all.filter((place) => item.levels.includes(ground.divisions[place]!.level));
  if (all.length === 0 || enterable.length > 0) return { figures, lacking: enterable };
  return { figures, lacking: self.length > 0 ? self : all };
}

function ofPeople(group: string | undefined, area: Area, { input }: Ground): Amount {
  const units = area.units.map((unit) => input.units[unit]!);
  const counts = units.map(({ people, groups }) => {
    const count = group === undefined ? people : ownValue(groups, group);
    return typeof count === "number" && Number.isFinite(count) ? count : null;
  });
  const silent = units.filter((_, i) => counts[i] === null);
  const known = counts.length > 0 && silent.length === 0;
  const { date, versions } = input.people;
  return {
    value: known ? counts.reduce<number>((sum, count) => sum + (count ?? 0), 0) : null,
    family: "people",
    said: { zh: "人口图层", en: "people layer" },
    origins: [
      {
        kind: "people",
        said:
          group === undefined
            ? { zh: "人口图层", en: "people layer" }
            : { zh: `人口图层，${group} 岁`, en: `people layer, aged ${group}` },
        date,
        versions: [...versions],
        used: units.length - silent.length,
        lacking: silent.map(({ id, name }) => ({ code: id, name })),
      },
    ],
    missing: known ? [] : [whyUnknown(group, units.length, silent.length, input)],
    notes: [],
    silent: [],
    begun: silent.length < units.length,
  };
}

/** A group that no unit of the study has is none of the layer's; one that some have was left blank for others. */
function whyUnknown(
  group: string | undefined,
  units: number,
  silent: number,
  input: Ground["input"],
): Missing {
  if (units === 0) return noPeople();
  if (group === undefined) return unitsWithoutPeople(silent);
  const isThere = input.units.some(({ groups }) => ownValue(groups, group) !== undefined);
  return isThere ? unitsWithoutGroup(silent, group) : groupUnknown(group);
}

import type { Missing, Origin } from "#contract/policy/compliance.ts";
import type { Quantity, Source } from "#contract/policy/measure.ts";
import { stated } from "./facility-sums.ts";
import type { Area, Ground } from "./ground.ts";
import type { PlacedFacility } from "./input.ts";
import type { Kinds } from "./kinds.ts";
import { plannedUnstated } from "./missing.ts";

type Sum = Extract<Source, { of: "facilities" }>;

/** What a scenario adds to a quantity of an area, by the facilities that could tell it. */
export interface Planned {
  /** Below 0 where more is closed than opened. */
  readonly more: number;
  readonly origin: Origin;
  readonly notes: readonly Missing[];
}

/**
 * The quantity of what is opened, enlarged or moved in, less that of what is closed, reduced or moved out. Null where
 * no scenario touches it, or no register could tell the quantity at all.
 */
export function plannedIn(quantity: Quantity, area: Area, ground: Ground): Planned | null {
  const { facilities, today } = ground.input;
  const sums = quantity.sources.flatMap(([part, other]) =>
    part?.of === "facilities" && other === undefined ? [part] : [],
  );
  if (today === undefined || sums.length === 0) return null;
  const amount = (f: number, all: readonly PlacedFacility[], known: Kinds) => {
    const placed = all[f];
    return placed === undefined || !area.units.includes(placed.unit)
      ? 0
      : amountOf(f, placed, sums, known);
  };
  let more = 0;
  let used = 0;
  const lacking: { code: string; name: string }[] = [];
  for (let f = 0; f < facilities.length; f++) {
    if (facilities[f] === today[f]) continue;
    const before = amount(f, today, ground.today);
    const after = amount(f, facilities, ground);
    if (before === after) continue;
    const { id, name } = facilities[f]!.facility;
    if (before === null || after === null) lacking.push({ code: id, name });
    else {
      used += 1;
      more += after - before;
    }
  }
  if (used === 0 && lacking.length === 0) return null;
  const change = `${more < 0 ? "−" : "+"}${Math.abs(more)}`;
  return {
    more,
    origin: {
      kind: "facilities",
      said: {
        zh: `方案增减：${quantity.label.zh} ${change}`,
        en: `Scenario: ${change} ${quantity.label.en}`,
      },
      date: null,
      versions: [],
      used,
      lacking,
    },
    notes: lacking.length === 0 ? [] : [plannedUnstated(lacking.map(({ name }) => name))],
  };
}

/** By the first sum that the facility belongs to and states; null where it belongs to one and states none. */
function amountOf(
  f: number,
  { facility }: PlacedFacility,
  sums: readonly Sum[],
  known: Kinds,
): number | null {
  let belongs = false;
  for (const sum of sums) {
    if (!known.serving(sum.service, sum.kinds).has(f)) continue;
    const counts = sum.where === undefined ? true : facility.attributes?.[sum.where];
    if (counts === false) continue;
    belongs = true;
    const amount = counts === undefined ? null : stated(facility, sum);
    if (amount !== null) return amount;
  }
  return belongs ? null : 0;
}

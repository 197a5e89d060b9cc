import type { Source } from "#contract/policy/measure.ts";
import type { Said } from "../vocabulary.ts";
import type { Facility } from "../catchment/facility.ts";
import type { Area, Ground } from "./ground.ts";
import {
  facilitiesLack,
  facilitiesLeftOut,
  kindsUnknown,
  notRegisteredAnywhere,
} from "./missing.ts";
import type { Amount } from "./quantity.ts";
import { ATTRIBUTE_WORDS } from "./words.ts";

type Sum = Extract<Source, { of: "facilities" }>;

/** Share of the facilities that may be left out of a sum. With more of them it is not told at all. */
const MAY_LACK = 0.05;

/**
 * A sum over the facilities of an area. One that does not state what is summed, or whether it belongs, is left out
 * and told, as are those of `leftOut`. A service of which the whole study knows no facility has no register, and its
 * sum is not known; with one somewhere, an area without any has 0.
 */
export function ofFacilities(
  part: Sum,
  label: Said,
  area: Area,
  ground: Ground,
  leftOut: ReadonlySet<number>,
): Amount {
  const { facilities, people } = ground.input;
  const register = ground.serving(part.service, part.kinds);
  const counted: number[] = [];
  const silent: number[] = [];
  let sum = 0;
  let out = 0;
  for (const f of area.facilities) {
    if (!register.has(f)) continue;
    const { facility } = facilities[f]!;
    const belongs = part.where === undefined ? true : facility.attributes?.[part.where];
    if (belongs === false) continue;
    const amount = belongs === undefined ? null : stated(facility, part);
    if (amount === null) silent.push(f);
    if (amount === null || leftOut.has(f)) out += 1;
    else {
      counted.push(f);
      sum += amount;
    }
  }
  const others = part.kinds === undefined ? null : ground.unnamed(part.service);
  const unnamed = area.facilities.filter((f) => others?.has(f) === true);
  const all = counted.length + out;
  const hasRegister = ground.today.serving(part.service, part.kinds).size > 0;
  const known = hasRegister && out <= MAY_LACK * all;
  return {
    value: known ? sum : null,
    family: "facilities",
    said: saidOf(part),
    origins: [
      {
        kind: "facilities",
        said: { zh: `设施名录：${label.zh}`, en: `Register of facilities: ${label.en}` },
        date: people.facilities.date,
        versions: [...people.facilities.versions],
        used: counted.length,
        lacking: silent.map((f) => {
          const { id, name } = facilities[f]!.facility;
          return { code: id, name };
        }),
      },
    ],
    missing: known
      ? []
      : [!hasRegister ? notRegisteredAnywhere(label) : facilitiesLack(out, all, whatLacks(part))],
    notes: [
      ...(known && out > 0 ? [facilitiesLeftOut(out, all)] : []),
      ...(unnamed.length > 0 ? [kindsUnknown(unnamed.length)] : []),
    ],
    silent,
    begun: counted.length > 0,
  };
}

function saidOf({ sum }: Sum): Said {
  if (sum === "count") return { zh: "设施名录", en: "register of facilities" };
  const { zh, en } = ATTRIBUTE_WORDS[sum];
  return { zh: `设施名录（${zh}）`, en: `register of facilities (${en})` };
}

/** Null where it is not. A capacity of a place with several services is nobody's own. */
export function stated(facility: Facility, { sum, service }: Sum): number | null {
  const { attributes, capacity, capacities, services } = facility;
  if (sum === "count") return 1;
  const amount =
    sum === "capacity"
      ? (capacities?.[service] ?? (services.length === 1 ? capacity : null))
      : attributes?.[sum];
  return typeof amount === "number" && Number.isFinite(amount) ? amount : null;
}

function whatLacks({ sum, where }: Sum): Said {
  if (sum === "count") return ATTRIBUTE_WORDS[where ?? "registered"];
  return ATTRIBUTE_WORDS[sum];
}

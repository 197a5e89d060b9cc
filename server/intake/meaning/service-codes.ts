import { servicesOfTags } from "#core/osm/tagged-places.ts";
import type { Service } from "#core/vocabulary.ts";
import { NOTHING, type Verdict } from "./service-words.ts";
import { ownValue } from "#core/own-value.ts";

/**
 * Amap's type codes by their beginnings, the longest first. Classes that hold what is ours among other things
 * (schools, sanatoriums, food) are left to the name: Amap has no class for childcare, elderly care or meals.
 */
const AMAP: readonly (readonly [beginning: string, verdict: Verdict])[] = [
  ["141204", sure("kindergarten")],
  ["090102", sure("clinic")],
  ["0903", sure("clinic")],
  ["0602", sure("convenience")],
  ["0604", sure("convenience")],
  ["060701", { ...NOTHING, other: true }],
  ["060702", { ...NOTHING, other: true }],
  ["060704", maybe("market")],
  ["060706", maybe("market")],
  ["0607", sure("market")],
  ["080402", maybe("elderly-care")],
];

/** What Amap type codes say: "141204", or several as "090102|090300". A code of any other class is known and not ours. */
export function verdictOfTypecode(text: string): Verdict {
  if (text === "") return NOTHING;
  const codes = text.split(/[|;,、\s]+/).filter((code) => /^\d{6}$/.test(code));
  return joined(
    codes.map((code) => {
      const found = AMAP.find(([beginning]) => code.startsWith(beginning));
      return found?.[1] ?? { ...NOTHING, other: /^(?:0[1-9]|1\d|20|22|97|99)/.test(code) };
    }),
  );
}

/** The values of the OpenStreetMap keys that say what a place is; "" where there is none. */
export interface Tags {
  readonly amenity: string;
  readonly shop: string;
  readonly healthcare: string;
  readonly socialFacility: string;
}

const TAGS: Readonly<Record<keyof Tags, Readonly<Record<string, Verdict>>>> = {
  amenity: {
    kindergarten: sure("kindergarten"),
    childcare: sure("childcare"),
    clinic: sure("clinic"),
    doctors: sure("clinic"),
    nursing_home: sure("elderly-care"),
    retirement_home: sure("elderly-care"),
    marketplace: sure("market"),
    social_facility: NOTHING,
    dentist: maybe("clinic"),
    social_centre: maybe("elderly-care"),
    community_centre: NOTHING,
    canteen: maybe("meal"),
  },
  shop: {
    convenience: sure("convenience"),
    supermarket: sure("convenience"),
    greengrocer: sure("market"),
    general: maybe("convenience"),
    kiosk: maybe("convenience"),
    farm: maybe("market"),
    seafood: maybe("market"),
    butcher: maybe("market"),
    yes: NOTHING,
  },
  healthcare: {
    clinic: sure("clinic"),
    doctor: sure("clinic"),
    centre: sure("clinic"),
    dentist: maybe("clinic"),
    nursing_home: sure("elderly-care"),
    yes: NOTHING,
  },
  socialFacility: {
    nursing_home: sure("elderly-care"),
    assisted_living: sure("elderly-care"),
    group_home: maybe("elderly-care"),
    day_care: maybe("elderly-care", "childcare"),
    soup_kitchen: maybe("meal"),
    dairy_kitchen: maybe("meal"),
    outreach: NOTHING,
  },
};

/** What OpenStreetMap tags say. A value that is not in the crosswalk is known and not ours. */
export function verdictOfTags(tags: Tags): Verdict {
  const keys = ["amenity", "shop", "healthcare", "socialFacility"] as const;
  return joined(
    keys.flatMap((key) =>
      tags[key] === ""
        ? []
        : tags[key]
            .toLowerCase()
            .split(";")
            .map((value) => value.trim())
            .filter((value) => value !== "")
            .map((value) => verdictOfTag(key, value)),
    ),
  );
}

/** A social facility may tell whom it is for, as "day_care for senior": then that decides. */
function verdictOfTag(key: keyof Tags, value: string): Verdict {
  const [, kind, whom] = /^(.*?)\s*\bfor (.+)$/.exec(value) ?? [];
  if (key !== "socialFacility" || kind === undefined || whom === undefined)
    return ownValue(TAGS[key], value) ?? { ...NOTHING, other: true };
  const { services, doubtful } = servicesOfTags({
    social_facility: kind,
    "social_facility:for": whom.replaceAll(" ", ";"),
  });
  return {
    ...NOTHING,
    services,
    candidates: doubtful,
    other: services.length + doubtful.length === 0,
  };
}

/** Several verdicts on one place: what is sure outweighs what may be, and that what is none of ours. */
export function joined(verdicts: readonly Verdict[]): Verdict {
  const [only = NOTHING, ...more] = verdicts;
  if (more.length === 0) return only;
  const services = [...new Set(verdicts.flatMap((verdict) => verdict.services))];
  if (services.length > 0) return { ...NOTHING, services };
  const candidates = [...new Set(verdicts.flatMap((verdict) => verdict.candidates))];
  if (candidates.length > 0) return { ...NOTHING, candidates };
  return { ...NOTHING, other: verdicts.some(({ other }) => other) };
}

function sure(service: Service): Verdict {
  return { ...NOTHING, services: [service] };
}

function maybe(...candidates: Service[]): Verdict {
  return { ...NOTHING, candidates };
}

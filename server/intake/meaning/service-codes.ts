import { servicesOfTags } from "#core/osm/tagged-places.ts";
import type { Service } from "#core/vocabulary.ts";
import { NOTHING, type Verdict } from "./service-words.ts";

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

/** What OpenStreetMap tags say. A value that the crosswalk does not have is known and not ours. */
export function verdictOfTags(tags: Tags): Verdict {
  const [kinds = "", whom = ""] = tags.socialFacility.split(WHOM);
  const values = Object.entries({
    amenity: tags.amenity,
    shop: tags.shop,
    healthcare: tags.healthcare,
    social_facility: kinds,
    "social_facility:for": whom.replaceAll(" ", ";"),
  }).flatMap(([key, value]) => (value === "" ? [] : [[key, value.toLowerCase()] as const]));
  const { services, doubtful } = servicesOfTags(Object.fromEntries(values));
  if (services.length > 0) return { ...NOTHING, services };
  if (doubtful.length > 0) return { ...NOTHING, candidates: doubtful };
  const words = values.flatMap(([, value]) => value.split(";").map((word) => word.trim()));
  return { ...NOTHING, other: words.some((word) => word !== "" && !SAYS_LITTLE.has(word)) };
}

/** A social facility may tell whom it is for: "day_care for senior disabled". */
const WHOM = /\s*\bfor /;

/** Values above any kind of place: a name beside them says more. */
const SAYS_LITTLE: ReadonlySet<string> = new Set([
  "social_facility",
  "community_centre",
  "outreach",
  "yes",
]);

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

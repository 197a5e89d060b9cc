import type { Service } from "../vocabulary.ts";
import type { Tags } from "./elements.ts";

/** Something people go to, as an extract has it. */
export interface TaggedPlace {
  readonly lng: number;
  readonly lat: number;
  /** Chinese first; empty when it has none. */
  readonly name: string;
  readonly tags: Tags;
}

/** What a place offers by its tags alone; its name may say more. */
export interface TaggedServices {
  readonly services: readonly Service[];
  /** Possible, but somebody should look: the tag is used for other things too. */
  readonly doubtful: readonly Service[];
}

/**
 * The services that tags stand for. A supermarket serves as a convenience shop and a greengrocer's as a market, as they
 * do in lists of every other kind; stalls of one trade, dentists and centres of many uses are doubtful rather than left
 * out. Hospitals and restaurants are none of the services.
 */
export function servicesOfTags(tags: Tags): TaggedServices {
  if (GONE.some((key) => tags[key] === "yes")) return NONE;
  if (tags["amenity"] === "social_facility" || tags["social_facility"] !== undefined)
    return ofSocialFacility(tags);
  const sure = new Set<Service>();
  const doubtful = new Set<Service>();
  for (const key of SERVICE_KEYS) {
    for (const value of valuesOf(tags, key)) {
      const service = SURE.get(`${key}=${value}`);
      if (service !== undefined) sure.add(service);
      const possible = DOUBTFUL.get(`${key}=${value}`);
      if (possible !== undefined) doubtful.add(possible);
    }
  }
  if (sure.has("clinic") && valuesOf(tags, "healthcare:speciality").some(isNarrowSpeciality)) {
    sure.delete("clinic");
    doubtful.add("clinic");
  }
  return { services: [...sure], doubtful: [...doubtful].filter((service) => !sure.has(service)) };
}

/**
 * Whether an element is kept as a place: it has a service by its tags, or a name that may tell one, and still exists.
 */
export function isPlace(tags: Tags): boolean {
  if (GONE.some((key) => tags[key] === "yes")) return false;
  if (!PLACE_KEYS.some((key) => tags[key] !== undefined)) return false;
  if (nameOfPlace(tags) !== "") return true;
  const { services, doubtful } = servicesOfTags(tags);
  return services.length + doubtful.length > 0;
}

export function nameOfPlace(tags: Tags): string {
  return tags["name:zh"]?.trim() || tags["name"]?.trim() || tags["brand"]?.trim() || "";
}

/** Keys that say that people go there for something. Names of streets, bus stops and parks are not of interest. */
const PLACE_KEYS = ["amenity", "shop", "healthcare", "social_facility", "office", "club"] as const;

const SERVICE_KEYS = ["amenity", "shop", "healthcare"] as const;

const GONE = ["disused", "abandoned", "demolished", "construction"] as const;

const SURE: ReadonlyMap<string, Service> = new Map<string, Service>([
  ["amenity=kindergarten", "kindergarten"],
  ["amenity=childcare", "childcare"],
  ["amenity=nursing_home", "elderly-care"],
  ["amenity=retirement_home", "elderly-care"],
  ["amenity=clinic", "clinic"],
  ["amenity=doctors", "clinic"],
  ["amenity=health_post", "clinic"],
  ["healthcare=clinic", "clinic"],
  ["healthcare=doctor", "clinic"],
  ["healthcare=centre", "clinic"],
  ["healthcare=health_post", "clinic"],
  ["healthcare=nursing_home", "elderly-care"],
  ["shop=convenience", "convenience"],
  ["shop=supermarket", "convenience"],
  ["amenity=marketplace", "market"],
  ["shop=greengrocer", "market"],
]);

const DOUBTFUL: ReadonlyMap<string, Service> = new Map<string, Service>([
  ["amenity=canteen", "meal"],
  ["amenity=nursery", "childcare"],
  ["amenity=social_centre", "elderly-care"],
  ["amenity=dentist", "clinic"],
  ["healthcare=dentist", "clinic"],
  ["shop=general", "convenience"],
  ["shop=kiosk", "convenience"],
  ["shop=farm", "market"],
  ["shop=seafood", "market"],
  ["shop=butcher", "market"],
]);

const NONE: TaggedServices = { services: [], doubtful: [] };

/** Homes and centres for the aged. The kind alone does not say whom a day centre is for. */
function ofSocialFacility(tags: Tags): TaggedServices {
  const kinds = valuesOf(tags, "social_facility");
  const whom = [...valuesOf(tags, "social_facility:for"), ...valuesOf(tags, "for")];
  const forSenior = whom.some((group) => SENIOR.has(group));
  const forChild = whom.some((group) => group === "child" || group === "juvenile");
  const unsaid = whom.length === 0;
  const sure = new Set<Service>();
  const doubtful = new Set<Service>();
  for (const kind of kinds) {
    if (kind === "nursing_home" && (unsaid || forSenior)) sure.add("elderly-care");
    else if (HOMES.has(kind) && forSenior) sure.add("elderly-care");
    else if (HOMES.has(kind) && unsaid) doubtful.add("elderly-care");
    if (kind === "day_care" && (unsaid || forChild)) doubtful.add("childcare");
    if (MEALS.has(kind)) (forSenior ? sure : doubtful).add("meal");
  }
  // A centre, outreach or no kind at all, for the aged: what it does for them is not said.
  if (forSenior && sure.size === 0) doubtful.add("elderly-care");
  return { services: [...sure], doubtful: [...doubtful].filter((service) => !sure.has(service)) };
}

const SENIOR = new Set(["senior", "elderly"]);
const HOMES = new Set(["nursing_home", "group_home", "assisted_living", "day_care"]);
const MEALS = new Set(["soup_kitchen", "dairy_kitchen", "dining", "canteen"]);

/** Clinics that see one kind of ailment only: not where a neighbourhood goes first. */
function isNarrowSpeciality(speciality: string): boolean {
  return !["general", "community", "family_medicine", "internal", "yes"].includes(speciality);
}

/** Several values are written with semicolons. */
function valuesOf(tags: Tags, key: string): string[] {
  return (tags[key] ?? "")
    .split(";")
    .map((value) => value.trim())
    .filter((value) => value !== "");
}

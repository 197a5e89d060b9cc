import type { TaggedPlace } from "#core/osm/tagged-places.ts";
import { readTaggedPlaces } from "../osm/read-places.ts";
import type { RawTable } from "../tables/raw-table.ts";
import { judgeTables } from "./judge-table.ts";
import type { ImportOrder, Judged } from "./study-so-far.ts";

/** The tags that tell what a place offers; they become columns. */
const TAGS = ["amenity", "shop", "healthcare", "social_facility"] as const;

/** The places of an OpenStreetMap extract as facilities, by their tags and names. */
export async function judgeTaggedPlaces(order: ImportOrder): Promise<Judged> {
  const { path, signal, onProgress } = order;
  const places = await readTaggedPlaces(path, {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done, total) => onProgress?.("read", done, total, "bytes"),
  });
  const table: RawTable = {
    name: "",
    headerRow: 0,
    columns: ["name", ...TAGS],
    rows: places.map((place, i) => ({
      number: i + 1,
      values: valuesOf(place),
      geometry: { type: "Point", coordinates: [place.lng, place.lat] },
    })),
    declaredCrs: "EPSG:4326",
    unread: [],
  };
  return judgeTables({ format: "osm", encoding: null, tables: [table] }, order);
}

function valuesOf({ name, tags }: TaggedPlace): string[] {
  const valueOf = (key: (typeof TAGS)[number]) =>
    key === "social_facility" ? socialFacility(tags) : (tags[key] ?? "");
  return [name, ...TAGS.map(valueOf)];
}

/** With whom it is for, if that is stated: "day_care for senior". */
function socialFacility(tags: TaggedPlace["tags"]): string {
  const whom = (tags["social_facility:for"] ?? "").split(";").flatMap((one) => one.trim() || []);
  const kinds = tags["social_facility"] ?? "";
  return whom.length === 0 ? kinds : `${kinds} for ${whom.join(" ")}`.trim();
}

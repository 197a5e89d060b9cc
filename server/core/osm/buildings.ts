import type { PolygonRings } from "../geo/rings.ts";

/** A building of the extract. */
export interface Building {
  /** WGS 84, closed rings. */
  readonly rings: PolygonRings;
  /** As tagged; null when not stated. */
  readonly levels: number | null;
  /** "dwelling" by its tags, "other" by its tags, "unsaid" for building=yes and the like. */
  readonly use: "dwelling" | "other" | "unsaid";
}

import type { Geometry } from "geojson";
import { damaged, planarGeometry } from "./geojson-geometry.ts";

/** One part with its coordinates as they are written: a text for each ring, or for the only run. */
interface Part {
  readonly type: "Point" | "LineString" | "Polygon";
  readonly runs: readonly string[];
}

/** Builds the geometry of one placemark from its elements; parts of one kind become a multi-geometry. */
export class KmlGeometry {
  readonly #parts: Part[] = [];
  #outer: string[] | undefined;
  #inner: string[] = [];
  #isInner = false;
  #track: string[] = [];
  #run = "";

  open(element: string): void {
    switch (element) {
      case "Polygon":
        [this.#outer, this.#inner] = [[], []];
        break;
      case "outerBoundaryIs":
      case "innerBoundaryIs":
        this.#isInner = element === "innerBoundaryIs";
        break;
      case "Track":
        this.#track = [];
        break;
      case "Point":
      case "LineString":
      case "LinearRing":
        this.#run = "";
    }
  }

  close(element: string, text: string): void {
    switch (element) {
      case "coordinates":
        this.#run = text;
        break;
      case "coord":
        // A track writes its places with blanks: "113.2 23.1 0".
        this.#track.push(text.trim().split(/\s+/).join(","));
        break;
      case "Point":
      case "LineString":
        this.#parts.push({ type: element, runs: [this.#run] });
        break;
      case "LinearRing":
        if (this.#outer === undefined) this.#parts.push({ type: "LineString", runs: [this.#run] });
        else (this.#isInner ? this.#inner : this.#outer).push(this.#run);
        break;
      case "Polygon":
        this.#parts.push({ type: "Polygon", runs: [...(this.#outer ?? []), ...this.#inner] });
        this.#outer = undefined;
        break;
      case "Track":
        if (this.#track.length > 0)
          this.#parts.push({
            type: this.#track.length === 1 ? "Point" : "LineString",
            runs: [this.#track.join(" ")],
          });
    }
  }

  /** Null when there is nothing to draw. Throws `GeometryFault`. */
  finish(): Geometry | null {
    // A point beside lines or areas carries their label.
    const drawn = this.#parts.filter(({ type }) => type !== "Point");
    const parts = drawn.length > 0 ? drawn : this.#parts;
    const members = parts.map(({ type, runs }) => ({
      type,
      coordinates: coordinatesOf(type, runs.map(positions)),
    }));
    const [only] = members;
    if (only === undefined || members.length === 1) return planarGeometry(only);
    if (members.some(({ type }) => type !== only.type))
      return planarGeometry({ type: "GeometryCollection", geometries: members });
    const filled = members.map(({ coordinates }) => coordinates).filter((each) => each.length > 0);
    return planarGeometry({ type: `Multi${only.type}`, coordinates: filled });
  }
}

function coordinatesOf(type: Part["type"], runs: readonly number[][][]): readonly unknown[] {
  const [first = []] = runs;
  switch (type) {
    case "Point":
      return first[0] ?? [];
    case "LineString":
      return first;
    case "Polygon":
      return runs;
  }
}

/** "lng,lat,height lng,lat,height"; blanks after the commas, which people leave, are forgiven. */
function positions(run: string): number[][] {
  const places = run.replaceAll(/\s*,\s*/g, ",").trim();
  return places === "" ? [] : places.split(/\s+/).map(position);
}

function position(place: string): number[] {
  const [lng = "", lat = ""] = place.split(",");
  if (lng === "" || lat === "") throw damaged();
  return [Number(lng), Number(lat)];
}

import type { ExpressionSpecification, VectorSourceSpecification } from "maplibre-gl";

/** The study's own tiles. `origin` makes the address absolute, as the worker needs it. */
export function baseSource(origin: string, studyId: string): VectorSourceSpecification {
  return {
    type: "vector",
    tiles: [`${origin}/api/studies/${encodeURIComponent(studyId)}/tiles/{z}/{x}/{y}.mvt`],
    minzoom: 8,
    maxzoom: 15,
  };
}

/** Ways without wheels. */
export const PATHS = ["path", "steps"];

export const MAJOR_STREETS = ["motorway", "trunk", "primary"];

/** Every class of street, the least first. */
export const STREET_CLASSES = [
  ...PATHS,
  "service",
  "pedestrian",
  "residential",
  "tertiary",
  "secondary",
  "primary",
  "trunk",
  "motorway",
];

/** Place of a street's class among them. */
export const STREET_RANK: ExpressionSpecification = [
  "index-of",
  ["get", "class"],
  ["literal", STREET_CLASSES],
];

/** One layer of the tiles. */
export function from(layer: string): { source: "base"; "source-layer": string } {
  return { source: "base", "source-layer": layer };
}

/** A number that grows evenly between zooms. */
export function byZoom(...stops: readonly (readonly [number, number])[]): ExpressionSpecification {
  return ["interpolate", ["linear"], ["zoom"], ...stops.flat()];
}

/** One value per word of a property, else the last. */
export function choose<V extends string | number>(
  property: string,
  values: Readonly<Record<string, V>>,
  otherwise: V,
): ExpressionSpecification {
  const [first, ...rest] = Object.entries(values);
  if (first === undefined) return ["literal", otherwise];
  return ["match", ["get", property], ...first, ...rest.flat(), otherwise];
}

import type { StreetClass } from "#core/osm/base-map.ts";

/** Every class of street, the least first. */
export const STREETS = [
  "path",
  "steps",
  "service",
  "pedestrian",
  "residential",
  "tertiary",
  "secondary",
  "primary",
  "trunk",
  "motorway",
] as const satisfies readonly StreetClass[];

/** Undefined where a street has no casing. */
export function casingColour(name: StreetClass): string | undefined {
  switch (name) {
    case "motorway":
    case "trunk":
    case "primary":
      return "#C9C1B0";
    case "secondary":
      return "#D3CCBE";
    case "tertiary":
      return "#DAD4C8";
    case "residential":
    case "pedestrian":
      return "#E0DBD0";
    case "service":
    case "path":
    case "steps":
      return undefined;
  }
}

export function streetColour(name: StreetClass): string {
  return casingColour(name) === undefined ? "#FBFAF7" : "#FFFFFF";
}

/** How strongly a street is drawn again over the cells, 0 where it is not. */
export function shownOver(name: StreetClass, zoom: number): number {
  switch (name) {
    case "motorway":
    case "trunk":
    case "primary":
      return 0.95;
    case "secondary":
      return 0.82;
    case "tertiary":
      return 0.6;
    case "residential":
    case "pedestrian":
      return zoom < CLOSE ? 0 : 0.35;
    case "service":
      return zoom < CLOSE ? 0 : 0.25;
    case "path":
    case "steps":
      return 0;
  }
}
const CLOSE = 14;

type Widths = readonly [at10: number, at13: number, at16: number, at18: number];

const WIDTHS: Readonly<Record<StreetClass, Widths>> = {
  motorway: [1.5, 3.4, 12, 32],
  trunk: [1.4, 3.4, 12, 32],
  primary: [1.2, 3.4, 11, 30],
  secondary: [0.9, 2.4, 9, 26],
  tertiary: [0.6, 1.7, 7.5, 22],
  residential: [0.2, 1.1, 5.5, 17],
  pedestrian: [0.2, 1.1, 5, 15],
  service: [0.1, 0.75, 3, 9],
  steps: [0.1, 0.75, 2.4, 6],
  path: [0.1, 0.75, 2, 5],
};
/** How a casing of 1 px at zoom 13 grows. */
const CASING: Widths = [0.6, 1, 1.7, 2.2];

/** Width of a street at a zoom, with a casing of so many px at zoom 13. */
export function streetWidth(name: StreetClass, zoom: number, casing: number): number {
  return widthAt(zoom, WIDTHS[name]) + casing * widthAt(zoom, CASING);
}

const ZOOMS = [10, 13, 16, 18] as const;
/** Widths grow by half with every zoom. */
const GROWTH = 1.5;

export function widthAt(zoom: number, widths: Widths): number {
  if (zoom <= ZOOMS[0]) return widths[0];
  for (const step of [0, 1, 2] as const) {
    const [from, to] = [ZOOMS[step], ZOOMS[step === 0 ? 1 : step === 1 ? 2 : 3]];
    if (zoom > to) continue;
    const share = (GROWTH ** (zoom - from) - 1) / (GROWTH ** (to - from) - 1);
    const upper = widths[step === 0 ? 1 : step === 1 ? 2 : 3];
    return widths[step] + share * (upper - widths[step]);
  }
  return widths[3];
}

import type { AgeProfile } from "./ages.ts";
import type { Point } from "./geometry.ts";

/** OpenStreetMap tags. */
export type Tags = Readonly<Record<string, string>>;

/** A street or path. Those on one level share a node wherever they meet; other levels meet at end points only. */
export interface Stroke {
  readonly points: readonly Point[];
  readonly tags: Tags;
  /** 0 on the ground, 1 on a bridge, -1 in an underpass. */
  readonly level: number;
}

/** Anything else drawn as a line or an area: water, green, land use, walls, rails. */
export interface Shape {
  readonly points: readonly Point[];
  readonly closed: boolean;
  readonly tags: Tags;
}

/** A tagged point. One that lies on a vertex of a street is that vertex: so a gate stands in its way. */
export interface Mark {
  readonly at: Point;
  readonly tags: Tags;
}

export interface Household {
  /** Before its township is scaled to its total. */
  readonly people: number;
  readonly ages: AgeProfile;
  /** Houses stand in one row of the people file with their neighbours, blocks of flats alone. */
  readonly clustered: boolean;
}

export interface Building {
  readonly at: Point;
  /** Direction of its length, radians anticlockwise from the plan's east. */
  readonly direction: number;
  readonly length: number;
  readonly depth: number;
  readonly tags: Tags;
  readonly household?: Household;
  /** The street its door opens to, where a facility could be. */
  readonly street?: string;
}

/** One subject's share of the town, in plan coordinates. */
export interface Drawing {
  readonly strokes: readonly Stroke[];
  readonly shapes: readonly Shape[];
  readonly marks: readonly Mark[];
  readonly buildings: readonly Building[];
}

export const BLANK: Drawing = { strokes: [], shapes: [], marks: [], buildings: [] };

export function joined(drawings: readonly Drawing[]): Drawing {
  return {
    strokes: drawings.flatMap((drawing) => drawing.strokes),
    shapes: drawings.flatMap((drawing) => drawing.shapes),
    marks: drawings.flatMap((drawing) => drawing.marks),
    buildings: drawings.flatMap((drawing) => drawing.buildings),
  };
}

export function stroke(points: readonly Point[], tags: Tags, level = 0): Stroke {
  return { points, tags, level };
}

export function area(points: readonly Point[], tags: Tags): Shape {
  return { points, closed: true, tags };
}

export function line(points: readonly Point[], tags: Tags): Shape {
  return { points, closed: false, tags };
}

/** What an OpenStreetMap file is made of, whatever format it came in. */

/** Keys and values as written in the file. */
export type Tags = Readonly<Record<string, string>>;

export interface Member {
  readonly type: "node" | "way" | "relation";
  readonly ref: number;
  /** Empty when the file gives none. */
  readonly role: string;
}

/**
 * Receives a file's elements one by one, in the file's order (nodes usually come first). A kind left out is
 * skipped by the reader without being decoded, so leave out what is not needed. Arrays and tags belong to
 * the visitor once given. `tags` is undefined where the element has none of those asked for.
 */
export interface OsmVisitor {
  /** The bounds the file states, as written: they may be nonsense. */
  readonly bounds?: (west: number, south: number, east: number, north: number) => void;
  readonly node?: (id: number, lng: number, lat: number, tags: Tags | undefined) => void;
  readonly way?: (id: number, refs: readonly number[], tags: Tags | undefined) => void;
  readonly relation?: (id: number, members: readonly Member[], tags: Tags | undefined) => void;
}

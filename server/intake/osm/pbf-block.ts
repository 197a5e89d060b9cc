import { parse, type OSMTransform } from "osm-pbf-parser-node";
import type { Member, OsmVisitor, Tags } from "#core/osm/elements.ts";
import { eachField } from "./wire.ts";

/**
 * Writers put some 8,000 elements into a block, a few fill it to its 32 MiB. Beyond these counts a block is
 * a trap: two bytes for an empty way become half a kilobyte of objects.
 */
const MAX_DENSE_NODES = 5_000_000;
const MAX_OTHERS = 1_000_000;

type Element =
  | {
      readonly type: "node";
      readonly id: number;
      readonly lat: number;
      readonly lon: number;
      readonly tags?: Tags;
    }
  | {
      readonly type: "way";
      readonly id: number;
      readonly refs: readonly number[];
      readonly tags?: Tags;
    }
  | {
      readonly type: "relation";
      readonly id: number;
      readonly members: readonly Member[];
      readonly tags?: Tags;
    };

/**
 * The elements of an unpacked data block; none when it holds no kind the visitor takes. Throws on bytes
 * that are not a block, and on one that would break or choke the parser.
 */
export function decodeBlock(
  block: Uint8Array,
  visitor: OsmVisitor,
  filter: OSMTransform,
): readonly Element[] {
  const kinds = inspect(block, visitor.node !== undefined);
  const wanted =
    (kinds.nodes && visitor.node) ||
    (kinds.ways && visitor.way) ||
    (kinds.relations && visitor.relation);
  if (!wanted) return [];
  // The parser builds exactly these shapes (its own types say `object`).
  const elements = parse(
    Buffer.from(block.buffer, block.byteOffset, block.length),
    filter,
  ) as Element[];
  for (const element of elements) check(element);
  return elements;
}

/** Hands decoded elements to the visitor. */
export function visitBlock(elements: readonly Element[], visitor: OsmVisitor): void {
  for (const element of elements)
    switch (element.type) {
      case "node":
        visitor.node?.(element.id, element.lon, element.lat, element.tags);
        break;
      case "way":
        visitor.way?.(element.id, element.refs, element.tags);
        break;
      case "relation":
        visitor.relation?.(element.id, element.members, element.tags);
        break;
    }
}

/** Field numbers of the format: https://github.com/openstreetmap/OSM-binary/blob/master/osmpbf/osmformat.proto */
const STRINGS = 1;
const GROUP = 2;
const GROUP_NODE = 1;
const GROUP_DENSE = 2;
const GROUP_WAY = 3;
const GROUP_RELATION = 4;
const DENSE_ID = 1;
const DENSE_TAGS = 10;

/** Which kinds of element a block holds, from its outermost lengths only. */
function inspect(
  block: Uint8Array,
  nodesWanted: boolean,
): { nodes: boolean; ways: boolean; relations: boolean } {
  const kinds = { nodes: false, ways: false, relations: false };
  let others = 0;
  let dense = 0;
  let strings = false;
  eachField(block, 0, block.length, (field, from, to) => {
    if (field === STRINGS) {
      strings = true;
      eachField(block, from, to, () => void others++);
    }
    if (field !== GROUP) return;
    eachField(block, from, to, (kind, start, end) => {
      others++;
      if (kind === GROUP_WAY) kinds.ways = true;
      if (kind === GROUP_RELATION) kinds.relations = true;
      if (kind === GROUP_NODE || kind === GROUP_DENSE) kinds.nodes = true;
      if (kind === GROUP_DENSE && nodesWanted) dense += countDenseNodes(block, start, end);
    });
  });
  if (!strings) throw new Error("a block has no table of words");
  if (others > MAX_OTHERS || dense > MAX_DENSE_NODES)
    throw new Error(
      `a block claims ${others + dense} words and elements, far more than any writer puts in one`,
    );
  return kinds;
}

/** The number of dense nodes; throws when their tags end early, where the parser would never stop. */
function countDenseNodes(block: Uint8Array, start: number, end: number): number {
  let nodes = 0;
  let tagged = 0;
  let atKey = true;
  let fresh = true;
  eachField(block, start, end, (field, from, to) => {
    if (field === DENSE_ID) for (let i = from; i < to; i++) if ((block[i] ?? 0) < 0x80) nodes++;
    if (field !== DENSE_TAGS) return;
    for (let i = from; i < to; i++) {
      const byte = block[i] ?? 0;
      const ends = byte < 0x80;
      if (ends && fresh && atKey && byte === 0) tagged++;
      else if (ends) atKey = !atKey;
      fresh = ends;
    }
    if (tagged < nodes) throw new Error("a block gives tags for fewer nodes than it has");
  });
  return nodes;
}

function check(element: Element): void {
  if (element.type === "node") {
    const { lat, lon } = element;
    if (!(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180))
      throw new Error(`node ${element.id} lies at longitude ${lon}, latitude ${lat}`);
  }
  if (element.type === "relation" && element.members.some(isBroken))
    throw new Error(`relation ${element.id} has a member of no kind`);
}

function isBroken(member: { readonly type?: string; readonly role?: string }): boolean {
  return member.type === undefined || member.role === undefined;
}

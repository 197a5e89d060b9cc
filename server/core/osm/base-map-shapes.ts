import { areaDrawnAs, closedWayDrawnAs, lineDrawnAs } from "./drawn-as.ts";
import type { Member, OsmVisitor, Tags } from "./elements.ts";
import type { Drawn } from "./features.ts";

/** What of an extract is drawn, before it is known where the nodes are. */
export interface BaseMapShapes {
  /** Ways drawn by themselves. */
  readonly ways: readonly DrawnWay[];
  /** Areas made of several ways. */
  readonly areas: readonly DrawnArea[];
  /** Node ids of way number w: `refs[firstRef[w]]` up to, not including, `refs[firstRef[w + 1]]`. */
  readonly refs: readonly number[];
  readonly firstRef: readonly number[];
}

export interface DrawnWay {
  /** Its number in `firstRef`. */
  readonly way: number;
  /** At least one. Alike ways share one list. */
  readonly drawn: readonly Drawn[];
}

export interface DrawnArea {
  readonly drawn: readonly Drawn[];
  /** Numbers of the ways that make the outer rings and the holes. */
  readonly outer: readonly number[];
  readonly inner: readonly number[];
  /** The extract lacks some of its ways. */
  readonly incomplete: boolean;
}

/** The first pass over an extract: ways and relations. */
export interface ShapeCollector {
  readonly visitor: OsmVisitor;
  finish(): BaseMapShapes;
}

export function collectShapes(): ShapeCollector {
  const ids: number[] = [];
  const refs: number[] = [];
  const firstRef = [0];
  const ways: DrawnWay[] = [];
  const relations: { members: readonly Member[]; drawn: readonly Drawn[] }[] = [];
  const shared = new Map<string, readonly Drawn[]>();

  const share = (drawn: readonly Drawn[]): readonly Drawn[] => {
    const key = JSON.stringify(drawn);
    const known = shared.get(key);
    if (known === undefined) shared.set(key, drawn);
    return known ?? drawn;
  };
  return {
    visitor: {
      way(id, wayRefs, tags) {
        // Kept even when not drawn: a relation read later may need it for its ring.
        ids.push(id);
        for (const ref of wayRefs) refs.push(ref);
        firstRef.push(refs.length);
        const drawn = tags === undefined ? [] : wayDrawnAs(wayRefs, tags);
        if (drawn.length > 0) ways.push({ way: ids.length - 1, drawn: share(drawn) });
      },
      relation(_id, members, tags) {
        if (tags?.["type"] !== "multipolygon") return;
        const drawn = areaDrawnAs(tags);
        if (drawn.length > 0) relations.push({ members, drawn });
      },
    },
    finish() {
      const wanted = new Set(
        relations.flatMap(({ members }) => members.filter(isWay).map(({ ref }) => ref)),
      );
      const numberOf = new Map<number, number>();
      for (const [way, id] of ids.entries()) if (wanted.has(id)) numberOf.set(id, way);
      const areas = relations.map(({ members, drawn }): DrawnArea => {
        const rim = members.filter(isWay);
        const numbers = (inner: boolean): number[] =>
          rim
            .filter(({ role }) => (role === "inner") === inner)
            .map(({ ref }) => numberOf.get(ref))
            .filter((way) => way !== undefined);
        const incomplete = rim.some(({ ref }) => !numberOf.has(ref));
        return { drawn, outer: numbers(false), inner: numbers(true), incomplete };
      });
      return { ways, areas, refs, firstRef };
    },
  };
}

function wayDrawnAs(refs: readonly number[], tags: Tags): readonly Drawn[] {
  const closed = refs.length > 3 && refs[0] === refs.at(-1);
  return closed ? closedWayDrawnAs(tags) : lineDrawnAs(tags);
}

function isWay(member: Member): boolean {
  return member.type === "way";
}

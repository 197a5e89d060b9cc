import polylabel from "polylabel";
import type { Surface } from "../catchment/surface.ts";
import { BEYOND } from "../catchment/surface.ts";
import type { Demand } from "../demand/demand.ts";
import { areaOf, neighboursOf, outlineOf } from "../geo/cells.ts";
import type { CellId, Degrees, People } from "../vocabulary.ts";
import { connected, cutGap, type GapGround } from "./cut-gaps.ts";
import { GAP } from "./states.ts";

/** Connected uncovered cells with people in them, small enough for one new site to serve. */
export interface Gap {
  /** 1 is the gap with the most people. */
  readonly rank: number;
  /** The units or streets most of its people live in; a place in degrees where neither has a name. */
  readonly name: string;
  readonly people: People;
  readonly groups: ReadonlyMap<string, People>;
  readonly cells: readonly number[];
  readonly squareMetres: number;
  readonly nearest: NearestNow | null;
  readonly label: readonly [Degrees, Degrees];
  /** One polygon, holes kept, oriented as RFC 7946 asks. */
  readonly polygon: number[][][];
}

/** What the people of a gap have now. */
export interface NearestNow {
  /** The facility that is nearest for most of them. */
  readonly facility: number;
  /** Mean cost of their walks to their nearest facility, weighted by people, in thousandths of the measure. */
  readonly cost: number;
}

export interface GapQuestion extends Omit<GapGround, "neighbours"> {
  readonly surface: Surface;
  readonly states: Uint8Array;
  readonly unitNames: readonly string[];
  /** Street each cell is joined to, empty where it has no name. */
  readonly streetOf: (cell: number) => string;
  /** Cost in thousandths from a cell to its nearest facility however far, for cells beyond the surface. */
  readonly nearestOf: (cell: number) => { cost: number; facility: number } | undefined;
}

/** Which gaps are asked for; describing one takes longer than finding it. */
export interface GapChoice {
  /** As many at most, the largest first. */
  readonly most?: number;
  /** Only those with people of these cells, in the order of how many they are. */
  readonly isAsked?: (cell: number) => boolean;
}

/** The gaps of one service and limit, most people first. */
export function findGaps(
  question: GapQuestion,
  { most = Infinity, isAsked = () => true }: GapChoice = {},
): Gap[] {
  const { demand, states } = question;
  const cells: number[] = [];
  for (let c = 0; c < states.length; c++)
    if (states[c] === GAP && demand.people[c]! > 0) cells.push(c);
  const indexOf = new Map<CellId, number>(cells.map((c) => [demand.cells[c]!, c]));
  const known = new Map<number, readonly number[]>();
  const neighbours = (cell: number) => {
    let found = known.get(cell);
    if (found === undefined) {
      found = neighboursOf(demand.cells[cell]!).flatMap((id) => indexOf.get(id) ?? []);
      known.set(cell, found);
    }
    return found;
  };

  const pieces = connected(cells, neighbours)
    .flatMap((gap) => cutGap(gap, { ...question, neighbours }))
    .map((piece) => ({ piece, people: sum(piece.filter(isAsked), demand.people) }))
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people || a.piece[0]! - b.piece[0]!);
  const names = distinctNames(pieces.map(({ piece }) => nameOf(piece, question)));
  return pieces.slice(0, most).map(({ piece }, i) => describe(piece, i + 1, names[i]!, question));
}

function describe(
  piece: readonly number[],
  rank: number,
  name: string,
  question: GapQuestion,
): Gap {
  const { demand } = question;
  const ids = piece.map((cell) => demand.cells[cell]!);
  const [polygon] = outlineOf(ids);
  if (polygon === undefined)
    throw new Error(`Gap ${rank} has no outline: it should hold at least one cell.`);
  const label = polylabel(polygon, 1e-5);
  return {
    rank,
    name,
    people: sum(piece, demand.people),
    groups: new Map([...demand.groups].map(([group, counts]) => [group, sum(piece, counts)])),
    cells: piece,
    squareMetres: ids.reduce((area, id) => area + areaOf(id), 0),
    nearest: nearestNow(piece, question),
    label: [label[0]!, label[1]!],
    polygon,
  };
}

function nearestNow(piece: readonly number[], question: GapQuestion): NearestNow | null {
  const { demand, surface } = question;
  const peopleBy = new Map<number, People>();
  let people = 0;
  let cost = 0;
  for (const cell of piece) {
    const near =
      surface.cost[cell] === BEYOND
        ? question.nearestOf(cell)
        : { cost: surface.cost[cell]! * 100, facility: surface.facility[cell]! };
    if (near === undefined) continue;
    people += demand.people[cell]!;
    cost += demand.people[cell]! * near.cost;
    peopleBy.set(near.facility, (peopleBy.get(near.facility) ?? 0) + demand.people[cell]!);
  }
  const [most] = [...peopleBy].sort(([a, few], [b, many]) => many - few || a - b);
  return most === undefined ? null : { facility: most[0], cost: cost / people };
}

/** At most two names, of the units (or, without units, the streets) with most of the people. */
function nameOf(piece: readonly number[], question: GapQuestion): string {
  const { demand, unitOf, unitNames, streetOf } = question;
  const byUnit = topNames(piece, demand, (cell) => unitNames[unitOf[cell]!] ?? "");
  if (byUnit !== "") return byUnit;
  const byStreet = topNames(piece, demand, streetOf);
  if (byStreet !== "") return byStreet;
  const first = piece[0]!;
  return `${demand.lng[first]!.toFixed(4)}, ${demand.lat[first]!.toFixed(4)}`;
}

/** A second name stands beside the first only when a good part of the people live there. */
const SHARE_OF_SECOND_NAME = 0.2;

function topNames(piece: readonly number[], demand: Demand, of: (cell: number) => string): string {
  const people = new Map<string, People>();
  let total = 0;
  for (const cell of piece) {
    total += demand.people[cell]!;
    const name = of(cell);
    if (name !== "") people.set(name, (people.get(name) ?? 0) + demand.people[cell]!);
  }
  const [first, second] = [...people].sort(([a, few], [b, many]) => many - few || (a < b ? -1 : 1));
  if (first === undefined) return "";
  return second !== undefined && second[1] >= SHARE_OF_SECOND_NAME * total
    ? `${first[0]}、${second[0]}`
    : first[0];
}

/** Gives the second and later gaps of one name a number, so that each can be told apart in a report. */
function distinctNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function sum(cells: readonly number[], column: Float64Array): number {
  return cells.reduce((total, cell) => total + column[cell]!, 0);
}

import type { Point } from "./geometry.ts";

/** Things found again by place, on square cells. */
export class Buckets<Item> {
  private readonly items = new Map<number, Item[]>();
  private readonly size: number;

  constructor(size: number) {
    this.size = size;
  }

  add(place: Point, item: Item): void {
    this.put(Math.floor(place.x / this.size), Math.floor(place.y / this.size), item);
  }

  addAlong(a: Point, b: Point, item: Item): void {
    this.visit(a, b, 0, (column, row) => this.put(column, row, item));
  }

  /** What was put into the cell of a place or its eight neighbours. */
  around(place: Point): Item[] {
    return this.alongWithin(place, place, 1);
  }

  /** What was put near a leg; an item may come more than once. */
  along(a: Point, b: Point): Item[] {
    return this.alongWithin(a, b, 0);
  }

  /** What was put near a leg, in some more cells all round. */
  alongWithin(a: Point, b: Point, margin: number): Item[] {
    const found: Item[] = [];
    this.visit(a, b, margin, (column, row) => {
      const bucket = this.items.get(keyOf(column, row));
      if (bucket !== undefined) for (const item of bucket) found.push(item);
    });
    return found;
  }

  private put(column: number, row: number, item: Item): void {
    const key = keyOf(column, row);
    const bucket = this.items.get(key);
    if (bucket === undefined) this.items.set(key, [item]);
    else bucket.push(item);
  }

  private visit(
    a: Point,
    b: Point,
    margin: number,
    see: (column: number, row: number) => void,
  ): void {
    const cell = (value: number): number => Math.floor(value / this.size);
    const [east, north] = [cell(Math.max(a.x, b.x)) + margin, cell(Math.max(a.y, b.y)) + margin];
    for (let column = cell(Math.min(a.x, b.x)) - margin; column <= east; column++) {
      for (let row = cell(Math.min(a.y, b.y)) - margin; row <= north; row++) see(column, row);
    }
  }
}

/** One number for a cell; columns and rows stay well under a million either way. */
function keyOf(column: number, row: number): number {
  return (column + 1_000_000) * 2_097_152 + (row + 1_000_000);
}

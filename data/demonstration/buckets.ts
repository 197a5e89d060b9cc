import type { Point } from "./geometry.ts";

/** Things found again by place, on square cells. */
export class Buckets<Item> {
  private readonly items = new Map<string, Item[]>();
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
    return this.collect(place, place, 1);
  }

  /** What was put near a leg; an item may come more than once. */
  along(a: Point, b: Point): Item[] {
    return this.collect(a, b, 0);
  }

  private collect(a: Point, b: Point, margin: number): Item[] {
    const found: Item[] = [];
    this.visit(a, b, margin, (column, row) => {
      found.push(...(this.items.get(`${column},${row}`) ?? []));
    });
    return found;
  }

  private put(column: number, row: number, item: Item): void {
    const key = `${column},${row}`;
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
    for (
      let column = cell(Math.min(a.x, b.x)) - margin;
      column <= cell(Math.max(a.x, b.x)) + margin;
      column++
    ) {
      for (
        let row = cell(Math.min(a.y, b.y)) - margin;
        row <= cell(Math.max(a.y, b.y)) + margin;
        row++
      ) {
        see(column, row);
      }
    }
  }
}

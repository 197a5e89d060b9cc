import type { Place } from "./features.ts";
import type { LineSketch } from "./sketch.ts";

/** What the tool needs of the map it draws on. */
export interface StreetDesk {
  /** Where a place would join a street; undefined where none is near enough. */
  readonly snap: (place: Place) => Place | undefined;
  readonly sketch: (line: LineSketch | undefined) => void;
  readonly drawn: (from: Place, to: Place) => void;
}

/** A line of two places. The first, and where `joins` says so the second too, is put on a street that is near. */
export class StreetTool {
  readonly #desk: StreetDesk;
  readonly #joins: boolean;
  #from: Place | undefined;

  constructor(desk: StreetDesk, joins: boolean) {
    this.#desk = desk;
    this.#joins = joins;
  }

  /** Whether the first place is set. */
  get isUnderWay(): boolean {
    return this.#from !== undefined;
  }

  press(at: Place): void {
    const place = this.#snap(at) ?? at;
    if (this.#from === undefined) {
      this.#from = place;
      this.hover(at);
      return;
    }
    const from = this.#from;
    if (from[0] === place[0] && from[1] === place[1]) return;
    this.cancel();
    this.#desk.drawn(from, place);
  }

  hover(at: Place | undefined): void {
    this.#desk.sketch(at && { from: this.#from, at, snapped: this.#snap(at) });
  }

  /** Forgets the first place. */
  cancel(): void {
    this.#from = undefined;
    this.#desk.sketch(undefined);
  }

  #snap(at: Place): Place | undefined {
    return this.#from === undefined || this.#joins ? this.#desk.snap(at) : undefined;
  }
}

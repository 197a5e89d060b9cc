import type { Place } from "./features.ts";
import type { Pixel } from "./label-places.ts";
import type { Dragged, MapEvent } from "./picture.ts";

/** What a drag needs of the map it happens on. */
export interface DragDesk {
  readonly toPixel: (place: Place) => Pixel;
  readonly toPlace: (pixel: Pixel) => Place;
  readonly event: (event: MapEvent) => void;
  /** Milliseconds on any clock that only goes forward. */
  readonly now: () => number;
  /** Calls back after so many milliseconds; gives what calls it off. */
  readonly later: (then: () => void, milliseconds: number) => () => void;
}

/**
 * Moves are told no more often than this, milliseconds: once in a frame of a smooth screen. It is no frame of the
 * map's own, since a slow graphics card would make the figures beside the map wait for it.
 */
const FRAME = 1000 / 60;

/** A pointer must go so far before a press is a drag and no click, px. */
const THRESHOLD = 4;

type DragEvent = MapEvent & { readonly kind: "drag" };

type State =
  | { readonly kind: "idle" }
  /** Pressed, not yet moved. */
  | { readonly kind: "held"; readonly what: Dragged; readonly from: Place; readonly at: Pixel }
  | {
      readonly kind: "dragging";
      readonly what: Dragged;
      readonly from: Place;
      /** From the pointer to the place that is dragged, px: it is taken where it was grasped, and does not jump. */
      readonly grasp: Pixel;
      readonly at: Place;
      /** When it came there. */
      readonly since: number;
    };

/** One site or facility on its way, by pointer or by arrow keys. Tells of it 60 times a second at most. */
export class SiteDrag {
  readonly #desk: DragDesk;
  #state: State = { kind: "idle" };
  #callOff: (() => void) | undefined;
  /** When a move was last told. */
  #told = -Infinity;

  constructor(desk: DragDesk) {
    this.#desk = desk;
  }

  /** Whether something is held or dragged. */
  get isHolding(): boolean {
    return this.#state.kind !== "idle";
  }

  /** What is dragged; undefined while nothing is, or it has not moved yet. */
  get dragged(): Dragged | undefined {
    return this.#state.kind === "dragging" ? this.#state.what : undefined;
  }

  /** A pointer is pressed on something that stands at a place. */
  hold(what: Dragged, from: Place, at: Pixel): void {
    this.end();
    this.#state = { kind: "held", what, from, at };
  }

  /** The pointer that holds it was here at a time of the clock. */
  move(at: Pixel, since: number): void {
    const state = this.#state;
    if (state.kind === "held") {
      if (Math.hypot(at[0] - state.at[0], at[1] - state.at[1]) < THRESHOLD) return;
      const [x, y] = this.#desk.toPixel(state.from);
      this.#start(state.what, state.from, [x - state.at[0], y - state.at[1]]);
    }
    if (this.#state.kind !== "dragging") return;
    const [right, down] = this.#state.grasp;
    this.#moveTo(this.#desk.toPlace([at[0] + right, at[1] + down]), since);
  }

  /** Moves what stands at a place by so many metres, going on from where it was moved before. */
  nudge(what: Dragged, from: Place, east: number, north: number): void {
    if (this.#state.kind === "dragging" && !isSame(this.#state.what, what)) this.end();
    if (this.#state.kind !== "dragging") this.#start(what, from, [0, 0]);
    if (this.#state.kind === "dragging")
      this.#moveTo(movedBy(this.#state.at, east, north), this.#desk.now());
  }

  /** It is to stand where it is. */
  end(): void {
    this.#finish("ended");
  }

  /** It is to stand where it stood. */
  cancel(): void {
    this.#finish("cancelled");
  }

  #start(what: Dragged, from: Place, grasp: Pixel): void {
    const since = this.#desk.now();
    this.#state = { kind: "dragging", what, from, grasp, at: from, since };
    this.#tell("started", what, from, since);
  }

  #moveTo(at: Place, since: number): void {
    if (this.#state.kind !== "dragging") return;
    this.#state = { ...this.#state, at, since };
    if (this.#callOff) return;
    const wait = this.#told + FRAME - this.#desk.now();
    if (wait <= 0) this.#tellMove();
    else this.#callOff = this.#desk.later(() => this.#tellMove(), wait);
  }

  #tellMove(): void {
    this.#callOff = undefined;
    if (this.#state.kind !== "dragging") return;
    this.#told = this.#desk.now();
    this.#tell("moved", this.#state.what, this.#state.at, this.#state.since);
  }

  #finish(phase: "ended" | "cancelled"): void {
    const state = this.#state;
    this.#state = { kind: "idle" };
    this.#callOff?.();
    this.#callOff = undefined;
    if (state.kind !== "dragging") return;
    this.#tell(phase, state.what, phase === "ended" ? state.at : state.from, state.since);
  }

  #tell(phase: DragEvent["phase"], what: Dragged, [lng, lat]: Place, since: number): void {
    const [x, y] = this.#desk.toPixel([lng, lat]);
    this.#desk.event({ kind: "drag", phase, what, lng, lat, x, y, since });
  }
}

/** A place so many metres farther east and north, for distances within a town. */
export function movedBy([lng, lat]: Place, east: number, north: number): Place {
  const degree = (Math.PI / 180) * EARTH_RADIUS;
  return [lng + east / (degree * Math.cos((lat * Math.PI) / 180)), lat + north / degree];
}

/** Mean radius of the earth, metres. */
const EARTH_RADIUS = 6_371_009;

function isSame(one: Dragged, other: Dragged): boolean {
  if ("site" in one) return "site" in other && one.site === other.site;
  return "facility" in other && one.facility === other.facility;
}

/** Frames of the page after which a picture is surely on the screen, and how long they take where nothing is slow. */
const FRAMES = 2;
const SWIFT = 35;

/** A picture is not waited for longer than this, milliseconds. */
const LONGEST = 1500;

/** The map, as far as it says when nothing is left to paint. */
interface Painter {
  readonly once: (event: "idle", then: () => void) => unknown;
  readonly off: (event: "idle", then: () => void) => unknown;
}

/**
 * Leaves the page as much time as a picture of the map took to paint, before the next. Where the processor paints the
 * map for want of a graphics card, a drag would otherwise keep it busy, and the figures beside the map would wait.
 */
export class Pace {
  readonly #map: Painter;
  readonly #freed: () => void;
  readonly #painted = () => this.#afterFrames(FRAMES);
  #busy = false;
  #began = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;

  /** `freed` is called when another picture may be drawn. */
  constructor(map: Painter, freed: () => void) {
    this.#map = map;
    this.#freed = freed;
  }

  /** Whether a picture is being painted, or was just now. */
  get isBusy(): boolean {
    return this.#busy;
  }

  /** A picture has been handed to the map. */
  begin(): void {
    this.end();
    this.#busy = true;
    this.#began = performance.now();
    this.#map.once("idle", this.#painted);
    this.#timer = setTimeout(() => this.#free(), LONGEST);
  }

  /** Nothing more is waited for. */
  end(): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#map.off("idle", this.#painted);
    this.#busy = false;
  }

  #afterFrames(frames: number): void {
    if (frames > 0) {
      this.#frame = requestAnimationFrame(() => this.#afterFrames(frames - 1));
      return;
    }
    clearTimeout(this.#timer);
    const took = performance.now() - this.#began;
    this.#timer = setTimeout(() => this.#free(), Math.max(0, took - SWIFT));
  }

  #free(): void {
    this.end();
    this.#freed();
  }
}

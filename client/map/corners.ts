import type { Map as GlMap } from "maplibre-gl";
import type { CornerTool } from "./corner-tool.ts";
import type { Place } from "./features.ts";
import type { Pixel } from "./label-places.ts";
import type { AreaMark, MapEvent, PlanPicture } from "./picture.ts";
import { cornersOf, isSameRing, withCorner, withoutCorner, type Ring } from "./rings.ts";
import { movedBy } from "./site-drag.ts";

/** What the corners of an area need of the map they are on. */
export interface CornerDesk {
  readonly map: GlMap;
  /** `data-corners` on it is the area whose corners can be moved, once they can. */
  readonly frame: HTMLElement;
  readonly toPixel: (place: Place) => Pixel;
  readonly event: (event: MapEvent) => void;
}

/** How near a corner a pointer takes hold of it, px. */
export const CORNER_REACH = 12;

/** The area whose corners can be moved: the selected one, while no tool draws anything else. */
export function openedArea({ areas, tool }: PlanPicture): AreaMark | undefined {
  if (tool !== "look" && tool !== "move") return undefined;
  return areas.find(({ selected }) => selected);
}

/** What moves corners, loaded with the first area that is opened. */
interface Loaded {
  readonly tool: CornerTool;
  readonly isSimple: (ring: Ring) => boolean;
}

/** The corners of one area, to be moved by pointer or by keys. */
export class Corners {
  readonly #desk: CornerDesk;
  #area: AreaMark | undefined;
  #loaded: Loaded | undefined;
  readonly #closed = new AbortController();

  constructor(desk: CornerDesk) {
    this.#desk = desk;
    const { signal } = this.#closed;
    desk.map.getCanvas().addEventListener("contextmenu", (event) => this.#menu(event), { signal });
  }

  /** Shows the corners of an area, of another one, or of none. */
  show(area: AreaMark | undefined, large: boolean): void {
    const before = this.#area;
    if (area === before) return;
    this.#area = area;
    if (area && before && area.id === before.id && area.role === before.role) {
      if (!isSameRing(area.ring, before.ring)) this.#loaded?.tool.show(area.ring);
      return;
    }
    this.#putAway();
    if (area) void this.#open(area.id, large);
  }

  /** Whether a pointer at a pixel would take hold of a corner, or of the middle between two. */
  isNear([x, y]: Pixel): boolean {
    if (!this.#loaded || !this.#area) return false;
    const corners = cornersOf(this.#area.ring).map(this.#desk.toPixel);
    return corners.some(([left, top], i) => {
      const [nextLeft, nextTop] = corners[(i + 1) % corners.length] ?? [left, top];
      const middle = [(left + nextLeft) / 2, (top + nextTop) / 2] as const;
      return [[left, top] as const, middle].some(
        (at) => Math.hypot(at[0] - x, at[1] - y) < CORNER_REACH,
      );
    });
  }

  /** Lets go of a corner in the hand, which is back where it was; false where none is. */
  putBack(): boolean {
    if (!this.#area || this.#loaded?.tool.isUnderWay() !== true) return false;
    this.#loaded.tool.show(this.#area.ring);
    return true;
  }

  /** Moves a corner by so many metres, unless edges would cross. */
  nudge(corner: number, east: number, north: number): void {
    const place = this.#area?.ring[corner];
    if (this.#area && place)
      this.#tell(withCorner(this.#area.ring, corner, movedBy(place, east, north)), true);
  }

  /** Takes a corner away, unless edges would cross or no area be left. */
  remove(corner: number): void {
    if (this.#area) this.#tell(withoutCorner(this.#area.ring, corner), false);
  }

  close(): void {
    this.#closed.abort();
    this.#putAway();
    this.#area = undefined;
  }

  async #open(id: string, large: boolean): Promise<void> {
    const { cornerTool, isSimple } = await import("./corner-tool.ts");
    const area = this.#area;
    if (area?.id !== id || this.#loaded) return;
    const { map, frame, event } = this.#desk;
    const tool = cornerTool(map, area, large, (ring) => {
      event({ kind: "reshaped", id, ring, joins: false });
    });
    this.#loaded = { tool, isSimple };
    frame.dataset["corners"] = id;
  }

  #putAway(): void {
    this.#loaded?.tool.close();
    this.#loaded = undefined;
    delete this.#desk.frame.dataset["corners"];
  }

  #tell(ring: Ring | undefined, joins: boolean): void {
    if (!ring || !this.#area || this.#loaded?.isSimple(ring) !== true) return;
    this.#desk.event({ kind: "reshaped", id: this.#area.id, ring, joins });
  }

  /** The other button of a mouse takes the corner under it away. */
  #menu(event: MouseEvent): void {
    if (!this.#loaded || !this.#area) return;
    const { left, top } = this.#desk.map.getCanvas().getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const corner = cornersOf(this.#area.ring).findIndex((place) => {
      const at = this.#desk.toPixel(place);
      return Math.hypot(at[0] - x, at[1] - y) < CORNER_REACH;
    });
    if (corner < 0) return;
    event.preventDefault();
    this.remove(corner);
  }
}

import type { Position } from "geojson";
import type { Map as GlMap, Point } from "maplibre-gl";
import { ARROWS, flightTime } from "./camera.ts";
import { Corners, openedArea } from "./corners.ts";
import type { Place } from "./features.ts";
import type { Pixel } from "./label-places.ts";
import { pickMark, type Picker } from "./picking.ts";
import type { Dragged, MapEvent, Picture } from "./picture.ts";
import { PLAN_MARK_LAYERS } from "./plan-layers.ts";
import { PlanTools } from "./plan-tools.ts";
import { SiteDrag } from "./site-drag.ts";
import { holdOf, isMovable, siteAt } from "./site-hits.ts";
import { Sketch } from "./sketch.ts";

/** What gestures need of the map they are made on. */
export interface GestureDesk {
  readonly map: GlMap;
  readonly frame: HTMLElement;
  readonly container: HTMLElement;
  readonly event: (event: MapEvent) => void;
  /** The picture on the screen; undefined before the first, and where the graphics card is gone. */
  readonly picture: () => Picture | undefined;
  readonly cellAt: Picker;
}

/** How far beside a mark a click still means it, px. */
const REACH_OF_CLICK = 5;

/** How far an arrow key moves a site, and with Shift, metres. */
const NUDGE = 10;
const FAR_NUDGE = 100;

/** Turns what the reader does on the map, by pointer, finger or key, into events. */
export class Gestures {
  readonly #desk: GestureDesk;
  readonly #sketch: Sketch;
  readonly #tools: PlanTools;
  readonly #drag: SiteDrag;
  readonly #corners: Corners;
  #pointer: Point | undefined;
  #hoverFrame = 0;
  /** Whether the last gesture was a key on the map. */
  #byKeys = false;
  readonly #closed = new AbortController();

  constructor(desk: GestureDesk) {
    const { map, frame, event } = desk;
    this.#desk = desk;
    this.#sketch = new Sketch(frame, (place) => this.#toPixel(place));
    const toPlace = (pixel: Pixel) => this.#toPlace(pixel);
    this.#tools = new PlanTools({ map, frame, sketch: this.#sketch, toPlace, event });
    const toPixel = (place: Place) => this.#toPixel(place);
    this.#corners = new Corners({ map, frame, toPixel, event });
    this.#drag = new SiteDrag({
      event,
      toPlace,
      toPixel,
      now: () => performance.now(),
      later: (then, milliseconds) => {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    this.#listen();
  }

  close(): void {
    this.#closed.abort();
    cancelAnimationFrame(this.#hoverFrame);
    this.#drag.cancel();
    this.#tools.close();
    this.#corners.close();
    this.#sketch.close();
  }

  /** The map shows another picture. */
  show({ plan, language, large }: Picture): void {
    this.#tools.take(plan?.tool);
    this.#corners.show(plan && openedArea(plan), large);
    this.#sketch.showDrag(plan?.drag, language, large);
  }

  /** A key on a site that has the focus; false where it means nothing there. */
  siteKey(id: string, key: string, shift: boolean): boolean {
    const site = this.#desk.picture()?.plan?.sites.find((each) => each.id === id);
    if (!site) return false;
    const [east, south] = ARROWS[key] ?? [0, 0];
    if (east !== 0 || south !== 0) {
      if (!isMovable(site)) return true;
      const metres = shift ? FAR_NUDGE : NUDGE;
      this.#drag.nudge(
        { site: id },
        placeOf(site),
        Math.sign(east) * metres,
        -Math.sign(south) * metres,
      );
      return true;
    }
    if (key === "Escape" && this.#drag.dragged) this.#drag.cancel();
    else if (key === "Enter" && this.#drag.dragged) this.#drag.end();
    else if (key === "Enter" || key === " ") this.#desk.event({ kind: "site", id });
    else return false;
    return true;
  }

  /** The focus left a site: what the keys moved is to stay there. */
  siteLeft(): void {
    this.#drag.end();
  }

  /** A site has the focus: it is brought onto the screen. */
  siteEntered(id: string): void {
    const site = this.#desk.picture()?.plan?.sites.find((each) => each.id === id);
    if (!site) return;
    const { map, container } = this.#desk;
    const [x, y] = this.#toPixel(placeOf(site));
    if (x < 0 || y < 0 || x > container.clientWidth || y > container.clientHeight) {
      map.easeTo({ center: [site.lng, site.lat], duration: flightTime() });
    }
  }

  /** A key on a corner of the selected area that has the focus; false where it means nothing there. */
  cornerKey(corner: number, key: string, shift: boolean): boolean {
    const [east, south] = ARROWS[key] ?? [0, 0];
    const metres = shift ? FAR_NUDGE : NUDGE;
    if (key === "Delete") this.#corners.remove(corner);
    else if (east === 0 && south === 0) return false;
    else this.#corners.nudge(corner, Math.sign(east) * metres, -Math.sign(south) * metres);
    return true;
  }

  #listen(): void {
    const { map } = this.#desk;
    const canvas = map.getCanvas();
    const { signal } = this.#closed;
    map.on("move", () => {
      this.#sketch.redraw();
      // By keys the centre of the map is the pointer.
      if (this.#byKeys) this.#tools.hover(this.#centre());
    });
    map.on("mousemove", ({ point }) => this.#hover(point));
    map.on("mouseout", () => this.#hover(undefined));
    map.on("click", ({ point, originalEvent }) => {
      // The second press of a double click is none of its own.
      if (originalEvent.detail < 2) this.#press([point.x, point.y]);
    });
    canvas.addEventListener("keydown", (event) => this.#key(event), { signal });
    canvas.addEventListener("pointerdown", (event) => this.#take(event), { signal });
    canvas.addEventListener("pointermove", (event) => this.#carry(event), { signal });
    canvas.addEventListener("pointerup", () => this.#letGo(true), { signal });
    canvas.addEventListener("pointercancel", () => this.#letGo(false), { signal });
    // Before the page hears of it, which would leave the tool.
    const escape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      if (this.#drag.isHolding) this.#letGo(false);
      else if (!this.#corners.putBack()) return;
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener("keydown", escape, { signal, capture: true });
  }

  /** A pointer takes hold of a site or facility, and the map stands still meanwhile. */
  #take(event: PointerEvent): void {
    if (!event.isPrimary || event.button !== 0) return;
    const at = this.#pixelOf(event);
    if (this.#corners.isNear(at)) return;
    const held = this.#holdOn(this.#markAt(at));
    if (!held) return;
    const { map } = this.#desk;
    map.dragPan.disable();
    map.getCanvas().setPointerCapture(event.pointerId);
    this.#drag.hold(held.what, held.from, at);
  }

  #carry(event: PointerEvent): void {
    if (!event.isPrimary || !this.#drag.isHolding) return;
    this.#drag.move(this.#pixelOf(event), event.timeStamp);
    this.#desk.container.classList.toggle("dragging", this.#drag.dragged !== undefined);
  }

  #letGo(stays: boolean): void {
    if (!this.#drag.isHolding) return;
    if (stays) this.#drag.end();
    else this.#drag.cancel();
    this.#desk.container.classList.remove("dragging");
    this.#desk.map.dragPan.enable();
  }

  /** Reports what lies under the pointer, once a frame at most. */
  #hover(point: Point | undefined): void {
    this.#pointer = point;
    this.#byKeys = false;
    cancelAnimationFrame(this.#hoverFrame);
    this.#hoverFrame = requestAnimationFrame(() => {
      const { map, container, event, cellAt } = this.#desk;
      const at = this.#pointer && ([this.#pointer.x, this.#pointer.y] as const);
      if (this.#drag.isHolding) return;
      const cell = at && !map.isMoving() ? cellAt(...this.#toPlace(at)) : undefined;
      const mark = at && this.#markAt(at);
      container.classList.toggle("on-mark", mark !== undefined);
      container.classList.toggle("on-hold", this.#holdOn(mark) !== undefined);
      this.#tools.hover(at);
      event({ kind: "hover", cell, x: at?.[0] ?? 0, y: at?.[1] ?? 0 });
    });
  }

  #press(at: Pixel): void {
    if (this.#tools.press(at)) return;
    const mark = this.#markAt(at);
    if (mark) this.#desk.event(mark);
    else if (!this.#tools.pressBeside(at)) {
      const [lng, lat] = this.#toPlace(at);
      this.#desk.event({ kind: "click", lng, lat, cell: this.#desk.cellAt(lng, lat) });
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { map } = this.#desk;
    const step = ARROWS[event.key];
    const centre = this.#centre();
    this.#byKeys = true;
    if (step) map.panBy(step, { duration: flightTime() });
    else if (this.#tools.key(event.key, centre)) event.stopPropagation();
    else if (event.key === "Enter") this.#press(centre);
    else if (event.key === "Escape") this.#desk.event({ kind: "escape" });
    else return;
    event.preventDefault();
  }

  /** What a pointer on a mark would take hold of, and where that stands. */
  #holdOn(
    mark: MapEvent | undefined,
  ): { readonly what: Dragged; readonly from: Place } | undefined {
    const picture = this.#desk.picture();
    if (!picture?.plan || !mark) return undefined;
    const site = mark?.kind === "site" && picture.plan.sites.find(({ id }) => id === mark.id);
    const facility = mark?.kind === "facility" ? mark.index : undefined;
    const what = holdOf(picture.plan.tool, site || undefined, facility);
    const stands = site || picture.facilities.find(({ index }) => index === facility);
    return what && stands ? { what, from: placeOf(stands) } : undefined;
  }

  /** The gap label, site, facility, street or area at a point. */
  #markAt([x, y]: Pixel): MapEvent | undefined {
    const picture = this.#desk.picture();
    if (!picture) return undefined;
    const { map } = this.#desk;
    const found = map.queryRenderedFeatures(
      [
        [x - REACH_OF_CLICK, y - REACH_OF_CLICK],
        [x + REACH_OF_CLICK, y + REACH_OF_CLICK],
      ],
      { layers: ["gap-label", "facility", "facility-dot", ...PLAN_MARK_LAYERS] },
    );
    const site = siteAt(picture, [x, y], (lng, lat) => this.#toPixel([lng, lat]));
    const distance = ([lng = 0, lat = 0]: Position) => {
      const at = this.#toPixel([lng, lat]);
      return Math.hypot(at[0] - x, at[1] - y);
    };
    return pickMark(found, distance, site?.id);
  }

  #centre(): Pixel {
    return this.#toPixel(this.#desk.map.getCenter().toArray());
  }

  #toPixel([lng, lat]: Place): Pixel {
    const { x, y } = this.#desk.map.project([lng, lat]);
    return [x, y];
  }

  #toPlace([x, y]: Pixel): Place {
    return this.#desk.map.unproject([x, y]).toArray();
  }

  #pixelOf({ clientX, clientY }: PointerEvent): Pixel {
    const { left, top } = this.#desk.container.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }
}

function placeOf({ lng, lat }: { readonly lng: number; readonly lat: number }): Place {
  return [lng, lat];
}

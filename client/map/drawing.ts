import type { GeoJSONSource, Map as GlMap } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import { FIT, flightTime, onPixelRatio } from "./camera.ts";
import { CellLayer, type Comparison } from "./cell-layer.ts";
import { gapLabelsOn } from "./gap-labels.ts";
import { Gestures } from "./gestures.ts";
import type { Pixel } from "./label-places.ts";
import { growthOf } from "./large-type.ts";
import { layerAbove } from "./layer-order.ts";
import { controlBoxes } from "./MapControls.tsx";
import { drawMark, markId } from "./marks.ts";
import { Pace } from "./pace.ts";
import { cellPicker, type Picker } from "./picking.ts";
import type { Flight, MapEvent, Picture } from "./picture.ts";
import { draggedKey } from "./plan-scene.ts";
import { isNewTo, SCENE, sceneMarks, type ScenePart, type SceneSource } from "./scene.ts";
import { isHidden, layersOf } from "./scene-layers.ts";
import { siteBoxes } from "./site-hits.ts";
import { MAP_WORDS } from "./words.ts";

/** Who is told of what happens on a map. */
export interface Listeners {
  readonly event: (event: MapEvent) => void;
  readonly moved: (lat: number, zoom: number) => void;
  readonly restored: (view: Flight) => void;
}

/** So many drawn marks that old ones are dropped. */
const MANY_MARKS = 80;
/** Owns the MapLibre object: pictures go in, events come out. */
export class Drawing {
  readonly #map: GlMap;
  readonly #frame: HTMLElement;
  readonly #container: HTMLElement;
  readonly #listeners: Listeners;
  readonly #cells = new CellLayer();
  #pick: Picker = cellPicker([]);
  /** What is asked for, and what the map was last told. */
  #wanted: Picture | undefined;
  #shown: Picture | undefined;
  #flown: Flight | undefined;
  readonly #filled = new Set<SceneSource>();
  #open = false;
  #ratio: number;
  readonly #gestures: Gestures;
  readonly #pace: Pace;
  readonly #closed = new AbortController();

  /** `frame` holds `container`, in which the map is, and what floats over it; `flight` is where it opened. */
  constructor(
    map: GlMap,
    frame: HTMLElement,
    container: HTMLElement,
    flight: Flight | undefined,
    listeners: Listeners,
  ) {
    this.#map = map;
    this.#frame = frame;
    this.#container = container;
    this.#flown = flight;
    this.#listeners = listeners;
    this.#ratio = map.getPixelRatio();
    this.#pace = new Pace(map, () => this.#wanted && this.show(this.#wanted));
    this.#gestures = new Gestures({
      map,
      frame,
      container,
      event: (event) => listeners.event(event),
      picture: () => (this.#open ? this.#shown : undefined),
      cellAt: (lng, lat) => this.#pick(lng, lat),
    });
    this.#listen();
  }

  close(): void {
    this.#closed.abort();
    this.#pace.end();
    this.#gestures.close();
    this.#map.remove();
  }

  /** Tells the map what changed since the last picture, and nothing else. */
  show(picture: Picture): void {
    this.#wanted = picture;
    this.#map.getCanvas().setAttribute("aria-label", MAP_WORDS.map[picture.language]);
    const before = this.#shown;
    if (!this.#open || picture === before) return;
    const dragged = draggedKey(picture);
    if (this.#pace.isBusy && dragged !== undefined && before && dragged === draggedKey(before)) {
      // What is under the pointer goes on; what it changes is painted when there is time.
      this.#gestures.show(picture);
      this.#placeFloats();
      return;
    }
    this.#shown = picture;
    const changed = SCENE.filter((part) => isNewTo(before, picture, part.reads));
    const repainted = isNewTo(before, picture, paintOf);
    // A step of a drag alone is drawn over the map and costs it no frame.
    if (repainted || changed.length > 0) this.#frame.dataset["ready"] = "false";
    if (repainted) this.#showCells(picture, before);
    for (const part of SCENE) {
      if (changed.includes(part)) this.#showPart(part, picture);
      else if (picture.hidden !== before?.hidden) this.#showLayers(part.source, picture);
    }
    if (repainted || changed.length > 0) this.#map.triggerRepaint();
    if (dragged === undefined) this.#pace.end();
    else if (repainted || changed.length > 0) this.#pace.begin();
    this.#gestures.show(picture);
    this.#placeFloats();
  }

  /** What the keys do in the lists over the map: of sites, and of the corners of an area. */
  get keys(): Pick<Gestures, "siteKey" | "siteEntered" | "siteLeft" | "cornerKey"> {
    return this.#gestures;
  }

  fly(flight: Flight | undefined): void {
    if (!flight || flight === this.#flown) return;
    this.#flown = flight;
    const duration = flightTime();
    if ("bounds" in flight) {
      const [west, south, east, north] = flight.bounds;
      this.#map.fitBounds([west, south, east, north], { ...FIT, duration, linear: true });
    } else {
      const { lng, lat, zoom } = flight;
      this.#map.easeTo({ center: [lng, lat], duration, ...(zoom === undefined ? {} : { zoom }) });
    }
  }

  zoom(step: 1 | -1): void {
    this.#map.easeTo({ zoom: Math.round(this.#map.getZoom() + step), duration: flightTime() });
  }

  #showCells(picture: Picture, before: Picture | undefined): void {
    const { ids, cost, edgeCost } = picture.cells;
    if (ids !== before?.cells.ids) {
      this.#cells.setCells(ids);
      this.#pick = cellPicker(ids);
    }
    if (isNewTo(before, picture, (p) => [p.cells.ids, p.cells.cost, p.cells.edgeCost])) {
      this.#cells.setCosts(cost, edgeCost);
    }
    const { difference, swipe } = picture.plan ?? {};
    if (difference) this.#cells.setChange(difference.before, difference.after);
    this.#cells.setPaint({ ...picture, compare: comparison(difference !== undefined, swipe) });
  }

  #showPart(part: ScenePart, picture: Picture): void {
    for (const mark of part.marks?.(picture) ?? []) {
      const id = markId(mark);
      if (this.#map.hasImage(id)) continue;
      const drawn = drawMark(mark, this.#ratio * growthOf(mark, picture.large));
      this.#map.addImage(id, drawn, { pixelRatio: this.#ratio });
    }
    const data = part.source === "gap-labels" ? this.#gapLabels(picture) : part.features(picture);
    const filled = data.features.length > 0;
    if (filled) {
      this.#filled.add(part.source);
      void this.#map.getSource<GeoJSONSource>(part.source)?.setData(data);
    } else this.#filled.delete(part.source);
    this.#showLayers(part.source, picture);
  }

  #gapLabels(picture: Picture): FeatureCollection {
    const map = this.#map;
    const { clientWidth, clientHeight } = this.#container;
    const toPixel = (lng: number, lat: number): Pixel => {
      const { x, y } = map.project([lng, lat]);
      return [x, y];
    };
    return gapLabelsOn(
      {
        size: [clientWidth, clientHeight],
        taken: [...controlBoxes(this.#frame), ...siteBoxes(picture, toPixel)],
        toPixel,
        toPlace: ([x, y]) => map.unproject([x, y]).toArray(),
        sizeOf: (mark) => {
          const { width, height } = map.getImage(markId(mark)).data;
          return [width / this.#ratio, height / this.#ratio];
        },
      },
      picture,
    );
  }

  /** An empty source keeps its old features, unseen. Drawn, even an empty one costs a mask over the whole screen. */
  #showLayers(source: SceneSource, { hidden }: Picture): void {
    for (const id of layersOf(source)) {
      const shown = this.#filled.has(source) && !isHidden(id, hidden);
      this.#map.setLayoutProperty(id, "visibility", shown ? "visible" : "none");
    }
  }

  /** Draws every mark again, for a screen with another pixel ratio. */
  #redrawMarks(): void {
    const picture = this.#shown;
    if (!picture || !this.#open) return;
    this.#ratio = this.#map.getPixelRatio();
    for (const id of this.#map.listImages()) this.#map.removeImage(id);
    for (const part of SCENE) if (part.marks) this.#showPart(part, picture);
  }

  /** Lets go of marks of earlier pictures once there are many; nothing on the screen needs them when idle. */
  #dropOldMarks(): void {
    const picture = this.#shown;
    const drawn = this.#map.listImages();
    if (!picture || drawn.length < MANY_MARKS) return;
    const needed = new Set(sceneMarks(picture).map(markId));
    for (const id of drawn) if (!needed.has(id)) this.#map.removeImage(id);
  }

  #listen(): void {
    const map = this.#map;
    const canvas = map.getCanvas();
    map.on("style.load", () => {
      drawNoSky(map);
      map.addLayer(this.#cells, layerAbove("cells"));
      this.#open = true;
      if (this.#wanted) this.show(this.#wanted);
    });
    map.on("render", () => {
      const limit = this.#cells.paintedLimit;
      if (limit !== undefined) this.#frame.dataset["limit"] = String(limit);
    });
    map.on("idle", () => {
      this.#dropOldMarks();
      this.#frame.dataset["ready"] = String(this.#shown !== undefined);
    });
    map.on("resize", () => {
      if (map.getPixelRatio() !== this.#ratio) this.#redrawMarks();
    });
    map.on("movestart", () => {
      this.#frame.dataset["ready"] = "false";
    });
    map.on("move", () => {
      this.#reportView();
      this.#placeFloats();
    });
    map.on("moveend", () => {
      const labels = SCENE.find(({ source }) => source === "gap-labels");
      if (labels && this.#shown && this.#open) this.#showPart(labels, this.#shown);
      const { lng, lat } = map.getCenter();
      this.#listeners.event({ kind: "moved", lng, lat, zoom: map.getZoom() });
    });
    canvas.addEventListener("webglcontextlost", () => {
      this.#open = false;
    });
    canvas.addEventListener("webglcontextrestored", () => {
      const { lng, lat } = map.getCenter();
      this.#listeners.restored({ lng, lat, zoom: map.getZoom() });
    });
    onPixelRatio(() => map.resize(), this.#closed.signal);
    this.#reportView();
  }

  #reportView(): void {
    this.#listeners.moved(this.#map.getCenter().lat, this.#map.getZoom());
  }

  /** Puts what floats over the map for a place where that place is now. */
  #placeFloats(): void {
    for (const float of this.#frame.querySelectorAll<HTMLElement>("[data-place]")) {
      const [lng = 0, lat = 0] = (float.dataset["place"] ?? "").split(" ").map(Number);
      const { x, y } = this.#map.project([lng, lat]);
      float.style.transform = `translate(${x}px, ${y}px)`;
    }
  }
}

/** What of a picture the cells are painted by. */
function paintOf({ cells, limit, paint, hidden, plan }: Picture): readonly unknown[] {
  const { before, after } = plan?.difference ?? {};
  return [cells, limit, paint, hidden, before, after, plan?.swipe];
}

function comparison(known: boolean, swipe: number | undefined): Comparison {
  if (!known) return { kind: "none" };
  return swipe === undefined ? { kind: "difference" } : { kind: "swipe", share: swipe };
}

/**
 * MapLibre fills the whole screen with a sky, unseen in a flat view, before every frame: a sixth of a
 * frame where there is no graphics card. It skips one that evaluates to nothing, but offers no switch.
 */
function drawNoSky(map: GlMap): void {
  Object.defineProperty(map.style.sky, "getEvaluated", { value: () => undefined });
}

import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import {
  GPUInitializationError,
  Map as GlMap,
  setWorkerUrl,
  type GeoJSONSource,
  type Point,
} from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { MAP_FONTS } from "./base-labels.ts";
import { ARROWS, FIT, flightTime, FLAT, onPixelRatio, startingCamera } from "./camera.ts";
import { CellLayer } from "./cell-layer.ts";
import { gapLabelsOn } from "./gap-labels.ts";
import { layerAbove } from "./layer-order.ts";
import { mapStyle } from "./map-style.ts";
import { controlBoxes, MapControls, MapUnavailable } from "./MapControls.tsx";
import { drawMark, markId } from "./marks.ts";
import { cellPicker, pickMark, type Picker } from "./picking.ts";
import type { Flight, MapEvent, Picture } from "./picture.ts";
import { scaleBar, type ScaleBar } from "./scale-bar.ts";
import { isNewTo, SCENE, sceneMarks, type ScenePart, type SceneSource } from "./scene.ts";
import { isHidden, layersOf } from "./scene-layers.ts";
import { MAP_WORDS } from "./words.ts";

setWorkerUrl(workerUrl);

interface MapViewProps {
  readonly picture: Picture;
  readonly flight: Flight | undefined;
  readonly onEvent: (event: MapEvent) => void;
}

/**
 * Draws a picture and reports what the reader does on it. On the container, `data-ready` is "true" when
 * the picture stands complete, and `data-limit` is the limit (seconds) of the frame on the screen.
 */
export function MapView(props: MapViewProps): ReactNode {
  const [restored, setRestored] = useState<Restored>({ count: 0, view: undefined });
  return (
    <StudyMap
      key={`${props.picture.studyId} ${props.picture.large} ${restored.count}`}
      {...props}
      view={restored.view}
      onRestored={(view) => setRestored(({ count }) => ({ count: count + 1, view }))}
    />
  );
}

/** How often the graphics card came back, and what the map showed when it did. */
interface Restored {
  readonly count: number;
  readonly view: Flight | undefined;
}

/** The map of one study: another study, another size of type, or a new graphics context, is another map. */
function StudyMap(
  props: MapViewProps & {
    /** Where to open instead of at the flight. */
    readonly view: Flight | undefined;
    readonly onRestored: (view: Flight) => void;
  },
): ReactNode {
  const { picture, flight } = props;
  const frame = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | undefined>(undefined);
  const [unavailable, setUnavailable] = useState(false);
  const [scale, setScale] = useState<ScaleBar>();

  const report = useEffectEvent(props.onEvent);
  const restored = useEffectEvent(props.onRestored);
  const open = useEffectEvent((element: HTMLElement, listeners: Listeners) =>
    Drawing.open(element, picture, flight, props.view, listeners),
  );

  useEffect(() => {
    if (!frame.current) return undefined;
    const opened = open(frame.current, {
      event: (event) => report(event),
      moved: (lat, zoom) => setScale((now) => settled(now, scaleBar(lat, zoom))),
      restored: (view) => restored(view),
    });
    setUnavailable(!opened);
    drawing.current = opened;
    return () => {
      drawing.current = undefined;
      opened?.close();
    };
  }, []);
  useEffect(() => drawing.current?.show(picture), [picture]);
  useEffect(() => drawing.current?.fly(flight), [flight]);

  return (
    <div className="map" data-testid="map" data-ready="false" ref={frame}>
      <div className="map-canvas" />
      {unavailable ? (
        <MapUnavailable language={picture.language} />
      ) : (
        <MapControls
          language={picture.language}
          synthetic={picture.synthetic}
          scale={scale}
          onZoom={(step) => drawing.current?.zoom(step)}
        />
      )}
    </div>
  );
}

/** The same object while nothing changed, so that a frame of a flight renders nothing in vain. */
function settled(now: ScaleBar | undefined, next: ScaleBar): ScaleBar {
  return now?.px === next.px && now.metres === next.metres ? now : next;
}

interface Listeners {
  readonly event: (event: MapEvent) => void;
  readonly moved: (lat: number, zoom: number) => void;
  readonly restored: (view: Flight) => void;
}

/** So many drawn marks that old ones are dropped. */
const MANY_MARKS = 80;
/** How far beside a mark a click still means it, px. */
const REACH_OF_CLICK = 5;

/** Owns the MapLibre object: pictures go in, events come out. */
class Drawing {
  /** Opens a map in an element; undefined where the browser has no WebGL 2. */
  static open(
    frame: HTMLElement,
    picture: Picture,
    flight: Flight | undefined,
    view: Flight | undefined,
    listeners: Listeners,
  ): Drawing | undefined {
    const container = frame.querySelector<HTMLElement>(".map-canvas");
    if (!container) throw new Error("The map's frame has no .map-canvas in it.");
    try {
      const map = new GlMap({
        container,
        style: mapStyle(location.origin, picture.studyId, picture.large),
        ...startingCamera(picture, view ?? flight),
        ...FLAT,
        attributionControl: false,
        fadeDuration: 0,
        localIdeographFontFamily: MAP_FONTS.join(", "),
      });
      return new Drawing(map, frame, container, flight, listeners);
    } catch (error) {
      if (error instanceof GPUInitializationError) return undefined;
      throw error;
    }
  }

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
  #pointer: Point | undefined;
  #hoverFrame = 0;
  readonly #closed = new AbortController();

  private constructor(
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
    this.#listen();
  }

  close(): void {
    this.#closed.abort();
    cancelAnimationFrame(this.#hoverFrame);
    this.#map.remove();
  }

  /** Tells the map what changed since the last picture, and nothing else. */
  show(picture: Picture): void {
    this.#wanted = picture;
    this.#map.getCanvas().setAttribute("aria-label", MAP_WORDS.map[picture.language]);
    const before = this.#shown;
    if (!this.#open || picture === before) return;
    this.#shown = picture;
    this.#frame.dataset["ready"] = "false";
    this.#showCells(picture, before);
    for (const part of SCENE) {
      if (isNewTo(before, picture, part.reads)) this.#showPart(part, picture);
      else if (picture.hidden !== before?.hidden) this.#showLayers(part.source, picture);
    }
    this.#map.triggerRepaint();
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
    this.#cells.setPaint(picture);
  }

  #showPart(part: ScenePart, picture: Picture): void {
    for (const mark of part.marks?.(picture) ?? []) {
      const id = markId(mark);
      if (this.#map.hasImage(id)) continue;
      this.#map.addImage(id, drawMark(mark, this.#ratio), { pixelRatio: this.#ratio });
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
    return gapLabelsOn(
      {
        size: [clientWidth, clientHeight],
        taken: controlBoxes(this.#frame),
        toPixel: (lng, lat) => {
          const { x, y } = map.project([lng, lat]);
          return [x, y];
        },
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
    map.on("move", () => this.#reportView());
    map.on("moveend", () => {
      const labels = SCENE.find(({ source }) => source === "gap-labels");
      if (labels && this.#shown && this.#open) this.#showPart(labels, this.#shown);
      const { lng, lat } = map.getCenter();
      this.#listeners.event({ kind: "moved", lng, lat, zoom: map.getZoom() });
    });
    map.on("mousemove", ({ point }) => this.#hover(point));
    map.on("mouseout", () => this.#hover(undefined));
    map.on("click", ({ point }) => this.#press(point));
    canvas.addEventListener("keydown", (event) => this.#key(event));
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

  /** Reports what lies under the pointer, once a frame at most. */
  #hover(point: Point | undefined): void {
    this.#pointer = point;
    cancelAnimationFrame(this.#hoverFrame);
    this.#hoverFrame = requestAnimationFrame(() => {
      const at = this.#pointer;
      const cell = at && !this.#map.isMoving() ? this.#cellAt(at) : undefined;
      this.#container.classList.toggle("on-mark", at !== undefined && !!this.#markAt(at));
      this.#listeners.event({ kind: "hover", cell, x: at?.x ?? 0, y: at?.y ?? 0 });
    });
  }

  #press(point: Point): void {
    const mark = this.#markAt(point);
    if (mark) {
      this.#listeners.event(mark);
      return;
    }
    const { lng, lat } = this.#map.unproject(point);
    this.#listeners.event({ kind: "click", lng, lat, cell: this.#cellAt(point) });
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = ARROWS[event.key];
    if (step) this.#map.panBy(step, { duration: flightTime() });
    else if (event.key === "Enter") this.#press(this.#map.project(this.#map.getCenter()));
    else if (event.key === "Escape") this.#listeners.event({ kind: "escape" });
    else return;
    event.preventDefault();
  }

  #cellAt(point: Point): number | undefined {
    const { lng, lat } = this.#map.unproject(point);
    return this.#pick(lng, lat);
  }

  /** The gap label or facility at a point. */
  #markAt({ x, y }: Point): MapEvent | undefined {
    if (!this.#open) return undefined;
    const found = this.#map.queryRenderedFeatures(
      [
        [x - REACH_OF_CLICK, y - REACH_OF_CLICK],
        [x + REACH_OF_CLICK, y + REACH_OF_CLICK],
      ],
      { layers: ["gap-label", "facility", "facility-dot"] },
    );
    return pickMark(found, ([lng = 0, lat = 0]) => {
      const at = this.#map.project([lng, lat]);
      return Math.hypot(at.x - x, at.y - y);
    });
  }
}

/**
 * MapLibre fills the whole screen with a sky, unseen in a flat view, before every frame: a sixth of a
 * frame where there is no graphics card. It skips one that evaluates to nothing, but offers no switch.
 */
function drawNoSky(map: GlMap): void {
  Object.defineProperty(map.style.sky, "getEvaluated", { value: () => undefined });
}

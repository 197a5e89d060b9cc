import type { Map as GlMap } from "maplibre-gl";
import type { AreaTool } from "./area-tool.ts";
import type { Place } from "./features.ts";
import type { Pixel } from "./label-places.ts";
import type { MapEvent, MapTool } from "./picture.ts";
import type { Sketch } from "./sketch.ts";
import { nearestOnLines } from "./snapping.ts";
import { StreetTool } from "./street-tool.ts";

/** What the tools need of the map they work on. */
export interface ToolDesk {
  readonly map: GlMap;
  /** `data-tool` on it is the tool in hand, once it can be used. */
  readonly frame: HTMLElement;
  readonly sketch: Sketch;
  readonly toPlace: (pixel: Pixel) => Place;
  readonly event: (event: MapEvent) => void;
}

/** How far from a street a place still shows as joined to it, px. */
const SNAP_REACH = 14;

/** The tools that draw or place something. A press on the map is theirs, whatever lies under it. */
export class PlanTools {
  readonly #desk: ToolDesk;
  #tool: MapTool | undefined;
  #street: StreetTool | undefined;
  #area: AreaTool | undefined;

  constructor(desk: ToolDesk) {
    this.#desk = desk;
  }

  /** Takes a tool in hand and puts the last one away; undefined where there is no scenario. */
  take(tool: MapTool | undefined): void {
    if (tool === this.#tool) return;
    const first = this.#tool === undefined;
    this.#putAway();
    this.#tool = tool;
    const { map, frame } = this.#desk;
    const points = tool !== undefined && tool !== "look" && tool !== "move";
    if (points) map.doubleClickZoom.disable();
    else map.doubleClickZoom.enable();
    if (tool === undefined) {
      delete frame.dataset["tool"];
      return;
    }
    if (points && !first) map.getCanvas().focus({ preventScroll: true });
    if (tool === "search" || tool === "exclusion") {
      void this.#openArea(tool);
      return;
    }
    if (tool === "street" || tool === "bridge" || tool === "gate") this.#openStreet(tool);
    frame.dataset["tool"] = tool;
  }

  /** A press on the map; false where it is none of a tool's. */
  press(at: Pixel): boolean {
    const place = this.#desk.toPlace(at);
    switch (this.#tool) {
      case "site":
        this.#placed(this.#tool, place);
        return true;
      case "close-street":
        this.#placed(this.#tool, this.#snap(place) ?? place);
        return true;
      case "street":
      case "bridge":
      case "gate":
        this.#street?.press(place);
        return true;
      case "search":
      case "exclusion":
        return true;
      case "close":
      case "look":
      case "move":
      case undefined:
        return false;
    }
  }

  /** A press on nothing that can be closed. */
  pressBeside(at: Pixel): boolean {
    if (this.#tool !== "close") return false;
    this.#placed(this.#tool, this.#desk.toPlace(at));
    return true;
  }

  hover(at: Pixel | undefined): void {
    const place = at && this.#desk.toPlace(at);
    if (this.#street) this.#street.hover(place);
    else if (this.#tool === "close-street") {
      const snapped = place && this.#snap(place);
      this.#desk.sketch.showLine(place && { from: undefined, at: place, snapped });
    }
  }

  /** A key on the map with its centre at a pixel; false where it is none of a tool's. */
  key(key: string, centre: Pixel): boolean {
    if (this.#street?.isUnderWay === true && key === "Escape") {
      this.#street.cancel();
      return true;
    }
    if (!this.#area) return false;
    // The drawing library hears Enter and Esc for itself, when they are let go.
    if (key === " ") this.#area.addCorner(centre);
    return key === " " || key === "Enter" || (key === "Escape" && this.#area.isUnderWay());
  }

  close(): void {
    this.#putAway();
    this.#tool = undefined;
  }

  #putAway(): void {
    this.#street?.cancel();
    this.#street = undefined;
    this.#area?.close();
    this.#area = undefined;
    this.#desk.sketch.showLine(undefined);
  }

  #openStreet(tool: "street" | "bridge" | "gate"): void {
    this.#street = new StreetTool(
      {
        snap: (place) => this.#snap(place),
        sketch: (line) => this.#desk.sketch.showLine(line),
        drawn: (from, to) => this.#desk.event({ kind: "drawn", tool, points: [from, to] }),
      },
      tool !== "gate",
    );
  }

  async #openArea(tool: "search" | "exclusion"): Promise<void> {
    const { areaTool } = await import("./area-tool.ts");
    if (this.#tool !== tool) return;
    const { map, frame, event } = this.#desk;
    this.#area = areaTool(map, tool, (points) => event({ kind: "drawn", tool, points }));
    frame.dataset["tool"] = tool;
  }

  #placed(tool: MapTool, [lng, lat]: Place): void {
    this.#desk.event({ kind: "placed", tool, lng, lat });
  }

  /** Where a place lies on a street that is drawn near it. */
  #snap([lng, lat]: Place): Place | undefined {
    const { map, toPlace } = this.#desk;
    const { x, y } = map.project([lng, lat]);
    const found = map.queryRenderedFeatures(
      [
        [x - SNAP_REACH, y - SNAP_REACH],
        [x + SNAP_REACH, y + SNAP_REACH],
      ],
      { layers: ["street", "path"] },
    );
    const lines = found.flatMap(({ geometry }) => {
      if (geometry.type === "LineString") return [geometry.coordinates];
      return geometry.type === "MultiLineString" ? geometry.coordinates : [];
    });
    const drawn = lines.map((line) =>
      line.map(([east = 0, north = 0]): Pixel => {
        const at = map.project([east, north]);
        return [at.x, at.y];
      }),
    );
    const nearest = nearestOnLines(drawn, [x, y], SNAP_REACH);
    return nearest && toPlace(nearest);
  }
}

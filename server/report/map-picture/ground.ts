import type { Path2D } from "@napi-rs/canvas";
import {
  UNITS_PER_DEGREE,
  type BaseMap,
  type BaseProperties,
  type StreetClass,
} from "#core/osm/base-map.ts";
import { LAND_COLOURS } from "./colours.ts";
import { addFeature, inView } from "./features-in-view.ts";
import type { Pen } from "./pen.ts";
import {
  casingColour,
  shownOver,
  streetColour,
  streetWidth,
  STREETS,
  widthAt,
} from "./street-style.ts";
import type { View } from "./view.ts";

/** The base map of a picture in two parts: what lies under the cells, and what is drawn again over them. */
export interface GroundPaint {
  readonly under: () => void;
  readonly over: () => void;
  /** Of what is drawn again, the waters alone. */
  readonly waters: () => void;
}

/** `finest` is the least a house may measure to be drawn, in px. */
export function groundPaint(map: BaseMap, view: View, pen: Pen, finest: number): GroundPaint {
  const { context } = pen;
  const houses = view.zoom < HOUSES_FROM_ZOOM ? [] : housePaths(map, view, pen, finest);
  const streets = streetPaths(map, view, pen);
  const stroke = (path: Path2D, colour: string, width: number, alpha = 1): void => {
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke(path);
    context.globalAlpha = 1;
  };
  const width = (name: StreetClass, casing: number) => streetWidth(name, view.zoom, casing);

  return {
    waters: paintWater,
    under() {
      for (const { feature, properties } of inView(map.land, view)) {
        const path = pen.newPath();
        addFeature(path, map.land, feature, view, true);
        context.fillStyle = LAND_COLOURS[properties.kind];
        context.fill(path, "evenodd");
      }
      context.fillStyle = "#DCD6CA";
      for (const path of houses) context.fill(path, "evenodd");
      if (view.zoom >= WALLS_FROM_ZOOM) stroke(allOf("barrier"), "#C9C1B2", 0.7);
      context.lineJoin = "round";
      context.lineCap = "butt";
      for (const { name, whole, tunnels } of streets) {
        const casing = casingColour(name);
        if (casing === undefined) continue;
        stroke(whole, casing, width(name, 1.1));
        stroke(tunnels, casing, width(name, 1.1), TUNNEL);
      }
      context.lineCap = "round";
      for (const { name, whole, tunnels } of streets) {
        if (casingColour(name) === undefined && view.zoom < PATHS_FROM_ZOOM) continue;
        stroke(whole, streetColour(name), width(name, 0));
        stroke(tunnels, streetColour(name), width(name, 0), TUNNEL);
      }
      paintRailway();
      paintWater();
    },
    over() {
      context.fillStyle = "rgba(29,39,51,0.13)";
      for (const path of houses) context.fill(path, "evenodd");
      context.lineCap = "round";
      for (const { name, whole } of streets) {
        const alpha = shownOver(name, view.zoom);
        if (alpha > 0) stroke(whole, "#FFFFFF", width(name, 0), alpha);
      }
      paintRailway();
      paintWater();
      if (view.zoom < BRIDGES_FROM_ZOOM) return;
      context.lineCap = "butt";
      for (const { name, bridges } of streets) stroke(bridges, "#B5AE9F", width(name, 1.6));
      for (const { name, bridges } of streets) stroke(bridges, "#FFFFFF", width(name, 0));
    },
  };

  function allOf(layer: "barrier" | "railway"): Path2D {
    const path = pen.newPath();
    for (const { feature } of inView(map[layer], view))
      addFeature(path, map[layer], feature, view, false);
    return path;
  }

  function paintRailway(): void {
    context.lineCap = "butt";
    const rails = allOf("railway");
    stroke(rails, "#8E887D", widthAt(view.zoom, RAIL));
    context.setLineDash([7, 7]);
    stroke(rails, "#FFFFFF", widthAt(view.zoom, RAIL) * 0.58);
    context.setLineDash([]);
  }

  function paintWater(): void {
    context.lineCap = "round";
    context.lineJoin = "round";
    for (const { feature, properties } of inView(map.water, view)) {
      const path = pen.newPath();
      const isArea = properties.kind === "area";
      addFeature(path, map.water, feature, view, isArea);
      if (!isArea) {
        stroke(path, "#C5DAE3", widthAt(view.zoom, WATERWAYS[properties.kind]));
        continue;
      }
      context.fillStyle = "#C5DAE3";
      context.fill(path, "evenodd");
      stroke(path, "#A9C6D3", 0.9);
    }
  }
}

const HOUSES_FROM_ZOOM = 12;
const WALLS_FROM_ZOOM = 13;
const PATHS_FROM_ZOOM = 12.5;
const BRIDGES_FROM_ZOOM = 12;
const TUNNEL = 0.35;
const RAIL = [1, 2.4, 4, 4] as const;
const WATERWAYS: Readonly<Record<"river" | "stream", readonly [number, number, number, number]>> = {
  river: [1.4, 3, 9, 14],
  stream: [0.4, 1.2, 3, 5],
};

/** Houses by the hundred: one path of all would take the longer to fill. */
const HOUSES_A_PATH = 500;

function housePaths({ building }: BaseMap, view: View, pen: Pen, finest: number): Path2D[] {
  const paths: Path2D[] = [];
  const least = (finest * view.metresPerPx) / METRES_PER_UNIT;
  let room = 0;
  for (const { feature, bounds } of inView(building, view)) {
    if (Math.max(bounds.right - bounds.left, bounds.top - bounds.bottom) < least) continue;
    if (room === 0) {
      paths.push(pen.newPath());
      room = HOUSES_A_PATH;
    }
    room--;
    addFeature(paths.at(-1)!, building, feature, view, true);
  }
  return paths;
}

/** Of the positions of a base map, near enough. */
const METRES_PER_UNIT = 111_000 / UNITS_PER_DEGREE;

interface StreetPaths {
  readonly name: StreetClass;
  /** All but the tunnels. */
  readonly whole: Path2D;
  readonly tunnels: Path2D;
  readonly bridges: Path2D;
}

/** The least class first. */
function streetPaths({ street }: BaseMap, view: View, pen: Pen): StreetPaths[] {
  const byClass = new Map(
    STREETS.map((name): [StreetClass, StreetPaths] => [
      name,
      { name, whole: pen.newPath(), tunnels: pen.newPath(), bridges: pen.newPath() },
    ]),
  );
  for (const { feature, properties } of inView<BaseProperties["street"]>(street, view)) {
    const paths = byClass.get(properties.class);
    if (paths === undefined) continue;
    const { whole, tunnels, bridges } = paths;
    addFeature(properties.tunnel ? tunnels : whole, street, feature, view, false);
    if (properties.bridge) addFeature(bridges, street, feature, view, false);
  }
  return [...byClass.values()];
}

import { lngShrink } from "../geo/lonlat.ts";
import type { Metres } from "../vocabulary.ts";
import { UNITS_PER_DEGREE, type BaseLayer, type BaseMap } from "./base-map.ts";
import type { BaseMapShapes, DrawnArea, DrawnWay } from "./base-map-shapes.ts";
import { nodeDrawnAs } from "./drawn-as.ts";
import type { OsmVisitor } from "./elements.ts";
import type { Drawn, FlatPositions } from "./features.ts";
import { labelPosition, sideOf, withHoles, type FlatPolygon } from "./flat-area.ts";
import { joinRings } from "./join-rings.ts";
import { nodePlaces, type NodePlaces } from "./node-places.ts";
import { emptySheet, type Sheet } from "./sheet.ts";

/** The second pass over an extract: nodes. */
export interface BaseMapCollector {
  readonly visitor: OsmVisitor;
  readonly finish: () => BaseMap;
}

/** Draws the shapes of the first pass, and the names of places, with the nodes of the second. */
export function drawBaseMap(shapes: BaseMapShapes): BaseMapCollector {
  const places = nodePlaces(usedRefs(shapes));
  const names: { drawn: Drawn; position: FlatPositions }[] = [];
  return {
    visitor: {
      node(id, lng, lat, tags) {
        places.set(id, lng, lat);
        if (tags === undefined) return;
        const position = [Math.round(lng * UNITS_PER_DEGREE), Math.round(lat * UNITS_PER_DEGREE)];
        for (const drawn of nodeDrawnAs(tags)) names.push({ drawn, position });
      },
    },
    finish() {
      const sheet = emptySheet();
      const writeNames = (layer: "place" | "label"): void => {
        for (const { drawn, position } of names)
          if (drawn.layer === layer) sheet.write(drawn, position);
      };
      // Of two names for the same thing the first is kept: a mapper's own point for a town, but the middle
      // of a park.
      writeNames("place");
      for (const way of shapes.ways) drawWay(way, shapes, places, sheet);
      for (const area of shapes.areas) drawArea(area, shapes, places, sheet);
      writeNames("label");
      return sheet.finish();
    },
  };
}

function usedRefs(shapes: BaseMapShapes): number[] {
  const used: number[] = [];
  const take = (way: number): void => {
    for (const ref of refsOf(way, shapes)) used.push(ref);
  };
  for (const { way } of shapes.ways) take(way);
  for (const { outer, inner } of shapes.areas) [...outer, ...inner].forEach(take);
  return used;
}

function refsOf(way: number, { refs, firstRef }: BaseMapShapes): readonly number[] {
  return refs.slice(firstRef[way], firstRef[way + 1]);
}

/** A line with nodes missing is drawn in pieces, an area is not. */
function drawWay(
  { way, drawn }: DrawnWay,
  shapes: BaseMapShapes,
  places: NodePlaces,
  sheet: Sheet,
): void {
  const refs = refsOf(way, shapes);
  const pieces = positionsOf(refs, places);
  const isWhole = pieces[0]?.length === 2 * refs.length;
  const lines = drawn.filter(({ shape }) => shape === "line");
  for (const line of lines)
    for (const piece of pieces) if (piece.length > 2) sheet.draw(line, [piece]);
  const inside = drawn.filter(({ shape }) => shape !== "line");
  if (isWhole) drawInside(inside, [pieces], sheet);
  if (!isWhole && lines.length > 0) sheet.skip("lines");
  if (!isWhole && inside.length > 0) sheet.skip("areas");
}

function drawArea(area: DrawnArea, shapes: BaseMapShapes, places: NodePlaces, sheet: Sheet): void {
  let { incomplete } = area;
  const rings = (ways: readonly number[]): FlatPositions[] => {
    const joined = joinRings(ways.map((way) => refsOf(way, shapes)));
    const whole = joined.rings.flatMap((ring) => {
      const pieces = positionsOf(ring, places);
      return pieces[0]?.length === 2 * ring.length ? pieces : [];
    });
    if (joined.left > 0 || whole.length < joined.rings.length) incomplete = true;
    return whole;
  };
  drawInside(area.drawn, withHoles(rings(area.outer), rings(area.inner)), sheet);
  if (incomplete) sheet.skip("areas");
}

/** The runs of nodes that the extract holds. */
function positionsOf(refs: readonly number[], places: NodePlaces): FlatPositions[] {
  const pieces: number[][] = [];
  let piece: number[] | undefined;
  for (const ref of refs) {
    if (piece === undefined) pieces.push((piece = []));
    if (!places.pushTo(piece, ref)) piece = undefined;
  }
  return pieces.filter(({ length }) => length > 0);
}

interface Area {
  readonly polygon: FlatPolygon;
  readonly side: Metres;
}

function drawInside(drawn: readonly Drawn[], polygons: readonly FlatPolygon[], sheet: Sheet): void {
  if (drawn.length === 0 || polygons.length === 0) return;
  const areas = polygons.map((polygon): Area => ({ polygon, side: sideOf(polygon[0] ?? []) }));
  const largest = areas.reduce((a, b) => (b.side > a.side ? b : a));
  for (const one of drawn)
    if (one.shape === "point") sheet.write(bySize(one, largest), labelPosition(largest.polygon));
    else for (const area of areas) sheet.draw(bySize(one, area), area.polygon);
}

/** How wide an area must be on the map to be drawn, or to be named, and the zoom from which all are. */
const ENTRANCES: Partial<Record<BaseLayer, { readonly pixels: number; readonly allFrom: number }>> =
  {
    land: { pixels: 4, allFrom: 15 },
    water: { pixels: 4, allFrom: 15 },
    building: { pixels: 2, allFrom: 14 },
    label: { pixels: 24, allFrom: 15 },
  };

/** The same, from the zoom at which the area is wide enough, and the larger the earlier in painting. */
function bySize(drawn: Drawn, { polygon, side }: Area): Drawn {
  const entrance = ENTRANCES[drawn.layer];
  if (entrance === undefined) return drawn;
  const metresPerPixel = side / entrance.pixels;
  const lat = (polygon[0]?.[1] ?? 0) / UNITS_PER_DEGREE;
  const zoom = Math.ceil(Math.log2((METRES_PER_PIXEL * lngShrink(lat)) / metresPerPixel));
  const fromZoom = Math.min(entrance.allFrom, Math.max(drawn.fromZoom, zoom));
  return { ...drawn, fromZoom, rank: -side };
}

/** On the equator at zoom 0, with 512-pixel tiles of web Mercator. */
const METRES_PER_PIXEL: Metres = (2 * Math.PI * 6_378_137) / 512;

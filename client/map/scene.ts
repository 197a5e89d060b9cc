import { cellToBoundary } from "h3-js";
import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import type { GapView } from "#contract/coverage.ts";
import { peopleShort } from "../text/numbers.ts";
import { collection, feature, point } from "./features.ts";
import { markId, type FacilityLook, type Mark } from "./marks.ts";
import type { FacilityMark, Picture } from "./picture.ts";
import { draggedKey, PLAN_SCENE } from "./plan-scene.ts";
import { MAP_WORDS } from "./words.ts";

/** How many gaps are outlined and labelled without being chosen. */
const OUTLINED_GAPS = 5;

export type SceneSource =
  | "study"
  | "gaps"
  | "selection"
  | "facilities"
  | "facility-selected"
  | "plan-change"
  | "plan-shapes"
  | "plan-points"
  | "gap-labels";

/** One source of the map: what it is made from, and how. */
export interface ScenePart {
  readonly source: SceneSource;
  /** The parts of the picture it reads; it is made anew only when one of them is another object. */
  readonly reads: (picture: Picture) => readonly unknown[];
  readonly features: (picture: Picture) => FeatureCollection;
  /** The marks its features name. */
  readonly marks?: (picture: Picture) => readonly Mark[];
}

/**
 * Everything drawn over the base map except the cells. No part reads the limit, the paint or the hidden
 * classes: those never rebuild a source. Lines and fills share few sources, because the map masks the
 * whole screen once for each of them in every frame.
 */
export const SCENE: readonly ScenePart[] = [
  {
    source: "study",
    reads: (p) => [p.boundary, p.units, p.language],
    features: (p) => collection([...edge(p), ...units(p)]),
  },
  {
    source: "gaps",
    reads: (p) => [p.gaps, p.selectedGap],
    features: (p) =>
      collection(
        drawnGaps(p).map((gap) =>
          feature(gap.geometry, { rank: gap.rank, selected: gap.rank === p.selectedGap }),
        ),
      ),
  },
  {
    source: "selection",
    reads: (p) => [
      p.units,
      p.selectedUnit,
      p.cells.ids,
      p.selectedCell,
      p.reach,
      p.facilities,
      p.selectedFacility,
    ],
    features: (p) => collection([...selectedUnit(p), ...reach(p), ...selectedCell(p)]),
    marks: (p) => (p.reach ? [ORIGIN] : []),
  },
  {
    source: "facilities",
    reads: (p) => [p.facilities, p.plan?.facilities, draggedKey(p)],
    features: (p) => collection(standing(p).map((it) => facilityPoint(it, lookOf(p, it)))),
    marks: (p) => standing(p).map((it) => facilityMark(it, lookOf(p, it))),
  },
  {
    source: "facility-selected",
    reads: (p) => [p.facilities, p.selectedFacility],
    features: (p) => collection(selectedFacility(p).map((it) => facilityPoint(it, "open"))),
  },
  ...PLAN_SCENE,
  {
    source: "gap-labels",
    // They keep clear of the sites of a plan.
    reads: (p) => [p.gaps, p.selectedGap, p.language, p.plan?.sites],
    features: (p) =>
      gapLabels(
        p,
        drawnGaps(p).map(({ label }) => label),
      ),
    marks: (p) => drawnGaps(p).map((gap) => gapMark(gap, p)),
  },
];

/** Whether any part of a picture that is read is another object than before. */
export function isNewTo(
  before: Picture | undefined,
  picture: Picture,
  reads: (picture: Picture) => readonly unknown[],
): boolean {
  if (!before) return true;
  const old = reads(before);
  return reads(picture).some((part, index) => !Object.is(part, old[index]));
}

/** Every mark a picture needs. */
export function sceneMarks(picture: Picture): readonly Mark[] {
  return SCENE.flatMap((part) => part.marks?.(picture) ?? []);
}

/** The five largest gaps, and the chosen one when it is smaller than those. */
export function drawnGaps(picture: Pick<Picture, "gaps" | "selectedGap">): readonly GapView[] {
  return picture.gaps.filter(
    (gap, index) => index < OUTLINED_GAPS || gap.rank === picture.selectedGap,
  );
}

/** The labels of the drawn gaps, each at its place. */
export function gapLabels(
  picture: Picture,
  places: readonly (readonly [number, number])[],
): FeatureCollection {
  return collection(
    drawnGaps(picture).map((gap, index) =>
      feature(point(places[index] ?? gap.label), {
        rank: gap.rank,
        image: markId(gapMark(gap, picture)),
      }),
    ),
  );
}

export function gapMark(gap: GapView, picture: Picture): Mark {
  return { kind: "gap", rank: gap.rank, people: peopleShort(gap.people, picture.language) };
}

/** The veil over everything outside the extract, and the extract's edge with its words. */
function edge({ boundary, language }: Picture): Feature[] {
  if (boundary.length < 4) return [];
  const ring = boundary.map(([lng, lat]) => [lng, lat]);
  return [
    feature({ type: "Polygon", coordinates: [WORLD, ring] }, { kind: "veil" }),
    feature(
      { type: "LineString", coordinates: ring },
      { kind: "edge", text: MAP_WORDS.edge[language] },
    ),
  ];
}

function units({ units: shapes }: Picture): Feature[] {
  return (shapes?.features ?? []).map(({ geometry }) => feature(geometry, { kind: "unit" }));
}

function selectedUnit({ units: shapes, selectedUnit: index }: Picture): Feature[] {
  const shape = index === undefined ? undefined : shapes?.features[index];
  return shape ? [feature(shape.geometry, { kind: "unit" })] : [];
}

/** The facilities that stand where they are, which the one being dragged does not. */
function standing({ facilities, plan }: Picture): readonly FacilityMark[] {
  const what = plan?.drag?.what;
  if (what === undefined || !("facility" in what)) return facilities;
  return facilities.filter(({ index }) => index !== what.facility);
}

function lookOf({ plan }: Picture, { index }: FacilityMark): FacilityLook {
  return plan?.facilities.find((it) => it.index === index)?.look ?? "open";
}

function facilityPoint(mark: FacilityMark, look: FacilityLook): Feature {
  return feature(point([mark.lng, mark.lat]), {
    index: mark.index,
    image: markId(facilityMark(mark, look)),
  });
}

function facilityMark({ glyph, services }: FacilityMark, look: FacilityLook): Mark {
  return { kind: "facility", glyph, services, look };
}

function selectedFacility({ facilities, selectedFacility: index }: Picture): FacilityMark[] {
  return facilities.filter((mark) => mark.index === index);
}

/** A walk's outline, the line to the network, and a pin; a catchment's own facility stands for the pin. */
function reach(picture: Picture): Feature[] {
  if (!picture.reach) return [];
  const { origin, snapped, outline } = picture.reach;
  const atFacility = selectedFacility(picture).some(
    (mark) => mark.lng === origin[0] && mark.lat === origin[1],
  );
  const features: Feature[] = [];
  if (outline) features.push(feature(outline, { kind: "outline" }));
  if (snapped) {
    const way: Geometry = { type: "LineString", coordinates: [[...origin], [...snapped]] };
    features.push(feature(way, { kind: "snap" }));
  }
  if (!atFacility) features.push(feature(point(origin), { kind: "origin", image: markId(ORIGIN) }));
  return features;
}

function selectedCell({ cells, selectedCell: index }: Picture): Feature[] {
  const id = index === undefined ? undefined : cells.ids[index];
  if (id === undefined) return [];
  const outline: Geometry = { type: "Polygon", coordinates: [cellToBoundary(id, true)] };
  return [feature(outline, { kind: "cell" })];
}

const ORIGIN: Mark = { kind: "origin" };

/** As far as the map's projection goes. */
const WORLD: Position[] = [
  [-180, -85],
  [180, -85],
  [180, 85],
  [-180, 85],
  [-180, -85],
];

import { latLngToCell } from "h3-js";
import type { GapView } from "#contract/coverage.ts";
import type { FacilityMark, Picture } from "../../../client/map/picture.ts";

/** One degree, closed. */
export const square = [
  [100, 38],
  [101, 38],
  [101, 39],
  [100, 39],
  [100, 38],
] as [number, number][];

const gap = (rank: number, people: number): GapView => ({
  rank,
  name: `gap ${rank}`,
  people,
  groups: {},
  cells: [],
  areaKm2: 1,
  nearest: null,
  label: [100 + rank / 100, 38.5],
  geometry: { type: "Polygon", coordinates: [square] },
});

const clinic: FacilityMark = {
  index: 7,
  name: "南街卫生服务站",
  lng: 100.5,
  lat: 38.5,
  glyph: "clinic",
  services: 1,
};

/** A town of one cell and one clinic, with seven gaps. */
export const picture: Picture = {
  studyId: "town",
  bounds: [100, 38, 101, 39],
  boundary: square,
  synthetic: true,
  language: "zh",
  large: false,
  cells: {
    ids: [latLngToCell(38.5, 100.5, 10)],
    cost: new Float32Array(1),
    edgeCost: new Float32Array(1),
    people: new Float32Array(1),
  },
  limit: 900,
  paint: "minutes",
  hidden: new Set(),
  facilities: [clinic],
  selectedFacility: undefined,
  gaps: [23_170, 22_945, 16_111, 4_769, 3_641, 900, 12].map((people, i) => gap(i + 1, people)),
  selectedGap: undefined,
  units: undefined,
  selectedUnit: undefined,
  selectedCell: undefined,
  reach: undefined,
  plan: undefined,
};

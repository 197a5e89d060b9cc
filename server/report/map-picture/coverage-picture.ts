import { BEYOND } from "#core/catchment/surface.ts";
import type { Gap } from "#core/coverage/gaps.ts";
import { STATE_NAMES } from "#core/coverage/states.ts";
import { facilitiesOf, type ServiceResult, type Survey } from "#core/coverage/survey.ts";
import type { LngLat } from "#core/geo/rings.ts";
import type { Service } from "#core/vocabulary.ts";
import {
  A4_WIDTH,
  USUAL_RATIO,
  type DrawnGap,
  type MapPicture,
  type Notes,
} from "./map-picture.ts";

/** What a picture needs that the numbers do not say. */
export type PictureOptions = Pick<MapPicture, "title" | "extent" | "ground"> &
  Partial<Pick<MapPicture, "language" | "width" | "ratio">> & {
    readonly notes: Omit<Notes, "speed">;
  };

/**
 * The walk to one service. `limit` in thousandths of the measure, as `result` and `gaps` were asked for; walks that
 * are measured in metres show what the cells are, for the bands are minutes.
 */
export function coveragePicture(
  survey: Survey,
  service: Service,
  limit: number,
  {
    result,
    gaps,
    ...options
  }: PictureOptions & {
    readonly result: ServiceResult;
    readonly gaps: readonly Gap[];
  },
): MapPicture {
  const { ground, graph } = survey;
  const { demand, facilities, units, network } = ground;
  const { measure } = graph;
  const { surface, states } = result;
  return {
    language: "zh",
    width: A4_WIDTH,
    ratio: USUAL_RATIO,
    ...options,
    edge: network.report.boundary.map((ring) => ring.map(([lng, lat]): LngLat => [lng, lat])),
    borders: units.flatMap(({ geometry }) =>
      geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
    ),
    subject: {
      kind: "reach",
      service,
      paint: measure.kind === "time" ? { by: "minutes", limit: limit / 60_000 } : { by: "state" },
      cells: demand.cells.map((id, c) => ({
        id,
        state: STATE_NAMES[states[c]!]!,
        seconds: surface.cost[c] === BEYOND ? Infinity : surface.cost[c]! / 10,
      })),
      gaps: gaps.map((gap) => drawnGap(gap, demand)),
      facilities: facilitiesOf(ground, service).map((f): LngLat => {
        const { lng, lat } = facilities[f]!;
        return [lng, lat];
      }),
    },
    notes: { ...options.notes, speed: measure.speed },
  };
}

function drawnGap(
  { rank, people, label, cells, polygon }: Gap,
  { lng, lat }: Survey["ground"]["demand"],
): DrawnGap {
  return {
    rank,
    people,
    label: [...label],
    elsewhere: cells.map((c) => [lng[c]!, lat[c]!]),
    polygon: polygon.map((ring) => ring.map(([x = NaN, y = NaN]): LngLat => [x, y])),
  };
}

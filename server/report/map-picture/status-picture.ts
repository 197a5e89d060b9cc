import type { Unit } from "#core/demand/units.ts";
import type { UnitState } from "#core/vocabulary.ts";
import type { PictureOptions } from "./coverage-picture.ts";
import { A4_WIDTH, USUAL_RATIO, type MapPicture, type Statuses } from "./map-picture.ts";

/** Units by an official indicator; those that it does not speak of have no state and are left out. */
export function statusPicture(
  units: readonly Unit[],
  stateOf: (unit: Unit) => UnitState | undefined,
  {
    legend,
    words = {},
    ...options
  }: PictureOptions & {
    /** What is judged. */
    readonly legend: string;
    readonly words?: Statuses["words"];
  },
): MapPicture {
  return {
    language: "zh",
    width: A4_WIDTH,
    ratio: USUAL_RATIO,
    ...options,
    edge: [],
    borders: [],
    subject: {
      kind: "statuses",
      title: legend,
      words,
      units: units.flatMap((unit) => {
        const state = stateOf(unit);
        if (state === undefined) return [];
        const { type, coordinates } = unit.geometry;
        const polygons = type === "Polygon" ? [coordinates] : coordinates;
        return [{ name: unit.name, polygons, state }];
      }),
    },
    notes: { ...options.notes, speed: null },
  };
}

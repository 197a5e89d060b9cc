import { isCell } from "#core/geo/cells.ts";
import type { LngLat } from "#core/geo/rings.ts";
import type { MapPicture } from "./map-picture.ts";

/** A picture that cannot be drawn as described. The message names the value. */
export class UnusablePicture extends Error {
  override readonly name = "UnusablePicture";
}

/** Throws `UnusablePicture` for what would only show as a wrong drawing. */
export function checkPicture({ extent, width, ratio, subject, notes, ...lines }: MapPicture): void {
  const [west, south, east, north] = extent;
  demand(extent.every(Number.isFinite), `The extent ${extent.join(", ")} is not made of numbers.`);
  demand(
    west < east && south < north && west >= -180 && east <= 180 && south > -85 && north < 85,
    `The extent ${extent.join(", ")} encloses nothing; it must be west, south, east, north in degrees.`,
  );
  demand(
    Number.isInteger(width) && width >= 300 && width <= 8000,
    `A picture is 300 to 8000 pixels wide, not ${width}.`,
  );
  demand(ratio >= 0.3 && ratio <= 4, `A map's width is 0.3 to 4 times its height, not ${ratio}.`);
  demand(
    notes.speed === null || (Number.isFinite(notes.speed) && notes.speed > 0),
    `People do not walk at ${notes.speed} m/s.`,
  );
  const rings = [...lines.edge, ...lines.borders.flat()];
  if (subject.kind === "reach") {
    const { paint, cells, gaps, facilities } = subject;
    if (paint.by === "minutes")
      demand(
        paint.limit > 0 && paint.limit <= 30,
        `The limit is more than 0 and at most 30 minutes, not ${paint.limit}.`,
      );
    for (const { id, seconds, state } of cells) {
      demand(isCell(id), `"${id}" is not a cell.`);
      demand(seconds >= 0, `Cell ${id} is reached in ${seconds} seconds.`);
      if (paint.by === "state" || state === "unknown") continue;
      const beyond = seconds - paint.limit * 60;
      demand(
        state === "covered" ? beyond < ROUNDED : beyond > -ROUNDED,
        `Cell ${id} is ${state}, ${seconds} seconds away, with a limit of ${paint.limit} minutes.`,
      );
    }
    for (const { rank, people, label, elsewhere, polygon } of gaps) {
      demand(Number.isFinite(people) && people >= 0, `Gap ${rank} has ${people} people.`);
      demandPlaces([label, ...elsewhere], `The label of gap ${rank}`);
      rings.push(...polygon);
    }
    demandPlaces(facilities, "A facility");
  } else {
    for (const { polygons } of subject.units) rings.push(...polygons.flat());
  }
  for (const ring of rings) demandPlaces(ring, "A line");
}

/** Seconds are rounded to tenths. */
const ROUNDED = 0.11;

function demandPlaces(places: readonly LngLat[], what: string): void {
  for (const [lng, lat] of places)
    demand(Number.isFinite(lng) && Number.isFinite(lat), `${what} stands at ${lng}, ${lat}.`);
}

function demand(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new UnusablePicture(otherwise);
}

import { MAX_PEOPLE } from "./people.ts";

/** The most cells people may be spread over; a county of 40,000 km² has 2.7 million at resolution 10. */
export const MAX_CELLS = 4_000_000;

/** The people cannot be held at this resolution; the message says what to do. */
export class DemandTooLarge extends Error {
  override readonly name = "DemandTooLarge";
}

export function tooManyCells(resolution: number): DemandTooLarge {
  return new DemandTooLarge(
    `The people spread over more than ${MAX_CELLS.toLocaleString("en")} cells at resolution ${resolution}. ` +
      "Choose a coarser resolution, or cut the people to the place under study.",
  );
}

export function tooManyPeople(): DemandTooLarge {
  return new DemandTooLarge(
    `The people add up to more than ${MAX_PEOPLE.toLocaleString("en")}. Check the unit of the counts.`,
  );
}

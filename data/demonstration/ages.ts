/** Where people live tells how old they are. */
export type AgeProfile =
  | "lanes"
  | "old-estate"
  | "middle-estate"
  | "slab-estate"
  | "tower-estate"
  | "township"
  | "village"
  | "dormitory";

/** The ages told apart, youngest first: 0–2, 3–5, 6–14, 15–59, 60–64, 65–79, 80 and more. */
export type Bands<Value = number> = readonly [Value, Value, Value, Value, Value, Value, Value];

/**
 * How many of the district's people are in each band. Stated: 60 and more, 17.93 % (Zhangye city, census of 2020);
 * 0–14, 19.40 %, and 65 and more, 12.58 % (Gansu province, census of 2020). Assumed: 0–2, 3.3 % (three years of
 * births at 11 per thousand); 3–5, 3.9 % (at 13 per thousand, some years before); 80 and more, 2.0 %.
 */
export function bandTotals(people: number): Bands {
  const [under3, from3to5, under15] = [0.033, 0.039, 0.194].map((share) =>
    Math.round(share * people),
  );
  const [over60, over65, over80] = [0.1793, 0.1258, 0.02].map((share) =>
    Math.round(share * people),
  );
  if (
    under3 === undefined ||
    from3to5 === undefined ||
    under15 === undefined ||
    over60 === undefined ||
    over65 === undefined ||
    over80 === undefined
  )
    throw new Error("Every age has a share.");
  return [
    under3,
    from3to5,
    under15 - under3 - from3to5,
    people - under15 - over60,
    over60 - over65,
    over65 - over80,
    over80,
  ];
}

/** Before they are fitted to the district's totals: more of the old in the old town and the villages. */
export const AGE_PROFILES: Readonly<Record<AgeProfile, Bands>> = {
  lanes: [0.021, 0.026, 0.09, 0.587, 0.075, 0.165, 0.036],
  "old-estate": [0.024, 0.03, 0.1, 0.594, 0.07, 0.15, 0.032],
  "middle-estate": [0.032, 0.038, 0.125, 0.634, 0.052, 0.1, 0.019],
  "slab-estate": [0.045, 0.052, 0.15, 0.648, 0.036, 0.06, 0.009],
  "tower-estate": [0.049, 0.055, 0.155, 0.652, 0.032, 0.05, 0.007],
  township: [0.035, 0.041, 0.128, 0.634, 0.05, 0.095, 0.017],
  village: [0.029, 0.035, 0.113, 0.604, 0.064, 0.13, 0.025],
  dormitory: [0.006, 0.004, 0.008, 0.951, 0.02, 0.01, 0.001],
};

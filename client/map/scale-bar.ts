/** A round length and how long it is on the screen. */
export interface ScaleBar {
  readonly metres: number;
  readonly px: number;
}

/** The longest of 1, 2 or 5 × 10ⁿ metres that fits into `room` px at a latitude and zoom (512 px tiles). */
export function scaleBar(lat: number, zoom: number, room = 120): ScaleBar {
  const metresPerPx = (EQUATOR * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);
  const most = metresPerPx * room;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2].find((digit) => digit * power <= most) ?? 1) * power;
  return { metres, px: Math.round(metres / metresPerPx) };
}

/** Metres around the equator of the Web Mercator sphere. */
const EQUATOR = 2 * Math.PI * 6_378_137;

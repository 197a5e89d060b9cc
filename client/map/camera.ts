import type { MapOptions } from "maplibre-gl";
import type { Flight, Picture } from "./picture.ts";

/** Room around what the map is fitted to, px, and how near it may go for that. */
export const FIT = { padding: 28, maxZoom: 17 };

/** North stays up and the view flat; the keys are ours. */
export const FLAT = {
  minZoom: 5,
  maxZoom: 19,
  maxPitch: 0,
  dragRotate: false,
  pitchWithRotate: false,
  touchPitch: false,
  boxZoom: false,
  keyboard: false,
  renderWorldCopies: false,
} satisfies Partial<MapOptions>;

/** How far an arrow key moves the map, px. */
export const ARROWS: Readonly<Record<string, [number, number]>> = {
  ArrowLeft: [-100, 0],
  ArrowRight: [100, 0],
  ArrowUp: [0, -100],
  ArrowDown: [0, 100],
};

/** Where a map opens: at the flight asked for, else over the whole study. */
export function startingCamera(picture: Picture, flight: Flight | undefined): Partial<MapOptions> {
  if (flight && "lng" in flight) {
    return { center: [flight.lng, flight.lat], zoom: flight.zoom ?? 14 };
  }
  const [west, south, east, north] = flight?.bounds ?? picture.bounds;
  return { bounds: [west, south, east, north], fitBoundsOptions: FIT };
}

/** Milliseconds of a flight, and of a step by key or button; none where the reader wants no motion. */
export function flightTime(): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300;
}

/** Calls back whenever the window comes to a screen with another pixel ratio, until the signal ends it. */
export function onPixelRatio(changed: () => void, signal: AbortSignal): void {
  const again = () => {
    changed();
    onPixelRatio(changed, signal);
  };
  const same = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  same.addEventListener("change", again, { once: true, signal });
}

import type { Service } from "#contract/vocabulary.ts";

/**
 * What each service looks like, as outlines on a 24 × 24 field with a 1.75 round stroke. Paths only, so
 * that the same data draws in SVG and on a canvas.
 */
export const SERVICE_OUTLINES: Readonly<Record<Service, readonly string[]>> = {
  // A feeding bottle: teat, collar, body with two marks.
  childcare: [
    "M12 2.75c.8 0 1.25.6 1.25 1.3 0 1.2 1.9 1.5 1.9 3.7h-6.3c0-2.2 1.9-2.5 1.9-3.7 0-.7.45-1.3 1.25-1.3z",
    "M7.75 7.75h8.5v2h-8.5z",
    "M8.75 9.75v9a2.5 2.5 0 0 0 2.5 2.5h1.5a2.5 2.5 0 0 0 2.5-2.5v-9",
    "M8.75 13.25h3M8.75 16.75h3",
  ],
  // Building blocks: two below, a roof on top.
  kindergarten: [
    "M3.5 13h8v7.5h-8z",
    "M20.5 16.75a3.75 3.75 0 1 1-7.5 0a3.75 3.75 0 0 1 7.5 0z",
    "M12 3.25l4.25 7h-8.5z",
  ],
  // A person leaning on a stick.
  "elderly-care": [
    "M12.25 5a2.15 2.15 0 1 1-4.3 0a2.15 2.15 0 0 1 4.3 0z",
    "M10 9.25c-2.2.7-3.2 2.6-3 5.25l2.75 1-.75 5.25",
    "M9.75 15.5l3 1.5.75 3.75",
    "M10.25 9.5l2.75 3 2.75.25",
    "M15.5 11.5a1.4 1.4 0 0 1 2.75.4v8.85",
  ],
  // A bowl with steam over it.
  meal: [
    "M3.25 11.5h17.5c0 3.9-2.2 6.6-5.5 7.9v1.1h-6.5v-1.1c-3.3-1.3-5.5-4-5.5-7.9z",
    "M9 8.5c-1-1.4 1-2.5 0-4.25",
    "M15 8.5c-1-1.4 1-2.5 0-4.25",
  ],
  // A cross.
  clinic: ["M9.25 3.75h5.5v5.5h5.5v5.5h-5.5v5.5h-5.5v-5.5h-5.5v-5.5h5.5z"],
  // A shop: awning with three scallops, walls, door.
  convenience: [
    "M5 4.25h14l1.75 4.9a2.9 2.9 0 0 1-5.85 0a2.9 2.9 0 0 1-5.8 0a2.9 2.9 0 0 1-5.85 0z",
    "M5.25 12.25v8h13.5v-8",
    "M10 20.25v-4.5h4v4.5",
  ],
  // A basket with two leaves.
  market: [
    "M3.25 11.25h17.5l-1.9 8.1a1.6 1.6 0 0 1-1.55 1.15H6.7a1.6 1.6 0 0 1-1.55-1.15z",
    "M12 11.25c0-4 1.7-6.6 5.25-7.75.5 4-1.3 6.75-5.25 7.75z",
    "M11.75 11.25C11.6 8.5 10.1 6.7 7 6c-.1 2.9 1.6 4.8 4.75 5.25z",
    "M9.25 14.5v2.75M14.75 14.5v2.75",
  ],
};

/** The same as markup for the inside of `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" …>`. */
export const SERVICE_GLYPHS: Readonly<Record<Service, string>> = {
  childcare: markup("childcare"),
  kindergarten: markup("kindergarten"),
  "elderly-care": markup("elderly-care"),
  meal: markup("meal"),
  clinic: markup("clinic"),
  convenience: markup("convenience"),
  market: markup("market"),
};

function markup(service: Service): string {
  return SERVICE_OUTLINES[service].map((outline) => `<path d="${outline}"/>`).join("");
}

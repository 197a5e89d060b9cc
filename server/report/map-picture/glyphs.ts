import type { Service } from "#core/vocabulary.ts";

/**
 * What each service looks like in print: few strokes on a 24 × 24 field, heavy enough for a disc of three
 * millimetres. The page has its own, finer table.
 */
export const GLYPHS: Readonly<Record<Service, string>> = {
  // A feeding bottle.
  childcare:
    "M12 3c1 0 2.9 1.6 2.9 4.2h-5.8c0-2.6 1.9-4.2 2.9-4.2zM8.2 7.4h7.6v2.4h-7.6zM8.8 9.8v8.7a2.5 2.5 0 0 0 2.5 2.5h1.4a2.5 2.5 0 0 0 2.5-2.5v-8.7",
  // Blocks, a roof on top.
  kindergarten:
    "M3.5 13h8v7.5h-8zM20.5 16.75a3.75 3.75 0 1 1-7.5 0a3.75 3.75 0 0 1 7.5 0zM12 3.25l4.25 7h-8.5z",
  // A person with a stick.
  "elderly-care":
    "M12.25 5a2.15 2.15 0 1 1-4.3 0a2.15 2.15 0 0 1 4.3 0zM10 9l-.5 6.5l-2 5.2M9.5 15.5l3.4 1.6l.6 3.6M10.2 9.5l3 3h2.6M16.8 11.5v9.3",
  // A bowl, steam over it.
  meal: "M3.25 11.5h17.5c0 4.4-3 8-8.75 8s-8.75-3.6-8.75-8zM9 8.5c-1-1.4 1-2.5 0-4.25M15 8.5c-1-1.4 1-2.5 0-4.25",
  // A cross.
  clinic: "M9.25 3.75h5.5v5.5h5.5v5.5h-5.5v5.5h-5.5v-5.5h-5.5v-5.5h5.5z",
  // A shop with its awning.
  convenience: "M5 4.25h14l1.75 6h-17.5zM5.25 10.25v10h13.5v-10M10 20.25v-5.5h4v5.5",
  // A basket with a leaf.
  market:
    "M3.25 11.25h17.5l-2.3 9.25H5.55zM12 11.25c0-4 1.7-6.6 5.25-7.75c.5 4-1.3 6.75-5.25 7.75zM11.75 11.25C11.6 8.5 10.1 6.7 7 6c-.1 2.9 1.6 4.8 4.75 5.25z",
};

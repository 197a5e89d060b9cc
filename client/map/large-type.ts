import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Mark } from "./marks.ts";

/** How much larger words, sites and labels are for readers who need bigger type. */
export const LARGER = 1.35;

/** Discs of facilities grow from a radius of 10 to 14 px. */
const LARGER_DISC = 1.4;

/** Outlines of gaps and of what changes grow from 2.6 to 4 px, and all others with them. */
const WIDER = 4 / 2.6;

/** How much larger a mark is drawn. Hatching is a ground and no mark: it stays as fine as it is. */
export function growthOf({ kind }: Mark, large: boolean): number {
  if (!large || kind === "cross-hatch") return 1;
  return kind === "facility" ? LARGER_DISC : LARGER;
}

/** A layer with larger words; for one that is no part of the base map also with wider lines and larger dots. */
export function enlarged(layer: LayerSpecification, isBase: boolean): LayerSpecification {
  if (layer.type === "symbol") {
    const size = layer.layout?.["text-size"];
    if (size === undefined) return layer;
    return { ...layer, layout: { ...layer.layout, "text-size": times(LARGER, size as Size) } };
  }
  if (layer.type === "line" && !isBase) {
    const width = layer.paint?.["line-width"] ?? 1;
    return { ...layer, paint: { ...layer.paint, "line-width": times(WIDER, width as Size) } };
  }
  if (layer.type === "circle" && !isBase) {
    const radius = layer.paint?.["circle-radius"] ?? 5;
    const larger = times(LARGER_DISC, radius as Size);
    return { ...layer, paint: { ...layer.paint, "circle-radius": larger } };
  }
  return layer;
}

type Size = number | ExpressionSpecification;

/** Steps by zoom must stay outermost: it is their sizes that grow. */
function times(factor: number, size: Size): Size {
  if (typeof size === "number") return size * factor;
  const [operator, input, ...rest] = size as [string, unknown, ...Size[]];
  if (operator !== "step" || !isZoom(input)) return ["*", factor, size];
  const grown = rest.map((part, i) => (i % 2 === 0 ? times(factor, part) : part));
  return [operator, input, ...grown] as ExpressionSpecification;
}

function isZoom(input: unknown): boolean {
  return Array.isArray(input) && input[0] === "zoom";
}

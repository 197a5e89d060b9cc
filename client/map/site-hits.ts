import type { Dragged, MapTool, Picture, SiteMark } from "./picture.ts";
import { PLAN_CLASSES } from "./difference.ts";
import type { Box, Pixel } from "./label-places.ts";
import { LARGER } from "./large-type.ts";

/** How far the disc of a pin stands above the place of its site, px. */
export const PIN = 22;

/** How far beside a mark a press still means it, px. */
const LENIENCE = 3;

/** What of a picture decides where its sites are drawn, and how large. */
type Shown = Pick<Picture, "plan" | "hidden" | "large">;

/** The topmost site whose mark is drawn at a point of the screen; one switched off in the legend is not. */
export function siteAt(
  { plan, hidden, large }: Shown,
  at: Pixel,
  toPixel: (lng: number, lat: number) => Pixel,
): SiteMark | undefined {
  const grown = large ? LARGER : 1;
  return plan?.sites.findLast((site) => {
    if (hidden.has(classOf(site))) return false;
    const [x, y] = toPixel(site.lng, site.lat);
    return isHit(site.look, (at[0] - x) / grown, (at[1] - y) / grown);
  });
}

/** The room the sites of the plan take on the screen, number and all; candidates take none. */
export function siteBoxes(
  { plan, hidden, large }: Shown,
  toPixel: (lng: number, lat: number) => Pixel,
): Box[] {
  const shown = plan?.sites.filter((site) => takesRoom(site) && !hidden.has(classOf(site))) ?? [];
  const grown = large ? LARGER : 1;
  return shown.map((site) => {
    const [x, y] = toPixel(site.lng, site.lat);
    const up = site.look === "refused" ? 13 : PIN + 19;
    return {
      left: x - 17 * grown,
      top: y - up * grown,
      right: x + 21 * grown,
      bottom: y + (site.look === "refused" ? 54 : 2) * grown,
    };
  });
}

/** What a press on a site or facility takes hold of with a tool in hand; undefined where it only means a click. */
export function holdOf(
  tool: MapTool,
  site: SiteMark | undefined,
  facility: number | undefined,
): Dragged | undefined {
  if (tool !== "look" && tool !== "move") return undefined;
  if (site) return isMovable(site) ? { site: site.id } : undefined;
  return facility !== undefined && tool === "move" ? { facility } : undefined;
}

function takesRoom(site: SiteMark): boolean {
  return isMovable(site) || site.look === "proposed";
}

/** Sites of the plan itself can be moved; candidates, proposals, and upgrades of what stands already, cannot. */
export function isMovable({ look }: SiteMark): boolean {
  return look === "chosen" || look === "required" || look === "refused";
}

function classOf({ look }: SiteMark): string {
  if (look === "possible" || look === "forbidden" || look === "proposed")
    return PLAN_CLASSES[look].key;
  return PLAN_CLASSES.site.key;
}

/** Whether a mark reaches so many px right of its place and below it. */
function isHit(look: SiteMark["look"], right: number, below: number): boolean {
  switch (look) {
    case "chosen":
    case "required":
    case "proposed":
      return (
        Math.hypot(right, below + PIN) <= 15 + LENIENCE ||
        (Math.abs(right) <= 4 + LENIENCE && below <= LENIENCE && below >= -PIN)
      );
    case "possible":
    case "forbidden":
      return Math.max(Math.abs(right), Math.abs(below)) <= 8 + LENIENCE;
    case "refused":
    case "upgrade":
      return Math.hypot(right, below) <= 11 + LENIENCE;
  }
}

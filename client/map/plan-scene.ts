import { cellsToMultiPolygon } from "h3-js";
import type { Feature } from "geojson";
import polylabel from "polylabel";
import { area, collection, feature, line, point, type Place } from "./features.ts";
import { markId, type Mark } from "./marks.ts";
import type { AreaMark, Picture, PlanPicture, SiteMark, StreetMark } from "./picture.ts";
import type { ScenePart } from "./scene.ts";

/**
 * What a scenario puts on the map. What changes with every step of a drag has a source of its own; the one that is
 * dragged is drawn by the drag layer and left out here.
 */
export const PLAN_SCENE: readonly ScenePart[] = [
  {
    source: "plan-change",
    reads: (p) => [p.plan && p.cells.ids, p.plan?.gained, p.plan?.lost],
    features: (p) => collection([...outline(p, "gained"), ...outline(p, "lost")]),
  },
  {
    source: "plan-shapes",
    reads: (p) => [p.plan?.areas, p.plan?.streets, p.plan?.route],
    features: ({ plan }) =>
      collection(
        plan ? [...plan.areas.map(areaShape), ...plan.streets.map(streetLine), ...route(plan)] : [],
      ),
    marks: ({ plan }) =>
      plan?.areas.some(({ role }) => role === "exclusion") ? [CROSS_HATCH] : [],
  },
  {
    source: "plan-points",
    reads: (p) => [
      p.plan?.sites,
      p.plan?.areas,
      p.plan?.streets,
      p.plan?.route,
      draggedKey(p),
      p.plan && p.language,
    ],
    features: (p) =>
      collection([
        ...(p.plan?.areas ?? []).flatMap(areaName),
        ...routeEnds(p),
        ...(p.plan?.streets ?? []).map(streetSign),
        ...standingSites(p).map(sitePoint),
        ...standingSites(p).flatMap((site) => siteCard(site, p)),
      ]),
    marks: (p) => [
      ...(p.plan?.streets ?? []).map(streetMark),
      ...standingSites(p).map(siteMark),
      ...standingSites(p).flatMap((site) => cardMark(site, p) ?? []),
    ],
  },
];

/** Which one is being dragged, as a word that stays the same while it is; undefined when none is. */
export function draggedKey({ plan }: Picture): string | undefined {
  const what = plan?.drag?.what;
  if (what === undefined) return undefined;
  return "site" in what ? `site ${what.site}` : `facility ${what.facility}`;
}

/** The outlines of cells newly within the limit, or newly beyond it, holes kept. */
function outline({ cells, plan }: Picture, kind: "gained" | "lost"): Feature[] {
  const ids = (plan?.[kind] ?? []).flatMap((index) => cells.ids[index] ?? []);
  if (ids.length === 0) return [];
  const coordinates = cellsToMultiPolygon(ids, true);
  return [feature({ type: "MultiPolygon", coordinates }, { kind })];
}

function areaShape({ id, role, ring, selected }: AreaMark): Feature {
  const image = role === "exclusion" ? { image: markId(CROSS_HATCH) } : {};
  return feature(area(ring), { kind: role, area: id, selected, ...image });
}

/** The name of an area, inside it and as far from its edge as can be. */
function areaName({ id, role, name, ring }: AreaMark): Feature[] {
  if (name === "" || ring.length < 4) return [];
  const [lng = 0, lat = 0] = polylabel([ring.map(([x, y]) => [x, y])], 1e-5);
  return [feature(point([lng, lat]), { kind: `${role}-name`, area: id, name })];
}

function streetLine({ id, kind, from, to, failed }: StreetMark): Feature {
  const look = failed ? "failed" : kind === "closed" ? "closed" : "made";
  return feature(line([from, to]), { kind: `street-${look}`, street: id });
}

/** A small sign in the middle of a changed street that says what was done to it. */
function streetSign(street: StreetMark): Feature {
  const { id, from, to } = street;
  const middle: Place = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return feature(point(middle), { kind: "street", street: id, image: markId(streetMark(street)) });
}

function streetMark({ kind, failed }: StreetMark): Mark {
  return { kind: "street", street: kind, failed };
}

function route({ route: places }: PlanPicture): Feature[] {
  return places && places.length > 1 ? [feature(line(places), { kind: "route" })] : [];
}

function routeEnds({ plan }: Picture): Feature[] {
  const [first, last] = [plan?.route?.[0], plan?.route?.at(-1)];
  if (!first || !last) return [];
  return [
    feature(point(first), { kind: "route-start" }),
    feature(point(last), { kind: "route-end" }),
  ];
}

function standingSites({ plan }: Picture): readonly SiteMark[] {
  if (!plan) return [];
  const what = plan.drag?.what;
  if (what === undefined || !("site" in what)) return plan.sites;
  return plan.sites.filter(({ id }) => id !== what.site);
}

function sitePoint(site: SiteMark): Feature {
  const { look } = site;
  const isApart = look === "possible" || look === "forbidden" || look === "proposed";
  const kind = isApart ? `site-${look}` : "site";
  const image = markId(siteMark(site));
  return feature(point([site.lng, site.lat]), { kind, site: site.id, image });
}

function siteMark({ look, glyph, number, selected }: SiteMark): Mark {
  return { kind: "site", look, glyph, number, selected };
}

/** Under a refused one: that it was not taken, and why. */
function siteCard(site: SiteMark, picture: Picture): Feature[] {
  const mark = cardMark(site, picture);
  if (!mark) return [];
  return [
    feature(point([site.lng, site.lat]), { kind: "site-card", site: site.id, image: markId(mark) }),
  ];
}

function cardMark({ look, note }: SiteMark, { language }: Picture): Mark | undefined {
  return look === "refused" ? { kind: "refused", note: note ?? "", language } : undefined;
}

const CROSS_HATCH: Mark = { kind: "cross-hatch" };

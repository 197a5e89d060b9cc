import { DIRECTIONS, SERVICES, WALKER_PROFILES } from "#contract/vocabulary.ts";
import { LANGUAGES } from "../text/language.ts";
import { readPolicy, writePolicy } from "./policy/policy-view.ts";
import { readPlan, writePlan } from "./scenario/plan-view.ts";
import {
  clampLimit,
  FIRST_VIEW,
  FOLDS,
  PAGES,
  PAINTS,
  type Camera,
  type DataView,
  type Page,
  type Selection,
  type View,
} from "./view.ts";

/** The path of each page. */
const PATHS: Readonly<Record<Page, string>> = {
  overview: "/",
  policy: "/policy",
  plan: "/plan",
  data: "/data",
  report: "/report",
};

/**
 * The view as path and query. What stands as it does at first is left out, so a fresh page has a bare
 * address. Positions keep six decimals (0.1 m), zoom two.
 */
export function writeAddress(view: View): string {
  const query = new URLSearchParams();
  const put = (key: string, value: string | undefined, usual?: string) => {
    if (value !== undefined && value !== usual) query.set(key, value);
  };
  put("study", view.study);
  put("service", view.service, FIRST_VIEW.service);
  put("minutes", String(view.limitMinutes), String(FIRST_VIEW.limitMinutes));
  put("who", view.profile, FIRST_VIEW.profile);
  put("way", view.direction, FIRST_VIEW.direction);
  put("paint", view.paint, FIRST_VIEW.paint);
  put("at", writeSelection(view.selection));
  put("map", view.camera && writeCamera(view.camera));
  put("lang", view.language, FIRST_VIEW.language);
  put("left", view.left, FIRST_VIEW.left);
  put("right", view.right, FIRST_VIEW.right);
  for (const key of view.hidden) query.append("hide", key);
  if ("id" in view.data) put(view.data.kind, view.data.id);
  else put("show", view.data.kind, FIRST_VIEW.data.kind);
  for (const [key, value] of [...writePolicy(view.policy), ...writePlan(view.plan)])
    put(key, value);
  const text = query.toString();
  return PATHS[view.page] + (text === "" ? "" : `?${text}`);
}

/** The view an address stands for; whatever it does not say, or says wrongly, is as at first. */
export function readAddress(address: string): View {
  const url = new URL(address, "http://localhost");
  const query = url.searchParams;
  return {
    page: PAGES.find((page) => PATHS[page] === url.pathname) ?? FIRST_VIEW.page,
    study: query.get("study") || undefined,
    service: oneOf(SERVICES, query.get("service"), FIRST_VIEW.service),
    limitMinutes: readLimit(query.get("minutes")),
    profile: oneOf(WALKER_PROFILES, query.get("who"), FIRST_VIEW.profile),
    direction: oneOf(DIRECTIONS, query.get("way"), FIRST_VIEW.direction),
    paint: oneOf(PAINTS, query.get("paint"), FIRST_VIEW.paint),
    selection: readSelection(query.get("at")),
    camera: readCamera(query.get("map")),
    language: oneOf(LANGUAGES, query.get("lang"), FIRST_VIEW.language),
    left: oneOf(FOLDS, query.get("left"), FIRST_VIEW.left),
    right: oneOf(FOLDS, query.get("right"), FIRST_VIEW.right),
    hidden: [...new Set(query.getAll("hide"))].toSorted(),
    data: readData(query),
    policy: readPolicy(query),
    plan: readPlan(query),
  };
}

function writeSelection(selection: Selection): string | undefined {
  switch (selection.kind) {
    case "none":
      return undefined;
    case "point": {
      const point = `point:${place(selection.lng)},${place(selection.lat)}`;
      return selection.cell === undefined ? point : `${point},${selection.cell}`;
    }
    case "facility":
    case "unit":
    case "site":
    case "area":
    case "street":
      return `${selection.kind}:${selection.id}`;
    case "gap":
      return `gap:${selection.rank}`;
  }
}

function readSelection(text: string | null): Selection {
  const nothing: Selection = { kind: "none" };
  const colon = text?.indexOf(":") ?? -1;
  if (text === null || colon < 0) return nothing;
  const rest = text.slice(colon + 1);
  const kind = text.slice(0, colon);
  switch (kind) {
    case "point": {
      const [lng, lat, cell] = rest.split(",");
      const point = readPlace(lng, lat);
      return point ? { kind: "point", ...point, cell: cell || undefined } : nothing;
    }
    case "facility":
    case "unit":
    case "site":
    case "area":
    case "street":
      return rest === "" ? nothing : { kind, id: rest };
    case "gap":
      return /^[1-9]\d{0,5}$/.test(rest) ? { kind: "gap", rank: Number(rest) } : nothing;
    default:
      return nothing;
  }
}

function readData(query: URLSearchParams): DataView {
  for (const kind of ["import", "layer"] as const) {
    const id = query.get(kind);
    if (id) return { kind, id };
  }
  return { kind: oneOf(["home", "new", "results"], query.get("show"), "home") };
}

function writeCamera(camera: Camera): string {
  return `${place(camera.lng)},${place(camera.lat)},${String(Number(camera.zoom.toFixed(2)))}`;
}

function readCamera(text: string | null): Camera | undefined {
  const [lng, lat, zoom] = (text ?? "").split(",");
  const point = readPlace(lng, lat);
  const height = readNumber(zoom, 0, 24);
  return point && height !== undefined ? { ...point, zoom: height } : undefined;
}

function readPlace(lng: string | undefined, lat: string | undefined) {
  const x = readNumber(lng, -180, 180);
  const y = readNumber(lat, -90, 90);
  return x === undefined || y === undefined ? undefined : { lng: x, lat: y };
}

function readNumber(text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

function readLimit(text: string | null): number {
  return text === null || text.trim() === "" ? FIRST_VIEW.limitMinutes : clampLimit(Number(text));
}

function place(degrees: number): string {
  return String(Number(degrees.toFixed(6)));
}

function oneOf<const T extends string>(words: readonly T[], text: string | null, usual: T): T {
  return words.find((word) => word === text) ?? usual;
}

import { useCallback, useEffect, useRef } from "react";
import type { GapList, GapView } from "#contract/coverage.ts";
import { PLACE_WORDS } from "#contract/place-words.ts";
import type { FacilityList, Study } from "#contract/study.ts";
import type { Service } from "#contract/vocabulary.ts";
import type { Dragged, MapEvent, MapTool } from "../../map/picture.ts";
import type { CellColumns } from "../../plan/columns.ts";
import { facilityOfSite } from "../../plan/scenario/drawing.ts";
import {
  addArea,
  addStreet,
  changeFacility,
  changeSite,
  freeId,
  newSite,
  own,
  putSite,
  remove,
  reshapeArea,
} from "../../plan/scenario/edits.ts";
import { freeName, nextFree } from "../../plan/scenario/names.ts";
import { unitAt } from "../../plan/scenario/unit-at.ts";
import { deselect, select } from "../../plan/view.ts";
import { useSession } from "../session.tsx";
import type { LiveDrag } from "./live-drag.ts";
import type { Working } from "./working.ts";
import { usePlanWords } from "./words.ts";

interface Scene {
  readonly study: Study;
  readonly working: Working;
  readonly service: Service;
  readonly facilities: FacilityList | undefined;
  readonly cells: CellColumns | undefined;
  readonly gaps: GapList | undefined;
  readonly drag: LiveDrag;
  readonly tool: MapTool;
  readonly onTool: (tool: MapTool) => void;
  readonly onGap: (gap: GapView) => void;
  readonly onSwipe: (share: number) => void;
}

const AFTER_DRAWING_MS = 400;
const NOTHING = { steps: [], inForce: 0, name: "", note: "" };

/** What a gesture on the map does to the scenario or to the view. */
export function usePlanEvents(scene: Scene): (event: MapEvent) => void {
  const { view, pointed } = useSession();
  const text = usePlanWords();
  const madeAt = useRef(-Infinity);
  const latest = useRef<(event: MapEvent) => void>(() => undefined);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => () => pointed.set(() => undefined), [pointed]);
  return useCallback((event: MapEvent) => latest.current(event), []);

  function take(event: MapEvent): void {
    const { working, tool, drag } = scene;
    const { state } = working;
    switch (event.kind) {
      case "hover":
        return pointed.set(() => event.cell);
      case "moved": {
        const { lng, lat, zoom } = event;
        return view.set((it) => ({ ...it, camera: { lng, lat, zoom } }));
      }
      case "click": {
        // The click that ended a drawing is not one on the map.
        if (performance.now() - madeAt.current < AFTER_DRAWING_MS) return undefined;
        const { lng, lat } = event;
        const cell = event.cell === undefined ? undefined : scene.cells?.ids[event.cell];
        return view.set((it) => select(it, { kind: "point", lng, lat, cell }));
      }
      case "facility":
        return onFacility(event.index);
      case "gap": {
        const gap = scene.gaps?.find(({ rank }) => rank === event.rank);
        return gap && scene.onGap(gap);
      }
      case "site": {
        if (tool === "close" && state) return closeSite(event.id);
        return view.set((it) => select(it, { kind: "site", id: event.id }));
      }
      case "area":
      case "street":
        return view.set((it) => select(it, { kind: event.kind, id: event.id }));
      case "escape":
        if (drag.store.get()?.held) return drag.clear();
        if (tool === "look") view.set(deselect);
        return scene.onTool("look");
      case "placed":
        madeAt.current = performance.now();
        return onPlaced(event.tool, [event.lng, event.lat]);
      case "drawn":
        madeAt.current = performance.now();
        return onDrawn(event.tool, event.points);
      case "reshaped": {
        madeAt.current = performance.now();
        const edit = state && reshapeArea(state, event.id, event.ring);
        return event.joins ? working.push(edit) : working.act([edit]);
      }
      case "drag":
        return onDrag(event);
      case "swiped":
        return scene.onSwipe(event.share);
    }
  }

  function onFacility(index: number) {
    const facility = scene.facilities?.[index];
    if (facility === undefined) return;
    const { working, tool } = scene;
    if (tool === "close" && working.state) {
      const closed = own(working.state.facilities, facility.id)?.closed === true;
      return working.act([changeFacility(working.state, facility.id, { closed: !closed })]);
    }
    view.set((it) => select(it, { kind: "facility", id: facility.id }));
  }

  function closeSite(id: string) {
    const { working } = scene;
    if (working.state === undefined) return;
    const facility = facilityOfSite(id);
    working.act([
      facility === undefined
        ? remove(working.state, "site", id)
        : changeFacility(working.state, facility, { closed: true }),
    ]);
  }

  function onPlaced(tool: MapTool, at: readonly [number, number]) {
    const { working, service } = scene;
    const { state } = working;
    if (state === undefined) return;
    if (tool === "site") {
      const id = freeId("site", working.draft?.content ?? NOTHING);
      const taken = Object.values(state.sites).map(({ name }) => name);
      const name = freeName(`${placeName(at)}${PLACE_WORDS[service]}`, taken);
      working.act([putSite(state, id, newSite(name, service, at))]);
      view.set((it) => select(it, { kind: "site", id }));
      scene.onTool("look");
    }
    if (tool === "close-street") addStreetChange("closed", [at, at]);
    if (tool === "close") {
      // Near a facility or site the map says which; a click beside all of them means none.
      view.set(deselect);
    }
  }

  function onDrawn(tool: MapTool, points: readonly (readonly [number, number])[]) {
    const { working } = scene;
    const [from, to] = points;
    if (working.state === undefined || from === undefined || to === undefined) return;
    if (tool === "street" || tool === "bridge" || tool === "gate")
      return addStreetChange(tool, [from, to]);
    if ((tool === "search" || tool === "exclusion") && points.length >= 3) {
      const id = freeId("area", working.draft?.content ?? NOTHING);
      const taken = Object.values(working.state.areas).map(({ name }) => name);
      const name = nextFree((n) => text.tool.newArea(String(n)), taken);
      working.act([addArea(id, tool, name, points)]);
      view.set((it) => select(it, { kind: "area", id }));
      scene.onTool("look");
    }
  }

  function addStreetChange(
    kind: "street" | "bridge" | "gate" | "closed",
    line: readonly [readonly [number, number], readonly [number, number]],
  ) {
    const { working } = scene;
    if (working.state === undefined) return;
    const id = freeId("street", working.draft?.content ?? NOTHING);
    const taken = Object.values(working.state.streets).map(({ name }) => name);
    const name = freeName(placeName(line[0]) || text.streetKind[kind], taken);
    working.act([addStreet(id, kind, name, line)]);
  }

  /** The name of the unit a place lies in; "" far from all. */
  function placeName(at: readonly [number, number]): string {
    const { cells, study } = scene;
    const unit = cells && unitAt(cells, study.resolution, at);
    return (unit === undefined ? undefined : study.units[unit]?.name) ?? "";
  }

  function onDrag(event: MapEvent & { readonly kind: "drag" }) {
    const { drag, working } = scene;
    const { state } = working;
    if (state === undefined) return;
    if (event.phase === "started") {
      const began = dragOf(event.what);
      if (began) drag.begin(began);
      return;
    }
    if (event.phase === "cancelled") return drag.clear();
    if (event.phase === "moved")
      return drag.move([event.lng, event.lat], [event.x, event.y], event.since);
    const ended = drag.end();
    if (ended === undefined) return;
    const [lng, lat] = [event.lng, event.lat];
    const edit =
      ended.of === "site"
        ? changeSite(state, ended.id, { lng, lat })
        : changeFacility(state, ended.id, { to: [lng, lat] });
    if (edit === undefined) return drag.clear();
    working.act([edit]);
  }

  /** What is dragged, by the ids the server knows; undefined for what cannot be moved. */
  function dragOf(what: Dragged) {
    const { working, service, facilities } = scene;
    const state = working.state;
    if (state === undefined) return undefined;
    const moved = "site" in what ? facilityOfSite(what.site) : undefined;
    if ("site" in what && moved === undefined) {
      const site = own(state.sites, what.site);
      if (site === undefined) return undefined;
      const glyph = site.services.includes(service) ? service : (site.services[0] ?? service);
      const from: [number, number] = [site.lng, site.lat];
      return { what, of: "site" as const, id: what.site, name: site.name, glyph, from };
    }
    const facility =
      "facility" in what ? facilities?.[what.facility] : facilities?.find(({ id }) => id === moved);
    if (facility === undefined) return undefined;
    const services = own(state.facilities, facility.id)?.services ?? facility.services;
    return {
      what,
      of: "facility" as const,
      id: facility.id,
      name: facility.name,
      glyph: services.includes(service) ? service : (services[0] ?? service),
      from: own(state.facilities, facility.id)?.to ?? ([facility.lng, facility.lat] as const),
    };
  }
}

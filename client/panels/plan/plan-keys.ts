import type { Service } from "#contract/vocabulary.ts";
import type { MapTool } from "../../map/picture.ts";
import { shifted } from "../../plan/scenario/bearing.ts";
import { facilityOfSite } from "../../plan/scenario/drawing.ts";
import { redo, undo } from "../../plan/scenario/draft.ts";
import { changeFacility, changeSite, own, remove } from "../../plan/scenario/edits.ts";
import { ask, deselect } from "../../plan/view.ts";
import { useControlKeys, useKeys } from "../../ui/keyboard.ts";
import { useSession } from "../session.tsx";
import { compareBy } from "./comparing.ts";
import type { Working } from "./working.ts";

const LIMIT_KEYS: Readonly<Record<string, number>> = { "-": -1, "=": 1, _: -5, "+": 5 };
const TOOL_KEYS: Readonly<Record<string, MapTool>> = { n: "site", m: "move", x: "close" };
/** Metres east and north. */
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, 10],
  ArrowDown: [0, -10],
  ArrowLeft: [-10, 0],
  ArrowRight: [10, 0],
};

/** The keys of the page; letters only where the reader has not turned them off. */
export function usePlanKeys(on: {
  readonly letters: boolean;
  readonly services: readonly Service[];
  readonly working: Working;
  readonly tool: MapTool;
  readonly onTool: (tool: MapTool) => void;
  readonly onHelp: () => void;
  readonly onFold: (side: "left" | "right") => void;
  readonly onGap: (step: 1 | -1) => void;
}): void {
  const session = useSession();
  const { view } = session;
  const { working } = on;

  function removeSelected(): boolean {
    const { selection } = view.get();
    if (working.state === undefined) return false;
    if (selection.kind !== "site" && selection.kind !== "area" && selection.kind !== "street")
      return false;
    const edit = remove(working.state, selection.kind, selection.id);
    if (edit === undefined) return false;
    working.act([edit]);
    view.set(deselect);
    return true;
  }

  /** Pushes the selected site, or the facility that is moved, so many metres; arrows in a list or slider are not meant. */
  function push([east, north]: readonly [number, number], times: number): boolean {
    const { selection } = view.get();
    const { state } = working;
    const focus = document.activeElement;
    const isFree = focus === document.body || Boolean(focus?.closest(".plan-cards"));
    if (selection.kind !== "site" || state === undefined || !isFree) return false;
    const facility = facilityOfSite(selection.id);
    if (facility !== undefined) {
      const at = own(state.facilities, facility)?.to;
      if (!at) return false;
      working.push(
        changeFacility(state, facility, { to: shifted(at, east * times, north * times) }),
      );
      return true;
    }
    const site = own(state.sites, selection.id);
    if (site === undefined) return false;
    const [lng, lat] = shifted([site.lng, site.lat], east * times, north * times);
    working.push(changeSite(state, selection.id, { lng, lat }));
    return true;
  }

  useControlKeys((key, shift) => {
    if (working.draft === undefined) return false;
    if (key === "z" && !shift) working.change(undo);
    else if (key === "y" || (key === "z" && shift)) working.change(redo);
    else return false;
    return true;
  });

  useKeys((key, shift) => {
    if (key === "Escape") {
      if (on.tool === "look") view.set(deselect);
      else on.onTool("look");
      return true;
    }
    if (key === "Delete") return removeSelected();
    const arrow = ARROWS[key];
    if (arrow) return push(arrow, shift ? 10 : 1);
    if (!on.letters) return false;
    const tool = TOOL_KEYS[key.toLowerCase()];
    const service = /^[1-7]$/.test(key) ? on.services[Number(key) - 1] : undefined;
    const step = LIMIT_KEYS[key];
    if (tool) on.onTool(tool === on.tool ? "look" : tool);
    else if (service) view.set((it) => ask(it, { service }));
    else if (step) view.set((it) => ask(it, { limitMinutes: it.limitMinutes + step }));
    else if (key === "d" || key === "D")
      compareBy(session, view.get().plan.comparison === "difference" ? "none" : "difference");
    else if (key === "g" || key === "G") on.onGap(shift ? -1 : 1);
    else if (key === "[" || key === "]") on.onFold(key === "[" ? "left" : "right");
    else if (key === "?") on.onHelp();
    else return false;
    return true;
  });
}

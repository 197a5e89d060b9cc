import { readAddress, writeAddress } from "../plan/address.ts";
import type { View } from "../plan/view.ts";
import type { Store } from "../ui/store.ts";

const PAUSE_MS = 200;

/**
 * Keeps the browser's address and the view the same, both ways. Another page, study, layer, import or scenario is a step one
 * can go back from; everything else replaces the address, after a pause, so that a drag is not a hundred entries.
 */
export function followAddress(view: Store<View>): void {
  let written = view.get();
  let pending: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(pending);
    const now = view.get();
    const step = isStep(written, now);
    written = now;
    const address = writeAddress(now);
    if (address === location.pathname + location.search) return;
    if (step) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  };
  view.subscribe(() => {
    clearTimeout(pending);
    const now = view.get();
    if (isStep(written, now)) write();
    else pending = setTimeout(write, PAUSE_MS);
  });
  addEventListener("popstate", () => {
    clearTimeout(pending);
    written = readAddress(location.href);
    view.set(() => written);
  });
  addEventListener("pagehide", write);
}

function isStep(before: View, now: View): boolean {
  const place = ({ page, study, data, plan }: View) => [
    page,
    study,
    data.kind,
    "id" in data && data.id,
    plan.scenario,
  ];
  const was = place(before);
  return place(now).some((part, i) => part !== was[i]);
}

import type { Finding, NetworkCheck, Repair } from "#contract/layers.ts";

export type KindShown = Finding["kind"] | "all";

export function isOfKind({ kind }: Finding, shown: KindShown): boolean {
  return shown === "all" || kind === shown;
}

/** Findings with a repair as one order: those of a kind, or only those that most people would accept unseen. */
export function repairsOf(
  { findings }: Pick<NetworkCheck, "findings">,
  kind: KindShown,
  which: "sure" | "all",
): Repair[] {
  return findings.flatMap((finding) =>
    finding.repair !== null && isOfKind(finding, kind) && (which === "all" || finding.sure)
      ? [finding.repair]
      : [],
  );
}

/** How long the piece of street is that a repair adds; undefined of one that adds none. */
export function addedMetres(repair: Repair): number | undefined {
  if (!("from" in repair)) return undefined;
  const [[lng, lat], [toLng, toLat]] = [repair.from, repair.to];
  const shrink = Math.cos((((lat + toLat) / 2) * Math.PI) / 180);
  return Math.hypot((toLng - lng) * shrink, toLat - lat) * METRES_PER_DEGREE;
}

const METRES_PER_DEGREE = 111_195;

/** A finding as a changed street of the map: with the repair proposed, or marked as one that nobody proposed. */
export function markOf({ key, lng, lat, names, repair }: Finding): {
  id: string;
  kind: "street" | "gate" | "closed";
  name: string;
  from: readonly [number, number];
  to: readonly [number, number];
  failed: boolean;
} {
  const here: readonly [number, number] = [lng, lat];
  const mark = { id: key, name: names[0] ?? "", failed: repair === null };
  if (repair === null) return { ...mark, kind: "closed", from: here, to: here };
  if (repair.kind === "join" || repair.kind === "gate")
    return {
      ...mark,
      kind: repair.kind === "gate" ? "gate" : "street",
      from: repair.from,
      to: repair.to,
    };
  const kind = repair.kind === "drop" ? "closed" : "street";
  return { ...mark, kind, from: repair.at, to: repair.at };
}

/** A zoom at which a repair is seen with what stands around it, or the most of a finding without one. */
export function zoomFor({ metres, repair }: Pick<Finding, "metres" | "repair">): number {
  const span =
    repair === null
      ? Math.max(150, 1.2 * metres)
      : Math.max(NARROWEST_VIEW, 6 * (addedMetres(repair) ?? 0));
  const away = Math.log2(span / NARROWEST_VIEW);
  return Math.round(Math.max(11, CLOSEST - away) * 10) / 10;
}

/** Metres across at the closest zoom. */
const NARROWEST_VIEW = 50;
const CLOSEST = 19;

/** The middle of what a finding's repair changes, or the finding's own place. */
export function placeOf({ lng, lat, repair }: Finding): { lng: number; lat: number } {
  if (repair === null) return { lng, lat };
  if (!("from" in repair)) return { lng: repair.at[0], lat: repair.at[1] };
  return {
    lng: (repair.from[0] + repair.to[0]) / 2,
    lat: (repair.from[1] + repair.to[1]) / 2,
  };
}

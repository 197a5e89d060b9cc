import type { Finding, NetworkCheck, Repair } from "#contract/layers.ts";

export type KindShown = Finding["kind"] | "all";

export function isOfKind({ kind }: Finding, shown: KindShown): boolean {
  return shown === "all" || kind === shown;
}

/** What most people would accept unseen, of what is listed. */
export function sureRepairs({ findings }: NetworkCheck): Repair[] {
  return findings.flatMap(({ repair, sure }) => (sure && repair !== null ? [repair] : []));
}

/** A zoom at which a finding of some metres fills a good part of the map, streets still told apart. */
export function zoomFor({ metres }: Pick<Finding, "metres">): number {
  const away = Math.log2(Math.max(1, metres / 80));
  return Math.round(Math.max(11, CLOSEST - away) * 10) / 10;
}

const CLOSEST = 17;

/** Where a finding is drawn: its place, and what a repair would join it to. */
export function drawnAt({ lng, lat, repair }: Finding): {
  origin: readonly [number, number];
  joined: readonly [number, number] | undefined;
} {
  return repair !== null && "from" in repair
    ? { origin: repair.from, joined: repair.to }
    : { origin: [lng, lat], joined: undefined };
}

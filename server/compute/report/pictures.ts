import type { ReportRequest } from "#contract/policy/report.ts";
import type { Ground } from "#core/coverage/survey.ts";
import type { BaseMap } from "#core/osm/base-map.ts";
import type { MeasuredReach } from "./measured-reach.ts";
import type { WrittenFacts } from "./report-facts.ts";

/** A picture of a report, as PNG. */
export interface Picture {
  readonly key: string;
  readonly png: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** What the pictures of a report are drawn from. */
export interface PictureGround {
  readonly ground: Ground;
  readonly baseMap: BaseMap;
  readonly facts: WrittenFacts;
  readonly request: ReportRequest;
  readonly measured: MeasuredReach | null;
  /** Indices of the units in the scope; null for all. */
  readonly members: ReadonlySet<number> | null;
}

/** What draws the pictures that a report asks for, in order; each is drawn when it is called. */
export function pictureMakers(_: PictureGround): (() => Promise<Picture>)[] {
  return [];
}

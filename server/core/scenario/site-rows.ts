import { tenths, visitorScan, type VisitorScan } from "../catchment/matrix.ts";
import { largestLimit, type Survey } from "../coverage/survey.ts";
import { NO_EDGE, snapper, type Linkage, type NotSnapped, type Snap } from "../network/linkage.ts";
import type { Degrees } from "../vocabulary.ts";

/** A place that might serve, joined to the streets of a survey: what a row of its matrix would be. */
export interface SiteRow {
  readonly snap: Snap | null;
  /** Why it could not be joined; null where it was. */
  readonly refused: NotSnapped | null;
  /** The place as a set of one. */
  readonly link: Linkage;
  /** Cells within the largest limit, rising. */
  readonly cell: Uint32Array;
  /** Tenths of the measure by entry of `cell`, rounded up. */
  readonly cost: Uint16Array;
}

/** Rows of any places, one bounded search each, equal to what a survey with a facility there has. */
export type RowFinder = (lng: Degrees, lat: Degrees) => SiteRow;

/** `scan` runs over the survey's graph to its cells; at hand where searches were made before. */
export function rowFinder(
  survey: Pick<Survey, "ground" | "graph" | "cellLinks">,
  scan: VisitorScan = visitorScan(survey.graph, survey.cellLinks),
): RowFinder {
  const { ground, graph } = survey;
  const { nearest, whyNot } = snapper(ground.network, graph.measure.steps === "closed");
  const limit = largestLimit(graph.measure);
  return (lng, lat) => {
    const snap = nearest(lng, lat, ground.snapCap);
    if (snap === undefined) return { ...NO_ROW, refused: whyNot(lng, lat) };
    const link = {
      count: 1,
      edge: Int32Array.of(snap.edge),
      along: Uint32Array.of(snap.along),
      leg: Uint32Array.of(Math.round(snap.leg * 1000)),
    };
    const cell = scan.cells.slice(0, scan.run(link, 0, limit)).sort();
    const cost = Uint16Array.from(cell, (c) => tenths(scan.costOf(c)));
    return { snap, refused: null, link, cell, cost };
  };
}

/** Of a place that serves nobody. */
export const NO_ROW: SiteRow = {
  snap: null,
  refused: null,
  link: {
    count: 1,
    edge: Int32Array.of(NO_EDGE),
    along: Uint32Array.of(0),
    leg: Uint32Array.of(0),
  },
  cell: new Uint32Array(0),
  cost: new Uint16Array(0),
};

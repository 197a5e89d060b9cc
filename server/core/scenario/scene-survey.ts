import type { Matrix } from "../catchment/matrix.ts";
import type { Survey } from "../coverage/survey.ts";
import type { Linkage } from "../network/linkage.ts";
import type { Scene } from "./scene.ts";
import type { RowFinder, SiteRow } from "./site-rows.ts";

/**
 * What `survey` of the scene's ground would give, from a survey of the same streets with today's facilities: only
 * planned sites and facilities that moved are searched for.
 */
export function surveyOfScene(today: Survey, scene: Scene, rowAt: RowFinder): Survey {
  const { facilities } = scene.ground;
  const fresh = new Map<number, SiteRow>();
  for (let row = 0; row < facilities.length; row++) {
    const { lng, lat } = facilities[row]!;
    const before = scene.today.facilities[row];
    if (before?.lng !== lng || before.lat !== lat) fresh.set(row, rowAt(lng, lat));
  }
  const ground = scene.ground;
  if (fresh.size === 0) return { ...today, ground };
  return {
    ...today,
    ground,
    facilityLinks: linksWith(today.facilityLinks, fresh, facilities.length),
    refused: facilities.map((_, row) => {
      const own = fresh.get(row);
      return own === undefined ? today.refused[row] : (own.refused ?? undefined);
    }),
    matrix: matrixWith(today.matrix, fresh, facilities.length),
  };
}

function linksWith(today: Linkage, fresh: ReadonlyMap<number, SiteRow>, count: number): Linkage {
  const edge = new Int32Array(count);
  const along = new Uint32Array(count);
  const leg = new Uint32Array(count);
  edge.set(today.edge);
  along.set(today.along);
  leg.set(today.leg);
  for (const [row, { link }] of fresh) {
    edge[row] = link.edge[0]!;
    along[row] = link.along[0]!;
    leg[row] = link.leg[0]!;
  }
  return { count, edge, along, leg };
}

/** Rows between two fresh ones are taken over as one piece. */
function matrixWith(
  today: Matrix,
  fresh: ReadonlyMap<number, SiteRow>,
  facilityCount: number,
): Matrix {
  const first = new Uint32Array(facilityCount + 1);
  for (let row = 0; row < facilityCount; row++)
    first[row + 1] =
      first[row]! + (fresh.get(row)?.cell.length ?? today.first[row + 1]! - today.first[row]!);
  const cell = new Uint32Array(first[facilityCount]!);
  const cost = new Uint16Array(cell.length);
  let from = 0;
  const takeOver = (to: number) => {
    if (from < to) {
      const [begin, end] = [today.first[from]!, today.first[to]!];
      cell.set(today.cell.subarray(begin, end), first[from]);
      cost.set(today.cost.subarray(begin, end), first[from]);
    }
  };
  for (const [row, own] of fresh) {
    takeOver(Math.min(row, today.facilityCount));
    cell.set(own.cell, first[row]);
    cost.set(own.cost, first[row]);
    from = row + 1;
  }
  takeOver(today.facilityCount);
  return { facilityCount, cellCount: today.cellCount, first, cell, cost };
}

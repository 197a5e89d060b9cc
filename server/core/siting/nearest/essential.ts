/** Lists of sites of which each must have one that is chosen; rising. */
export type Demands = readonly (readonly number[])[];

/**
 * The same demands without those that others imply and, where sites may be exchanged freely, without sites that another
 * one serves as well: the choices of fewest sites lose nothing by it. `mayReplace` says whether the first site
 * may stand in for the second.
 */
export function essential(
  demands: Demands,
  siteCount: number,
  mayReplace: (site: number, other: number) => boolean,
): Demands {
  let left = minimal(demands, siteCount);
  for (;;) {
    const gone = replaceable(left, siteCount, mayReplace);
    if (gone.size === 0) return left;
    left = minimal(
      left.map((sites) => sites.filter((site) => !gone.has(site))),
      siteCount,
    );
  }
}

/** Without lists that contain another one: who serves that one serves them. */
function minimal(lists: Demands, siteCount: number): Demands {
  const often = new Int32Array(siteCount);
  for (const sites of lists) for (const site of sites) often[site]! += 1;
  const kept: (readonly number[])[] = [];
  // Every kept list is looked for under its rarest site alone.
  const under: (readonly number[])[][] = Array.from(often, () => []);
  const has = new Uint8Array(siteCount);
  for (const sites of lists.toSorted((a, b) => a.length - b.length)) {
    if (sites.length === 0) return [sites];
    for (const site of sites) has[site] = 1;
    const implied = sites.some((site) =>
      under[site]!.some((smaller) => smaller.every((other) => has[other] === 1)),
    );
    for (const site of sites) has[site] = 0;
    if (implied) continue;
    kept.push(sites);
    const rarest = sites.reduce((best, site) => (often[site]! < often[best]! ? site : best));
    under[rarest]!.push(sites);
  }
  return kept;
}

/** Sites all of whose lists hold one other site as well that may stand in for them. */
function replaceable(
  lists: Demands,
  siteCount: number,
  mayReplace: (site: number, other: number) => boolean,
): ReadonlySet<number> {
  const listsOf: number[][] = Array.from({ length: siteCount }, () => []);
  lists.forEach((sites, list) => sites.forEach((site) => listsOf[site]!.push(list)));
  const gone = new Set<number>();
  const shared = new Int32Array(siteCount);
  for (let site = 0; site < siteCount; site++) {
    const own = listsOf[site]!;
    if (own.length === 0) continue;
    shared.fill(0);
    for (const list of own) for (const other of lists[list]!) shared[other]! += 1;
    const stands = lists[own[0]!]!.some(
      (other) =>
        other !== site &&
        !gone.has(other) &&
        shared[other] === own.length &&
        // Of two that serve the same the one of lower number stays.
        (listsOf[other]!.length > own.length || other < site) &&
        mayReplace(other, site),
    );
    if (stands) gone.add(site);
  }
  return gone;
}

import type { Evaluation, Live, ScenarioState, SiteAnswer } from "#contract/scenario.ts";
import type { Coverage } from "#core/coverage/coverage.ts";
import type { NotSnapped, Snap } from "#core/network/linkage.ts";
import type { Network } from "#core/network/network.ts";
import { standings } from "#core/scenario/compare.ts";
import type { SurveyStanding } from "#core/scenario/live.ts";
import type { Scene } from "#core/scenario/scene.ts";
import type { RowFinder } from "#core/scenario/site-rows.ts";
import type { Service } from "#core/vocabulary.ts";
import { rounded } from "../report/layers.ts";

/** What scenarios come to, as the contract has it on the wire. */

export function talliesView({ all, groups, units }: Coverage): Evaluation["before"] {
  return { all, groups: Object.fromEntries(groups), units: [...units] };
}

/** Units of which more or fewer people are covered, or missed. */
export function unitsChanged(before: Coverage, after: Coverage): Live["units"] {
  return after.units.flatMap((now, unit) => {
    const was = before.units[unit];
    if (was === undefined || (was.covered === now.covered && was.gap === now.gap)) return [];
    return [{ unit, before: was, after: now }];
  });
}

/** How a place is joined to the streets, or why it is not. */
export function joinView(
  { snap, refused }: { readonly snap: Snap | null; readonly refused: NotSnapped | null },
  network: Network,
): Pick<Live, "snap" | "refused"> {
  if (snap === null)
    return {
      snap: null,
      refused: refused === null ? null : { ...refused, metres: wholeMetres(refused.metres) },
    };
  const [[lng = 0, lat = 0] = []] = rounded([[snap.lng, snap.lat]]);
  return {
    snap: {
      metres: Math.round(snap.leg * 10) / 10,
      lng,
      lat,
      street: network.names[network.name[snap.edge]!]!,
    },
    refused: null,
  };
}

/** Every planned site and every facility that moves, whether or not it offers the service. */
export function siteAnswers(
  scene: Scene,
  state: ScenarioState,
  { survey, limit }: SurveyStanding,
  service: Service,
  rowAt: RowFinder,
): SiteAnswer[] {
  const { facilities, network } = scene.ground;
  const places = [
    ...scene.changed
      .filter((row) => isMoved(state.facilities[facilities[row]!.id]))
      .map((row) => ({ row, of: "facility" as const })),
    ...scene.sites.map((_, i) => ({ row: scene.today.facilities.length + i, of: "site" as const })),
  ];
  const stand = standings(
    survey,
    service,
    limit,
    places.map(({ row }) => row),
  );
  return places.map(({ row, of }, i) => {
    const { id, lng, lat } = facilities[row]!;
    return { id, of, ...joinView(rowAt(lng, lat), network), ...stand[i]! };
  });
}

function isMoved(change: ScenarioState["facilities"][string] | undefined): boolean {
  return change !== undefined && !change.closed && change.to !== null;
}

function wholeMetres(metres: number | null): number | null {
  return metres === null ? null : Math.round(metres);
}

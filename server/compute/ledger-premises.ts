import type { Premises } from "#contract/premises.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { unitsOfCells } from "#core/demand/unit-of-cell.ts";
import type { LedgerPremises, PeopleCentre } from "../report/ledger/premises-column.ts";
import type { Catalogue } from "./catalogue.ts";
import { premisesFiles, type PremisesOf } from "./premises.ts";

export interface PremisesTools {
  readonly catalogue: Pick<Catalogue, "layerFiles">;
  readonly premises: PremisesOf;
}

/** What ledgers say of the idle premises of a study; null where it has no list of them. */
export async function ledgerPremises(
  { catalogue, premises }: PremisesTools,
  study: string,
  ground: Ground,
): Promise<LedgerPremises | null> {
  const files = premisesFiles(await catalogue.layerFiles(study));
  if (files.length === 0) return null;
  return {
    versions: files.map(({ name, version }) => `${name} v${version}`),
    list: housesIn(ground, await premises(study)),
    centres: centresOf(ground),
  };
}

/** Where it lies decides; a house outside all units belongs to the unit whose code it names, if there is one. */
function housesIn({ units }: Ground, premises: readonly Premises[]): LedgerPremises["list"] {
  const within = unitsOfCells(
    {
      lng: Float64Array.from(premises, ({ lng }) => lng),
      lat: Float64Array.from(premises, ({ lat }) => lat),
    },
    units,
  );
  const byCode = new Map(units.map(({ id }, u) => [id, u]));
  return premises.map(({ name, lng, lat, floorArea, unitCode }, p) => {
    const unit = within[p] ?? -1;
    return {
      name,
      lng,
      lat,
      floorArea,
      unit: unit < 0 ? (byCode.get(unitCode ?? "") ?? -1) : unit,
    };
  });
}

function centresOf({ units, demand, unitOf }: Ground): (PeopleCentre | null)[] {
  const sums = units.map(() => ({ people: 0, lng: 0, lat: 0 }));
  for (const [cell, unit] of unitOf.entries()) {
    const sum = sums[unit];
    const people = demand.people[cell] ?? 0;
    if (sum === undefined) continue;
    sum.people += people;
    sum.lng += people * (demand.lng[cell] ?? 0);
    sum.lat += people * (demand.lat[cell] ?? 0);
  }
  return sums.map(({ people, lng, lat }) =>
    people === 0 ? null : { people, lng: lng / people, lat: lat / people },
  );
}

import type { Facility } from "#core/catchment/facility.ts";
import type { Service } from "#core/vocabulary.ts";
import { sumOf, type LedgerColumn } from "./ledger-column.ts";
import type { LedgerPlace, LedgerSource } from "./ledger.ts";
import { SHORT_SERVICES } from "./short-services.ts";

/** What lies within each unit: facilities, those registered, and what they hold. */
export function facilityColumns(source: LedgerSource): LedgerColumn[] {
  const { input, services, ground } = source;
  const { date, versions } = input.people.facilities;
  const register = `设施名录 ${versions.join("、")}，时点 ${date ?? "未注明"}`;
  return services.flatMap(({ id, name, capacity }) => {
    // A service of which nobody knows any facility has no register: none inside a unit means nothing then.
    if (ground.serving(id).size === 0) return [];
    const inside = ({ area }: LedgerPlace): Facility[] =>
      area.facilities.flatMap((f) => {
        const facility = input.facilities[f]?.facility;
        return facility !== undefined && facility.services.includes(id) ? [facility] : [];
      });
    const short = SHORT_SERVICES[id];
    const number = {
      group: "facilities",
      type: "number",
      decimals: 0,
      total: sumOf,
    } as const;
    const counted = (is: (facility: Facility) => boolean) => (place: LedgerPlace) =>
      inside(place).filter(is).length;
    return [
      {
        ...number,
        title: `${name.zh}_设施数（个）`,
        short: `${short}_N`,
        unit: "个",
        note: `${register}；位于单元内的设施`,
        valueOf: (place) => inside(place).length,
      },
      {
        ...number,
        title: `${name.zh}_已备案（个）`,
        short: `${short}_REG`,
        unit: "个",
        note: `${register}；注明已备案的设施，没有注明的不计`,
        optional: true,
        valueOf: counted(({ attributes }) => attributes?.registered === true),
      },
      {
        ...number,
        title: `${name.zh}_备案未注明（个）`,
        short: `${short}_REGNA`,
        unit: "个",
        note: `${register}；没有注明是否备案的设施`,
        optional: true,
        valueOf: counted(({ attributes }) => attributes?.registered === undefined),
      },
      {
        ...number,
        title: `${name.zh}_登记${capacity.zh}`,
        short: `${short}_CAP`,
        unit: "",
        note: `${register}；注明的${capacity.zh}合计，没有注明的不计，都没有注明为空白`,
        optional: true,
        valueOf: (place) => {
          const stated = inside(place).flatMap((facility) => capacityFor(facility, id) ?? []);
          return stated.length === 0 ? null : stated.reduce((sum, one) => sum + one, 0);
        },
      },
      {
        ...number,
        title: `${name.zh}_未注明${capacity.zh}的设施（个）`,
        short: `${short}_CAPNA`,
        unit: "个",
        note: `${register}；没有注明${capacity.zh}的设施`,
        optional: true,
        valueOf: counted((facility) => capacityFor(facility, id) === null),
      },
    ];
  });
}

/** The capacity of a place with several services is nobody's own. */
function capacityFor(
  { capacity, capacities, services }: Facility,
  service: Service,
): number | null {
  return capacities?.[service] ?? (services.length === 1 ? capacity : null);
}

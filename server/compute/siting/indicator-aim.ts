import type { SitingRequest } from "#contract/siting.ts";
import type { Indicator } from "#contract/policy/compliance.ts";
import type { Measure } from "#contract/policy/measure.ts";
import type { Facility } from "#core/catchment/facility.ts";
import type { Ground } from "#core/coverage/survey.ts";
import type { PolicyInput } from "#core/policy/input.ts";
import { plannedFacility } from "#core/scenario/scene.ts";
import type { Service } from "#core/vocabulary.ts";
import {
  indicatorOf,
  notChanged,
  withFacilities,
  type Found,
  type Probe,
} from "./indicator-trial.ts";
import { unitsAim } from "./indicator-units.ts";
import { SitingRefused } from "./siting-refused.ts";
import type { Aim } from "./problem-of.ts";

/** What an indicator asks of new sites. */
export interface IndicatorAim {
  readonly aim: Aim;
  /** Word that the name of a facility must hold to be of the kind that counts; "" where none is needed. */
  readonly word: string;
  readonly departments: readonly { readonly name: string; readonly stated: boolean }[];
}

/**
 * How many sites, or which units, an indicator is short of. What a site changes is not worked out here but tried: the
 * indicator is assessed with planned facilities in every unit, as an evaluation of the scenario would do.
 *
 * `ground` is the scene's, without the sites to be chosen. Throws `SitingRefused` where the indicator is not known,
 * cannot be assessed, is met, or is nothing that new sites of the service change.
 */
export function indicatorAim(
  input: PolicyInput,
  ground: Ground,
  request: SitingRequest,
): IndicatorAim {
  const [asked] = request.services;
  if (asked === undefined) throw new Error("Nothing is asked for.");
  const now = indicatorOf(withFacilities(input, ground, []), request.indicator ?? "");
  const name = now.indicator.name;
  if (now.indicator.verdict === "not-assessable")
    throw new SitingRefused(
      `“${name.zh}”现在评不了：${now.indicator.missing.map(({ said }) => said.zh).join("；") || "缺少数据"}。请先补齐数据。`,
      `"${name.en}" cannot be assessed now: ${now.indicator.missing.map(({ said }) => said.en).join("; ") || "data are missing"}. Enter what is missing first.`,
    );
  if (now.indicator.strength === "condition")
    throw new SitingRefused(
      `“${name.zh}”是条件，不考核，不能作为选址目标。`,
      `"${name.en}" is a condition and judged by nobody; it is no objective.`,
    );
  if (now.indicator.verdict === "met")
    throw new SitingRefused(
      `“${name.zh}”已经达标，不需要新增网点。`,
      `"${name.en}" is met already; no new site is needed.`,
    );
  const { measure } = now;
  const departments = departmentsOf(now.indicator);
  const word = wordFor(input, measure, asked.service);
  const probe = (id: string): Facility =>
    plannedFacility(id, {
      name: word,
      services: [asked.service],
      lng: 0,
      lat: 0,
      capacities: asked.capacity === null ? {} : { [asked.service]: asked.capacity },
      floorArea: null,
      cost: null,
      premises: null,
      required: false,
      candidate: false,
    });
  if (measure?.kind === "units-served" || measure?.kind === "count-per-unit") {
    const aim = unitsAim(input, ground, request, { ...now, measure }, probe);
    return { aim, departments, word };
  }
  if (measure?.kind === "rate")
    return { aim: sitesAim(input, ground, request, now, probe), departments, word };
  throw new SitingRefused(
    `“${name.zh}”靠填报或逐个项目认定，新增网点不能直接改变，不能作为选址目标。`,
    `"${name.en}" is attested or judged project by project; new sites do not change it.`,
  );
}

const MOST_SITES = 2000;

/** So many sites of such a capacity as meet a rate; tried, not reckoned. */
function sitesAim(
  input: PolicyInput,
  ground: Ground,
  request: SitingRequest,
  found: Found,
  probe: Probe,
): Aim {
  const service = request.services[0]!;
  const unit = ground.units.length > 0 ? 0 : -1;
  const tried = (count: number) =>
    indicatorOf(
      withFacilities(
        input,
        ground,
        Array.from({ length: count }, (_, i) => ({ facility: probe(`· ${i}`), unit })),
      ),
      request.indicator ?? "",
    ).indicator;
  if (service.capacity === null && countsCapacity(found, service.service))
    throw new SitingRefused(
      `“${found.indicator.name.zh}”按容量计算，请填每处容量。`,
      `"${found.indicator.name.en}" counts capacity; state the capacity of a site.`,
    );
  if (tried(1).value === tried(0).value) throw notChanged(found, service.service);
  const each = service.capacity ?? 1;
  const lacking = found.indicator.shortfall?.amount ?? 0;
  const guess = Math.max(1, Math.ceil(lacking / each));
  for (const count of [guess, guess + 1])
    if (count <= MOST_SITES && tried(count).verdict === "met")
      return { kind: "sites", count, capacity: service.capacity };
  throw notChanged(found, service.service);
}

/** Whether its facilities are told by what they hold rather than by their number. */
function countsCapacity({ measure }: Found, service: Service): boolean {
  return (
    measure?.kind === "rate" &&
    measure.numerator.sources
      .flat()
      .some((part) => part.of === "facilities" && part.service === service && part.sum !== "count")
  );
}

/**
 * By what the name of a facility tells that it is of a kind that counts: the first kind the measure names, by its own
 * name where that says so.
 */
function wordFor(input: PolicyInput, measure: Measure | undefined, service: Service): string {
  const kinds =
    measure?.kind === "units-served"
      ? measure.needs.find((need) => need.service === service)?.kinds
      : measure?.kind === "rate"
        ? measure.numerator.sources
            .flat()
            .flatMap((part) =>
              part.of === "facilities" && part.service === service ? [part] : [],
            )[0]?.kinds
        : undefined;
  if (kinds === undefined) return "";
  const [first] = kinds.flatMap((wanted) => input.kinds.find(({ id }) => id === wanted) ?? []);
  if (first === undefined) return "";
  const { name, words } = first;
  return words.some((one) => name.zh.includes(one)) ? name.zh : (words[0] ?? "");
}

function departmentsOf({ targets }: Indicator) {
  const deciding = targets.find(({ inForce }) => inForce);
  return (deciding?.departments ?? []).map((name) => ({
    name,
    stated: deciding?.departmentsBasis === "stated",
  }));
}

import type { SitingRequest } from "#contract/siting.ts";
import type { Indicator } from "#contract/policy/compliance.ts";
import type { Entry } from "#contract/policy/document.ts";
import type { Measure } from "#contract/policy/measure.ts";
import type { Facility } from "#core/catchment/facility.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { ownValue } from "#core/own-value.ts";
import { assess } from "#core/policy/assess.ts";
import type { PolicyInput } from "#core/policy/input.ts";
import { judgeable, verdictOf } from "#core/policy/judge.ts";
import { plannedFacility } from "#core/scenario/scene.ts";
import type { Service } from "#core/vocabulary.ts";
import { factsOf } from "../policy/study-facts.ts";
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
    const aim = unitsAim(input, ground, request, now, probe);
    return { aim, departments, word };
  }
  if (measure?.kind === "rate")
    return { aim: sitesAim(input, ground, request, now, probe), departments, word };
  throw new SitingRefused(
    `“${name.zh}”靠填报或逐个项目认定，新增网点不能直接改变，不能作为选址目标。`,
    `"${name.en}" is attested or judged project by project; new sites do not change it.`,
  );
}

/** Whether the indicator is told by who walks to the service, as the settings of the study have it, not as the request. */
export function isWalked(input: PolicyInput, { indicator }: SitingRequest): boolean {
  return isReach(input, indicatorOf(input, indicator ?? ""));
}

/** A planned facility of the service; where it lies is told apart from it. */
type Probe = (id: string) => Facility;

interface Found {
  readonly indicator: Indicator;
  readonly measure: Measure | undefined;
  readonly entry: Entry;
}

/** The indicator's verdict with planned sites standing where they are. */
export function verdictWith(
  input: PolicyInput,
  ground: Ground,
  indicator: string,
  planned: readonly Facility[],
): Indicator["verdict"] {
  const { facilities } = factsOf({ ...ground, facilities: [...ground.facilities, ...planned] }, []);
  const after = { ...input, today: input.facilities, facilities };
  return indicatorOf(after, indicator).indicator.verdict;
}

function indicatorOf(input: PolicyInput, id: string): Found {
  const indicator = assess(input).indicators.find((one) => one.id === id);
  const entries = input.documents.flatMap((document) =>
    document.entries.flatMap((entry) => (entry.id === id ? [{ document, entry }] : [])),
  );
  const deciding = indicator?.targets.find(({ inForce }) => inForce)?.document;
  const entry = (entries.find(({ document }) => document.id === deciding) ?? entries[0])?.entry;
  if (indicator === undefined || entry === undefined)
    throw new SitingRefused(
      `适用的政策文件里没有指标“${id.slice(0, 80)}”。请从合规页的指标中选择。`,
      `The documents that apply have no indicator "${id.slice(0, 80)}". Choose one from the compliance page.`,
    );
  const measure =
    entry.measure ?? entries.find((one) => one.entry.measure !== undefined)?.entry.measure;
  return { indicator, entry, measure: ownValue(input.measures, measure) };
}

/** With some planned facilities in given units. */
function withFacilities(
  input: PolicyInput,
  ground: Ground,
  planned: readonly { readonly facility: Facility; readonly unit: number }[],
): PolicyInput {
  const { facilities } = factsOf(ground, []);
  return { ...input, today: input.facilities, facilities: [...facilities, ...planned] };
}

function notChanged({ indicator }: Found, service: string): SitingRefused {
  const { name } = indicator;
  return new SitingRefused(
    `新增这项服务的网点改变不了“${name.zh}”：它按填报数据、登记关系或别的服务计算。请先在台账中填报，或换一项服务。`,
    `New sites of ${service} do not change "${name.en}": it is told by reported figures, registered relations, or another service. Enter those first, or choose another service.`,
  );
}

/** The units that a new site would make met, and how many of all must be. */
function unitsAim(
  input: PolicyInput,
  ground: Ground,
  request: SitingRequest,
  found: Found,
  probe: Probe,
): Aim {
  const service = request.services[0]!.service;
  const id = request.indicator ?? "";
  // A planned site is registered; that alone may change what others count for.
  const outside = withFacilities(input, ground, [{ facility: probe("·"), unit: -1 }]);
  const before = indicatorOf(outside, id).indicator;
  const everywhere = withFacilities(
    input,
    ground,
    ground.units.map((_, unit) => ({ facility: probe(`· ${unit}`), unit })),
  );
  const reach = isReach(input, found);
  const after = indicatorOf(reach ? allWithin(everywhere, service) : everywhere, id).indicator;
  const codes = before.units.map(({ code }) => code);
  const metBefore = before.units.map(({ state }) => state === "met");
  const states = new Map(after.units.map(({ code, state }) => [code, state]));
  const eligible = codes.map((code) => states.get(code) === "met");
  if (!eligible.some((can, i) => can && metBefore[i] !== true)) throw notChanged(found, service);
  const needed = neededOf(found, codes.length);
  return {
    kind: "units",
    needed,
    units: {
      codes,
      ofUnit: placesOfUnits(input, ground, codes),
      by: reach ? { share: input.settings.reachShare, more: true } : "inside",
      served: reach ? null : metBefore,
      eligible,
    },
  };
}

/** The least number of units that meets the target; all of them where each must have enough by itself. */
function neededOf({ indicator, measure, entry }: Found, count: number): number {
  if (measure?.kind !== "units-served") return count;
  const bounds = judgeable(entry.numbers);
  for (let met = 0; met <= count; met++)
    if (
      verdictOf({ numerator: met, denominator: count, per: 100 }, bounds, entry.tolerance) === "met"
    )
      return met;
  throw new SitingRefused(
    `“${indicator.name.zh}”的目标没有个数可达到。`,
    `No number of units meets the target of "${indicator.name.en}".`,
  );
}

/** Whether the indicator is told by walking under the caliber that was chosen for it. */
function isReach({ settings }: PolicyInput, { measure, indicator }: Found): boolean {
  if (measure?.kind !== "units-served") return false;
  return (ownValue(settings.calibers, indicator.id) ?? measure.caliber) === "reach";
}

/** As if everybody known to be within or not were within a walk of the service. */
function allWithin(input: PolicyInput, service: Service): PolicyInput {
  return {
    ...input,
    reach: input.reach.map((facts) =>
      facts.service === service
        ? {
            ...facts,
            normal: facts.normal.map(({ covered, gap, unknown }) => ({
              covered: covered + gap,
              gap: 0,
              unknown,
            })),
          }
        : facts,
    ),
  };
}

/** By unit of the study: which of the counted divisions it is or lies in, -1 for none. */
function placesOfUnits(input: PolicyInput, ground: Ground, codes: readonly string[]): number[] {
  const { places } = assess(input);
  const byCode = new Map(places.map((place) => [place.code, place]));
  const index = new Map(codes.map((code, i) => [code, i]));
  const ofUnit = ground.units.map(() => -1);
  for (const place of places) {
    if (place.unit === null) continue;
    let code: string | null = place.code;
    for (let steps = 0; code !== null && steps < 12; steps++) {
      const found = index.get(code);
      if (found !== undefined) {
        ofUnit[place.unit] = found;
        break;
      }
      code = byCode.get(code)?.within ?? null;
    }
  }
  return ofUnit;
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

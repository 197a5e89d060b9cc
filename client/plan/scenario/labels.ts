import type { Edit, FacilityChange, PlannedSite, Step } from "#contract/scenario.ts";
import { SERVICES, type Service } from "#contract/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import { count, metres } from "../../text/numbers.ts";
import type { PlanWords } from "../../text/plan-zh.ts";
import type { Words } from "../../text/zh.ts";
import { moveOf } from "./bearing.ts";
import { own } from "./edits.ts";

/** What labels are made of besides the edits. */
export interface Naming {
  readonly language: Language;
  readonly words: Words;
  readonly plan: PlanWords;
  /** An existing facility's name by its id; undefined where the study has none of that id any more. */
  readonly facility: (id: string) => string | undefined;
  /** Its place. */
  readonly placeOf: (id: string) => readonly [number, number] | undefined;
}

/** What a step did, in a few words: 移动 南华社区托育点. */
export function stepLabel({ edits }: Step, naming: Naming): string {
  const [first, ...others] = edits;
  if (first === undefined) return naming.plan.step.nothing;
  if (others.length === 0) return editLabel(first, naming);
  const { step } = naming.plan;
  const opened = edits.filter(opens).length;
  return opened === edits.length ? step.accept(count(opened)) : step.several(count(edits.length));
}

/** What is to be known beside the label: how far and which way, what it offers; "" where there is nothing. */
export function stepDetail({ edits }: Step, naming: Naming): string {
  const [first, ...others] = edits;
  if (first === undefined) return "";
  if (others.length > 0) {
    const names = edits.flatMap((edit) => nameOf(edit, naming)).slice(0, 3);
    const list = naming.words.list(names);
    return edits.length > names.length ? naming.plan.step.andMore(list, count(edits.length)) : list;
  }
  return editDetail(first, naming);
}

/** A site opens, or an existing place takes a service in: what a plan that is accepted consists of. */
function opens(edit: Edit): boolean {
  if (edit.of === "site")
    return edit.after?.candidate === false && edit.before?.candidate !== false;
  return edit.of === "facility" && (edit.after?.services ?? null) !== null;
}

function nameOf(edit: Edit, naming: Naming): string {
  if (edit.of === "facility") return naming.facility(edit.id) ?? edit.id;
  return (edit.after ?? edit.before)?.name ?? edit.id;
}

function editLabel(edit: Edit, naming: Naming): string {
  const { step } = naming.plan;
  const name = nameOf(edit, naming);
  switch (edit.of) {
    case "site":
      return siteLabel(edit.before, edit.after, name, naming);
    case "facility":
      return facilityLabel(edit.before, edit.after, name, naming);
    case "street": {
      const { kind } = edit.after ?? edit.before ?? { kind: "street" as const };
      return edit.after === null ? step.removed(name) : step.street[kind](name);
    }
    case "area": {
      const { role } = edit.after ?? edit.before ?? { role: "search" as const };
      if (edit.after === null) return step.removed(name);
      if (edit.before === null) return step.area[role](name);
      return differ(edit.before.ring, edit.after.ring) ? step.reshaped(name) : step.renamed(name);
    }
  }
}

function siteLabel(
  before: PlannedSite | null,
  after: PlannedSite | null,
  name: string,
  { plan: { step } }: Naming,
): string {
  if (after === null) return step.removed(name);
  if (before === null) return after.candidate ? step.candidate(name) : step.opened(name);
  if (before.lng !== after.lng || before.lat !== after.lat) return step.moved(name);
  if (before.required !== after.required)
    return after.required ? step.required(name) : step.notRequired(name);
  if (before.candidate !== after.candidate)
    return after.candidate ? step.candidate(name) : step.builtNow(name);
  if (before.name !== after.name) return step.renamed(name);
  if (differ(before.services, after.services)) return step.services(name);
  if (differ(before.capacities, after.capacities)) return step.capacity(name);
  if (before.premises !== after.premises || before.floorArea !== after.floorArea)
    return step.premises(name);
  return step.changed(name);
}

function facilityLabel(
  before: FacilityChange | null,
  after: FacilityChange | null,
  name: string,
  { plan: { step } }: Naming,
): string {
  const [was, is] = [before ?? STANDING, after ?? STANDING];
  if (was.closed !== is.closed) return is.closed ? step.shut(name) : step.reopened(name);
  if (differ(was.to, is.to)) return is.to === null ? step.movedBack(name) : step.moved(name);
  if (differ(was.services, is.services)) return step.services(name);
  if (differ(was.capacities, is.capacities)) return step.capacity(name);
  return step.changed(name);
}

const STANDING: FacilityChange = { closed: false, to: null, services: null, capacities: null };

function editDetail(edit: Edit, naming: Naming): string {
  const { step } = naming.plan;
  switch (edit.of) {
    case "site": {
      const { before, after } = edit;
      if (after === null) return "";
      if (before && (before.lng !== after.lng || before.lat !== after.lat))
        return movedDetail([before.lng, before.lat], [after.lng, after.lat], naming);
      return offers(after, naming);
    }
    case "facility": {
      const at = naming.placeOf(edit.id);
      const [from, to] = [edit.before?.to ?? at, edit.after?.to ?? at];
      if (differ(edit.before?.to ?? null, edit.after?.to ?? null) && from && to)
        return movedDetail(from, to, naming);
      if (edit.after?.services && differ(edit.before?.services, edit.after.services))
        return naming.words.list(edit.after.services.map((one) => naming.words.service[one]));
      if (edit.after?.capacities && differ(edit.before?.capacities, edit.after.capacities))
        return capacities(edit.after.capacities, naming);
      return "";
    }
    case "street":
      return edit.after && edit.after.kind !== "closed" && edit.after.kind !== "gate"
        ? metres(moveOf(edit.after.from, edit.after.to).metres, naming.language)
        : "";
    case "area":
      if (edit.after === null || edit.before !== null) return "";
      return step.areaNote[edit.after.role];
  }
}

function movedDetail(
  from: readonly [number, number],
  to: readonly [number, number],
  { language, plan }: Naming,
): string {
  const { metres: far, wind } = moveOf(from, to);
  return plan.step.movedBy(plan.wind[wind], metres(far, language));
}

function offers(site: PlannedSite, naming: Naming): string {
  const { plan, words } = naming;
  return words.join([
    words.list(site.services.map((one) => offer(one, own(site.capacities, one), naming))),
    ...(site.premises === null ? [] : [plan.site.inPremises]),
    ...(site.required ? [plan.site.isRequired] : []),
  ]);
}

function capacities(by: Readonly<Record<string, number>>, naming: Naming): string {
  const known = SERVICES.filter((service) => own(by, service) !== undefined);
  return naming.words.list(known.map((service) => offer(service, own(by, service), naming)));
}

/** A service with how many it takes, where that is known. */
function offer(service: Service, capacity: number | undefined, { plan, words }: Naming): string {
  const name = words.service[service];
  if (capacity === undefined) return name;
  return plan.capacityOf(name, count(capacity), plan.capacityUnit[service]);
}

function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

import { capacityTitle, CHANGE_WORDS, KIND_WORDS, TITLES, YES } from "#contract/scenario-words.ts";
import type { Area, Edit, FacilityChange, PlannedSite } from "#contract/scenario.ts";
import { SERVICES, type Said, type Service, type StreetChangeKind } from "#core/vocabulary.ts";
import type { Field } from "#contract/fields.ts";
import { readAmount } from "./meaning/amount.ts";
import { plainText } from "./meaning/plain-text.ts";
import { verdictOf } from "./meaning/service-words.ts";
import { meaningsOf } from "./meaning/titles.ts";
import { readShape, type Shape } from "./scenario-shape.ts";

/** What a feature of a file becomes in a scenario, with what was left out of it; without an edit it is not used. */
export interface ReadFeature {
  readonly name: string;
  readonly edit: Edit | undefined;
  readonly notes: readonly Said[];
}

type Place = (position: readonly number[]) => [lng: number, lat: number];

/**
 * Reads one feature after another. Points become planned sites, lines streets, polygons areas; what the program
 * itself wrote becomes what it was. Properties are known by their titles, as offices and the program write them; ids
 * are kept where they can be. `toWgs84` gives NaN for what is no place.
 */
export function scenarioFeatures(toWgs84: Place): (feature: unknown) => ReadFeature {
  const taken = new Set<string>();
  const fields = new Map<string, Field | undefined>();
  const fieldOf = (title: string): Field | undefined => {
    if (!fields.has(title)) fields.set(title, meaningsOf(title)[0]?.field);
    return fields.get(title);
  };
  return (feature) => {
    const notes: Said[] = [];
    const properties = { values: valuesOf(feature), fieldOf };
    const whole = textOf(properties, "name", TITLES.name);
    const name = whole.slice(0, LONGEST_NAME).toWellFormed();
    if (name !== whole) notes.push(NAME_CUT);
    const shape = readShape(feature, toWgs84);
    if ("why" in shape) return { name, edit: undefined, notes: [shape.why] };
    notes.push(...shape.notes);
    const edit = editOf(shape, { name, properties, notes, taken });
    return "zh" in edit ? { name, edit: undefined, notes: [edit] } : { name, edit, notes };
  };
}

const LONGEST_NAME = 120;
const LONGEST_ID = 80;
const NAME_CUT: Said = {
  zh: `名称过长，只取前 ${LONGEST_NAME} 个字符`,
  en: `has a long name, of which the first ${LONGEST_NAME} characters were taken`,
};

interface Reading {
  readonly name: string;
  readonly properties: Properties;
  readonly notes: Said[];
  readonly taken: Set<string>;
}

interface Properties {
  readonly values: ReadonlyMap<string, unknown>;
  readonly fieldOf: (title: string) => Field | undefined;
}

/** Or why there is none. */
function editOf(shape: Shape, reading: Reading): Edit | Said {
  const { name, properties } = reading;
  const kind = saidOf(properties, TITLES.kind);
  switch (shape.kind) {
    case "point":
      if (kind === KIND_WORDS.facility) return facilityEdit(shape.at, reading);
      if (kind === KIND_WORDS.street) return streetEdit(shape.at, shape.at, reading);
      return siteEdit(shape.at, kind === KIND_WORDS.candidate, reading);
    case "line":
      return streetEdit(shape.from, shape.to, reading);
    case "polygon": {
      const after: Area = { role: roleOf(properties), name, ring: shape.ring };
      return { of: "area", id: idFor("area", reading), before: null, after };
    }
  }
}

function siteEdit(
  [lng, lat]: [number, number],
  isCandidate: boolean,
  reading: Reading,
): Edit | Said {
  const { name, properties } = reading;
  const services = servicesIn(textOf(properties, "service", TITLES.services));
  if (services.length === 0)
    return {
      zh: "没有写明可识别的服务（如托育、助餐点），没有导入",
      en: "states no service that is known (such as childcare or meal), so it was not taken in",
    };
  const premises = saidOf(properties, TITLES.premises).slice(0, LONGEST_ID);
  const after: PlannedSite = {
    name,
    services,
    lng,
    lat,
    capacities: capacitiesIn(services, reading),
    floorArea: amountOf("area", textOf(properties, "floor-area", TITLES.floorArea), reading),
    cost: amountOf("money", textOf(properties, "cost", TITLES.cost), reading),
    premises: premises === "" ? null : premises,
    required:
      saidOf(properties, TITLES.required) === YES || properties.values.get("required") === true,
    candidate: isCandidate || properties.values.get("candidate") === true,
  };
  return { of: "site", id: idFor("site", reading), before: null, after };
}

/** As the program wrote it: what else stands there is as it is today. */
function facilityEdit(at: [number, number], reading: Reading): Edit | Said {
  const { properties, taken } = reading;
  const id = saidOf(properties, TITLES.id);
  const changes = saidOf(properties, TITLES.change).split("、");
  if (id === "" || id.length > LONGEST_ID || id === "__proto__" || taken.has(`facility ${id}`))
    return {
      zh: "设施没有编号，或编号重复，没有导入",
      en: "has no facility id, or one that came before, so it was not taken in",
    };
  const services = servicesIn(saidOf(properties, TITLES.services));
  const after: FacilityChange = {
    closed: changes.includes(CHANGE_WORDS.closed),
    to: changes.includes(CHANGE_WORDS.moved) ? at : null,
    services: changes.includes(CHANGE_WORDS.services) && services.length > 0 ? services : null,
    capacities: changes.includes(CHANGE_WORDS.capacities)
      ? capacitiesIn([...SERVICES], reading)
      : null,
  };
  taken.add(`facility ${id}`);
  return { of: "facility", id, before: null, after };
}

function streetEdit(from: [number, number], to: [number, number], reading: Reading): Edit {
  const words = ["change", "kind", "type", TITLES.change, TITLES.kind]
    .map((title) => saidOf(reading.properties, title))
    .join(" ");
  const after = { kind: streetKind(words), name: reading.name, from, to };
  return { of: "street", id: idFor("street", reading), before: null, after };
}

function streetKind(words: string): StreetChangeKind {
  if (/封闭|关闭|closed/i.test(words)) return "closed";
  if (/出入口|大门|开门|gate/i.test(words)) return "gate";
  return /桥|bridge/i.test(words) ? "bridge" : "street";
}

/** None may stand in an area of which nothing is said: that is what such drawings mostly mean. */
function roleOf(properties: Properties): Area["role"] {
  const words = [TITLES.kind, "role", "角色", "用途", "type", "kind"]
    .map((title) => saidOf(properties, title))
    .join(" ");
  return /选址|搜索|候选|search|candidate/i.test(words) ? "search" : "exclusion";
}

function servicesIn(text: string): Service[] {
  const found = text
    .split(/[、,，;；/|\s]+/)
    .flatMap((word) => SERVICES.find((one) => one === word) ?? verdictOf(plainText(word)).services);
  return [...new Set(found)];
}

const OWN_CAPACITY: Readonly<Partial<Record<Service, Field>>> = {
  childcare: "childcare-places",
  "elderly-care": "beds",
  meal: "meal-seats",
};

/** A capacity without a service is that of the only one. */
function capacitiesIn(services: readonly Service[], reading: Reading): Record<string, number> {
  const { properties, notes } = reading;
  const capacities: Record<string, number> = {};
  for (const service of services) {
    const text =
      saidOf(properties, capacityTitle(service)) || textOf(properties, OWN_CAPACITY[service] ?? "");
    const amount = amountOf("count", text, reading);
    if (amount !== null) capacities[service] = amount;
  }
  const whole = textOf(properties, "capacity");
  const [only, other] = services;
  if (whole !== "" && only !== undefined && Object.keys(capacities).length === 0) {
    const amount = amountOf("count", whole, reading);
    if (amount !== null && other === undefined) capacities[only] = amount;
    else if (amount !== null)
      notes.push({
        zh: `规模“${whole.slice(0, 40)}”没有分服务，没有采用`,
        en: `states a capacity of ${whole.slice(0, 40)} for several services together, which was left out`,
      });
  }
  return capacities;
}

function amountOf(
  measure: "count" | "area" | "money",
  text: string,
  { notes }: Reading,
): number | null {
  if (text === "") return null;
  const amount = readAmount(text, measure);
  if (amount.kind === "none") return null;
  if (amount.kind === "number" && amount.value <= LARGEST) return amount.value;
  const shown = text.slice(0, 40);
  notes.push({
    zh: `数值“${shown}”不能识别，没有采用`,
    en: `has the value "${shown}", which cannot be read and was left out`,
  });
  return null;
}

const LARGEST = 1e9;

function idFor(stem: string, { properties, taken }: Reading): string {
  const own = saidOf(properties, TITLES.id) || saidOf(properties, "id");
  let id = own.length <= LONGEST_ID && own !== "__proto__" ? own : "";
  for (let n = 1; id === "" || taken.has(`${stem} ${id}`); n++) id = `${stem}-${n}`;
  taken.add(`${stem} ${id}`);
  return id;
}

function valuesOf(feature: unknown): ReadonlyMap<string, unknown> {
  const given: unknown =
    typeof feature === "object" && feature !== null && "properties" in feature
      ? feature.properties
      : null;
  return new Map<string, unknown>(
    typeof given === "object" && given !== null ? Object.entries(given) : [],
  );
}

/** The value under a title, or under the first one that means the field. */
function textOf(properties: Properties, field: Field | "", own = ""): string {
  const said = saidOf(properties, own) || saidOf(properties, field);
  if (said !== "") return said;
  for (const title of properties.values.keys())
    if (properties.fieldOf(title) === field && saidOf(properties, title) !== "")
      return saidOf(properties, title);
  return "";
}

function saidOf({ values }: Properties, title: string): string {
  const value = values.get(title);
  if (Array.isArray(value)) return value.filter((one) => typeof one === "string").join("、");
  return typeof value === "string" || typeof value === "number" ? `${value}`.trim() : "";
}

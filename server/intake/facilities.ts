import type { Attributes, Capacities, Facility } from "#core/catchment/facility.ts";
import {
  NUMBER_ATTRIBUTES,
  SERVICES,
  TEXT_ATTRIBUTES,
  TRUTH_ATTRIBUTES,
  type Service,
} from "#core/vocabulary.ts";
import type { Account, AccountKeeper, Fault } from "./account.ts";
import { capacityColumn, type Column } from "./columns.ts";
import { eachRow } from "./each-row.ts";
import { Ids } from "./ids.ts";
import { isInside, outsideFault, pointOf } from "./position.ts";
import { fieldOf, type Layout, type Row } from "./row.ts";
import type { IntakeContext } from "./source.ts";
import { faultOf, isFault, readCount } from "./values.ts";

const REQUIRED: readonly Column[] = ["id", "service", "lng", "lat"];
const LAYOUT: Layout = {
  missing: (has) => REQUIRED.filter((column) => !has(column)),
  wanted: "id, name, service, lng, lat and, where known, capacity",
  geometries: ["Point"],
};

/**
 * Facilities from CSV (`id,name,service,lng,lat[,capacity]`) or GeoJSON points with the same properties; one
 * facility may list several services, separated by semicolons. Where there are columns for them, the capacity of
 * single services (`capacity_clinic`) and the attributes of the vocabulary under their own names are read too. A
 * facility without a name goes by its id. One outside the bounds is dropped. An unreadable capacity or attribute,
 * or an unknown service beside a known one, costs the row only that value and is noted.
 * Throws `InputError` for an unusable file.
 */
export async function readFacilities(
  path: string,
  context: IntakeContext,
): Promise<{ facilities: Facility[]; account: Account }> {
  const facilities: Facility[] = [];
  const ids = new Ids();
  const { keeper } = await eachRow(path, context, LAYOUT, (row, account) => {
    const facility = readFacility(row, context, ids, account);
    if (isFault(facility)) return account.drop(row.number, facility);
    ids.take(facility.id);
    facilities.push(facility);
    return account.use();
  });
  return { facilities, account: keeper.close() };
}

function readFacility(
  row: Row,
  { bounds }: IntakeContext,
  ids: Ids,
  account: AccountKeeper,
): Facility | Fault {
  const id = ids.read(row);
  if (typeof id !== "string") return id;
  const at = pointOf(row, bounds);
  if (isFault(at)) return at;
  if (bounds && !isInside(at, bounds)) return outsideFault(at);
  const services = readServices(row, account);
  if (isFault(services)) return services;
  const capacity = readOptional(row, "capacity", account);
  const capacities = readCapacities(row, account);
  const attributes = readAttributes(row, account);
  return {
    id,
    name: fieldOf(row, "name").text || id,
    services,
    lng: at[0],
    lat: at[1],
    capacity,
    ...(Object.keys(capacities).length > 0 && { capacities }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
}

/** What a file may call a service, besides the word of this system. */
const OTHER_WORDS: Readonly<Record<Service, readonly string[]>> = {
  childcare: ["托育", "托幼", "托育服务"],
  kindergarten: ["幼儿园"],
  "elderly-care": ["养老", "养老服务"],
  meal: ["助餐", "老年助餐"],
  clinic: ["医疗", "诊所", "社区卫生", "社区卫生服务"],
  convenience: ["便利店"],
  market: ["菜市场", "农贸市场"],
};
const SERVICE_OF: ReadonlyMap<string, Service> = new Map(
  SERVICES.flatMap((service) =>
    [service, ...OTHER_WORDS[service]].map((word) => [word, service] as const),
  ),
);
const KNOWN = `Known services: ${SERVICES.join(", ")}.`;

function readServices(row: Row, account: AccountKeeper): readonly Service[] | Fault {
  const field = fieldOf(row, "service");
  const words = field.text.split(/[;；]/).map((word) => word.trim());
  const services = new Set<Service>();
  const unknown: string[] = [];
  for (const word of words) {
    const service = SERVICE_OF.get(word.toLowerCase().replaceAll(/[\s_]+/g, "-"));
    if (service !== undefined) services.add(service);
    else if (word !== "") unknown.push(word);
  }
  if (services.size === 0 && unknown.length === 0) {
    return faultOf({ ...field, text: "" }, "is blank", KNOWN);
  }
  const fault = faultOf(
    { ...field, text: unknown.join("; ") },
    `is not known (known: ${SERVICES.join(", ")})`,
    KNOWN,
  );
  if (services.size === 0) return fault;
  if (unknown.length > 0) account.note(row.number, fault);
  return [...services];
}

function readCapacities(row: Row, account: AccountKeeper): Capacities {
  const capacities: { -readonly [service in keyof Capacities]: Capacities[service] } = {};
  for (const service of SERVICES) {
    const capacity = readOptional(row, capacityColumn(service), account);
    if (capacity !== null) capacities[service] = capacity;
  }
  return capacities;
}

function readAttributes(row: Row, account: AccountKeeper): Attributes {
  const attributes: { -readonly [name in keyof Attributes]: Attributes[name] } = {};
  for (const name of NUMBER_ATTRIBUTES) {
    const value = readOptional(row, name, account);
    if (value !== null) attributes[name] = value;
  }
  for (const name of TRUTH_ATTRIBUTES) {
    const field = row.field(name);
    if (field === undefined || field.text === "") continue;
    if (field.text === "true" || field.text === "false") attributes[name] = field.text === "true";
    else account.note(row.number, unknown(faultOf(field, "is neither true nor false", "")));
  }
  for (const name of TEXT_ATTRIBUTES) {
    const text = row.field(name)?.text ?? "";
    if (text !== "") attributes[name] = text;
  }
  return attributes;
}

function readOptional(row: Row, column: Column, account: AccountKeeper): number | null {
  const field = row.field(column);
  if (field === undefined || field.text === "") return null;
  const value = readCount(field, Number.MAX_SAFE_INTEGER);
  if (typeof value === "number") return value;
  account.note(row.number, unknown(value));
  return null;
}

function unknown(fault: Fault): Fault {
  return { ...fault, reason: `${fault.reason}; taken as not known` };
}

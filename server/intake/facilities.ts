import { SERVICES, type Degrees, type Service } from "#core/vocabulary.ts";
import type { Account, AccountKeeper, Fault } from "./account.ts";
import type { Column } from "./columns.ts";
import { eachRow } from "./each-row.ts";
import { Ids } from "./ids.ts";
import { isInside, outsideFault, pointOf } from "./position.ts";
import { fieldOf, type Layout, type Row } from "./row.ts";
import type { IntakeContext } from "./source.ts";
import { faultOf, isFault, readCount } from "./values.ts";

export interface Facility {
  readonly id: string;
  /** The id, where the file gives no name. */
  readonly name: string;
  /** At least one, each once, in the order given. */
  readonly services: readonly Service[];
  readonly lng: Degrees;
  readonly lat: Degrees;
  /** Null where it is not known. */
  readonly capacity: number | null;
}

const REQUIRED: readonly Column[] = ["id", "service", "lng", "lat"];
const LAYOUT: Layout = {
  missing: (has) => REQUIRED.filter((column) => !has(column)),
  wanted: "id, name, service, lng, lat and, where known, capacity",
  geometries: ["Point"],
};

/**
 * Facilities from CSV (`id,name,service,lng,lat[,capacity]`) or GeoJSON points with the same properties; one
 * facility may list several services, separated by semicolons. A facility outside the bounds is dropped. An
 * unreadable capacity, or an unknown service beside a known one, costs the row only that value and is noted.
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
  const capacity = readCapacity(row, account);
  const name = fieldOf(row, "name").text || id;
  return { id, name, services, lng: at[0], lat: at[1], capacity };
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

function readCapacity(row: Row, account: AccountKeeper): number | null {
  const field = row.field("capacity");
  if (field === undefined || field.text === "") return null;
  const capacity = readCount(field, Number.MAX_SAFE_INTEGER);
  if (typeof capacity === "number") return capacity;
  account.note(row.number, { ...capacity, reason: `${capacity.reason}; taken as not known` });
  return null;
}

import { isCell } from "#core/geo/cells.ts";
import {
  ATTRIBUTES,
  PREMISES_ATTRIBUTES,
  SERVICES,
  type Attribute,
  type PremisesAttribute,
  type Service,
} from "#core/vocabulary.ts";

/** The columns and properties that are read, each with the names it may go by, the preferred first. */
const NAMES = {
  id: ["id", "编号", "代码", "编码", "code", "adcode"],
  name: ["name", "名称", "名字", "设施名称", "单元名称"],
  service: ["service", "services", "服务", "服务类别"],
  lng: ["lng", "lon", "long", "longitude", "经度", "x"],
  lat: ["lat", "latitude", "纬度", "y"],
  capacity: ["capacity", "容量", "规模"],
  people: ["people", "population", "pop", "人口", "人口数", "人数"],
  cell: ["cell", "h3", "h3_index", "h3_cell", "h3_id", "hex", "hex_id", "cell_id"],
  level: ["level", "层级", "级别"],
  parent: ["parent", "parent_unit", "上级", "所属街道", "所属乡镇"],
} as const satisfies Record<string, readonly string[]>;

type Named = keyof typeof NAMES;
const NAMED = Object.keys(NAMES).filter((name): name is Named => name in NAMES);

/** Besides the named columns, the capacity of one service (`capacity_childcare`) and what else is stated of a facility or of premises. */
export type Column = Named | CapacityColumn | Attribute | PremisesAttribute;
type CapacityColumn = `capacity_${Service}`;

export function capacityColumn(service: Service): CapacityColumn {
  return `capacity_${service}`;
}

/** Read under their own names alone; standing twice is no fault of theirs, for other tables have such titles too. */
const PLAIN_COLUMNS: readonly Column[] = [
  ...SERVICES.map(capacityColumn),
  ...ATTRIBUTES,
  ...PREMISES_ATTRIBUTES,
];

/** Where in a header each column and each age group stands. */
export interface ColumnMap {
  readonly columns: ReadonlyMap<Column, number>;
  /** By group name: "0_2" for `people_0_2`, "60_plus" for `people_60_plus`. */
  readonly groups: ReadonlyMap<string, number>;
  /** The first header that stands twice and is one of ours. */
  readonly twice: string | undefined;
}

/** Names are compared without case, surrounding blanks, or the kind of dash or blank between words. */
export function mapColumns(header: readonly string[]): ColumnMap {
  const places = new Map<string, number>();
  const groups = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [i, title] of header.entries()) {
    const name = plain(title);
    if (places.has(name)) repeated.add(name);
    else places.set(name, i);
    const group = groupOf(name);
    if (group === undefined) continue;
    if (groups.has(group)) repeated.add(name);
    else groups.set(group, i);
  }
  const columns = new Map<Column, number>();
  const ours = new Set<string>();
  for (const column of PLAIN_COLUMNS) {
    const place = places.get(plain(column));
    if (place !== undefined) columns.set(column, place);
  }
  for (const column of NAMED) {
    const name = NAMES[column].find((alias) => places.has(alias));
    if (name === undefined) continue;
    columns.set(column, places.get(name) ?? 0);
    ours.add(name);
  }
  const twice = [...repeated].find((name) => ours.has(name) || groupOf(name) !== undefined);
  return { columns, groups, twice };
}

/** Whether a first line is made of values rather than titles. */
export function looksLikeData(header: readonly string[]): boolean {
  return header.some((title) => {
    const text = title.trim().toLowerCase();
    return isCell(text) || (text !== "" && Number.isFinite(Number(text)));
  });
}

function plain(title: string): string {
  return title
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replaceAll(/[\s\-‐–—_]+/g, "_")
    .replace(/_?\+$/, "_plus");
}

function groupOf(name: string): string | undefined {
  const match = /^(?:people|population|pop|人口)_(\d{1,3})_(\d{1,3}|plus)$/.exec(name);
  const [, from = "", to = ""] = match ?? [];
  if (match === null || (to !== "plus" && Number(to) < Number(from))) return undefined;
  return `${Number(from)}_${to === "plus" ? to : Number(to)}`;
}

import type { Static, TSchema } from "typebox";
import { Value } from "typebox/value";
import type { LocatedJson } from "./json-lines.ts";
import { found, type Found } from "./schema-problems.ts";

/** A field of a value that may be anything. */
export function fieldOf(raw: unknown, field: string): unknown {
  return isRecord(raw) && Object.hasOwn(raw, field) ? raw[field] : undefined;
}

/** Of a table of things by name: those that are as they should be, and the names of the others. */
export function soundOnes<Schema extends TSchema>(
  schema: Schema,
  table: unknown,
): { sound: Record<string, Static<Schema>>; broken: ReadonlySet<string> } {
  const sound: [name: string, value: Static<Schema>][] = [];
  const broken = new Set<string>();
  for (const [name, value] of Object.entries(isRecord(table) ? table : {}))
    if (Value.Check(schema, value)) sound.push([name, value]);
    else broken.add(name);
  // Own fields only, whatever their names.
  return { sound: Object.fromEntries(sound), broken };
}

/** Ids that a list of things uses twice. */
export function repeatedIds(raw: unknown, field: string, lineOf: LocatedJson["lineOf"]): Found[] {
  const list = fieldOf(raw, field);
  const first = new Map<unknown, number>();
  return (Array.isArray(list) ? list : []).flatMap((one: unknown, i): Found[] => {
    const id = fieldOf(one, "id");
    const before = first.get(id);
    if (typeof id !== "string" || before === undefined) {
      first.set(id, i);
      return [];
    }
    const line = lineOf([field, before, "id"]);
    return [found([field, i, "id"], "policy-id-repeated", { id, line })];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import type { TSchema } from "typebox";
import type { Reason } from "#contract/reasons/reasons.ts";
import type { Path } from "./json-lines.ts";

/** Something wrong at one place of a file. */
export interface Found {
  readonly path: Path;
  readonly reason: Reason;
}

export function found(path: Path, code: Reason["code"], values: Reason["values"] = {}): Found {
  return { path, reason: { code, values } };
}

/**
 * Everything in which a value departs from a schema, each with its place. Says the same of "whether" as TypeBox
 * does; TypeBox's own list stops after eight and tells of a union by its first branch.
 */
export function schemaProblems(schema: TSchema, value: unknown): Found[] {
  return problemsOf(schema as Schema, value, []);
}

/** Of JSON Schema, what TypeBox makes of the contract. */
interface Schema {
  readonly type?: "object" | "array" | "string" | "number" | "integer" | "boolean" | "null";
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

function problemsOf(schema: Schema, value: unknown, path: Path): Found[] {
  if (schema.anyOf !== undefined) return ofUnion(schema.anyOf, value, path);
  const choices = "const" in schema ? [schema.const] : schema.enum;
  if (choices !== undefined)
    return choices.includes(value) ? [] : [notAChoice(value, choices, path)];
  if (!isOfType(schema, value)) return [wrongType([schema], value, path)];
  if (isRecord(value)) return ofObject(schema, value, path);
  if (Array.isArray(value)) return ofList(schema, value, path);
  if (typeof value === "string") return ofText(schema, value, path);
  if (typeof value === "number") return ofNumber(schema, value, path);
  return [];
}

function ofObject(schema: Schema, value: Readonly<Record<string, unknown>>, path: Path): Found[] {
  const properties = schema.properties ?? {};
  const rest = Object.values(schema.patternProperties ?? {})[0];
  const missing = (schema.required ?? [])
    .filter((field) => !Object.hasOwn(value, field))
    .map((field) => found(path, "policy-field-missing", { field }));
  const present = Object.entries(value).flatMap(([field, inner]): Found[] => {
    const at = [...path, field];
    const known = Object.hasOwn(properties, field) ? properties[field] : rest;
    if (known !== undefined) return problemsOf(known, inner, at);
    if (schema.additionalProperties !== false) return [];
    const free = Object.keys(properties).filter((name) => !Object.hasOwn(value, name));
    return [found(at, "policy-field-unknown", { field, known: free.join(", ") })];
  });
  return [...missing, ...present];
}

function ofList(schema: Schema, value: readonly unknown[], path: Path): Found[] {
  const { items, minItems = 0 } = schema;
  const short =
    value.length < minItems ? [found(path, "policy-list-too-short", { least: minItems })] : [];
  if (items === undefined) return short;
  return [...short, ...value.flatMap((inner, i) => problemsOf(items, inner, [...path, i]))];
}

function ofText(schema: Schema, value: string, path: Path): Found[] {
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  const { length } = value;
  if (length < minLength) return [found(path, "policy-text-empty")];
  if (length > maxLength) return [found(path, "policy-text-too-long", { most: maxLength })];
  if (pattern === undefined || new RegExp(pattern, "u").test(value)) return [];
  return [found(path, "policy-text-form", { text: shown(value), pattern })];
}

function ofNumber(schema: Schema, value: number, path: Path): Found[] {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity } = schema;
  if (value >= minimum && value <= maximum && value > exclusiveMinimum) return [];
  const least = Number.isFinite(minimum) ? `≥ ${minimum}` : `> ${exclusiveMinimum}`;
  const range = [
    ...(minimum === -Infinity && exclusiveMinimum === -Infinity ? [] : [least]),
    ...(maximum === Infinity ? [] : [`≤ ${maximum}`]),
  ].join(", ");
  return [found(path, "policy-number-range", { number: value, range })];
}

/** The problems by the branch that was meant: of the value's type, with its own mark ("kind": "rate"). */
function ofUnion(branches: readonly Schema[], value: unknown, path: Path): Found[] {
  const each = branches.map((branch) => ({ branch, found: problemsOf(branch, value, path) }));
  if (each.some(({ found }) => found.length === 0)) return [];
  const ofItsType = each.filter(({ branch }) => isOfType(branch, value));
  if (ofItsType.length === 0) return [wrongType(branches, value, path)];
  const meant = ofItsType.filter(({ branch }) => bearsMark(branch, value));
  if (meant.length > 0)
    return meant.reduce((best, one) => (one.found.length < best.found.length ? one : best)).found;
  const [mark] = Object.entries(ofItsType[0]?.branch.properties ?? {}).filter(
    ([, { const: only }]) => only !== undefined,
  );
  const field = mark?.[0] ?? "";
  if (!isRecord(value) || !Object.hasOwn(value, field))
    return [found(path, "policy-field-missing", { field })];
  const known = ofItsType.map(({ branch }) => branch.properties?.[field]?.const);
  return [notAChoice(value[field], known, [...path, field])];
}

function bearsMark(branch: Schema, value: unknown): boolean {
  return Object.entries(branch.properties ?? {}).every(
    ([field, { const: only }]) => only === undefined || (isRecord(value) && value[field] === only),
  );
}

function isOfType({ type }: Schema, value: unknown): boolean {
  if (type === undefined) return true;
  switch (type) {
    case "object":
      return isRecord(value);
    case "array":
      return Array.isArray(value);
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    case "string":
    case "number":
    case "boolean":
      return typeof value === type;
  }
}

function wrongType(schemas: readonly Schema[], value: unknown, path: Path): Found {
  const expected = schemas.map(({ type = "" }) => type).join(" / ");
  return found(path, "policy-wrong-type", { value: shown(value), expected });
}

function notAChoice(value: unknown, choices: readonly unknown[], path: Path): Found {
  const known = choices.map(String).join(", ");
  return found(path, "policy-not-a-choice", { value: shown(value), choices: known });
}

/** Short enough for a message. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return "[…]";
  if (isRecord(value)) return "{…}";
  const text = String(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

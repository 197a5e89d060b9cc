import type { FastifySchemaValidationError } from "fastify";

/**
 * What a failed validation says to people: the parameter, what may stand there, and what did. Reads the
 * schema that failed off the validation, which must be told to be `verbose`.
 */
export function invalidParameter(
  failures: readonly FastifySchemaValidationError[],
): ["invalid-parameter", message: string, remedy: string] {
  const [failure] = failures;
  if (failure === undefined) return ["invalid-parameter", "A parameter is wrong.", SEE_DOCS];
  const { keyword, params } = failure;
  const parent = "parentSchema" in failure ? schemaOf(failure.parentSchema) : {};
  if (keyword === "required") {
    const name = String(params["missingProperty"]);
    return [
      "invalid-parameter",
      `The parameter ${name} is missing.`,
      remedyFor(name, parent.properties?.[name]),
    ];
  }
  if (keyword === "additionalProperties") {
    const name = String(params["additionalProperty"]);
    const known = Object.keys(parent.properties ?? {}).join(", ");
    return [
      "invalid-parameter",
      `There is no parameter ${shown(name)} here.`,
      `The parameters are ${known}.`,
    ];
  }
  const name = failure.instancePath.replace(/^\//, "").replaceAll("/", ".");
  const value = "data" in failure ? failure.data : undefined;
  return [
    "invalid-parameter",
    `The parameter ${name} cannot be ${shown(value)}.`,
    remedyFor(name, parent),
  ];
}

/** As much of a JSON schema as parameters are described with. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const SEE_DOCS = "See /api/docs for what can be asked.";

function remedyFor(name: string, schema: Schema = {}): string {
  const { type, minimum, maximum } = schema;
  if (schema.enum !== undefined) return `Give ${name} as one of ${schema.enum.join(", ")}.`;
  if (type === "number" || type === "integer") {
    const kind = type === "integer" ? "a whole number" : "a number";
    return minimum === undefined || maximum === undefined
      ? `Give ${name} as ${kind}.`
      : `Give ${name} as ${kind} from ${minimum} to ${maximum}.`;
  }
  if (schema.maxLength !== undefined)
    return `Give ${name} as a text of 1 to ${schema.maxLength} characters.`;
  return SEE_DOCS;
}

function schemaOf(value: unknown): Schema {
  return typeof value === "object" && value !== null ? value : {};
}

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
  const text = Array.isArray(value) ? "given more than once" : `"${String(value)}"`;
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN).toWellFormed()}…"` : text;
}

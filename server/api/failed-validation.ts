import type { FastifySchemaValidationError } from "fastify";

/** With what `verbose` adds. */
export type Failure = Pick<FastifySchemaValidationError, "keyword" | "instancePath" | "params"> & {
  readonly data?: unknown;
  readonly parentSchema?: unknown;
};

/** As much of a JSON schema as parameters are described with. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** The failure that says most of what is wrong; undefined where there is none. */
export function tellingOf(failures: readonly Failure[]): Failure | undefined {
  return failures.find(isMeant) ?? markOf(failures) ?? failures[0];
}

export function schemaOf(value: unknown): Schema {
  return typeof value === "object" && value !== null ? value : {};
}

/**
 * Where a value may have one of several forms, each form has failed. The one it was meant to have is the one whose
 * mark ("kind") was right; forms with another mark say nothing.
 */
function isMeant(failure: Failure): boolean {
  return failure.keyword !== "anyOf" && marksOf(failure).length === 0;
}

/** What each form's mark was to be, told as one failure; undefined where there are no forms. */
function markOf(failures: readonly Failure[]): Failure | undefined {
  const marks = failures.flatMap(marksOf);
  const [first] = marks;
  if (first === undefined) return undefined;
  const { within, name, data } = first;
  const allowed = new Set(marks.filter((one) => one.name === name).map((one) => one.allowed));
  const schema: Schema = { enum: [...allowed] };
  return data === undefined
    ? {
        keyword: "required",
        instancePath: within,
        params: { missingProperty: name },
        parentSchema: { properties: { [name]: schema } },
      }
    : {
        keyword: "enum",
        instancePath: `${within}/${name}`,
        params: {},
        data,
        parentSchema: schema,
      };
}

/** The marks that a failure shows to be those of another form: a constant that is not the one given. */
function marksOf({ keyword, instancePath, params, ...rest }: Failure): Mark[] {
  const { properties = {} } = schemaOf(rest.parentSchema);
  if (keyword === "const") {
    const cut = instancePath.lastIndexOf("/");
    const [within, name] = [instancePath.slice(0, cut), instancePath.slice(cut + 1)];
    return [{ within, name, data: rest.data, allowed: params["allowedValue"] }];
  }
  if (keyword !== "required") return [];
  const given = new Map(Object.entries(rest.data ?? {}));
  return Object.entries(properties)
    .filter(([name, one]) => one.const !== undefined && one.const !== given.get(name))
    .map(([name, one]) => ({
      within: instancePath,
      name,
      data: given.get(name),
      allowed: one.const,
    }));
}

interface Mark {
  /** Of the value that has the mark, as a JSON pointer. */
  readonly within: string;
  readonly name: string;
  readonly data: unknown;
  readonly allowed: unknown;
}

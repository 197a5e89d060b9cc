import { parseArgs } from "node:util";
import { ROLES, type Role } from "#contract/import.ts";
import {
  DEFAULT_RESOLUTION,
  DEFAULT_SNAP_CAP,
  DIRECTIONS,
  MAX_LIMIT_METRES,
  MAX_LIMIT_SECONDS,
  MAX_RESOLUTION,
  MIN_RESOLUTION,
  SERVICES,
  WALKER_PROFILES,
  WALKERS,
  type Direction,
  type Service,
} from "#core/vocabulary.ts";
import { wholeTenths, type Measure } from "#core/network/graph.ts";

/** The command line was used wrongly: exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Options of one command as text, with the positional words refused. */
export function parseOptions<const Name extends string>(
  args: readonly string[],
  options: Readonly<Record<Name, "string" | "strings">>,
): { readonly [K in Name]?: string[] } {
  const config = Object.fromEntries(
    Object.keys(options).map((name) => [
      name,
      { type: "string" as const, multiple: true as const },
    ]),
  );
  let values: Record<string, string[] | undefined>;
  try {
    const parsed = parseArgs({
      args: withRepeated(args, options),
      options: config,
      allowPositionals: false,
    });
    values = parsed.values as Record<string, string[] | undefined>;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  for (const name of Object.keys(options) as Name[]) {
    if (options[name] === "string" && (values[name]?.length ?? 0) > 1)
      throw new UsageError(`--${name} is given ${values[name]!.length} times; give it once.`);
  }
  return values as { readonly [K in Name]?: string[] };
}

/** Whether a flag stands among the arguments, and the others. */
export function takeFlag(
  args: readonly string[],
  flag: string,
): readonly [given: boolean, rest: readonly string[]] {
  return [args.includes(flag), args.filter((arg) => arg !== flag)];
}

/** `--service a b` means `--service a --service b`. */
function withRepeated(
  args: readonly string[],
  options: Readonly<Record<string, "string" | "strings">>,
): string[] {
  const result: string[] = [];
  let list: string | undefined;
  let given = 0;
  for (const arg of args) {
    if (arg.startsWith("--")) {
      list = options[arg.slice(2)] === "strings" ? arg : undefined;
      given = 0;
      result.push(arg);
    } else if (list !== undefined && given++ > 0) result.push(list, arg);
    else result.push(arg);
  }
  return result;
}

export function required(
  values: Readonly<Record<string, string[] | undefined>>,
  name: string,
): string {
  const value = values[name]?.[0];
  if (value === undefined || value === "") throw new UsageError(`--${name} is missing.`);
  return value;
}

/** A number between two bounds, inclusive. */
export function numberOption(
  values: Readonly<Record<string, string[] | undefined>>,
  name: string,
  lowest: number,
  highest: number,
  fallback: number,
): number {
  const text = values[name]?.[0];
  if (text === undefined) return fallback;
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < lowest || value > highest)
    throw new UsageError(`--${name} must be a number from ${lowest} to ${highest}, not "${text}".`);
  return value;
}

/** One of a list of words; without a fallback it has to be given. */
export function choiceOption<const Choice extends string>(
  values: Readonly<Record<string, string[] | undefined>>,
  name: string,
  choices: readonly Choice[],
  fallback: Choice | undefined,
): Choice {
  const text = values[name]?.[0] ?? fallback;
  if (text === undefined) throw new UsageError(`--${name} is missing.`);
  const choice = choices.find((one) => one === text);
  if (choice === undefined)
    throw new UsageError(`--${name} must be one of ${choices.join(", ")}, not "${text}".`);
  return choice;
}

/** How people walk and how far, from the options every command shares. */
export interface WalkOptions {
  readonly measure: Measure;
  /** Thousandths of a second or a metre. */
  readonly limit: number;
  readonly profile: string;
  readonly snapCap: number;
}

export const WALK_OPTIONS = {
  minutes: "string",
  metres: "string",
  speed: "string",
  profile: "string",
  snap: "string",
} as const;

export function walkOptions(
  values: Readonly<Record<string, string[] | undefined>>,
  defaultMinutes: number,
): WalkOptions {
  if (values["minutes"] !== undefined && values["metres"] !== undefined)
    throw new UsageError("Give --minutes or --metres, not both.");
  const profile = choiceOption(values, "profile", WALKER_PROFILES, "adult");
  const walker = WALKERS[profile];
  const speed = numberOption(values, "speed", 0.1, 5, walker.speed);
  const snapCap = numberOption(values, "snap", 0, 5000, DEFAULT_SNAP_CAP);
  if (values["metres"] !== undefined) {
    const metres = numberOption(values, "metres", 1, MAX_LIMIT_METRES, MAX_LIMIT_METRES);
    return {
      measure: { kind: "distance", speed, steps: walker.steps },
      limit: wholeTenths("distance", metres),
      profile,
      snapCap,
    };
  }
  const minutes = numberOption(values, "minutes", 0.1, MAX_LIMIT_SECONDS / 60, defaultMinutes);
  return {
    measure: { kind: "time", speed, steps: walker.steps },
    limit: wholeTenths("time", minutes),
    profile,
    snapCap,
  };
}

export function directionOption(values: Readonly<Record<string, string[] | undefined>>): Direction {
  return choiceOption(values, "direction", DIRECTIONS, "towards");
}

export function resolutionOption(values: Readonly<Record<string, string[] | undefined>>): number {
  const resolution = numberOption(
    values,
    "resolution",
    MIN_RESOLUTION,
    MAX_RESOLUTION,
    DEFAULT_RESOLUTION,
  );
  if (!Number.isInteger(resolution))
    throw new UsageError(`--resolution must be a whole number, not ${resolution}.`);
  return resolution;
}

export function roleOption(
  values: Readonly<Record<string, string[] | undefined>>,
): Role | undefined {
  if (values["role"] === undefined) return undefined;
  return choiceOption(values, "role", ROLES, "facilities");
}

export function serviceOptions(
  values: Readonly<Record<string, string[] | undefined>>,
): Service[] | undefined {
  const asked = values["service"]?.flatMap((text) => text.split(/[,;]/)).map((text) => text.trim());
  if (asked === undefined) return undefined;
  const unknown = asked.find((text) => !SERVICES.some((service) => service === text));
  if (unknown !== undefined)
    throw new UsageError(`--service "${unknown}" is not known. Known: ${SERVICES.join(", ")}.`);
  return SERVICES.filter((service) => asked.includes(service));
}

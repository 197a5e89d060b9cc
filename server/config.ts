import { join } from "node:path";

/** Everything the environment decides, read once at start. */
export interface Config {
  readonly host: string;
  /** Names by which other machines may ask for this one, besides its own. */
  readonly names: readonly string[];
  /** 0 takes any free port. */
  readonly port: number;
  /** The folder that holds all state. */
  readonly home: string;
  /** Of a PostgreSQL server to keep studies in; undefined for the embedded one in `home`. */
  readonly databaseUrl: string | undefined;
  readonly uploads: UploadLimits;
  readonly log: LogLevel;
  /** Command that shows an address, given last, to the person at the screen; undefined where nobody sits before one. */
  readonly opener: readonly [command: string, ...args: string[]] | undefined;
}

/** Where the program runs, besides what the environment says. */
export interface Desk {
  readonly platform: NodeJS.Platform;
  /** Whether what is written goes to a terminal, where a person reads it. */
  readonly isTerminal: boolean;
}

/** The largest files taken in, in bytes. */
export interface UploadLimits {
  readonly network: number;
  /** Facilities, people and units. */
  readonly table: number;
}

export const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A variable of the environment has a value that cannot be used. The message says which and what to do. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings in an environment: `HOST`, `YIKEZHONG_NAMES`, `PORT`, `YIKEZHONG_HOME`, `DATABASE_URL`, `YIKEZHONG_NETWORK_MB`,
 * `YIKEZHONG_TABLE_MB`, `LOG`, `BROWSER`. What is left out or blank has its default. Throws `ConfigError`.
 */
export function readConfig(
  checkout: string,
  environment: Environment = process.env,
  desk: Desk = { platform: process.platform, isTerminal: process.stdout.isTTY },
): Config {
  const text = (name: string, fallback: string): string => environment[name]?.trim() || fallback;
  const whole = (name: string, fallback: number, lowest: number, highest: number): number => {
    const given = text(name, String(fallback));
    const value = Number(given);
    if (!Number.isInteger(value) || value < lowest || value > highest)
      throw new ConfigError(
        `${name} must be a whole number from ${lowest} to ${highest}, not "${given}". Correct it or leave it out (${fallback}).`,
      );
    return value;
  };
  const host = text("HOST", "127.0.0.1");
  if (!/^[A-Za-z0-9.:_-]+$/.test(host))
    throw new ConfigError(
      `HOST must be an address or a name such as 127.0.0.1 or 0.0.0.0, not "${host}". Correct it or leave it out.`,
    );
  const names = text("YIKEZHONG_NAMES", "")
    .split(/[,，\s]+/)
    .filter((name) => name !== "");
  const level = text("LOG", "warn");
  const log = LOG_LEVELS.find((one) => one === level);
  if (log === undefined)
    throw new ConfigError(`LOG must be one of ${LOG_LEVELS.join(", ")}, not "${level}".`);
  const databaseUrl = text("DATABASE_URL", "") || undefined;
  // The address is not repeated: it holds the password.
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl))
    throw new ConfigError(
      "DATABASE_URL must be the address of a PostgreSQL database such as postgresql://user:password@host:5432/yikezhong, special characters in the password percent-encoded (@ is %40). Correct it or leave it out (embedded database).",
    );
  return Object.freeze({
    host,
    names: Object.freeze(names),
    port: whole("PORT", 8715, 0, 65_535),
    home: text("YIKEZHONG_HOME", join(checkout, ".yikezhong")),
    databaseUrl,
    uploads: Object.freeze({
      network: whole("YIKEZHONG_NETWORK_MB", 600, 1, 1_000_000) * MIB,
      table: whole("YIKEZHONG_TABLE_MB", 200, 1, 1_000_000) * MIB,
    }),
    log,
    opener: openerOf(environment, desk),
  });
}

/** `BROWSER=none` and `CI` mean that nobody wants a window. */
function openerOf(environment: Environment, { platform, isTerminal }: Desk): Config["opener"] {
  if (!isTerminal || environment["BROWSER"] === "none" || environment["CI"]) return undefined;
  if (platform === "win32") return ["cmd", "/c", "start", ""];
  if (platform === "darwin") return ["open"];
  return environment["DISPLAY"] || environment["WAYLAND_DISPLAY"] ? ["xdg-open"] : undefined;
}

/** Whether only this machine can reach a server bound to `host`. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? "");
}

const MIB = 1024 * 1024;

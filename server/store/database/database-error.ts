/** The database cannot be used. `what` happened, and the `remedy`; the message is both. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly what: string;
  readonly remedy: string;

  constructor(what: string, remedy: string, cause?: unknown) {
    super(`${what} ${remedy}`, { cause });
    this.what = what;
    this.remedy = remedy;
  }
}

/** Another process has the database or its folder; it may be a server that can be asked instead. */
export class DatabaseInUse extends DatabaseError {}

/** There is no room left to write into the database; what is in it can still be read. */
export class DatabaseFull extends DatabaseError {}

/** What a driver's error means to whoever runs the server; undefined where it is a fault of a statement. */
export function explain(error: unknown, place: string): DatabaseError | undefined {
  if (error instanceof DatabaseError) return error;
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const known = BY_CODE[code] ?? BY_WORDS.find(([words]) => words.test(error.message))?.[1];
  if (known === undefined) return undefined;
  const Kind = known === FULL ? DatabaseFull : DatabaseError;
  return new Kind(`${place} ${known.what}.`, known.remedy, error);
}

/** The same of the embedded database, which no network or login stands before. */
export function explainEmbedded(error: unknown, place: string): DatabaseError | undefined {
  if (!(error instanceof Error) || error instanceof DatabaseError) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "53100" || code === "ENOSPC" || /No space left on device/.test(error.message))
    return new DatabaseFull(`${place} ${FULL.what}.`, FULL.remedy, error);
  // PostgreSQL's class of system errors: a file of it is gone, or its disk fails.
  if (!code.startsWith("58")) return undefined;
  return new DatabaseError(
    `${place} cannot be read or written: ${error.message}.`,
    "See whether the folder is still there and can be written to, then start 一刻钟 again.",
    error,
  );
}

interface Explanation {
  readonly what: string;
  readonly remedy: string;
}

const UNREACHABLE: Explanation = {
  what: "cannot be reached",
  remedy: "Start the PostgreSQL server, or correct the address in DATABASE_URL.",
};
const REFUSED_LOGIN: Explanation = {
  what: "does not accept the user name and password",
  remedy:
    "Correct them in DATABASE_URL; special characters in the password are percent-encoded (@ is %40).",
};
const FULL: Explanation = {
  what: "has no room left on its disk",
  remedy: "Make room there; nothing that was stored before is lost.",
};
const TOO_MANY: Explanation = {
  what: "has no connection left to give",
  remedy: "Close other programs that use it, or raise its max_connections.",
};
const FORBIDDEN: Explanation = {
  what: "does not let this user do that",
  remedy:
    "Let the user create and use tables: GRANT ALL ON SCHEMA public TO the user, in a database of its own.",
};
const GOING_DOWN: Explanation = {
  what: "is being started or stopped",
  remedy: "Wait a moment and try again.",
};

/** System errors, and PostgreSQL's error codes (appendix A of its manual). */
const BY_CODE: Readonly<Record<string, Explanation>> = {
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ENOENT: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  EPIPE: UNREACHABLE,
  "28P01": REFUSED_LOGIN,
  "28000": REFUSED_LOGIN,
  "3D000": {
    what: "does not exist on its server",
    remedy:
      "Create it (CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0), or correct DATABASE_URL.",
  },
  "42501": FORBIDDEN,
  "25006": {
    what: "can only be read",
    remedy: "Name the main server in DATABASE_URL, not a replica.",
  },
  "53100": FULL,
  "53300": TOO_MANY,
  "57P01": GOING_DOWN,
  "57P02": GOING_DOWN,
  "57P03": GOING_DOWN,
  "42P07": {
    what: "holds tables of another program",
    remedy: "Give 一刻钟 a database of its own.",
  },
};

/** What the driver says without a code. */
const BY_WORDS: readonly (readonly [RegExp, Explanation])[] = [
  [/password must be a (non-empty )?string/i, REFUSED_LOGIN],
  [/timeout exceeded when trying to connect|connection (terminated|ended|error)/i, UNREACHABLE],
  [
    /does not support SSL/i,
    {
      what: "offers no encrypted connections",
      remedy: "Leave sslmode out of DATABASE_URL, or switch ssl on at the server.",
    },
  ],
  [
    /certificate/i,
    {
      what: "shows a certificate that is not trusted here",
      remedy:
        "Name the authority's certificate in DATABASE_URL: …?sslmode=verify-full&sslrootcert=<file>.",
    },
  ],
];

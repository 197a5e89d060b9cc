import { randomUUID } from "node:crypto";

export interface MarkedSheet {
  /** Of the study it belongs to. */
  readonly study: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** Sheets given back with their errors marked, in memory: they are looked at once, or never. */
export interface MarkedSheets {
  /** The token they can be had by. */
  readonly keep: (sheet: MarkedSheet) => string;
  readonly find: (study: string, token: string) => MarkedSheet | undefined;
}

const AN_HOUR_MS = 60 * 60_000;
const MOST = 40;
const MOST_BYTES = 64 * 1024 * 1024;

/** Each is kept for an hour at most, and gives way to newer ones where there are too many. */
export function markedSheets(now: () => Date): MarkedSheets {
  const kept = new Map<string, MarkedSheet & { readonly until: number }>();
  const tidy = (): void => {
    let bytes = 0;
    for (const [i, [token, sheet]] of [...kept].reverse().entries()) {
      bytes += sheet.bytes.length;
      if (i >= MOST || (i > 0 && bytes > MOST_BYTES) || sheet.until <= now().getTime())
        kept.delete(token);
    }
  };
  return {
    keep(sheet) {
      const token = randomUUID();
      kept.set(token, { ...sheet, until: now().getTime() + AN_HOUR_MS });
      tidy();
      return token;
    },
    find(study, token) {
      tidy();
      const sheet = kept.get(token);
      return sheet?.study === study ? sheet : undefined;
    },
  };
}

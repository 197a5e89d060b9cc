import { randomBytes } from "node:crypto";

/** Pictures of previews, in memory for an hour; the oldest make room for new ones. */
export interface PictureShelf {
  /** Gives the token that it can be had by, for this study only. */
  readonly put: (study: string, png: Uint8Array) => string;
  readonly get: (study: string, token: string) => Uint8Array | undefined;
}

const HOUR_MS = 3_600_000;
const MOST_BYTES = 128 * 1024 * 1024;

/** `now` in milliseconds. */
export function pictureShelf(now: () => number, mostBytes = MOST_BYTES): PictureShelf {
  const kept = new Map<
    string,
    { readonly study: string; readonly png: Uint8Array; until: number }
  >();
  let bytes = 0;
  const clear = () => {
    for (const [token, { png, until }] of kept) {
      if (until > now() && bytes <= mostBytes) return;
      kept.delete(token);
      bytes -= png.byteLength;
    }
  };
  return {
    put(study, png) {
      const token = randomBytes(16).toString("hex");
      kept.set(token, { study, png, until: now() + HOUR_MS });
      bytes += png.byteLength;
      clear();
      return token;
    },
    get(study, token) {
      clear();
      const found = kept.get(token);
      return found?.study === study ? found.png : undefined;
    },
  };
}

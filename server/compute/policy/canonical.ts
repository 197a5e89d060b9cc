import { createHash } from "node:crypto";

/** JSON of which the same value always gives the same bytes: the keys of objects in the order of their letters. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** SHA-256 in lower-case hexadecimal. */
export function checksumOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

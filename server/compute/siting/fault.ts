import type { Fault } from "../policy/unacceptable.ts";

export function fault(code: string, path: string, zh: string, en: string): Fault {
  return { code, path, zh, en };
}

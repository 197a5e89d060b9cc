import type { ReasonWords } from "./wording.ts";

export const MEANING_REASONS = {} as const satisfies Readonly<Record<string, ReasonWords>>;

import type { ReasonWords } from "./wording.ts";

export const TABLES_REASONS = {} as const satisfies Readonly<Record<string, ReasonWords>>;

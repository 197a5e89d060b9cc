import type { ReasonWords } from "./wording.ts";

export const CRS_REASONS = {} as const satisfies Readonly<Record<string, ReasonWords>>;

import type { ReasonWords } from "./wording.ts";

export const PEOPLE_REASONS = {} as const satisfies Readonly<Record<string, ReasonWords>>;

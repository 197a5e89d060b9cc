import type { ReasonWords } from "./wording.ts";

export const NETWORK_REASONS = {} as const satisfies Readonly<Record<string, ReasonWords>>;

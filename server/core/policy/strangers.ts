import type { Missing } from "#contract/policy/compliance.ts";
import type { Ground } from "./ground.ts";
import { unknownUnits } from "./missing.ts";

/** Tells of figures for units that the study does not have. */
export function strangersIn(
  items: readonly (string | undefined)[],
  { figures }: Ground,
): Missing[] {
  const codes = new Set(
    items.flatMap((item) => (item === undefined ? [] : [...figures.strangers(item)])),
  );
  return codes.size === 0 ? [] : [unknownUnits([...codes])];
}

import type { TaskRow } from "#contract/policy/compliance.ts";
import { attestationsOf } from "./attested.ts";
import type { Ground } from "./ground.ts";
import { decides, type SetTarget } from "./targets.ts";

/** A requirement that no number judges, as last attested for exactly the scope. */
export function taskOf(id: string, sets: readonly SetTarget[], ground: Ground): TaskRow {
  const { entry } = decides(sets, ground.input.settings.basis);
  const last = attestationsOf(id, ground).findLast(({ state }) => state !== null);
  return {
    id,
    name: entry.name,
    theme: entry.theme,
    level: entry.level,
    clauses: sets.map(({ document, entry: each }) => ({
      document: document.id,
      clause: each.clause,
      strength: each.strength,
      departments: [...each.departments],
      departmentsBasis: each.departmentsBasis,
      yearText: each.yearText,
    })),
    caliber: entry.caliber ?? null,
    state: last?.state ?? null,
    note: last?.note ?? "",
    evidence:
      last === undefined
        ? null
        : { ...last.evidence, file: last.file === null ? null : last.file.name },
    year: last?.year ?? null,
  };
}

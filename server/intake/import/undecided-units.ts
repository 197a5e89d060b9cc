import type { Proposal } from "#contract/import.ts";
import { printable } from "../account.ts";
import { parentsOf } from "../people-tables/find-unit.ts";
import type { OpenRow } from "../people-tables/join-units.ts";
import type { ImportOrder } from "./study-so-far.ts";

type Undecided = NonNullable<NonNullable<Proposal["people"]>["undecided"]>;

/** So many travel with a proposal. */
const ROWS = 200;
const CANDIDATES = 8;
const UNITS = 5000;
const LONGEST = 120;

/** The rows for which a unit can be decided, and the units there are to choose from. */
export function undecidedUnits(
  open: readonly OpenRow[],
  { study, decisions }: ImportOrder,
): Undecided {
  const parents = parentsOf(study.units);
  const named = new Map(
    study.units.map(({ id, name }) => [id, { id, name, parent: parents.get(id) ?? "" }] as const),
  );
  const waiting = open.filter(({ why }) => why !== "none");
  const unfound = open.filter(({ why }) => why === "none");
  const isAsked = open.length > 0 || Object.keys(decisions.people?.units ?? {}).length > 0;
  return {
    waiting: waiting.length,
    unfound: unfound.length,
    rows: [...waiting, ...unfound]
      .slice(0, ROWS)
      .map(({ key, written: { row, name, code = "", parent, people }, why, candidates }) => ({
        key,
        row,
        name: printable(name === "" ? code : name, LONGEST),
        parent: printable(parent, LONGEST),
        people,
        why,
        candidates: candidates.slice(0, CANDIDATES).flatMap((id) => named.get(id) ?? []),
      })),
    units: isAsked ? [...named.values()].slice(0, UNITS) : [],
  };
}

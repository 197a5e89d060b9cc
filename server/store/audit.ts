import type { Sql } from "./database/sql.ts";

type Act =
  | "study-created"
  | "study-renamed"
  | "study-removed"
  | "layer-stored"
  | "repairs-made"
  | "repairs-undone"
  | "repairs-redone"
  | "result-kept"
  | "stock-entered"
  | "attested"
  | "policy-settings"
  | "snapshot-kept"
  | "snapshot-taken-back"
  | "report-made"
  | "scenario-made"
  | "scenario-changed"
  | "scenario-removed"
  | "plan-made"
  | "plan-removed";

/** Writes down what was done to a study, in the transaction that does it. Outlives the study. */
export async function recordAct(
  sql: Sql,
  study: string,
  what: Act,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await sql.query("insert into audit (study, what, detail) values ($1, $2, $3)", [
    study,
    what,
    detail,
  ]);
}

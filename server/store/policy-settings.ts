import type { PolicySettings } from "#contract/policy/stock.ts";
import { recordAct } from "./audit.ts";
import type { Sql } from "./database/sql.ts";
import { lockStudy } from "./study-rows.ts";

export interface SettingsRows {
  /** Undefined where a study was never given any. */
  readonly find: (study: string) => Promise<PolicySettings | undefined>;
  /** In place of those before, which are kept. Throws `NoSuchStudy`. */
  readonly replace: (study: string, settings: PolicySettings) => Promise<void>;
}

export function settingsOf(database: Sql): SettingsRows {
  return {
    async find(study) {
      const [row] = await database.query<{ settings: PolicySettings }>(
        "select settings from policy_settings where study = $1 order by seq desc limit 1",
        [study],
      );
      return row?.settings;
    },
    replace: (study, settings) =>
      database.transaction(async (sql) => {
        await lockStudy(sql, study);
        await sql.query("insert into policy_settings (study, settings) values ($1, $2)", [
          study,
          settings,
        ]);
        await recordAct(sql, study, "policy-settings", { ...settings });
      }),
  };
}

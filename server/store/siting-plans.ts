import type { SitingPlanSummary } from "#contract/siting.ts";
import { recordAct } from "./audit.ts";
import type { Sql } from "./database/sql.ts";
import { NoSuchStudy } from "./study-rows.ts";

/** What the list shows of a plan, with the checksum of the artifact that the whole of it is kept as. */
export interface SitingPlanRow extends SitingPlanSummary {
  readonly sha256: string;
}

export interface SitingPlans {
  /** Gives it the study's next number. Throws `NoSuchStudy`, also when it was removed meanwhile. */
  readonly add: (
    study: string,
    plan: Omit<SitingPlanRow, "number" | "created">,
  ) => Promise<SitingPlanRow>;
  /** Newest first. */
  readonly list: (study: string) => Promise<SitingPlanRow[]>;
  readonly find: (study: string, number: number) => Promise<SitingPlanRow | undefined>;
  /** False when there is no such plan. */
  readonly remove: (study: string, number: number) => Promise<boolean>;
  /** Checksums of the artifacts that plans of any study are kept in. */
  readonly artifacts: () => Promise<readonly string[]>;
}

const COLUMNS = "number, created, objective, services, status, sites, value, bound, sha256";

export function sitingPlansOf(database: Sql): SitingPlans {
  return {
    add: (study, { objective, services, status, sites, value, bound, sha256 }) =>
      database.transaction(async (sql) => {
        const [counted] = await sql.query<{ number: number }>(
          `update study set plans_made = plans_made + 1 where id = $1
           returning plans_made as number`,
          [study],
        );
        if (counted === undefined) throw new NoSuchStudy(study);
        const [added] = await sql.query<SitingPlanRow>(
          `insert into siting_plan
             (study, number, objective, services, status, sites, value, bound, sha256)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${COLUMNS}`,
          [study, counted.number, objective, services, status, sites, value, bound, sha256],
        );
        if (added === undefined) throw new Error(`Plan ${counted.number} was not written down.`);
        await recordAct(sql, study, "plan-made", { number: added.number, sha256 });
        return added;
      }),
    list: (study) =>
      database.query(`select ${COLUMNS} from siting_plan where study = $1 order by number desc`, [
        study,
      ]),
    async find(study, number) {
      const [found] = await database.query<SitingPlanRow>(
        `select ${COLUMNS} from siting_plan where study = $1 and number = $2`,
        [study, number],
      );
      return found;
    },
    remove: (study, number) =>
      database.transaction(async (sql) => {
        const removed = await sql.query(
          "delete from siting_plan where study = $1 and number = $2 returning number",
          [study, number],
        );
        if (removed.length === 0) return false;
        await recordAct(sql, study, "plan-removed", { number });
        return true;
      }),
    async artifacts() {
      const rows = await database.query<{ sha256: string }>("select sha256 from siting_plan");
      return rows.map(({ sha256 }) => sha256);
    },
  };
}

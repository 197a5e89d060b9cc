import type { ReportFile } from "#contract/policy/report.ts";
import { recordAct } from "./audit.ts";
import type { Sql } from "./database/sql.ts";
import { NoSuchStudy } from "./study-rows.ts";

/** A report with the checksum of the artifact that it is kept as. */
export interface ReportRow extends ReportFile {
  readonly sha256: string;
}

export interface ReportFiles {
  /** Gives it the study's next number. Throws `NoSuchStudy`, also when it was removed meanwhile. */
  readonly add: (
    study: string,
    report: Omit<ReportRow, "number" | "created">,
  ) => Promise<ReportRow>;
  /** Newest first. */
  readonly list: (study: string) => Promise<ReportRow[]>;
  readonly find: (study: string, number: number) => Promise<ReportRow | undefined>;
  /** Takes back a snapshot that was kept for a report that was not made, unless another refers to it. */
  readonly forgetSnapshot: (study: string, number: number) => Promise<void>;
  /** Checksums of the artifacts that reports of any study are kept in. */
  readonly artifacts: () => Promise<readonly string[]>;
}

const COLUMNS = "number, created, name, format, bytes, seconds, snapshot, request, notes, sha256";

export function reportFilesOf(database: Sql): ReportFiles {
  return {
    add: (study, { name, format, bytes, seconds, snapshot, request, notes, sha256 }) =>
      database.transaction(async (sql) => {
        const [counted] = await sql.query<{ number: number }>(
          `update study set reports_made = reports_made + 1 where id = $1
           returning reports_made as number`,
          [study],
        );
        if (counted === undefined) throw new NoSuchStudy(study);
        const [added] = await sql.query<ReportRow>(
          `insert into report (study, number, name, format, bytes, seconds, snapshot, request, notes, sha256)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${COLUMNS}`,
          [study, counted.number, name, format, bytes, seconds, snapshot, request, notes, sha256],
        );
        if (added === undefined) throw new Error(`The report "${name}" was not written down.`);
        await recordAct(sql, study, "report-made", { number: added.number, sha256 });
        return added;
      }),
    list: (study) =>
      database.query(`select ${COLUMNS} from report where study = $1 order by number desc`, [
        study,
      ]),
    async find(study, number) {
      const [found] = await database.query<ReportRow>(
        `select ${COLUMNS} from report where study = $1 and number = $2`,
        [study, number],
      );
      return found;
    },
    forgetSnapshot: (study, number) =>
      database.transaction(async (sql) => {
        const gone = await sql.query(
          `delete from snapshot where study = $1 and number = $2
             and not exists (select 1 from report where study = $1 and snapshot = $2)
           returning number`,
          [study, number],
        );
        if (gone.length > 0) await recordAct(sql, study, "snapshot-taken-back", { number });
      }),
    async artifacts() {
      const rows = await database.query<{ sha256: string }>("select sha256 from report");
      return rows.map(({ sha256 }) => sha256);
    },
  };
}

import type { Snapshot } from "#contract/policy/compliance.ts";
import { recordAct } from "./audit.ts";
import type { Sql } from "./database/sql.ts";
import { lockStudy } from "./study-rows.ts";

/** A snapshot with what else it takes to work it out again. */
export interface SnapshotRow extends Snapshot {
  /** Documents of a later period that it told of. */
  readonly later: Snapshot["documents"];
  /** Checksum of the artifact with its measures, items and kinds. */
  readonly rules: string;
  readonly estateSeq: number;
}

export interface Snapshots {
  /** Gives it the study's next number. Throws `NoSuchStudy`. */
  readonly add: (
    study: string,
    snapshot: Omit<SnapshotRow, "number" | "created">,
  ) => Promise<SnapshotRow>;
  /** Newest first. */
  readonly list: (study: string) => Promise<SnapshotRow[]>;
  readonly find: (study: string, number: number) => Promise<SnapshotRow | undefined>;
  /** Checksums of the artifacts that snapshots of any study are kept in. */
  readonly artifacts: () => Promise<readonly string[]>;
}

const COLUMNS = `number, name, created, result, scope, settings, documents, later, rules,
  stock_seq as "stockSeq", attestation_seq as "attestationSeq", estate_seq as "estateSeq", sha256, summary`;

export function snapshotsOf(database: Sql): Snapshots {
  return {
    add: (study, snapshot) =>
      database.transaction(async (sql) => {
        await lockStudy(sql, study);
        const { name, result, scope, settings, documents, later, rules, sha256 } = snapshot;
        const { stockSeq, attestationSeq, estateSeq, summary } = snapshot;
        const [kept] = await sql.query<SnapshotRow>(
          `insert into snapshot (study, number, name, result, scope, settings, documents, later, rules,
             stock_seq, attestation_seq, estate_seq, sha256, summary)
           select $1, 1 + coalesce(max(number), 0), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
           from snapshot where study = $1 returning ${COLUMNS}`,
          [
            study,
            name,
            result,
            scope,
            settings,
            documents,
            later,
            rules,
            stockSeq,
            attestationSeq,
            estateSeq,
            sha256,
            summary,
          ],
        );
        if (kept === undefined) throw new Error(`The snapshot "${name}" was not kept.`);
        await recordAct(sql, study, "snapshot-kept", { number: kept.number, sha256 });
        return kept;
      }),
    list: (study) =>
      database.query(`select ${COLUMNS} from snapshot where study = $1 order by number desc`, [
        study,
      ]),
    async find(study, number) {
      const [found] = await database.query<SnapshotRow>(
        `select ${COLUMNS} from snapshot where study = $1 and number = $2`,
        [study, number],
      );
      return found;
    },
    async artifacts() {
      const rows = await database.query<{ sha256: string }>(
        "select sha256 from snapshot union select rules from snapshot",
      );
      return rows.map(({ sha256 }) => sha256);
    },
  };
}

import type { Attestation, KeptAttestation } from "#contract/policy/stock.ts";
import { recordAct } from "./audit.ts";
import type { Sql } from "./database/sql.ts";
import { storable } from "./database/values.ts";
import { lockStudy } from "./study-rows.ts";

/** What offices stated with evidence. Nothing is changed or deleted. */
export interface Attestations {
  /** `file` is kept among the artifacts already. Throws `NoSuchStudy`. */
  readonly add: (
    study: string,
    attestation: Attestation,
    file: KeptAttestation["file"],
  ) => Promise<KeptAttestation>;
  /** Number of the last one; 0 where there is none. */
  readonly mark: (study: string) => Promise<number>;
  /** Up to a number, in the order they were entered. */
  readonly list: (study: string, mark: number) => Promise<KeptAttestation[]>;
  readonly find: (study: string, seq: number) => Promise<KeptAttestation | undefined>;
  /** Checksums of the files attached in any study. */
  readonly artifacts: () => Promise<readonly string[]>;
}

const COLUMNS = "seq, entry, unit, year, value, state, note, evidence, file, entered";

export function attestationsOf(database: Sql): Attestations {
  return {
    add: (study, { entry, unit, year, value, state, note, evidence }, file) =>
      database.transaction(async (sql) => {
        await lockStudy(sql, study);
        const [kept] = await sql.query<KeptAttestation>(
          `insert into attestation (study, entry, unit, year, value, state, note, evidence, file, sha256)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${COLUMNS}`,
          [
            study,
            entry,
            unit,
            year,
            value,
            state,
            storable(note),
            evidence,
            file,
            file?.sha256 ?? null,
          ],
        );
        if (kept === undefined) throw new Error(`The attestation of "${entry}" was not stored.`);
        await recordAct(sql, study, "attested", { seq: kept.seq, entry, unit });
        return kept;
      }),
    async mark(study) {
      const [mark] = await database.query<{ seq: number }>(
        "select coalesce(max(seq), 0) as seq from attestation where study = $1",
        [study],
      );
      return mark?.seq ?? 0;
    },
    list: (study, mark) =>
      database.query(
        `select ${COLUMNS} from attestation where study = $1 and seq <= $2 order by seq`,
        [study, mark],
      ),
    async find(study, seq) {
      const [found] = await database.query<KeptAttestation>(
        `select ${COLUMNS} from attestation where study = $1 and seq = $2`,
        [study, seq],
      );
      return found;
    },
    async artifacts() {
      const rows = await database.query<{ sha256: string }>(
        "select distinct sha256 from attestation where sha256 is not null",
      );
      return rows.map(({ sha256 }) => sha256);
    },
  };
}

import type { LayerVersion } from "#contract/layers.ts";
import { ROLES, type Role } from "#contract/import.ts";
import { recordAct } from "./audit.ts";
import type { Sql } from "./database/sql.ts";
import { lockStudy } from "./study-rows.ts";

/** A version that is not stored yet: it gets its number and its time when it is. */
export type NewVersion = Omit<LayerVersion, "layer" | "version" | "created">;

export interface Layers {
  /**
   * Stores a version of the layer `replaces`, or, with null, of a new layer; of the network, units and people a
   * study has one layer each, which null then means. Throws `NoSuchStudy`, `NoSuchLayer`.
   */
  readonly add: (
    study: string,
    replaces: string | null,
    version: NewVersion,
  ) => Promise<LayerVersion>;
  /** The newest version of every layer: network first, then units, people, facilities, premises. */
  readonly newest: (study: string) => Promise<LayerVersion[]>;
  /** All versions, oldest first. */
  readonly history: (study: string) => Promise<LayerVersion[]>;
  readonly find: (
    study: string,
    layer: string,
    version: number,
  ) => Promise<LayerVersion | undefined>;
  /** The checksums of all artifacts that layers of any study are kept in. */
  readonly artifacts: () => Promise<ReadonlySet<string>>;
}

/** A study has no layer of this id and role that a version could be added to. */
export class NoSuchLayer extends Error {
  override readonly name = "NoSuchLayer";

  constructor(study: string, layer: string, role: Role) {
    super(`Study "${study}" has no layer "${layer}" of ${role}.`);
  }
}

const COLUMNS =
  "layer, version, role, name, amount, created, synthetic, file, sha256, source, date, crs, mapping, account, facts";

export function layersOf(database: Sql): Layers {
  const history = (sql: Sql, study: string): Promise<LayerVersion[]> =>
    sql.query(`select ${COLUMNS} from layer_version where study = $1 order by seq`, [study]);

  return {
    add: (study, replaces, version) =>
      database.transaction(async (sql) => {
        await lockStudy(sql, study);
        const { layer, number } = nextOf(study, await history(sql, study), replaces, version.role);
        const { role, name, amount, synthetic, file, sha256, source, date } = version;
        const { crs, mapping, account, facts } = version;
        const values = [study, layer, number, role, name, amount, synthetic, file, sha256];
        const [stored] = await sql.query<LayerVersion>(
          `insert into layer_version (study, layer, version, role, name, amount, synthetic, file, sha256,
             source, date, crs, mapping, account, facts)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning ${COLUMNS}`,
          [...values, source, date, crs, mapping, account, facts],
        );
        if (stored === undefined) throw new Error(`Layer "${layer}" was not stored.`);
        await recordAct(sql, study, "layer-stored", { layer, version: number, sha256 });
        return stored;
      }),
    newest: async (study) => newestOf(await history(database, study)),
    history: (study) => history(database, study),
    async find(study, layer, version) {
      const [found] = await database.query<LayerVersion>(
        `select ${COLUMNS} from layer_version where study = $1 and layer = $2 and version = $3`,
        [study, layer, version],
      );
      return found;
    },
    async artifacts() {
      const rows = await database.query<{ sha256: string }>(
        "select distinct sha256 from layer_version",
      );
      return new Set(rows.map(({ sha256 }) => sha256));
    },
  };
}

/** The layer and number that a version gets: the first of a role bears its name, more facilities or premises are counted. */
function nextOf(
  study: string,
  history: readonly LayerVersion[],
  replaces: string | null,
  role: Role,
): { readonly layer: string; readonly number: number } {
  const ofRole = new Set(history.filter((one) => one.role === role).map(({ layer }) => layer));
  if (replaces !== null && !ofRole.has(replaces)) throw new NoSuchLayer(study, replaces, role);
  const another = isMany(role) && ofRole.size > 0 ? `${role}-${ofRole.size + 1}` : role;
  const layer = replaces ?? another;
  return { layer, number: 1 + history.filter((one) => one.layer === layer).length };
}

/** Of which roles a study has any number of layers. */
function isMany(role: Role): boolean {
  return role === "facilities" || role === "premises";
}

/** The last version of every layer of a history, in the order of the roles; layers of one role as they came. */
function newestOf(history: readonly LayerVersion[]): LayerVersion[] {
  const newest = new Map(history.map((version) => [version.layer, version]));
  const place = ({ role }: LayerVersion) => ROLES.indexOf(role);
  return [...newest.values()].sort((a, b) => place(a) - place(b));
}

import { Pool, types, type PoolClient } from "pg";
import { DatabaseError, DatabaseInUse, explain } from "./database-error.ts";
import { runWithin, type Database, type Sql } from "./sql.ts";
import { READERS, written } from "./values.ts";

/** The longest to wait for a connection, in milliseconds. */
const PATIENCE = 10_000;

/** The lock that whoever uses a database holds: the letters "YKZ1". */
const CLAIM = 0x59_4b_5a_31;
/** A machine that lost its power holds a lock for a minute, not for the two hours of the system's default. */
const LOST_SOON = [
  "tcp_keepalives_idle = 30",
  "tcp_keepalives_interval = 10",
  "tcp_keepalives_count = 3",
];

/** Opens a database on a PostgreSQL server. Throws `DatabaseError`, which never shows the password. */
export async function openPostgres(url: string): Promise<Database> {
  const place = `The database ${withoutPassword(url)}`;
  const pool = new Pool({
    connectionString: url,
    application_name: "yikezhong",
    connectionTimeoutMillis: PATIENCE,
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        READERS[oid] ?? types.getTypeParser(oid, format as "text"),
    },
    onConnect: async (client) => {
      client.on("error", heard);
      await client.query("set datestyle to iso");
    },
  });
  pool.on("error", heard);

  const on =
    (runner: Pick<PoolClient, "query">): Sql["query"] =>
    async (statement, values = []) => {
      try {
        return (await runner.query(statement, values.map(written))).rows;
      } catch (error) {
        throw explain(error, place) ?? error;
      }
    };
  const query = on(pool as Pick<PoolClient, "query">);
  const connect = (): Promise<PoolClient> =>
    pool.connect().catch((error: unknown) => {
      throw explain(error, place) ?? error;
    });
  let claim: PoolClient | undefined;

  try {
    await requireUtf8(query, place);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    kind: "postgres",
    query,
    async transaction(work) {
      const client = await connect();
      const within = on(client);
      try {
        await within("begin");
        const result = await runWithin(within, work);
        await within("commit");
        client.release();
        return result;
      } catch (error) {
        // A connection that cannot even roll back is not used again.
        const broken = await client.query("rollback").then(
          () => false,
          () => true,
        );
        client.release(broken);
        throw error;
      }
    },
    async claim() {
      claim = await connect();
      const within = on(claim);
      for (const setting of LOST_SOON) await within(`set ${setting}`);
      const [turn] = await within<{ taken: boolean }>(
        `select pg_try_advisory_lock(${CLAIM}) as taken`,
      );
      if (turn?.taken !== true)
        throw new DatabaseInUse(
          `${place} is in use by another 一刻钟.`,
          "Stop that one first, or give this one a database of its own with DATABASE_URL.",
        );
    },
    async close() {
      // The server lets go of what the connection held.
      claim?.release(true);
      await pool.end();
    },
  };
}

/** A lost connection is told to whoever uses it and is then replaced; unheard, the event would end the process. */
function heard(): void {}

/** Chinese names need UTF-8 on the server; in SQL_ASCII or GBK they would be damaged or refused. */
async function requireUtf8(query: Sql["query"], place: string): Promise<void> {
  const [setting] = await query<{ server_encoding: string }>("show server_encoding");
  if (setting?.server_encoding !== "UTF8")
    throw new DatabaseError(
      `${place} is in the encoding ${setting?.server_encoding}.`,
      "Create one in UTF-8: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.",
    );
}

function withoutPassword(url: string): string {
  const { protocol, username, host, pathname } = new URL(url);
  const user = username === "" ? "" : `${decodeURIComponent(username)}@`;
  return `${protocol}//${user}${host}${pathname}`;
}

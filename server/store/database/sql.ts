/**
 * A value for a place ($1, $2 …) in a statement. Objects and arrays are stored as JSON; for a list to compare
 * with, unpack one in the statement: `in (select json_array_elements_text($1))`.
 */
export type Value = string | number | boolean | null | object;

/** What statements are run on: the database, or a transaction in it. */
export interface Sql {
  /** The rows of one statement. JSON comes as objects, times as ISO text, every number as a number. */
  readonly query: <Row>(statement: string, values?: readonly Value[]) => Promise<Row[]>;
  /**
   * Runs `work` so that all of it counts or, when it throws, nothing. It must use the `Sql` it is given, never
   * the database around it. Within a transaction it joins that one.
   */
  readonly transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
}

export interface Database extends Sql {
  readonly kind: "pglite" | "postgres";
  /** Makes it this process's own until it is closed or the process ends. Throws `DatabaseInUse`. */
  readonly claim: () => Promise<void>;
  /** Lets what is under way end first. */
  readonly close: () => Promise<void>;
}

/**
 * The `Sql` of a transaction that has begun. A statement that failed spoils the transaction even if `work` goes
 * on: PostgreSQL would then answer a commit by rolling back without an error.
 */
export async function runWithin<T>(
  query: Sql["query"],
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const failures: unknown[] = [];
  const sql: Sql = {
    query: (statement, values) =>
      query<never>(statement, values).catch((error: unknown) => {
        failures.push(error);
        throw error;
      }),
    transaction: (inner) => inner(sql),
  };
  const result = await work(sql);
  if (failures.length > 0) throw failures[0];
  return result;
}

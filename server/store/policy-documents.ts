import type { Sql } from "./database/sql.ts";

/** A version of a policy document, as the text of its file. */
export interface DocumentRow {
  readonly id: string;
  readonly sha256: string;
  readonly content: string;
}

/** The text of a document's own, that an office attached. */
export interface DocumentText {
  readonly name: string;
  readonly bytes: number;
  readonly content: string;
  readonly attached: string;
}

/** Documents that users added, and every version of a document that was ever in use. */
export interface PolicyDocuments {
  /** Those that were added and not removed, in the order in which they first came. */
  readonly list: () => Promise<DocumentRow[]>;
  /** In place of an older version of the same id. */
  readonly add: (document: DocumentRow) => Promise<void>;
  /** False when there is none of this id. Its versions stay, for the snapshots that used them. */
  readonly remove: (id: string) => Promise<boolean>;
  /** Keeps versions that came with the program, so that a later program can still tell what they said. */
  readonly keepBuiltIn: (documents: readonly DocumentRow[]) => Promise<void>;
  /** Any version that was ever kept. */
  readonly version: (sha256: string) => Promise<DocumentRow | undefined>;
  readonly attach: (
    document: string,
    text: Omit<DocumentText, "attached">,
  ) => Promise<DocumentText>;
  /** False when none is attached. */
  readonly detach: (document: string) => Promise<boolean>;
  readonly text: (document: string) => Promise<DocumentText | undefined>;
  /** By document, without their content. */
  readonly texts: () => Promise<ReadonlyMap<string, Omit<DocumentText, "content">>>;
}

export function policyDocumentsOf(database: Sql): PolicyDocuments {
  return {
    async list() {
      const newest = await database.query<DocumentRow & { removed: boolean }>(
        `select id, sha256, content, removed from (
           select distinct on (id) * from policy_document
           where not built_in order by id, seq desc
         ) as newest order by (
           select min(seq) from policy_document as any_version where any_version.id = newest.id
         )`,
      );
      return newest
        .filter(({ removed }) => !removed)
        .map(({ id, sha256, content }) => ({ id, sha256, content }));
    },
    async add({ id, sha256, content }) {
      await database.query(
        `insert into policy_document (id, sha256, content, built_in, removed)
         values ($1, $2, $3, false, false)`,
        [id, sha256, content],
      );
    },
    async remove(id) {
      const removed = await database.query(
        `insert into policy_document (id, sha256, content, built_in, removed)
         select id, sha256, content, false, true from (
           select * from policy_document where id = $1 and not built_in order by seq desc limit 1
         ) as newest where not removed returning id`,
        [id],
      );
      return removed.length > 0;
    },
    async keepBuiltIn(documents) {
      for (const { id, sha256, content } of documents)
        await database.query(
          `insert into policy_document (id, sha256, content, built_in, removed)
           select $1, $2, $3, true, false
           where not exists (select 1 from policy_document where sha256 = $2)`,
          [id, sha256, content],
        );
    },
    async version(sha256) {
      const [found] = await database.query<DocumentRow>(
        "select id, sha256, content from policy_document where sha256 = $1 limit 1",
        [sha256],
      );
      return found;
    },
    async attach(document, { name, bytes, content }) {
      const [attached] = await database.query<DocumentText>(
        `insert into document_text (document, name, bytes, content) values ($1, $2, $3, $4)
         on conflict (document) do update set name = excluded.name, bytes = excluded.bytes,
           content = excluded.content, attached = clock_timestamp()
         returning name, bytes, content, attached`,
        [document, name, bytes, content],
      );
      if (attached === undefined) throw new Error(`The text of "${document}" was not attached.`);
      return attached;
    },
    async detach(document) {
      const gone = await database.query(
        "delete from document_text where document = $1 returning document",
        [document],
      );
      return gone.length > 0;
    },
    async text(document) {
      const [found] = await database.query<DocumentText>(
        "select name, bytes, content, attached from document_text where document = $1",
        [document],
      );
      return found;
    },
    async texts() {
      const rows = await database.query<Omit<DocumentText, "content"> & { document: string }>(
        "select document, name, bytes, attached from document_text",
      );
      return new Map(rows.map(({ document, ...text }) => [document, text]));
    },
  };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  DatabaseError,
  DatabaseFull,
  explainEmbedded,
} from "../../../../server/store/database/database-error.ts";
import { openDatabase } from "../../../../server/store/database/database.ts";
import { migrate, type Migration } from "../../../../server/store/database/migrate.ts";
import { MIGRATIONS } from "../../../../server/store/database/migrations/migrations.ts";
import type { Database, Value } from "../../../../server/store/database/sql.ts";
import { describeOnEachDatabase } from "../../../fixtures/databases.ts";
import { emptyPglite } from "../../../fixtures/empty-pglite.ts";
import {
  postgresPrograms,
  startPostgres,
  type PostgresServer,
} from "../../../fixtures/postgres.ts";
import { temporaryFolder } from "../../../fixtures/town-files.ts";

type Place = Parameters<typeof openDatabase>[0];

const opened: Database[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

async function open(place: Place): Promise<Database> {
  const database = await openDatabase(place);
  opened.push(database);
  return database;
}

async function reopen(place: Place): Promise<Database> {
  await opened.pop()?.close();
  return open(place);
}

async function refusal(opening: Promise<unknown>): Promise<DatabaseError> {
  const error: unknown = await opening.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DatabaseError)) throw new Error(`Not refused: ${String(error)}`);
  return error;
}

describeOnEachDatabase("a database", (fresh, kind) => {
  describe("with values", () => {
    let database: Database;
    beforeAll(async () => {
      database = await openDatabase(await fresh());
    });
    afterAll(() => database.close());

    it("gives numbers, times and documents as the program uses them", async () => {
      expect(database.kind).toBe(kind);
      const rows = await database.query(
        `select 5000000000::int8 as whole, 0.1::numeric as fraction, 1e300::float8 as large, true as yes,
           null::text as nothing, timestamptz '2025-02-28 23:30:00.125+08' as time,
           timestamptz '2025-02-28 15:30:00.000125+00' as fine, count(*) as n from generate_series(1, 3)`,
      );
      expect(rows).toEqual([
        {
          whole: 5e9,
          fraction: 0.1,
          large: 1e300,
          yes: true,
          nothing: null,
          time: "2025-02-28T15:30:00.125Z",
          fine: "2025-02-28T15:30:00.000Z",
          n: 3,
        },
      ]);
    });

    it("does not round a number that is too large to be exact", async () => {
      await expect(database.query("select 9007199254740993::int8")).rejects.toThrow(
        "9007199254740993",
      );
      expect(await database.query("select 1 as still")).toEqual([{ still: 1 }]);
    });

    it.each<[string, object]>([
      ["an object", { b: 1, a: [null, true, "七里镇"] }],
      ["a list", [1, [2, []], {}]],
      ["an empty list", []],
      ["what only looks like SQL", { "'; drop table study; --": '"\\{}' }],
      ["characters that text cannot hold", { "\0": "a\0b", half: "\uD800" }],
    ])("gives back %s as it went in", async (_, document) => {
      const [row] = await database.query<{ document: object }>("select $1::json as document", [
        document,
      ]);
      expect(row?.document).toEqual(document);
      expect(Object.keys(row?.document ?? {})).toEqual(Object.keys(document));
    });

    it.each<[Value, Value]>([
      ["a\0b", "a\uFFFDb"],
      ["", ""],
      ["half: \uD800", "half: \uFFFD"],
      ["'; drop table study; --", "'; drop table study; --"],
      ["𠮷野家", "𠮷野家"],
    ])("takes any text: %j", async (text, kept) => {
      expect(await database.query("select $1::text as text", [text])).toEqual([{ text: kept }]);
    });
  });

  it("keeps what was stored for the next start", async () => {
    const place = await fresh();
    const database = await open(place);
    await database.query("create table note (text text)");
    await database.query("insert into note values ('still here')");
    const again = await reopen(place);
    expect(await again.query("select * from note")).toEqual([{ text: "still here" }]);
  });

  describe("with a transaction", () => {
    let database: Database;
    async function numbers(): Promise<number[]> {
      const rows = await database.query<{ n: number }>("select n from numbers order by n");
      return rows.map(({ n }) => n);
    }
    beforeAll(async () => {
      database = await openDatabase(await fresh());
      await database.query("create table numbers (n integer)");
    });
    beforeEach(() => database.query("truncate numbers"));
    afterAll(() => database.close());

    it("keeps all of it, and gives what the work gives", async () => {
      const given = await database.transaction(async (sql) => {
        await sql.query("insert into numbers values (1)");
        await sql.transaction((inner) => inner.query("insert into numbers values (2)"));
        return "done";
      });
      expect(given).toBe("done");
      expect(await numbers()).toEqual([1, 2]);
    });

    it("keeps nothing of it when the work throws, and goes on", async () => {
      const fault = new Error("the disk burns");
      const work = database.transaction(async (sql) => {
        await sql.query("insert into numbers values (1)");
        throw fault;
      });
      await expect(work).rejects.toBe(fault);
      await database.query("insert into numbers values (2)");
      expect(await numbers()).toEqual([2]);
    });

    it("keeps nothing of it when an inner one throws", async () => {
      const work = database.transaction(async (sql) => {
        await sql.query("insert into numbers values (1)");
        await sql.transaction(async () => Promise.reject(new Error("inner")));
      });
      await expect(work).rejects.toThrow("inner");
      expect(await numbers()).toEqual([]);
    });

    it("does not call it kept when a statement failed and the work went on", async () => {
      const work = database.transaction(async (sql) => {
        await sql.query("insert into numbers values (1)");
        await sql.query("select 1 / 0").catch(() => "never mind");
      });
      await expect(work).rejects.toThrow("division by zero");
      expect(await numbers()).toEqual([]);
    });
  });

  it("is one service's own from its claim until it is closed", async () => {
    const place = await fresh();
    const first = await openDatabase(place);
    await first.claim();
    // The embedded one is refused at once, one on a server when it is claimed.
    const second = openDatabase(place).then(async (database) => {
      opened.push(database);
      await database.claim();
    });
    expect((await refusal(second)).what).toMatch(/is in use by another 一刻钟/);
    await first.close();
    await opened.pop()?.close();
    await (await open(place)).claim();
  });

  it("keeps nothing of a transaction whose process is killed, and all that came before", async () => {
    const place = await fresh();
    const killed = spawn(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        `import { openDatabase } from ${JSON.stringify(DATABASE_MODULE)};
         const database = await openDatabase(${JSON.stringify(place)});
         await database.query("create table numbers (n integer)");
         await database.query("insert into numbers values (1)");
         await database.transaction(async (sql) => {
           await sql.query("insert into numbers values (2)");
           console.log("in the middle");
           await new Promise((resolve) => setTimeout(resolve, 60_000));
         });`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await once(killed.stdout, "data");
    const ended = once(killed, "exit");
    killed.kill("SIGKILL");
    await ended;
    const database = await open(place);
    expect(await database.query("select n from numbers")).toEqual([{ n: 1 }]);
  });

  describe("brought up to date", () => {
    const steps: readonly Migration[] = [
      { name: "rivers", statements: ["create table river (name text)"] },
      {
        name: "two-rivers",
        statements: ["insert into river values ('贡水')", "insert into river values ('章水')"],
      },
      { name: "lengths", statements: ["alter table river add km float8"] },
    ];
    /** The real ones are applied already when a database is opened. */
    const upTo = (count: number) => [...MIGRATIONS, ...steps.slice(0, count)];
    const rivers = (database: Database) => database.query("select * from river order by name");

    it("has every step once, also when there are new ones", async () => {
      const database = await open(await fresh());
      await migrate(database, upTo(2));
      await migrate(database, upTo(2));
      expect(await rivers(database)).toEqual([{ name: "章水" }, { name: "贡水" }]);
      await migrate(database, upTo(3));
      expect(await rivers(database)).toEqual([
        { name: "章水", km: null },
        { name: "贡水", km: null },
      ]);
      expect(
        await database.query("select number, name from schema_migration order by number"),
      ).toEqual(upTo(3).map(({ name }, i) => ({ number: i + 1, name })));
    });

    it("has nothing of a step that fails, and the steps before it", async () => {
      const database = await open(await fresh());
      const broken = [
        ...upTo(1),
        { name: "broken", statements: ["insert into river values ('桃江')", "select 1 / 0"] },
      ];
      await expect(migrate(database, broken)).rejects.toThrow("division by zero");
      expect(await rivers(database)).toEqual([]);
      await migrate(database, upTo(2));
      expect(await rivers(database)).toHaveLength(2);
    });

    it("is not touched when it is newer than the program", async () => {
      const place = await fresh();
      await migrate(await open(place), upTo(2));
      await opened.pop()?.close();
      const { what, remedy } = await refusal(openDatabase(place));
      expect(what).toContain("used by a newer version of 一刻钟");
      expect(what).toContain('"rivers"');
      expect(remedy).toContain("Start the newer version");
    });

    it("is not touched when another build made its tables", async () => {
      const database = await open(await fresh());
      await migrate(database, upTo(1));
      const other = [
        ...MIGRATIONS,
        { name: "rivers", statements: ["create table river (n text)"] },
      ];
      const { what } = await refusal(migrate(database, other));
      expect(what).toContain("made by another build");
    });
  });
});

describe("an embedded database", () => {
  let home: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    home = await temporaryFolder();
  });
  afterAll(() => home.remove());
  const at = (name: string): Place => ({
    url: undefined,
    folder: join(home.path, name, "database"),
  });

  it("is made where there is none, while the process goes on with other work", async () => {
    const place = at("new");
    // What a first start that was interrupted has left behind.
    await mkdir(`${place.folder}.part/base`, { recursive: true });
    let turns = 0;
    const other = setInterval(() => turns++, 20);
    const database = await open(place);
    clearInterval(other);
    expect(turns).toBeGreaterThan(10);
    expect(await database.query("select name from study")).toEqual([]);
    expect((await readdir(join(home.path, "new"))).sort()).toEqual(["database", "database.lock"]);
  });

  it("belongs to one user at a time, and to the next when that one is gone", async () => {
    const place = at("shared");
    await emptyPglite(place.folder);
    await open(place);
    const { what, remedy } = await refusal(openDatabase(place));
    expect(what).toBe(
      `The database in ${place.folder} is in use by another 一刻钟 on this machine.`,
    );
    expect(remedy).toContain("YIKEZHONG_HOME");
    await reopen(place);
  });

  it("does not begin in a folder of other files, or below a file", async () => {
    const { folder } = at("taken");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "论文.docx"), "");
    const taken = await refusal(openDatabase({ url: undefined, folder }));
    expect(taken.what).toBe(`${folder} holds other files (论文.docx), not a database.`);
    expect(await readdir(folder)).toEqual(["论文.docx"]);
    const below = join(folder, "论文.docx", "database");
    const { what, remedy } = await refusal(openDatabase({ url: undefined, folder: below }));
    expect(what).toContain(`The database in ${below} cannot be`);
    expect(remedy).toContain("YIKEZHONG_HOME");
  });

  it("that is damaged is said to be, and is left as it is", async () => {
    const place = at("damaged");
    await emptyPglite(place.folder);
    await writeFile(join(place.folder, "global", "pg_control"), "not this");
    const { what, remedy } = await refusal(openDatabase(place));
    expect(what).toContain(`The database in ${place.folder} cannot be opened`);
    expect(remedy).toContain("Bring the folder back from a copy");
    expect(await readdir(place.folder)).toContain("PG_VERSION");
  });

  it.skipIf(!existsSync("/dev/full"))("on a full disk is not said to be damaged", async () => {
    const place = at("full");
    await emptyPglite(place.folder);
    await writeFile(join(place.folder, "global", "pg_control"), "not this");
    await symlink("/dev/full", `${place.folder}.probe`);
    const { what, remedy } = await refusal(openDatabase(place));
    expect(what).toBe(`The database in ${place.folder} has no room left on its disk.`);
    expect(remedy).toContain("Make room there");
    expect(await readdir(dirname(place.folder))).not.toContain(`${basename(place.folder)}.probe`);
  });

  it.each([
    ["53100", 'could not extend file "base/5/16404_fsm": No space left on device', "no room left"],
    ["58P01", 'could not open file "base/5/16404": No such file', "cannot be read or written"],
  ])("says what befalls its files while it is open: %s", (code, message, what) => {
    const told = explainEmbedded(Object.assign(new Error(message), { code }), "The database");
    expect(told?.what).toContain(what);
    expect(told instanceof DatabaseFull).toBe(code === "53100");
    expect(explainEmbedded(Object.assign(new Error("no"), { code: "23505" }), "")).toBeUndefined();
  });
});

describe.skipIf(postgresPrograms() === undefined)("a database on a PostgreSQL server", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  const at = (url: string): Place => ({ url, folder: "" });

  it("gets its tables once when several servers start at the same moment", async () => {
    const url = await server.newDatabase();
    await Promise.all(Array.from({ length: 6 }, () => open(at(url))));
    const [database] = opened;
    expect(await database?.query("select count(*) as n from schema_migration")).toEqual([
      { n: MIGRATIONS.length },
    ]);
  });

  it("shows to others only what is kept", async () => {
    const url = await server.newDatabase();
    const one = await open(at(url));
    const two = await open(at(url));
    await one.query("create table numbers (n integer)");
    await one.transaction(async (sql) => {
      await sql.query("insert into numbers values (1)");
      expect(await two.query("select n from numbers")).toEqual([]);
    });
    expect(await two.query("select n from numbers")).toEqual([{ n: 1 }]);
  });

  it("is used on after its connections were cut, and says so to whoever was using it", async () => {
    const url = await server.newDatabase();
    const database = await open(at(url));
    const cut = database.transaction(async (sql) => {
      await sql.query("create table numbers (n integer)");
      await server.administer(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'yikezhong'",
      );
      await sql.query("insert into numbers values (1)");
    });
    await expect(cut).rejects.toThrow(DatabaseError);
    expect(await database.query("select to_regclass('numbers') as found")).toEqual([
      { found: null },
    ]);
  });

  it.each<[string, (url: string) => string, string, string]>([
    [
      "a wrong password",
      (url) => url.replace("pass-for-tests", "pass-of-another"),
      "does not accept the user name and password",
      "percent-encoded",
    ],
    [
      "no password",
      (url) => url.replace(":pass-for-tests", ""),
      "does not accept the user name and password",
      "percent-encoded",
    ],
    ["no such database", (url) => `${url}_2`, "does not exist on its server", "CREATE DATABASE"],
    [
      "an encrypted connection where there is none",
      (url) => `${url}?sslmode=verify-full`,
      "offers no encrypted connections",
      "sslmode",
    ],
    [
      "an unknown machine",
      (url) => url.replace("127.0.0.1", "nowhere.invalid"),
      "cannot be reached",
      "Start the PostgreSQL server",
    ],
  ])("refuses with a sentence: %s", async (_, change, what, remedy) => {
    const url = change(await server.newDatabase());
    const refused = await refusal(openDatabase(at(url)));
    expect(refused.what).toContain(what);
    expect(refused.what).toContain(new URL(url).host);
    expect(refused.remedy).toContain(remedy);
    expect(refused.message).not.toMatch(/pass-/);
  });

  it("refuses with a sentence: nobody listens", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : undefined;
    silent.close();
    const { what } = await refusal(
      openDatabase(at(`postgresql://planner:pass-x@127.0.0.1:${port}/town`)),
    );
    expect(what).toBe(
      `The database postgresql://planner@127.0.0.1:${port}/town cannot be reached.`,
    );
  });

  it("refuses with a sentence: an encoding that cannot hold Chinese", async () => {
    const { what, remedy } = await refusal(openDatabase(at(await server.newDatabase("SQL_ASCII"))));
    expect(what).toContain("is in the encoding SQL_ASCII");
    expect(remedy).toContain("ENCODING 'UTF8'");
  });

  it("refuses with a sentence: a user who may not make tables", async () => {
    const url = await server.newDatabase();
    await server.administer("create role reader login password 'pass-r'");
    const database = await openDatabase(at(url));
    await database.query("revoke create on schema public from public");
    await database.query("drop table schema_migration");
    await database.close();
    const { what, remedy } = await refusal(
      openDatabase(at(url.replace("planner:pass-for-tests", "reader:pass-r"))),
    );
    expect(what).toContain("does not let this user do that");
    expect(remedy).toContain("GRANT");
  });

  it("refuses with a sentence: tables of another program", async () => {
    const url = await server.newDatabase();
    const database = await openDatabase(at(url));
    await database.query("drop table schema_migration");
    await database.close();
    const { what, remedy } = await refusal(openDatabase(at(url)));
    expect(what).toContain("holds tables of another program");
    expect(remedy).toContain("a database of its own");
  });
});

const DATABASE_MODULE = pathToFileURL(
  join(import.meta.dirname, "../../../../server/store/database/database.ts"),
).href;

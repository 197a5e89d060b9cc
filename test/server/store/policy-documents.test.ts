import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { policyDocumentsOf } from "../../../server/store/policy-documents.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";

const row = (id: string, version: string) => ({
  id,
  sha256: `${id}${version}`.padEnd(64, "0").replaceAll(/[^0-9a-f]/g, "a"),
  content: `{"id":"${id}","version":"${version}"}`,
});

describeOnEachDatabase("policy documents", (fresh) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await fresh());
  });
  afterAll(() => database.close());

  it("keep their place when they are replaced, and every version of them", async () => {
    const documents = policyDocumentsOf(database);
    await documents.add(row("b-plan", "1"));
    await documents.add(row("a-plan", "1"));
    await documents.add(row("b-plan", "2"));
    expect(await documents.list()).toEqual([row("b-plan", "2"), row("a-plan", "1")]);
    expect(await documents.version(row("b-plan", "1").sha256)).toEqual(row("b-plan", "1"));
  });

  it("can be removed once, and added again", async () => {
    const documents = policyDocumentsOf(database);
    expect(await documents.remove("b-plan")).toBe(true);
    expect(await documents.remove("b-plan")).toBe(false);
    expect(await documents.remove("never")).toBe(false);
    expect((await documents.list()).map(({ id }) => id)).toEqual(["a-plan"]);
    expect(await documents.version(row("b-plan", "2").sha256)).toEqual(row("b-plan", "2"));
    await documents.add(row("b-plan", "3"));
    expect(await documents.list()).toEqual([row("b-plan", "3"), row("a-plan", "1")]);
  });

  it("of the program are kept for snapshots, and not listed", async () => {
    const documents = policyDocumentsOf(database);
    await documents.keepBuiltIn([row("seed", "1")]);
    await documents.keepBuiltIn([row("seed", "1"), row("seed", "2")]);
    expect((await documents.list()).map(({ id }) => id)).not.toContain("seed");
    expect(await documents.remove("seed")).toBe(false);
    expect(await documents.version(row("seed", "2").sha256)).toEqual(row("seed", "2"));
    const [count] = await database.query<{ n: number }>(
      "select count(*) as n from policy_document where built_in",
    );
    expect(count?.n).toBe(2);
  });

  it("have one text of their own each, the last one attached", async () => {
    const documents = policyDocumentsOf(database);
    expect(await documents.text("a-plan")).toBeUndefined();
    await documents.attach("a-plan", { name: "一.txt", bytes: 3, content: "一" });
    const { attached } = await documents.attach("a-plan", {
      name: "二.docx",
      bytes: 9,
      content: "二\n二",
    });
    expect(await documents.text("a-plan")).toMatchObject({ name: "二.docx", content: "二\n二" });
    expect([...(await documents.texts())]).toEqual([
      ["a-plan", { name: "二.docx", bytes: 9, attached }],
    ]);
    expect(await documents.detach("a-plan")).toBe(true);
    expect(await documents.detach("a-plan")).toBe(false);
  });
});

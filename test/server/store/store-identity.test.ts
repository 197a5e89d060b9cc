import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase } from "../../../server/store/database/database.ts";
import { belongTogether } from "../../../server/store/store-identity.ts";
import { emptyPglite } from "../../fixtures/empty-pglite.ts";
import { temporaryFolder } from "../../fixtures/town-files.ts";

it("ties a state folder to the database it was first used with, and to no other", async () => {
  const folder = await temporaryFolder();
  const [home, elsewhere] = [join(folder.path, "home"), join(folder.path, "elsewhere")];
  const [own, other] = [await databaseIn(home), await databaseIn(elsewhere)];
  try {
    expect(await belongTogether(home, own)).toBe(true);
    expect(await belongTogether(home, own)).toBe(true);
    expect(await belongTogether(home, other)).toBe(false);
    expect(await belongTogether(elsewhere, other)).toBe(true);
  } finally {
    await own.close();
    await other.close();
    await folder.remove();
  }
});

async function databaseIn(home: string): ReturnType<typeof openDatabase> {
  const folder = join(home, "database");
  await emptyPglite(folder);
  return openDatabase({ url: undefined, folder });
}

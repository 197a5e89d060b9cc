import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase } from "../../../server/store/database/database.ts";
import { layersOf } from "../../../server/store/layers.ts";
import { studyRows } from "../../../server/store/study-rows.ts";
import { belongTogether } from "../../../server/store/store-identity.ts";
import { emptyPglite } from "../../fixtures/empty-pglite.ts";
import { newVersion } from "../../fixtures/layer-version.ts";
import { temporaryFolder } from "../../fixtures/town-files.ts";

const REMADE = "demonstration";

it("ties a state folder to the database it was first used with, and to no other", async () => {
  const folder = await temporaryFolder();
  const [home, elsewhere] = [join(folder.path, "home"), join(folder.path, "elsewhere")];
  const [own, other] = [await databaseIn(home), await databaseIn(elsewhere)];
  try {
    expect(await belongTogether(home, own, REMADE)).toBe(true);
    expect(await belongTogether(home, own, REMADE)).toBe(true);
    expect(await belongTogether(home, other, REMADE)).toBe(false);
    expect(await belongTogether(elsewhere, other, REMADE)).toBe(true);

    // A new folder would lack the files of what the database knows, but for what is made again.
    const empty = join(folder.path, "empty");
    await mkdir(empty);
    const studies = studyRows(own);
    const study = { synthetic: false, resolution: 10, snapCap: 300 };
    await studies.create({ ...study, id: REMADE, name: "示例" });
    await layersOf(own).add(REMADE, null, newVersion());
    await studies.create({ ...study, id: "begun", name: "八里镇" });
    const onServer = { ...own, kind: "postgres" as const };
    const begun = join(folder.path, "begun");
    await mkdir(begun);
    expect(await belongTogether(begun, onServer, REMADE)).toBe(true);
    await studies.create({ ...study, id: "town", name: "七里镇" });
    await layersOf(own).add("town", null, newVersion());
    await expect(belongTogether(empty, onServer, REMADE)).rejects.toThrow(
      /"七里镇".*YIKEZHONG_HOME/,
    );
    expect(await readdir(empty)).toEqual([]);
    expect(await belongTogether(home, onServer, REMADE)).toBe(true);
    // An embedded one lies in its folder.
    expect(await belongTogether(empty, own, REMADE)).toBe(true);
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

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { osmXml } from "../../fixtures/osm-file.ts";
import { BROKEN_TOWN, spot } from "../../fixtures/broken-town.ts";
import { folderWith, runCli } from "./run-cli.ts";

const at = (east: number, north: number) => spot([east, north]).join(",");

const FILES = {
  "town.osm": osmXml(BROKEN_TOWN),
  "f.csv": `id,name,service,lng,lat\n1,远处诊所,clinic,${at(900, 0)}\n`,
  "p.csv": `lng,lat,people\n${at(201, 90)},40\n${at(10, 1)},60\n`,
};

async function network(folder: string, ...args: readonly string[]) {
  const run = await runCli(["network", "--network", join(folder, "town.osm"), ...args]);
  return { ...run, told: run.code === 0 ? JSON.parse(run.out) : undefined };
}

it("looks a network over, and repairs what is left of the findings", async () => {
  const folder = folderWith(FILES);
  const [report, again, compiled] = ["a.json", "b.json", "town.ykz"].map((name) =>
    join(folder, name),
  );
  const { code, told } = await network(
    folder,
    "--check",
    report!,
    "--people",
    join(folder, "p.csv"),
    "--facilities",
    join(folder, "f.csv"),
  );
  expect(code).toBe(0);
  expect(told).toMatchObject({ strandedPeople: 40 });
  expect(told).not.toHaveProperty("findings");
  const found = JSON.parse(readFileSync(report!, "utf8"));
  expect(found.counts).toEqual(told.counts);
  expect(found.findings).toContainEqual(
    expect.objectContaining({
      kind: "island",
      names: ["孤巷"],
      people: 40,
      sure: true,
      repair: { kind: "join", from: spot([200, 6]), to: spot([200, 0]) },
    }),
  );
  expect(found.findings).toContainEqual(
    expect.objectContaining({ kind: "facility-too-far", names: ["远处诊所"] }),
  );

  // Somebody looks the findings through and leaves the sure ones.
  found.findings = found.findings.filter((one: { sure: boolean }) => one.sure);
  writeFileSync(report!, JSON.stringify(found));
  const repaired = await network(
    folder,
    "--repairs",
    report!,
    "--out",
    compiled!,
    "--check",
    again!,
  );
  expect(repaired.told).toMatchObject({ repairs: { made: found.findings.length, unfit: [] } });
  expect(repaired.told.mainShare).toBe(found.mainShareAfter);
  const reopened = await runCli(["network", "--network", compiled!, "--check", again!]);
  expect(JSON.parse(reopened.out).mainShare).toBe(found.mainShareAfter);
  expect(reopened.err).toContain("holds streets only");
  const after = JSON.parse(readFileSync(again!, "utf8")).findings;
  expect(JSON.stringify(after)).not.toContain("孤巷");
});

it("says which repairs do not fit, and makes the others", async () => {
  const fits = { kind: "join", from: spot([200, 6]), to: spot([200, 0]) };
  const nowhere = { kind: "split", at: [101, 1] };
  const folder = folderWith({ ...FILES, "r.json": JSON.stringify([nowhere, fits]) });
  const args = ["--repairs", join(folder, "r.json"), "--out", join(folder, "town.ykz")];
  expect((await network(folder, ...args)).told.repairs).toEqual({
    made: 1,
    unfit: [{ repair: nowhere, why: "repair-no-street-there" }],
  });
});

it.each([
  [[], "--out or --check is missing"],
  [["--out", "x", "--people", "p.csv"], "--people says what --check compares"],
  [["--out", "x", "--repairs", "town.osm"], "is not JSON"],
  [["--out", "x", "--repairs", "wrong.json"], "holds no repairs"],
])("refuses %j", async (args, said) => {
  const folder = folderWith({ ...FILES, "wrong.json": '[{"kind":"paint"}]' });
  const placed = args.map((arg) => (arg.startsWith("--") ? arg : join(folder, arg)));
  const { code, err } = await network(folder, ...placed);
  expect([code, err]).toEqual([2, expect.stringContaining(said)]);
});

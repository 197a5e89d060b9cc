import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { RefusedData } from "../../../../server/intake/policy/refused-data.ts";
import { loadSeeds, SEEDS_FOLDER } from "../../../../server/intake/policy/seeds.ts";

/** A copy of the seeds with words of one file changed. */
function spoilt(file: string, from: string, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), "yikezhong-seeds-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(SEEDS_FOLDER, folder, { recursive: true });
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  return folder;
}

async function problemsOf(folder: string): Promise<string[]> {
  const error: unknown = await loadSeeds(folder).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RefusedData)) throw error;
  return error.problems.map(({ path, reason }) => `${error.file} ${path} ${reason.code}`);
}

it("gives every document with the digest of its file", async () => {
  const { documents } = await loadSeeds(SEEDS_FOLDER);
  expect(documents.map(({ id }) => id)).toEqual(["gansu-2022-46", "zhangye-2022-98"]);
  for (const { id, sha256 } of documents) {
    const bytes = readFileSync(join(SEEDS_FOLDER, "documents", `${id}.json`));
    expect(sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  }
});

it("takes a document that is put into its folder, and nothing else is needed", async () => {
  const folder = spoilt("documents/zhangye-2022-98.json", "张政办发", "张政办发");
  const text = readFileSync(join(folder, "documents/zhangye-2022-98.json"), "utf8");
  writeFileSync(
    join(folder, "documents/next-period.json"),
    text.replace('"zhangye-2022-98"', '"next-period"'),
  );
  const { documents } = await loadSeeds(folder);
  expect(documents.map(({ id }) => id)).toEqual([
    "gansu-2022-46",
    "next-period",
    "zhangye-2022-98",
  ]);
});

it("refuses a document under another's name", async () => {
  const folder = spoilt("documents/zhangye-2022-98.json", '"zhangye-2022-98"', '"gansu-2022-46"');
  await expect(loadSeeds(folder)).rejects.toThrow(/zhangye-2022-98\.json.*gansu-2022-46/);
});

it.each([
  [
    "measures.json",
    '"item": "nurses"',
    '"item": "nurse"',
    "measures.nurses-per-1000.numerator.sources[0][0].item policy-item-unknown",
  ],
  [
    "measures.json",
    '"item": "complete-community-childcare"',
    '"item": "nurses"',
    "measures.complete-community-childcare-compliance.needs[0].item policy-item-type",
  ],
  ["measures.json", '"id": "children"', '"id": "elderly"', "themes[1].id policy-id-repeated"],
  ["services.json", '"id": "nursery"', '"id": "toddler-class"', "kinds[3].id policy-id-repeated"],
  [
    "standards.json",
    '"standard": "GB 50437-2007"',
    '"standard": "GB 50437"',
    "policy-standard-unknown",
  ],
  ["standards.json", "待核：", "", "policy-standard-unmarked"],
])("refuses %s with %s as %s", async (file, from, to, wanted) => {
  const problems = await problemsOf(spoilt(file, from, to));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`${file} `);
  expect(problems[0]).toContain(wanted);
});

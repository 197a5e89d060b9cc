import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SEEDS_FOLDER } from "../../../server/intake/policy/seeds.ts";
import { folderWith, runCli } from "./run-cli.ts";

interface Row {
  readonly id: string;
  readonly document: string;
  readonly operator: string;
  readonly value: number | null;
}

it("lists one row per document, entry and number", async () => {
  const { code, out } = await runCli(["policy", "list", "--json"]);
  expect(code).toBe(0);
  const rows = JSON.parse(out) as Row[];
  // 241 entries of documents, two of which have a second number.
  expect(rows).toHaveLength(243);
  const numbers = rows.filter(({ operator }) => operator !== "exists");
  expect(numbers.filter(({ document }) => document === "gansu-2022-46")).toHaveLength(32);
  expect(numbers.filter(({ document }) => document === "zhangye-2022-98")).toHaveLength(21);
  const nurses = rows.filter(({ id }) => id === "nurses-per-1000");
  expect(nurses.map(({ document }) => document)).toEqual(["gansu-2022-46", "zhangye-2022-98"]);
  const sports = rows.filter(({ id }) => id === "new-estate-sports-provision");
  expect(sports.map(({ value }) => value)).toEqual([0.1, 0.3]);
  expect(rows.find(({ id }) => id === "six-have-elderly-center")).toEqual({
    id: "six-have-elderly-center",
    document: "zhangye-2022-98",
    clause: "二、(五)12",
    name: "“六有”综合养老服务中心",
    nameEn: "Comprehensive elderly-care centres with six functions",
    operator: "exists",
    value: null,
    unit: null,
    label: null,
    year: 2025,
    yearText: null,
    level: "community",
    kind: "qualitative",
    theme: "elderly",
    strength: "strive",
    departments: ["市商务局", "市卫生健康委", "市民政局", "市文广旅游局"],
    departmentsBasis: "stated",
    leads: [],
    definition: "literal",
    structure: { value: 6, unit: "项" },
    total: false,
  });
});

it("lists one document alone, and as a table to read", async () => {
  const { code, out } = await runCli(["policy", "list", "--document", "zhangye-2022-98"]);
  expect(code).toBe(0);
  const lines = out.trimEnd().split("\n");
  expect(lines).toHaveLength(1 + 117);
  expect(lines[0]).toMatch(/^document +clause +id +name +target +by +level +departments$/);
  expect(out).toMatch(
    /一、行动目标 +nurses-per-1000 +每千人口注册护士 +>= 4.5 人\/千人 +2025 +city/,
  );
  expect(out).not.toContain("gansu");
});

it("says which documents there are when asked for another", async () => {
  const { code, err } = await runCli(["policy", "list", "--document", "nowhere", "--json"]);
  expect(code).toBe(2);
  expect(err).toContain('"nowhere"');
  expect(err).toContain("gansu-2022-46, zhangye-2022-98");
});

it("says what it can do when asked for something else", async () => {
  expect(await runCli(["policy", "show"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("it has list and check"),
  });
  expect(await runCli(["policy", "list", "everything"])).toMatchObject({ code: 2 });
});

const DOCUMENT = readFileSync(join(SEEDS_FOLDER, "documents/zhangye-2022-98.json"), "utf8");

it("finds a sound file sound", async () => {
  const folder = folderWith({ "plan.json": DOCUMENT });
  const { code, out, err } = await runCli(["policy", "check", join(folder, "plan.json")]);
  expect(code).toBe(0);
  expect(err).toContain("plan.json: valid");
  expect(JSON.parse(out)).toMatchObject({ id: "zhangye-2022-98", entries: 116, numbers: 21 });
});

it("tells every problem of a bad file with its line on standard error", async () => {
  const lines = DOCUMENT.split("\n");
  const year = lines.findIndex((line) => line.includes('"year": 2025'));
  const unit = lines.findIndex((line) => line.includes('"unit": "人/千人"'));
  lines[year] = lines[year]!.replace("2025", "1925");
  lines[unit] = lines[unit]!.replace(', "unit": "人/千人"', "");
  const folder = folderWith({ "plan.json": lines.join("\n") });
  const { code, out, err } = await runCli(["policy", "check", join(folder, "plan.json")]);
  expect(code).toBe(3);
  expect(out).toBe("");
  expect(err).toContain("plan.json: Problems found in the file: 2");
  expect(err).toContain(`line ${year + 1}, entries[0].year: 1925 is out of range.`);
  expect(err).toContain(`line ${unit + 1}, entries[3].numbers[0]: “unit” is missing.`);
});

it("says that a file is not there", async () => {
  const { code, err } = await runCli(["policy", "check", "/nowhere/plan.json"]);
  expect(code).toBe(3);
  expect(err).toContain("/nowhere/plan.json cannot be read");
});

import { describe, expect, it } from "vitest";
import { RefusedFile } from "../../../server/intake/refused-file.ts";
import { readSitingTables, type SitingTables } from "../../../server/intake/siting-tables.ts";
import { folderWith } from "../cli/run-cli.ts";
import { join } from "node:path";

const DEMAND = "id,weight\na,10\nb,20.5\nc,0\n";
const COSTS = "demand,site,cost\na,S1,100\nb,S1,200\nb,S2,50.25\nc,S2,0\n";
const CAPACITIES = "site,capacity\nS2,30\nS1,12.5\n";

interface Files {
  readonly demand?: string | Uint8Array;
  readonly costs?: string | Uint8Array;
  readonly capacities?: string | Uint8Array;
}

function read({ demand = DEMAND, costs = COSTS, capacities }: Files): Promise<SitingTables> {
  const given = { "D.csv": demand, "C.csv": costs };
  const folder = folderWith(capacities === undefined ? given : { ...given, "K.csv": capacities });
  const paths = { demand: join(folder, "D.csv"), costs: join(folder, "C.csv") };
  return readSitingTables(
    capacities === undefined ? paths : { ...paths, capacities: join(folder, "K.csv") },
    new AbortController().signal,
  );
}

/** Code and English words of what a set of files is refused for. */
async function refusal(
  files: Files,
): Promise<readonly [file: string, code: string, words: string]> {
  const error: unknown = await read(files).catch((reason: unknown) => reason);
  if (!(error instanceof RefusedFile)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  expect(error.inChinese).not.toMatch(/[{}]/);
  expect(error.message).not.toMatch(/[{}]/);
  return [error.file, error.reason.code, error.message];
}

describe("tables of demand, costs and capacities", () => {
  it("become pairs, with ids in the order of the files", async () => {
    expect(await read({ capacities: CAPACITIES })).toEqual({
      demands: ["a", "b", "c"],
      weight: Float64Array.of(10, 20.5, 0),
      sites: ["S1", "S2"],
      pairs: {
        demandCount: 3,
        siteCount: 2,
        first: Uint32Array.of(0, 2, 4),
        demand: Uint32Array.of(0, 1, 1, 2),
        cost: Float64Array.of(100, 200, 50.25, 0),
      },
      capacity: Float64Array.of(12.5, 30),
      dropped: [],
    });
  });

  it("are read with columns in any order, other columns, blank lines and Windows line ends", async () => {
    const tables = await read({
      demand: "\uFEFFname;Weight;ID\r\n甲;1e2;007\r\n\r\n乙;3;7\r\n",
      costs: 'cost\tsite\tdemand\n5\t"北, 1"\t7\n6\t"北, 1"\t007\n',
    });
    expect(tables).toMatchObject({
      demands: ["007", "7"],
      weight: Float64Array.of(100, 3),
      sites: ["北, 1"],
      pairs: { demand: Uint32Array.of(0, 1), cost: Float64Array.of(6, 5) },
    });
  });

  it("are read in GBK, as offices save them", async () => {
    const gbk = Uint8Array.from([0xd6, 0xd0, 0xd0, 0xc4]); // 中心
    const text = (parts: readonly (string | Uint8Array)[]) =>
      Buffer.concat(parts.map((part) => Buffer.from(part)));
    const tables = await read({
      demand: text(["id,weight\n", gbk, ",5\n"]),
      costs: text(["demand,site,cost\n", gbk, ",", gbk, ",1\n"]),
    });
    expect([tables.demands, tables.sites]).toEqual([["中心"], ["中心"]]);
  });

  it("take numbers for ids, and a first row of 1, 2, 3 for a row", async () => {
    const tables = await read({
      demand: "id,weight\n1,2\n2,1\n",
      costs: "demand,site,cost\n1,2,3\n2,2,4\n",
    });
    expect([tables.demands, tables.sites, [...tables.pairs.cost]]).toEqual([
      ["1", "2"],
      ["2"],
      [3, 4],
    ]);
  });

  it("do without rows of costs that say nothing, and list them", async () => {
    const { pairs, sites, dropped } = await read({
      costs: `${COSTS}a,S2,\nc,S1,far\n,S1,4\na,S2\nb,S1,200\nb,S3,n/a\n`,
    });
    expect([pairs.demand.length, sites]).toEqual([4, ["S1", "S2", "S3"]]);
    expect(dropped.map(({ file, reason }) => [file, reason.code, reason.values?.["row"]])).toEqual([
      ["C.csv", "siting-blank", 6],
      ["C.csv", "siting-not-a-number", 7],
      ["C.csv", "siting-blank", 8],
      ["C.csv", "siting-row-values", 9],
      ["C.csv", "siting-pair-again", 10],
      ["C.csv", "siting-not-a-number", 11],
    ]);
  });

  it.each<readonly [string, Files, string, string, RegExp]>([
    ["an empty file", { demand: "" }, "D.csv", "file-empty", /empty/],
    ["blank lines alone", { demand: "\n\n" }, "D.csv", "file-empty", /empty/],
    [
      "a header alone",
      { costs: "demand,site,cost\n" },
      "C.csv",
      "siting-no-rows",
      /demand,site,cost/,
    ],
    [
      "a column that is missing",
      { demand: "id,people\na,1\n" },
      "D.csv",
      "siting-column-missing",
      /no column weight\. The header, row 1, is: id, people\..*id,weight/,
    ],
    [
      "no header",
      { costs: "a,S1,100\nb,S1,100\n" },
      "C.csv",
      "siting-column-missing",
      /demand, site, cost/,
    ],
    [
      "a column that is there twice",
      { demand: "id,weight,id\na,1,b\n" },
      "D.csv",
      "siting-column-twice",
      /"id" twice/,
    ],
    [
      "a weight that is negative",
      { demand: "id,weight\na,-1\n" },
      "D.csv",
      "siting-negative",
      /Row 2, column weight is negative \(-1\)/,
    ],
    [
      "a weight that is no number",
      { demand: "id,weight\na,many\n" },
      "D.csv",
      "siting-not-a-number",
      /Row 2, column weight: "many"/,
    ],
    [
      "a weight with thousands separators",
      { demand: 'id,weight\na,"1,000"\n' },
      "D.csv",
      "siting-not-a-number",
      /"1,000"/,
    ],
    [
      "a weight that is not known",
      { demand: "id,weight\na,\n" },
      "D.csv",
      "siting-blank",
      /Row 2 has no weight/,
    ],
    [
      "a demand without an id",
      { demand: "id,weight\n,4\n" },
      "D.csv",
      "siting-blank",
      /Row 2 has no id/,
    ],
    [
      "a row of demand that is torn",
      { demand: "id,weight\na\n" },
      "D.csv",
      "siting-row-values",
      /Row 2 has 1 values, the header 2/,
    ],
    [
      "more people than there are",
      { demand: "id,weight\na,5e9\nb,4e9\n" },
      "D.csv",
      "siting-too-large",
      /Row 3/,
    ],
    [
      "an id that stands twice",
      { demand: "id,weight\na,1\nb,1\na,2\n" },
      "D.csv",
      "siting-id-twice",
      /Row 4, column id: "a" stands in row 2/,
    ],
    [
      "a demand that is not known",
      { costs: "demand,site,cost\nz,S1,1\n" },
      "C.csv",
      "siting-demand-unknown",
      /Row 2, column demand: "z" is not in D\.csv/,
    ],
    [
      "a cost that is negative",
      { costs: "demand,site,cost\na,S1,-3\n" },
      "C.csv",
      "siting-negative",
      /Row 2, column cost/,
    ],
    [
      "costs that contradict one another",
      { costs: "demand,site,cost\na,S1,3\na,S1,4\n" },
      "C.csv",
      "siting-pair-twice",
      /Row 3.*row 2/,
    ],
    [
      "a capacity of nothing",
      { capacities: "site,capacity\nS1,0\nS2,1\n" },
      "K.csv",
      "siting-capacity-not-positive",
      /Row 2, column capacity is 0/,
    ],
    [
      "a capacity below nothing",
      { capacities: "site,capacity\nS1,-2\nS2,1\n" },
      "K.csv",
      "siting-capacity-not-positive",
      /is -2/,
    ],
    [
      "a capacity that is no number",
      { capacities: "site,capacity\nS1,-\nS2,1\n" },
      "K.csv",
      "siting-not-a-number",
      /"-"/,
    ],
    [
      "a capacity of no site",
      { capacities: "site,capacity\nS9,1\n" },
      "K.csv",
      "siting-site-unknown",
      /"S9" is not in C\.csv/,
    ],
    [
      "two capacities of a site",
      { capacities: "site,capacity\nS1,1\nS1,2\n" },
      "K.csv",
      "siting-id-twice",
      /Row 3, column site/,
    ],
    [
      "a site without capacity",
      { capacities: "site,capacity\nS1,1\n" },
      "K.csv",
      "siting-capacity-missing",
      /"S2" is not given \(1 such/,
    ],
    [
      "an open quotation mark",
      { demand: `id,weight\n"a,1\n${"b,2\n".repeat(30_000)}` },
      "D.csv",
      "siting-quote-open",
      /quotation mark/,
    ],
    ["a web page", { costs: "<!DOCTYPE html><html></html>" }, "C.csv", "file-web-page", /web page/],
  ])("are refused for %s", async (_, files, file, code, words) => {
    const refused = await refusal(files);
    expect(refused.slice(0, 2)).toEqual([file, code]);
    expect(refused[2]).toMatch(words);
  });

  it("are refused where there is no such file", async () => {
    const paths = { demand: "/nowhere/D.csv", costs: "/nowhere/C.csv" };
    await expect(readSitingTables(paths, new AbortController().signal)).rejects.toThrow(
      "D.csv: There is no such file.",
    );
  });
});

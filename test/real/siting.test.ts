import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { folderWith, runProcess } from "../server/cli/run-cli.ts";
import { haveReal, real } from "./data.ts";

const COSTS = "siting-san-francisco/SF_network_distance_candidateStore_16_censusTract_205_new.csv";

/** Optima of this instance as published with spopt: 205 census tracts, 16 candidate stores, metres by road. */
const KNOWN = [
  ["lscp --limit 5000", 8, 0],
  ["mclp --limit 5000 --count 4", 875_247, 0],
  ["p-median --count 4", 2_848_268_129.71, 2],
  ["p-center --count 4", 7403.06, 2],
] as const;

/** The tables as the command takes them, out of the one of the instance. */
function tables(): Record<string, string> {
  const rows = parse(readFileSync(real(COSTS), "utf8"), { columns: true, bom: true }) as {
    distance: string;
    name: string;
    DestinationName: string;
    demand: string;
  }[];
  const weights = new Map(rows.map(({ DestinationName, demand }) => [DestinationName, demand]));
  return {
    "D.csv": `id,weight\n${[...weights].map((row) => `${row.join(",")}\n`).join("")}`,
    "C.csv": `demand,site,cost\n${rows
      .map(({ DestinationName, name, distance }) => `${DestinationName},${name},${distance}\n`)
      .join("")}`,
  };
}

describe.runIf(haveReal("known siting answers for San Francisco", COSTS))("San Francisco", () => {
  it.each(KNOWN)("%s is %d, proven", async (args, value, digits) => {
    const folder = folderWith(tables());
    const out = join(folder, "plan.json");
    const files = ["--demand", join(folder, "D.csv"), "--costs", join(folder, "C.csv")];
    const options = ["--objective", ...args.split(" "), "--out", out];
    const { code, err } = await runProcess(["site", ...files, ...options]);
    expect([code, err.includes("Written")]).toEqual([0, true]);
    const plan = JSON.parse(readFileSync(out, "utf8")) as {
      value: number;
      bound: number;
      seconds: number;
    };
    expect(plan.value).toBeCloseTo(value, digits);
    expect(plan).toMatchObject({ bound: plan.value, gap: 0, proven: true, total: 955_113 });
    console.info(`${args}: ${plan.value} in ${plan.seconds} s`);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { BLOCK_METRES, corner, folderWith, gridTownXml, runCli } from "./run-cli.ts";

const ORIGINS = `id,lng,lat\na,${corner(0, 0)}\nb,${corner(2, 1)}\nfar,101.0,0.0\n`;
const DESTINATIONS = `id,lng,lat\nx,${corner(3, 0)}\ny,${corner(0, 0)}\nz,${corner(9, 9)}\n`;

async function timesIn(args: readonly string[]) {
  const folder = folderWith({
    "town.osm": gridTownXml(10),
    "o.csv": ORIGINS,
    "d.csv": DESTINATIONS,
  });
  const out = join(folder, "times.csv");
  const run = await runCli([
    "times",
    "--network",
    join(folder, "town.osm"),
    "--origins",
    join(folder, "o.csv"),
    "--destinations",
    join(folder, "d.csv"),
    "--out",
    out,
    ...args,
  ]);
  const rows = run.code === 0 ? readFileSync(out, "utf8").trim().split("\n") : [];
  return { ...run, rows };
}

it("gives Manhattan walks at the speed asked for, and lists the rest on standard error", async () => {
  // 10 minutes at 1 m/s is 600 m, just under six blocks: z lies 18 blocks from a and 15 from b.
  const { code, rows, err, out } = await timesIn(["--minutes", "10", "--speed", "1"]);
  expect(code).toBe(0);
  const [header, ...pairs] = rows;
  expect(header).toBe("origin,destination,seconds");
  const seconds = (blocks: number) => Math.round(blocks * BLOCK_METRES * 10) / 10;
  expect(pairs).toEqual([`a,x,${seconds(3)}`, "a,y,0", `b,x,${seconds(2)}`, `b,y,${seconds(3)}`]);
  expect(err).toContain("origin a: not within 10 minutes: z");
  expect(err).toContain("origin b: not within 10 minutes: z");
  expect(err).toMatch(/row 4.*outside|origin far: not joined/);
  expect(JSON.parse(out)).toMatchObject({ pairs: { reachable: 4, beyond: 2 } });
});

it("counts metres when asked to, and seconds as metres over speed", async () => {
  const { rows } = await timesIn(["--metres", "310", "--speed", "2"]);
  const metres = Math.round(3 * BLOCK_METRES * 10) / 10;
  expect(rows[0]).toBe("origin,destination,seconds,metres");
  expect(rows[1]).toBe(`a,x,${Math.round((3 * BLOCK_METRES * 10) / 2) / 10},${metres}`);
});

it("refuses wrong usage with exit code 2 and says which option", async () => {
  expect(await timesIn(["--minutes", "10", "--metres", "500"])).toMatchObject({ code: 2 });
  expect(await timesIn(["--minutes", "31"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("--minutes must be a number from 0.1 to 30"),
  });
  expect(await timesIn(["--velocity", "3"])).toMatchObject({ code: 2 });
});

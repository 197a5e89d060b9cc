import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/siting/random.ts";
import { UsageError } from "../../../server/cli/arguments.ts";
import { NotDecided } from "../../../server/cli/refusals.ts";
import { siteCommand } from "../../../server/cli/site.ts";
import { folderWith, runProcess } from "./run-cli.ts";

/**
 * Within 100: X serves a and b, Y serves b and c, Z serves d; nobody serves e. X is 300 from c and d, Y 200 from a and
 * 400 from d, Z 500 from the others.
 */
const DEMAND = "id,weight\na,10\nb,20\nc,30\nd,40\ne,5\n";
const COSTS = `demand,site,cost
a,X,100
b,X,50
c,X,300
d,X,300
a,Y,200
b,Y,80
c,Y,60
d,Y,400
a,Z,500
b,Z,500
c,Z,500
d,Z,90
`;
const CAPACITIES = "site,capacity\nX,25\nY,35\nZ,30\n";

interface Tables {
  readonly demand?: string;
  readonly costs?: string;
}

/** The arguments in a folder of its own, and what is written there. */
function asked(args: string, { demand = DEMAND, costs = COSTS }: Tables = {}) {
  const folder = folderWith({ "D.csv": demand, "C.csv": costs, "K.csv": CAPACITIES });
  const out = join(folder, "plans", "plan.json");
  const files = ["--demand", join(folder, "D.csv"), "--costs", join(folder, "C.csv")];
  const options = args.replace("K.csv", join(folder, "K.csv")).split(" ");
  return {
    args: [...files, ...options, "--out", out],
    plan: (): unknown => (existsSync(out) ? JSON.parse(readFileSync(out, "utf8")) : undefined),
  };
}

/** The command, without a process of its own. */
async function site(args: string, tables?: Tables) {
  const lines: string[] = [];
  const report = { stage: () => undefined, line: (text: string) => void lines.push(text) };
  const question = asked(args, tables);
  const end = await siteCommand(question.args, report, new AbortController().signal).then(
    (told) => ({ told, error: undefined }),
    (error: unknown) => ({ told: undefined, error }),
  );
  return { ...end, err: lines.join("\n"), plan: question.plan() };
}

const PROVEN = {
  gap: 0,
  proven: true,
  total: 105,
  uncoverable: ["e"],
  seconds: expect.any(Number),
};

describe("sites by tables", () => {
  it.each([
    ["lscp --limit 100", { value: 3, bound: 3, sites: ["X", "Y", "Z"], covered: 100 }],
    [
      "mclp --limit 100 --count 2 --forbid Z",
      { value: 60, bound: 60, sites: ["X", "Y"], covered: 60, uncoverable: ["d", "e"] },
    ],
    ["p-center --count 2", { value: 200, bound: 200, sites: ["Y", "Z"], covered: 100 }],
    [
      "cflp --limit 100 --share 0.8 --capacities K.csv",
      { value: 3, bound: 3, sites: ["X", "Y", "Z"], covered: 90 },
    ],
  ])("are found and proven: %s", async (args, expected) => {
    const { plan, told } = await site(`--objective ${args}`);
    const objective = args.split(" ")[0];
    expect(plan).toMatchObject({ objective, ...PROVEN, ...expected });
    expect(told).toMatchObject({ objective, sites: (plan as Plan).sites });
  });

  it("go without rows that say nothing, and tell which", async () => {
    const costs = `${COSTS}e,X,unknown\n`;
    const { plan, err } = await site("--objective lscp --limit 100", { costs });
    expect(err).toContain('1 rows were left out:\n  C.csv: Row 14, column cost: "unknown"');
    expect(plan).toMatchObject({ value: 3, dropped: [{ file: "C.csv", row: 14 }] });
  });

  it("are not given where there are none, and the most that can be had is named", async () => {
    const refusals = [
      [
        "target --limit 100 --share 0.96",
        "all sites together reach at most 100 of 105 (95.24%) within 100; --share 0.96 was asked for. Ask for at most --share 0.9523",
      ],
      [
        "target --limit 100 --share 0.8 --count 1",
        "takes at least 2 sites within 100; --count is 1. Raise --count or --limit.",
      ],
      [
        "mclp --limit 100 --count 1 --require X Y",
        "2 sites are required and --count is 1. Raise --count or require fewer.",
      ],
    ] as const;
    for (const [args, words] of refusals) {
      const { error, plan } = await site(`--objective ${args}`);
      expect(error).toBeInstanceOf(NotDecided);
      expect(String(error)).toContain(words);
      expect(plan).toBeUndefined();
    }
  });

  it("are refused with the file, the row and what to do", async () => {
    const demand = DEMAND.replace("b,20", "b,-20");
    const { error, plan } = await site("--objective lscp --limit 100", { demand });
    expect(plan).toBeUndefined();
    expect(String(error)).toContain(
      "D.csv: Row 3, column weight is negative (-20). Give numbers from 0 up.",
    );
  });

  it.each([
    ["--limit 100", "--objective is missing"],
    ["--objective best", "--objective must be one of lscp, mclp, target, p-median, p-center, cflp"],
    ["--objective lscp", "--objective lscp needs --limit"],
    ["--objective mclp --limit 100", "--objective mclp needs --count"],
    ["--objective target --limit 100", "--objective target needs --share"],
    ["--objective target --limit 100 --share 80", "--share must be a number from 0 to 1"],
    ["--objective cflp --count 2", "--capacities is missing"],
    ["--objective p-median --count 1.5", "--count must be a whole number"],
    ["--objective p-median --count 2 --share 0.5", "--share goes with target and cflp"],
    ["--objective mclp --limit 100 --count 2 --require X,W", 'no site "W" stands in the costs'],
    ["--objective mclp --limit 100 --count 2 --require X --forbid X", '"X" is both required'],
  ])("are not looked for when the question is wrong: %s", async (args, words) => {
    const { error, plan } = await site(args);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain(words);
    expect(plan).toBeUndefined();
  });

  it("are told by the exit code, too", async () => {
    const good = await runProcess(["site", ...asked("--objective lscp --limit 100").args]);
    expect(good.code).toBe(0);
    expect(JSON.parse(good.out)).toMatchObject({ value: 3, proven: true });
    const beyond = await runProcess([
      "site",
      ...asked("--objective target --limit 9 --share 1").args,
    ]);
    expect([beyond.code, beyond.out]).toEqual([3, ""]);
    const wrong = await runProcess(["site", ...asked("--objective lscp").args]);
    expect([wrong.code, wrong.out]).toEqual([2, ""]);
  });
});

describe("a search without end", () => {
  /** Costs by chance: nothing in them helps to prove anything. */
  const random = seededRandom(7);
  const ids = Array.from({ length: 90 }, (_, at) => at);
  const demand = `id,weight\n${ids.map((id) => `d${id},${1 + Math.floor(random() * 9)}\n`).join("")}`;
  const costs = `demand,site,cost\n${ids
    .flatMap((place) => ids.map((at) => `d${place},s${at},${1 + Math.floor(random() * 1000)}\n`))
    .join("")}`;

  it("is ended by Ctrl-C with the best so far", async () => {
    const question = asked("--objective p-median --count 12 --time-limit 300", { demand, costs });
    let told = false;
    const { code, err } = await runProcess(["site", ...question.args], (said, stop) => {
      if (!told && said.includes("best plan")) stop("SIGINT");
      told ||= said.includes("best plan");
    });
    expect(code).toBe(0);
    expect(err).toContain("Interrupted. The best plan so far is written.");
    const { value, bound, proven, sites } = question.plan() as Plan;
    expect([proven, sites.length]).toEqual([false, 12]);
    expect(bound).toBeLessThan(value);
  });

  it("is ended by its time, and is not proven", async () => {
    const question = "--objective p-median --count 12 --time-limit 1";
    const { value, bound, gap, proven } = (await site(question, { demand, costs })).plan as Plan;
    expect(proven).toBe(false);
    expect(gap).toBeCloseTo((value - bound) / value, 9);
    expect(gap).toBeGreaterThan(0);
  });
});

interface Plan {
  readonly value: number;
  readonly bound: number;
  readonly gap: number;
  readonly proven: boolean;
  readonly sites: readonly string[];
}

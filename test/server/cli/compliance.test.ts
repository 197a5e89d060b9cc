import { once } from "node:events";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeAddress } from "../../../server/store/address.ts";
import { BENCHES, CODED_UNITS, QILI, textOf } from "../../fixtures/policy-town.ts";
import { service, type Service } from "../api/service.ts";

const MAIN = join(import.meta.dirname, "../../../server/cli/main.ts");

let made: Service;
let study: string;
beforeAll(async () => {
  made = await service();
  study = await made.makeTown({ units: CODED_UNITS });
  await made.post("/api/policy/documents", JSON.parse(textOf(QILI)));
  await made.post(`/api/studies/${study}/stock`, { figures: BENCHES });
});
afterAll(() => made.close());

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function compliance(...args: string[]): Promise<Run> {
  const { DATABASE_URL: _, ...rest } = process.env;
  const child = spawn(process.execPath, [MAIN, "compliance", ...args], {
    env: { ...rest, YIKEZHONG_HOME: made.home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const [code]: (number | null)[] = await once(child, "close");
  return { code: code ?? null, out, err };
}

const ROW = {
  id: "benches",
  document: "qili-2023",
  name: "每百户座椅",
  clause: "一、1",
  target: 12,
  targets: [12],
  operator: ">=",
  value: 10,
  unit: "张/百户",
  status: "not-met",
  strength: "target",
  shortfall: { amount: 8, unit: "张座椅" },
  missing: [],
  departments: ["市民政局"],
  inForce: true,
};

it("is told how it is used", async () => {
  expect(await compliance()).toMatchObject({ code: 2, out: "" });
  expect((await compliance("--study", study, "--colour", "red")).code).toBe(2);
});

it("asks the server that runs on the same folder, which alone has its database", async () => {
  const address = await made.app.listen({ host: "127.0.0.1", port: 0 });
  await writeAddress(made.home, { address, instance: made.instance });
  const [part, none, ...unknown] = await Promise.all([
    compliance("--study", study, "--unit", "659901001001", "--json"),
    compliance("--study", study, "--document", "gansu-2022-46"),
    compliance("--study", "none"),
    compliance("--study", study, "--document", "none"),
    compliance("--study", study, "--unit", "1"),
  ]);
  expect([part.code, part.err]).toEqual([0, ""]);
  // 30 benches for 200 households.
  expect(JSON.parse(part.out)).toMatchObject([{ id: "benches", value: 15, status: "met" }]);
  expect(none).toEqual({ code: 0, out: "[]\n", err: "" });
  expect(unknown.map(({ code }) => code)).toEqual([3, 3, 3]);
  const [noStudy, noDocument, noUnit] = unknown.map(({ err }) => err);
  expect(noStudy).toContain(study);
  expect(noDocument).toContain("qili-2023");
  expect(noUnit).toContain("659901001001");
});

it("opens the folder itself when the address in it is stale", async () => {
  await made.stop();
  const { code, out, err } = await compliance("--study", study);
  expect([code, err]).toEqual([0, ""]);
  const rows: (typeof ROW & { trace: { terms: unknown[] } })[] = JSON.parse(out);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject(ROW);
  expect(rows[0]?.trace.terms).toHaveLength(2);
});

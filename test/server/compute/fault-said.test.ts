import { mkdtemp, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { faultSaid } from "../../../server/compute/fault-said.ts";
import { DatabaseError, DatabaseFull } from "../../../server/store/database/database-error.ts";

const systemError = (code: string, message: string) =>
  Object.assign(new Error(message), { code, syscall: "write" });

it.each([
  [systemError("ENOSPC", "ENOSPC: no space left on device, write"), /磁盘已满.*清理/, /Make room/],
  [systemError("EDQUOT", "EDQUOT: disk quota exceeded, write"), /磁盘已满.*清理/, /Make room/],
  [new DatabaseFull("It is full.", "Make room there."), /磁盘已满.*没有丢失/, /Make room/],
  [new DatabaseError("It is away.", "Start it."), /数据库现在用不了.*away/, /away\. Start it/],
  [systemError("EROFS", "EROFS: read-only file system"), /不能写入.*权限/, /cannot be written to/],
  [new Error("out of luck"), /程序内部出错.*out of luck.*技术人员/, /program failed.*log/],
  ["no error at all", /程序内部出错.*no error at all/, /program failed/],
])("tells whose fault it was and what to do: %s", (error, zh, en) => {
  const said = faultSaid(error);
  expect(said.zh).toMatch(zh);
  expect(said.en).toMatch(en);
});

it("tells of a state folder that is gone", async () => {
  const folder = await mkdtemp(join(tmpdir(), "yikezhong-"));
  await rmdir(folder);
  const error: unknown = await writeFile(join(folder, "notes.json"), "").catch((e: unknown) => e);
  expect(faultSaid(error).zh).toMatch(/不见了.*notes\.json.*恢复/);
});

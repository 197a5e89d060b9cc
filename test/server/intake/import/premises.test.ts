import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Decisions } from "#contract/import.ts";
import { asFacility, readPremises } from "../../../../server/intake/premises.ts";
import type { Judged } from "../../../../server/intake/import/study-so-far.ts";
import { writePremises } from "../../../../server/intake/meaning/write-premises.ts";
import { judged, textOf } from "../../../fixtures/import-order.ts";
import { temporaryFolder } from "../../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

const KNOWN: Decisions = { crs: { crs: "EPSG:4326", swapped: false } };

const LIST = `资产编号,用房名称,用房性质,产权单位,建筑面积(㎡),月租金,改造费用（万元）,所属社区,统计用区划代码,经度,纬度,联系人,联系电话,备注
Z-01,东街配套用房,配套用房,县住建局,260,1800,12.5,东街社区,620702001001,100.001,38.001,王建国,13912345678,一层
Z-02,旧粮站,闲置校舍,县教育局,约420,,,西街社区,620702001002,100.011,38.001,李桂英,13912345679,电话13912345670
,西街用房,国有资产,县财政局,0,面议,3万元,西街社区,,100.02,38.002,赵淑兰,13912345671,
Z-04,没有坐标的房,社区用房,东街社区,90,,,东街社区,,,,陈小明,13912345672,
`;

const judgeList = (content = LIST, decisions: Decisions = KNOWN, name = "清单.csv") =>
  judged(folder.path, name, content, decisions);

async function premisesOf(one: Judged) {
  const path = join(folder.path, "stored.geojson");
  await writeFile(path, textOf(one));
  return (await readPremises(path, { bounds: undefined })).premises;
}

describe("a list of houses that stand idle", () => {
  it("is told by its titles, and read into what a study keeps", async () => {
    const one = await judgeList();
    expect(one.proposal).toMatchObject({ role: "premises", services: null, blocking: [] });
    expect(one.proposal.layer).toMatchObject({ name: "闲置用房", replaces: null });
    const [first, second, third, ...more] = await premisesOf(one);
    expect(more).toEqual([]);
    expect(first).toEqual({
      id: "Z-01",
      name: "东街配套用房",
      lng: 100.001,
      lat: 38.001,
      floorArea: 260,
      kind: "配套用房",
      owner: "县住建局",
      cost: 125_000,
      rent: "1800（每月）",
      address: null,
      unit: "东街社区",
      unitCode: "620702001001",
      year: null,
      note: "一层",
    });
    expect(second).toMatchObject({ floorArea: 420, cost: null, rent: null, note: "电话***" });
    // A floor of 0 m² is none that is known; the title's unit does not count where the value has its own.
    expect(third).toMatchObject({ id: "P4", floorArea: null, cost: 30_000, rent: "面议" });
  });

  it("keeps an account of every row, and reads nothing of a person", async () => {
    const { proposal } = await judgeList();
    expect(proposal.account).toMatchObject({ read: 4, usable: 3, doubtful: 0, dropped: 1 });
    const dropped = proposal.account.notes.filter(({ outcome }) => outcome === "dropped");
    expect(dropped.map(({ row, reason }) => [row, reason.code])).toEqual([[5, "place-missing"]]);
    const personal = proposal.columns.filter((column) => column.personal !== null);
    expect(personal.map(({ title, field }) => [title, field])).toEqual([
      ["联系人", null],
      ["联系电话", null],
    ]);
  });

  it("is also told by the name of the file, and by saying so", async () => {
    const plain = "名称,面积,类型,经度,纬度\n甲房,120,社区用房,100.001,38.001\n";
    const told = await judgeList(plain, { ...KNOWN, role: "premises" });
    expect(await premisesOf(told)).toMatchObject([
      { name: "甲房", floorArea: 120, kind: "社区用房" },
    ]);
    // Unsaid, a list with a column of types is one of facilities, and 面积 is not known to be the floor's.
    expect((await judgeList(plain)).proposal.role).toBe("facilities");
    const untyped = plain.replace("类型", "备注");
    expect((await judgeList(untyped, KNOWN, "闲置房源.csv")).proposal.role).toBe("premises");
    expect((await judgeList(untyped, KNOWN, "清单.csv")).proposal.role).toBe("facilities");
  });

  it("does not take a list of facilities for one of houses", async () => {
    const care =
      "机构名称,服务类别,床位数,产权单位,经度,纬度\n养老院,养老,40,民政局,100.001,38.001\n";
    const { proposal } = await judgeList(care);
    expect(proposal.role).toBe("facilities");
    expect(proposal.columns.find(({ title }) => title === "产权单位")?.field).toBeNull();
  });
});

describe("a house listed twice", () => {
  const twice = (second: string) => `编号,用房名称,建筑面积,租金,经度,纬度
A,邮政大楼,200,,100.001,38.001
B,${second}
`;

  it("is asked about, and merged where that is decided, with what either says", async () => {
    const content = twice("邮政大楼,180,面议,100.0012,38.001");
    const open = await judgeList(content);
    expect(open.proposal.duplicates).toMatchObject({ total: 1, open: 1 });
    expect(await premisesOf(open)).toHaveLength(2);
    const merged = await judgeList(content, { ...KNOWN, duplicates: { rule: "merge-sure" } });
    expect(await premisesOf(merged)).toMatchObject([{ id: "A", floorArea: 200, rent: "面议" }]);
    const codes = merged.proposal.account.notes.map(({ reason }) => reason.code);
    expect(codes).toContain("merged-value-differs");
  });

  it("is no duplicate for being in one building under another name", async () => {
    const content = twice("粮食局旧办公楼,180,面议,100.001,38.001");
    expect((await judgeList(content)).proposal.duplicates).toMatchObject({ total: 0 });
  });
});

describe("a second list", () => {
  const known = async () => {
    const premises = await premisesOf(await judgeList());
    return premises.map((one) => ({ layer: "premises", facility: asFacility(one) }));
  };

  it("stands beside the first, unless most of it comes back", async () => {
    const layers = [{ layer: "premises", name: "国资清单" }];
    const study = { layers, premises: await known() };
    const again = await judged(folder.path, "again.csv", LIST, KNOWN, study);
    expect(again.proposal.layer).toMatchObject({ replaces: "premises", name: "国资清单" });
    // What a layer replaces is no duplicate of it.
    expect(again.proposal.duplicates).toMatchObject({ total: 0 });
    const other = LIST.replaceAll("东街配套用房", "南门小楼")
      .replaceAll("旧粮站", "老邮局")
      .replaceAll("西街用房", "北关仓库");
    const beside = await judged(folder.path, "other.csv", other, KNOWN, study);
    expect(beside.proposal.layer).toMatchObject({ replaces: null, name: "闲置用房" });
  });

  it("leaves out a house of another list where both are said to be one", async () => {
    const content =
      "编号,用房名称,租金,经度,纬度\nX,旧粮站,面议,100.011,38.001\nY,新房,,100.03,38.0\n";
    const decisions: Decisions = {
      ...KNOWN,
      duplicates: { rule: "merge-sure" },
      layer: { replaces: "" },
    };
    const one = await judged(folder.path, "x.csv", content, decisions, { premises: await known() });
    expect((await premisesOf(one)).map(({ id }) => id)).toEqual(["Y"]);
    expect(one.proposal.account).toMatchObject({ read: 2, usable: 2 });
  });
});

describe("what is stored", () => {
  it("comes back as it was", async () => {
    const premises = await premisesOf(await judgeList());
    const path = join(folder.path, "again.geojson");
    await writeFile(path, writePremises(premises.map(asFacility)));
    expect((await readPremises(path, { bounds: undefined })).premises).toEqual(premises);
  });
});

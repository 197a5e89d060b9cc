import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Import } from "#contract/import.ts";
import {
  accountShown,
  importOf,
  mappingShown,
  readyToDecide,
  replyOf,
  store,
  studyOf,
} from "./data-page.ts";
import { fileOf, PEOPLE_OF_TOWN, townFacilities, townPeople, townStreets } from "./grid-town.ts";
import { eventually, LAPTOP, LONG, numberOf, picture, textOf } from "./looking.ts";
import { launch, mapReady, openWatched, serve, type Served, type WatchedPage } from "./served.ts";

const NO_TABLE = fileOf("报告.pdf", "%PDF-1.7\n\u0001\u0002\u0003");

/** A study takes three files, each read several times. */
const PATIENT = { timeout: 240_000 };

let served: Served;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  [served, browser] = await Promise.all([serve(), launch()]);
  watched = await openWatched(browser, `${served.address}/data`, LAPTOP, (it) =>
    it.getByTestId("new-study").waitFor(LONG),
  );
  ({ page } = watched);
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
});

/** One study, made and deleted; every test goes on where the one before ended. */
describe("files of one's own", PATIENT, () => {
  it("go into a study that is made for them, and is no synthetic one", async () => {
    await page.getByTestId("new-study").click();
    const form = page.getByTestId("study-form");
    await form.locator("input[name=name]").fill("方格镇");
    await form.getByRole("button", { name: "新建" }).click();
    await page.getByTestId("empty-study").waitFor();
    expect(await page.getByTestId("synthetic").count()).toBe(0);
    await page.getByTestId("file-input").setInputFiles([NO_TABLE, townStreets()]);
    const queue = page.getByTestId("import-queue").locator("tbody tr");
    await eventually(() => queue.locator("th").allInnerTexts()).toEqual(["方格镇.osm", "报告.pdf"]);
    await page.getByTestId("queue-next").click();
    await readyToDecide(page, "方格镇.osm");
    await store(page);
    expect((await studyOf(page)).layers).toMatchObject([{ role: "network", version: 1 }]);
  });

  it("that cannot be read are refused with the reason, and leave nothing", async () => {
    await page.getByRole("button", { name: "看原因 报告.pdf" }).click();
    await page.getByTestId("import-ended").waitFor(LONG);
    expect(await page.getByTestId("import").getAttribute("data-state")).toBe("failed");
    const said = await textOf(page, "import-ended");
    expect(said).toContain("这个文件不能用");
    expect(said).toContain("报告.pdf");
    expect(said).not.toMatch(/Error|undefined|\{\w+\}/);
    await picture(page, "data-refused-1280");
    expect((await studyOf(page)).layers).toHaveLength(1);
    await page.getByTestId("import-ended").getByRole("button", { name: "关闭" }).click();
  });

  it("wait for a coordinate system where the points are too few to tell", async () => {
    await page.getByTestId("data-home").click();
    await drop(page, townPeople());
    await readyToDecide(page, "人口.csv");
    const { proposal } = await importOf(page);
    expect(proposal?.encoding).toMatch(/gb/i);
    expect(await mappingShown(page)).toMatchObject({ 经度: "lng", 纬度: "lat", 人口数: "people" });
    const verdict = page.getByTestId("verdict");
    expect(await verdict.getAttribute("data-verdict")).toBe("too-few");
    expect(await verdict.innerText()).toContain("点太少（9 个），不能判断坐标系。请手动选择。");
    expect(await page.getByTestId("confirm-import").isDisabled()).toBe(true);
    expect(await textOf(page, "blocking")).toMatch(/还不能入库：.*坐标/s);
    expect(await page.getByTestId("import-steps").getAttribute("data-step")).toBe("coordinates");
    await picture(page, "data-too-few-1280");

    await verdict.getByTestId("crs-select").selectOption("EPSG:4326");
    await verdict.getByTestId("apply-crs").click();
    await eventually(() => verdict.getAttribute("data-verdict")).toBe("chosen");
    expect(await page.getByTestId("blocking").count()).toBe(0);
    expect(await accountShown(page)).toMatchObject({ read: 9, usable: 9 });
    expect(await textOf(page, "people")).toContain(`${PEOPLE_OF_TOWN} 人`);
    await store(page);
  });

  it("that are given up leave nothing", async () => {
    const before = await studyOf(page);
    await page.getByTestId("file-input").setInputFiles(townFacilities());
    await readyToDecide(page, "机构.xlsx");
    await page.getByTestId("cancel-import").click();
    await page.getByTestId("empty-study").waitFor();
    const after = await studyOf(page);
    expect(after.layers).toEqual(before.layers);
    expect(after.history).toEqual(before.history);
    await eventually(() => page.getByText("机构.xlsx").count()).toBe(0);
    const imports = await replyOf<Import[]>(page, `/api/studies/${after.id}/imports`);
    expect(imports[0]).toMatchObject({ file: { name: "机构.xlsx" }, state: "cancelled" });
  });

  it("are read from another sheet, by other columns and as other services when one says so", async () => {
    await page.getByTestId("drop-role").selectOption("facilities");
    await page.getByTestId("file-input").setInputFiles(townFacilities());
    await readyToDecide(page, "机构.xlsx");
    await page.getByTestId("import-table").selectOption("街道");
    await eventually(async () => Object.keys(await mappingShown(page))).toContain("电话");
    await readyToDecide(page, "机构.xlsx");
    expect(await page.getByTestId("confirm-import").isDisabled()).toBe(true);
    await page.getByTestId("import-table").selectOption("机构");
    await eventually(async () => Object.keys(await mappingShown(page))).toContain("机构类别");

    await page.getByTestId("column-说明").selectOption("note");
    await eventually(async () => (await importOf(page)).proposal?.columns).toContainEqual(
      expect.objectContaining({ title: "说明", field: "note", why: "user" }),
    );
    await page.getByTestId("verdict").getByTestId("crs-select").selectOption("EPSG:4326");
    await page.getByTestId("apply-crs").click();
    await eventually(() => page.getByTestId("verdict").getAttribute("data-verdict")).toBe("chosen");

    const doubts = page.getByTestId("doubts").locator("li");
    expect(await doubts.allInnerTexts()).toEqual([expect.stringContaining("为民综合体")]);
    expect(await accountShown(page)).toMatchObject({ read: 2, usable: 1, doubtful: 1 });
    await picture(page, "data-doubts-1280");
    const doubt = doubts.first();
    await doubt.getByRole("button", { name: "助餐点" }).click();
    await doubt.getByRole("button", { name: "日间照料" }).click();
    await doubt.getByRole("button", { name: "确定" }).click();
    await eventually(() => doubts.count()).toBe(0);
    await readyToDecide(page, "机构.xlsx");
    expect(await accountShown(page)).toMatchObject({ read: 2, usable: 2, doubtful: 0 });
    await store(page);
  });

  it("are computed at once, and everybody of the town is reached", async () => {
    await page.getByTestId("see-result").click(LONG);
    await mapReady(page);
    expect(await textOf(page, "share")).toBe("100%");
    expect(await numberOf(page, "covered")).toBe(PEOPLE_OF_TOWN);
    expect(await page.getByTestId("synthetic").count()).toBe(0);
    await picture(page, "uploaded-1280");
  });

  it("are gone when the study is deleted, which asks first and names it", async () => {
    await page.getByTestId("tab-data").click();
    await page.getByTestId("data-home").click();
    await page.getByTestId("delete-study").click();
    const question = page.getByRole("dialog");
    expect(await question.innerText()).toContain("删除研究“方格镇”？");
    expect(await question.innerText()).toContain("3 个图层（共 3 个版本）、1 个结果");
    await question.getByRole("button", { name: "删除“方格镇”" }).click();
    await eventually(async () =>
      (await replyOf<{ name: string }[]>(page, "/api/studies")).map(({ name }) => name),
    ).not.toContain("方格镇");
    await eventually(() => page.getByText("方格镇").count()).toBe(0);
    expect(watched.strayRequests).toEqual([]);
    expect(watched.complaints).toEqual([]);
  });
});

/** Lets a file fall on the panel, as from a folder beside the browser. */
async function drop(at: Page, { name, buffer }: ReturnType<typeof fileOf>): Promise<void> {
  const files = await at.evaluateHandle(
    ([called, bytes]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(bytes)], called));
      return transfer;
    },
    [name, [...buffer]] as const,
  );
  const zone = at.getByTestId("drop-zone");
  for (const event of ["dragenter", "dragover"])
    await zone.dispatchEvent(event, { dataTransfer: files });
  await at.getByText("松手开始导入").waitFor();
  await zone.dispatchEvent("drop", { dataTransfer: files });
}

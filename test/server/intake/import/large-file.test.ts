import { afterAll, beforeAll, expect, it } from "vitest";
import type { Decisions } from "#contract/import.ts";
import { facilitiesOf, judged } from "../../../fixtures/import-order.ts";
import { temporaryFolder } from "../../../fixtures/town-files.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

const ROWS = 25_000;

/** Every hundredth row has no place, and one is at 0, 0. */
const content = [
  "编号,名称,类型,经度,纬度",
  ...Array.from({ length: ROWS }, (_, i) => {
    const lng = (100.3 + (i % 500) / 1000).toFixed(4);
    const place = i === 7 ? "0,0" : i % 100 === 0 ? "," : `${lng},${(38.8 + i / 1e5).toFixed(5)}`;
    return `F${i},示例${i}号诊所,诊所,${place}`;
  }),
].join("\n");

it("is looked at in part where nothing is known of the place, and accounted for whole", async () => {
  const open = await judged(folder.path, "大.csv", content);
  expect(open.proposal.crs).toMatchObject({ verdict: "unclear", points: ROWS - 250 - 1 });
  const crs: Decisions["crs"] = { crs: "EPSG:4326", swapped: false };
  const told = await judged(folder.path, "大.csv", content, { crs });
  expect(told.proposal.account).toMatchObject({ read: ROWS, usable: ROWS - 250, dropped: 250 });
  const last = (await facilitiesOf(folder.path, told)).at(-1);
  expect(last).toMatchObject({ id: `F${ROWS - 1}`, lng: 100.799, lat: 39.04999 });
});

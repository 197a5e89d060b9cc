import { expect, it } from "vitest";
import { unitTitles } from "../../../client/plan/unit-titles.ts";

it("units are called by their name, namesakes with their parent, and by their id where that is the same", () => {
  const titles = unitTitles([
    { id: "1", name: "甘泉社区", parent: "东街街道" },
    { id: "2", name: "新建村", parent: "沙井镇" },
    { id: "3", name: "新建村", parent: "乌江镇" },
    { id: "4", name: "新建村", parent: "乌江镇" },
    { id: "5", name: "新建村", parent: "" },
  ]);
  expect([...titles.values()]).toEqual([
    "甘泉社区",
    "沙井镇 新建村",
    "乌江镇 新建村 3",
    "乌江镇 新建村 4",
    "新建村",
  ]);
});

import { expect, it } from "vitest";
import { streetSaid } from "#core/scenario/explain-words.ts";

it("names two streets without names together, and one beside a street that has one", () => {
  const leads = { name: "甲园", seconds: 600, people: 30 };
  expect(streetSaid("street", 35, ["", ""], leads).zh).toContain("在两条未命名道路之间连通");
  expect(streetSaid("street", 35, ["", ""], leads).en).toContain("between two unnamed streets");
  expect(streetSaid("gate", 5, ["", "文昌街"], leads).zh).toContain(
    "在一条未命名道路与“文昌街”之间开一处",
  );
});

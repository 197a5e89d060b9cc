import { expect, it } from "vitest";
import { questionsIn } from "../../../client/plan/service-questions.ts";

it("asks once about a word, though its rows would be decided apart", () => {
  expect(
    questionsIn([
      { key: "其他", text: "其他", rows: 3, first: 9, candidates: ["meal"] },
      { key: "row:16", text: "综合体", rows: 1, first: 16, candidates: ["elderly-care"] },
      { key: "row:8", text: "综合体", rows: 1, first: 8, candidates: ["elderly-care", "meal"] },
    ]),
  ).toEqual([
    { keys: ["其他"], text: "其他", rows: 3, first: 9, candidates: ["meal"] },
    {
      keys: ["row:16", "row:8"],
      text: "综合体",
      rows: 2,
      first: 8,
      candidates: ["elderly-care", "meal"],
    },
  ]);
});

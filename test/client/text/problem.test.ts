import { expect, test } from "vitest";
import { en as EN } from "../../../client/text/en.ts";
import { problemInWords } from "../../../client/text/problem.ts";
import { zh as ZH } from "../../../client/text/zh.ts";

const UNUSABLE = { code: "unusable-input", message: "The objective needs the number of sites." };
const COUNT = { path: "count", zh: "这个目标要填网点数。", en: "State the number of sites." };
const GROUP = { path: "group", zh: "没有这个年龄组。", en: "There is no such age group." };

test("one thing that is wrong is said as the server says it, in the reader's language", () => {
  const problem = { ...UNUSABLE, details: [COUNT] };
  expect(problemInWords(problem, "zh", ZH)).toEqual({ message: COUNT.zh, remedy: undefined });
  expect(problemInWords(problem, "en", EN)).toEqual({ message: COUNT.en, remedy: undefined });
});

test("several are listed, each once", () => {
  const said = problemInWords({ ...UNUSABLE, details: [COUNT, GROUP, COUNT] }, "zh", ZH);
  expect(said.all).toEqual([COUNT.zh, GROUP.zh]);
});

test("without words of the server's own its code is said, and its English only in English", () => {
  const problem = { code: "no-such-plan", message: "The study has no siting plan 9." };
  expect(problemInWords(problem, "zh", ZH).message).toBe("没有这份选址结果。");
  expect(problemInWords(problem, "en", EN).message).toContain("The study has no siting plan 9.");
});

import { describe, expect, it } from "vitest";
import { planEn } from "../../../client/text/plan-en.ts";
import { planZh } from "../../../client/text/plan-zh.ts";

const MARKS = ["‹1›", "‹2›", "‹3›"];

/** Every text of a language, with texts that take values filled with marks. */
function texts(words: unknown, path = ""): [string, string][] {
  if (typeof words === "string") return [[path, words]];
  if (typeof words === "function") return [[path, String(words(...MARKS.slice(0, words.length)))]];
  return Object.entries(words ?? {}).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

describe("the words of gaps and siting", () => {
  const english = new Map(texts(planEn));

  it("say the same values in both languages", () => {
    const marks = (text: string) => [...new Set(text.match(/‹\d›/g))].toSorted();
    for (const [path, text] of texts(planZh))
      expect(marks(english.get(path) ?? ""), path).toEqual(marks(text));
  });

  it("keep Chinese out of English", () => {
    const chinese = [...english].filter(([, text]) => /\p{Script=Han}/u.test(text));
    expect(chinese).toEqual([]);
  });

  it("never ask for pardon, nor blame the system", () => {
    const texts_ = texts(planZh).map(([, text]) => text);
    expect(texts_.filter((text) => /抱歉|系统繁忙|管理员/.test(text))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { ageGroup, WORDS } from "../../../client/text/words.ts";

/** Every text of a language, with texts that take values filled with marks. */
function texts(words: unknown, path = ""): [string, string][] {
  if (typeof words === "string") return [[path, words]];
  if (typeof words === "function") return [[path, String(words(...MARKS.slice(0, words.length)))]];
  return Object.entries(words ?? {}).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

const MARKS = [["‹1›"], "‹2›", "‹3›"];

describe("the words", () => {
  it("are there in both languages, none of them empty", () => {
    for (const words of Object.values(WORDS)) {
      for (const [path, text] of texts(words)) expect(text.trim(), path).not.toBe("");
    }
  });

  it("never leave a value out that the other language says", () => {
    const marks = (text: string) => [...new Set(text.match(/‹\d›/g))].toSorted();
    const english = new Map(texts(WORDS.en));
    for (const [path, text] of texts(WORDS.zh)) {
      expect(marks(english.get(path) ?? ""), path).toEqual(marks(text));
    }
  });

  it("keep Chinese out of English, but for the name and the way back", () => {
    const chinese = texts(WORDS.en).filter(([, text]) => /\p{Script=Han}/u.test(text));
    expect(chinese.map(([path]) => path)).toEqual([".name", ".header.language"]);
  });

  it("name age groups as they are given, and show a name of another form as it is", () => {
    expect(ageGroup("0_2", WORDS.zh)).toBe("0–2 岁");
    expect(ageGroup("60_plus", WORDS.zh)).toBe("60 岁及以上");
    expect(ageGroup("60_plus", WORDS.en)).toBe("60 and over");
    expect(ageGroup("students", WORDS.en)).toBe("students");
  });
});

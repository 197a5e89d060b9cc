import { describe, expect, it } from "vitest";
import {
  freeName,
  nextFree,
  nextName,
  scenarioLetter,
} from "../../../../client/plan/scenario/names.ts";

describe("names", () => {
  it("go on after Z", () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(scenarioLetter)).toEqual([
      "A",
      "Z",
      "AA",
      "AZ",
      "BA",
      "ZZ",
      "AAA",
    ]);
  });

  it("keep a letter that a longer name begins with", () => {
    const form = (letter: string) => `方案 ${letter}`;
    expect(nextName([], form)).toBe("方案 A");
    expect(nextName(["方案 A 西片两点", "方案 B"], form)).toBe("方案 C");
    expect(nextName(["方案 AB"], form)).toBe("方案 A");
  });

  it("take the first number that is free", () => {
    const form = (n: number) => `区域 ${n}`;
    expect(nextFree(form, [])).toBe("区域 1");
    expect(nextFree(form, ["区域 1", "区域 3"])).toBe("区域 2");
  });

  it("are numbered where they are taken", () => {
    expect(freeName("南华", [])).toBe("南华");
    expect(freeName("南华", ["南华", "南华 2"])).toBe("南华 3");
  });
});

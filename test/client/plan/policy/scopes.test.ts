import { describe, expect, it } from "vitest";
import { scopeName, scopesOf, tallyOf } from "../../../../client/plan/policy/scopes.ts";
import { assessment, place, PLACES } from "../../policy/assessment.ts";

describe("the divisions that can be assessed", () => {
  it("are counties and townships, each with what lies in it; settlements are too small", () => {
    expect(scopesOf(PLACES).map(({ place: { code }, depth }) => [code, depth])).toEqual([
      ["1", 0],
      ["11", 1],
      ["12", 1],
    ]);
  });

  it("stand at the top where nothing around them is offered", () => {
    const places = [place("7", "township", "gone"), place("8", "township", null)];
    expect(scopesOf(places).map(({ depth }) => depth)).toEqual([0, 0]);
  });

  it("give a study of one county that county's name", () => {
    expect(scopeName(assessment())).toBe("1");
    const two = assessment({ places: [...PLACES, place("2", "county", null)] });
    expect(scopeName(two)).toBe("一个研究");
    const township = assessment({ scope: { code: "11", name: "东镇", level: "township" } });
    expect(scopeName(township)).toBe("东镇");
  });
});

describe("walking access of a division", () => {
  const unit = (covered: number, gap: number, unknown: number) => ({
    people: covered + gap + unknown,
    covered,
    gap,
    unknown,
    share: null,
  });

  it("adds up its units alone, unknown people outside the share", () => {
    const units = [unit(30, 10, 5), unit(30, 30, 0), unit(1000, 0, 0)];
    const east = PLACES.filter(({ code }) => code.startsWith("11"));
    expect(tallyOf(units, east)).toEqual({
      people: 105,
      covered: 60,
      gap: 40,
      unknown: 5,
      share: 0.6,
    });
  });

  it("has no share where nobody is known", () => {
    expect(tallyOf([unit(0, 0, 9), unit(0, 0, 0)], PLACES.slice(0, 5)).share).toBeNull();
    expect(tallyOf([], PLACES).share).toBeNull();
  });
});

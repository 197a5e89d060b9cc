import { describe, expect, it } from "vitest";
import { firstStudy, isPractice } from "../../../client/plan/studies.ts";

const study = (id: string, ready: boolean) => ({
  id,
  name: id,
  synthetic: false,
  created: "2026-01-01T00:00:00Z",
  ready,
});

describe("studies", () => {
  it("open with the first that has something to see", () => {
    expect(firstStudy([study("a", false), study("b", true), study("c", true)])?.id).toBe("b");
    expect(firstStudy([study("a", false)])?.id).toBe("a");
    expect(firstStudy([])).toBeUndefined();
  });

  it("are for practice when invented, but for the demonstration", () => {
    expect(isPractice({ id: "s1", synthetic: true })).toBe(true);
    expect(isPractice({ id: "demonstration", synthetic: true })).toBe(false);
    expect(isPractice({ id: "s1", synthetic: false })).toBe(false);
  });
});

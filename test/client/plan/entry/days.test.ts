import { describe, expect, it } from "vitest";
import { dayOf } from "../../../../client/plan/entry/days.ts";

describe("a day as people write it", () => {
  it.each([
    ["2025-12-31", "2025-12-31"],
    ["2025-1-5", "2025-01-05"],
    ["2025/01/05", "2025-01-05"],
    ["2025.1.5", "2025-01-05"],
    ["20250105", "2025-01-05"],
    ["2025年1月5日", "2025-01-05"],
    [" ２０２５－０１－０５ ", "2025-01-05"],
    ["2024-02-29", "2024-02-29"],
  ])("reads %s", (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  it.each([
    "",
    "2025",
    "2025-12",
    "31.12.2025",
    "2025-02-29",
    "2025-13-01",
    "2025-04-31",
    "2025-00-10",
    "05-01-05",
    "去年",
  ])("does not take %s for one", (text) => {
    expect(dayOf(text)).toBeUndefined();
  });
});

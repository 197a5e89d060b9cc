import { expect, it } from "vitest";
import { shareByKey } from "../../../client/map/SwipeHandle.tsx";

it("arrow keys move the line by a hundredth of the width, with Shift by a tenth", () => {
  expect(shareByKey(0.5, "ArrowRight", false)).toBe(0.51);
  expect(shareByKey(0.5, "ArrowLeft", true)).toBe(0.4);
  expect(shareByKey(0.07, "ArrowRight", false)).toBe(0.08);
});

it("keeps the line on the map", () => {
  expect(shareByKey(0.995, "ArrowRight", false)).toBe(1);
  expect(shareByKey(0.04, "ArrowLeft", true)).toBe(0);
  expect(shareByKey(0.3, "Home", false)).toBe(0);
  expect(shareByKey(0.3, "End", false)).toBe(1);
});

it("leaves other keys to the page", () => {
  expect(shareByKey(0.5, "Tab", false)).toBeUndefined();
});

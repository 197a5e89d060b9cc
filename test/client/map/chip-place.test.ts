import { expect, it } from "vitest";
import { chipPlace } from "../../../client/map/chip-place.ts";

const size = [244, 130] as const;
const frame = [738, 766] as const;

it("stands below and left of the pointer, clear of it", () => {
  expect(chipPlace([500, 300], size, frame)).toEqual([500 - 42 - 244, 300 + 34]);
});

it("goes to the right of the pointer where the frame's left edge would cut it", () => {
  expect(chipPlace([289, 300], size, frame)).toEqual([289 + 42, 334]);
  expect(chipPlace([290, 300], size, frame)).toEqual([4, 334]);
});

it("goes above the pointer where the frame's lower edge would cut it", () => {
  expect(chipPlace([500, 598], size, frame)).toEqual([214, 632]);
  expect(chipPlace([500, 599], size, frame)).toEqual([214, 599 - 34 - 130]);
});

it("stays inside a frame that has room on neither side", () => {
  expect(chipPlace([150, 100], size, [300, 160])).toEqual([300 - 4 - 244, 4]);
});

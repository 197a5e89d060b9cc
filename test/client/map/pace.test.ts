import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Pace } from "../../../client/map/pace.ts";

beforeEach(() => {
  vi.useFakeTimers();
  // A page of fifty frames a second.
  vi.stubGlobal("requestAnimationFrame", (then: () => void) => setTimeout(then, 20));
  vi.stubGlobal("cancelAnimationFrame", (id: number) => clearTimeout(id));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A map that is painted when the test says so. */
function paced() {
  const waiting = new Set<() => void>();
  const freed = vi.fn<() => void>();
  const pace = new Pace(
    {
      once: (_, then) => waiting.add(then),
      off: (_, then) => waiting.delete(then),
    },
    freed,
  );
  return { pace, freed, painted: () => waiting.forEach((then) => then()) };
}

it("rests as long as a picture took, but for the time of a swift one", () => {
  const { pace, freed, painted } = paced();
  pace.begin();
  vi.advanceTimersByTime(200);
  painted();
  // Two frames of 20 ms: the picture took 240 ms, 205 more than a swift one.
  vi.advanceTimersByTime(40 + 204);
  expect(pace.isBusy).toBe(true);
  expect(freed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(pace.isBusy).toBe(false);
  expect(freed).toHaveBeenCalledTimes(1);
});

it("does not wait for ever for a picture that is never done", () => {
  const { pace, freed } = paced();
  pace.begin();
  vi.advanceTimersByTime(1500);
  expect(pace.isBusy).toBe(false);
  expect(freed).toHaveBeenCalledTimes(1);
});

it("asked to end, waits for nothing more", () => {
  const { pace, freed, painted } = paced();
  pace.begin();
  painted();
  pace.end();
  expect(pace.isBusy).toBe(false);
  painted();
  vi.advanceTimersByTime(5000);
  expect(freed).not.toHaveBeenCalled();
});

it("begins again with the next picture", () => {
  const { pace, freed, painted } = paced();
  pace.begin();
  vi.advanceTimersByTime(1000);
  pace.begin();
  vi.advanceTimersByTime(10);
  painted();
  vi.advanceTimersByTime(40 + 15);
  expect(freed).toHaveBeenCalledTimes(1);
});

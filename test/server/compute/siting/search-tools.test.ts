import { expect, it } from "vitest";
import { beginSearch } from "../../../../server/compute/siting/search-tools.ts";
import { stopFlag, stopped } from "../../../../server/compute/siting/stop.ts";

function begun(options: { seconds?: number; stop?: SharedArrayBuffer } = {}) {
  let now = 5000;
  const told: number[] = [];
  const search = beginSearch({
    seconds: 10,
    seed: 3,
    solver: undefined,
    clock: () => now,
    onProgress: (point) => void told.push(point.seconds),
    ...options,
  });
  return { ...search, told, pass: (seconds: number) => void (now += seconds * 1000) };
}

it("ends when its time is over, and not before", () => {
  const { tools, pass, seconds } = begun();
  pass(9.5);
  expect([tools.ended(), tools.left(), seconds()]).toEqual([false, 0.5, 9.5]);
  pass(0.5);
  expect([tools.ended(), tools.left()]).toEqual([true, 0]);
});

it("ends when told to from elsewhere", () => {
  const flag = stopFlag();
  const { tools } = begun({ stop: flag.shared });
  expect(tools.ended()).toBe(false);
  flag.stop();
  expect([stopped(flag.shared), tools.ended(), tools.left()]).toEqual([true, true, 0]);
});

it("puts down every better value and now and then a bound", () => {
  const { tools, pass, trace, told } = begun();
  tools.onProgress(null, 100);
  pass(0.1);
  tools.onProgress(null, 99);
  tools.onProgress(50, null);
  pass(0.1);
  tools.onProgress(50, 98);
  pass(0.3);
  tools.onProgress(50, 97);
  pass(0.1);
  tools.onProgress(50, 96);
  expect(trace()).toEqual([
    { seconds: 0, value: null, bound: 100 },
    { seconds: 0.1, value: 50, bound: 99 },
    { seconds: 0.5, value: 50, bound: 97 },
    { seconds: 0.6, value: 50, bound: 96 },
  ]);
  expect(told).toEqual([0, 0.1, 0.5]);
});

it("keeps a long search short, its end included", () => {
  const { tools, pass, trace } = begun({ seconds: Infinity });
  for (let value = 1; value <= 5000; value++) {
    pass(1);
    tools.onProgress(value, 6000);
  }
  expect(trace().length).toBeLessThanOrEqual(241);
  expect(trace().at(-1)).toEqual({ seconds: 5000, value: 5000, bound: 6000 });
});

it("has no points where nothing was found", () => {
  expect(begun().trace()).toEqual([]);
});

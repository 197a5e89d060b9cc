import { beforeEach, describe, expect, it } from "vitest";
import { jobs, type Jobs, type Work } from "../../../server/compute/jobs.ts";
import { TaskRefused } from "../../../server/compute/threads.ts";

let faults: unknown[];
let all: Jobs;
beforeEach(() => {
  faults = [];
  all = jobs((error) => faults.push(error));
});

/** Never done, but can be stopped. */
const endless: Work = ({ signal }) =>
  new Promise((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason as Error)),
  );

/** Work that ends when it is told to. */
function held(study: string) {
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<string>();
  const work: Work = () => (begun.resolve(), end.promise);
  return { work, begun: begun.promise, end: () => end.resolve(study) };
}

describe("a job", () => {
  it("keeps the latest report of every stage, in the order they began", async () => {
    const { id, state } = all.start(async ({ onProgress }) => {
      onProgress({ stage: "streets", done: 1, total: 4 });
      onProgress({ stage: "streets", done: 4, total: 4 });
      onProgress({ stage: "people", done: 0, total: 0 });
      onProgress({ stage: "streets", done: 5, total: 5 });
      return "town";
    });
    expect(state).toBe("running");
    expect(await all.ended(id)).toEqual({
      id,
      state: "done",
      study: "town",
      progress: [
        { stage: "streets", done: 5, total: 5 },
        { stage: "people", done: 0, total: 0 },
      ],
    });
    expect(all.find(id)).toEqual(await all.ended(id));
  });

  it("has the machine to itself; the next waits for its end, whatever that is", async () => {
    const order: string[] = [];
    const first = held("one");
    const one = all.start(async (options) => {
      await first.work(options);
      order.push("one");
      throw new Error("out of luck");
    });
    const two = all.start(async () => {
      order.push("two");
      return "two";
    });
    await first.begun;
    expect(all.find(two.id)?.state).toBe("running");
    expect(order).toEqual([]);
    first.end();
    expect((await all.ended(two.id))?.state).toBe("done");
    expect((await all.ended(one.id))?.state).toBe("failed");
    expect(order).toEqual(["one", "two"]);
  });

  it("that is cancelled stays cancelled, and the next one runs", async () => {
    const { id } = all.start(endless);
    const next = all.start(async () => "town");
    expect(await all.cancel(id)).toEqual({ id, state: "cancelled", progress: [] });
    expect(await all.cancel(id)).toMatchObject({ state: "cancelled" });
    expect(await all.ended(next.id)).toMatchObject({ state: "done" });
    expect(await all.cancel(next.id)).toMatchObject({ state: "done" });
    expect(faults).toEqual([]);
  });

  it("that is cancelled before its turn is never begun", async () => {
    const first = held("one");
    all.start(first.work);
    let begun = false;
    const { id } = all.start(async () => {
      begun = true;
      return "two";
    });
    const cancelling = all.cancel(id);
    first.end();
    expect(await cancelling).toMatchObject({ state: "cancelled" });
    expect(begun).toBe(false);
  });

  it("tells the user what is wrong with a file, and nobody else", async () => {
    const said = { zh: "第3行……", en: "Row 3 …" };
    const { id } = all.start(() => Promise.reject(new TaskRefused(said)));
    expect(await all.ended(id)).toMatchObject({ state: "failed", error: said });
    expect(faults).toEqual([]);
  });

  it("that fails by a fault of the program says so and has it logged", async () => {
    const fault = new Error("out of luck");
    const { id } = all.start(() => Promise.reject(fault));
    expect(await all.ended(id)).toMatchObject({
      state: "failed",
      error: {
        zh: expect.stringMatching(/程序内部出错.*out of luck/),
        en: expect.stringMatching(/The program failed.*out of luck/),
      },
    });
    expect(faults).toEqual([fault]);
  });

  it("is stopped when the server stops, and none is begun after", async () => {
    const { id } = all.start(endless);
    await all.close();
    expect(all.find(id)).toMatchObject({ state: "cancelled" });
    let begun = false;
    const late = all.start(async () => {
      begun = true;
      return "town";
    });
    expect(await all.ended(late.id)).toMatchObject({ state: "cancelled" });
    expect(begun).toBe(false);
  });

  it("is forgotten after a hundred newer ones", async () => {
    const first = all.start(async () => "town");
    for (let i = 0; i < 100; i++) await all.ended(all.start(async () => "town").id);
    expect(all.find(first.id)).toBeUndefined();
    expect(await all.cancel(first.id)).toBeUndefined();
  });
});

describe("a search for sites", () => {
  it("is waited for by other searches, and by no other work", async () => {
    const order: string[] = [];
    const first = held("one");
    const one = all.start(first.work, "searches");
    const two = all.start(async () => (order.push("search"), "two"), "searches");
    const work = all.start(async () => (order.push("work"), "three"));
    await first.begun;
    expect((await all.ended(work.id))?.state).toBe("done");
    expect([order, all.find(two.id)?.state]).toEqual([["work"], "running"]);
    first.end();
    expect((await all.ended(one.id))?.state).toBe("done");
    expect((await all.ended(two.id))?.state).toBe("done");
    expect(order).toEqual(["work", "search"]);
  });

  it("keeps the number of its plan and its points, of very many the first and the last", async () => {
    const { id } = all.start(async ({ onPoint, onPlan }) => {
      for (let i = 0; i <= 1000; i++) onPoint({ seconds: i, value: i, bound: null });
      onPlan(7);
      return "town";
    }, "searches");
    const job = await all.ended(id);
    expect(job?.plan).toBe(7);
    const seconds = job?.trace?.map((point) => point.seconds) ?? [];
    expect(seconds.length).toBeLessThanOrEqual(241);
    expect([seconds[0], seconds.at(-1)]).toEqual([0, 1000]);
    expect(seconds.toSorted((a, b) => a - b)).toEqual(seconds);
  });

  it("that is cancelled and ends well all the same is done", async () => {
    const begun = Promise.withResolvers<void>();
    const { id } = all.start(
      ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve("town"));
          begun.resolve();
        }),
      "searches",
    );
    await begun.promise;
    expect(await all.cancel(id)).toMatchObject({ state: "done", study: "town" });
  });
});

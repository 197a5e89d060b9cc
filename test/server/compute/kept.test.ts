import { describe, expect, it } from "vitest";
import { kept } from "../../../server/compute/kept.ts";

describe("kept values", () => {
  it("are made once, also when asked for while they are being made", async () => {
    const values = kept<number>(2);
    let made = 0;
    const make = async () => ++made;
    const both = await Promise.all([values.get("a", make), values.get("a", make)]);
    expect([...both, await values.get("a", make)]).toEqual([1, 1, 1]);
  });

  it("go when others have been asked for since", async () => {
    const values = kept<string>(2);
    const made: string[] = [];
    const get = (key: string) => values.get(key, async () => (made.push(key), key));
    for (const key of ["a", "b", "a", "c", "a", "b"]) await get(key);
    expect(made).toEqual(["a", "b", "c", "b"]);
  });

  it("are made again after a failure", async () => {
    const values = kept<string>(2);
    await expect(values.get("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await values.get("a", async () => "first")).toBe("first");
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { lineAt, locateJson, said } from "../../../../server/intake/policy/json-lines.ts";

it("tells the line on which each value begins", () => {
  const text = `{
  "a": 1,
  "b": [
    "x\\n\\"{,",
    { "c": [] , "d": {} },

    [[2]]
  ],
  "e":
    null
}`;
  const { value, lineOf } = locateJson(text);
  expect(value).toEqual({ a: 1, b: ['x\n"{,', { c: [], d: {} }, [[2]]], e: null });
  expect(lineOf([])).toBe(1);
  expect(lineOf(["a"])).toBe(2);
  expect(lineOf(["b"])).toBe(3);
  expect(lineOf(["b", 0])).toBe(4);
  expect(lineOf(["b", 1, "c"])).toBe(5);
  expect(lineOf(["b", 1, "d"])).toBe(5);
  expect(lineOf(["b", 2, 0, 0])).toBe(7);
  expect(lineOf(["e"])).toBe(10);
});

it("tells the line of what is around a value that is not there", () => {
  const { lineOf } = locateJson('[\n1,\n{\n"a": 1}\n]');
  expect(lineOf([1, "missing", "deeper"])).toBe(3);
  expect(lineOf([7])).toBe(1);
});

it("finds keys that an object has twice", () => {
  const { repeated } = locateJson('{"a": 1, "b": {"a": 2, "a": 3}, "a": 4}');
  expect(repeated).toEqual([["b", "a"], ["a"]]);
});

it("names a place as people read it", () => {
  expect(said([])).toBe("");
  expect(said(["entries", 3, "numbers", 0, "unit"])).toBe("entries[3].numbers[0].unit");
});

it("counts lines from one", () => {
  expect(lineAt("a\nb\nc", 0)).toBe(1);
  expect(lineAt("a\nb\nc", 4)).toBe(3);
});

it("finds every value on its line, however it is nested", () => {
  // Written one token a line, a value's line is the number of the tokens before it, and one.
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const lines: string[] = [];
      const wanted: [path: (string | number)[], line: number][] = [];
      const write = (inner: unknown, path: (string | number)[]): void => {
        wanted.push([path, lines.length + 1]);
        if (Array.isArray(inner)) {
          lines.push("[");
          inner.forEach((one, i) => {
            if (i > 0) lines.push(",");
            write(one, [...path, i]);
          });
          lines.push("]");
        } else if (typeof inner === "object" && inner !== null) {
          lines.push("{");
          Object.entries(inner).forEach(([key, one], i) => {
            if (i > 0) lines.push(",");
            lines.push(JSON.stringify(key), ":");
            write(one, [...path, key]);
          });
          lines.push("}");
        } else lines.push(JSON.stringify(inner));
      };
      write(value, []);
      const { lineOf, repeated } = locateJson(lines.join("\n"));
      expect(repeated).toEqual([]);
      for (const [path, line] of wanted) expect(lineOf(path)).toBe(line);
    }),
    { numRuns: 60 },
  );
});

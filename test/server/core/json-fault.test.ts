import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonFaultAt } from "#core/json-fault.ts";

it.each([
  ["", 0],
  ["nul", 0],
  ['{"a":x}', 5],
  ['{"a":1', 6],
  ['{"a":1,}', 7],
  ["{'a':1}", 1],
  ["[1 2]", 3],
  ["[1,,2]", 3],
  ["[1}", 2],
  ["]", 0],
  ["{} {}", 3],
  ['{"a" 1}', 5],
  ['["a\nb"]', 1],
  ["[TRUE]", 1],
  ["[01]", 2],
])("finds where %j stops being JSON", (text, at) => {
  expect(jsonFaultAt(text)).toBe(at);
});

it("says of every valid text that nothing in it is wrong", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(jsonFaultAt(`${text} `)).toBe(text.length + 1);
    }),
  );
});

it("agrees with the parser wherever the parser tells a place, to the token", () => {
  const marks = ["#", "}", "]", ",", ":", '"', "1", "[", "{", "null", "\n"];
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom(...marks), (text, at, mark) => {
      const cut = at % (text.length + 1);
      const broken = text.slice(0, cut) + mark + text.slice(cut);
      const told = placeToldFor(broken);
      fc.pre(told !== undefined);
      const fault = jsonFaultAt(broken);
      expect(fault).toBeLessThanOrEqual(told);
      // A string or a number is at fault from its start, a parser may say where inside.
      expect(broken.slice(fault, told)).toMatch(/^(?:"[^]*|-?[\w.+-]*)$/);
    }),
  );
});

function placeToldFor(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const [, place] = /at position (\d+)/.exec(String(error)) ?? [];
    return place === undefined ? undefined : Number(place);
  }
}

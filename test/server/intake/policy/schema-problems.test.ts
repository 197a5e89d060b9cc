import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Type, type TSchema } from "typebox";
import { Value } from "typebox/value";
import { expect, it } from "vitest";
import { PolicyDocument, StandardFile } from "#contract/policy/document.ts";
import { MeasureFile, ServiceFile } from "#contract/policy/measure.ts";
import { said } from "../../../../server/intake/policy/json-lines.ts";
import { schemaProblems } from "../../../../server/intake/policy/schema-problems.ts";
import { SEEDS_FOLDER } from "../../../../server/intake/policy/seeds.ts";

const told = (schema: TSchema, value: unknown) =>
  schemaProblems(schema, value).map(({ path, reason }) => `${said(path)} ${reason.code}`);

it("tells everything at once, each with its place", () => {
  const schema = Type.Object(
    {
      name: Type.String({ minLength: 2, maxLength: 3 }),
      list: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1 }),
      unit: Type.Union([Type.String(), Type.Null()]),
      maybe: Type.Optional(Type.Enum(["a", "b"])),
    },
    { additionalProperties: false },
  );
  expect(told(schema, { name: "ab", list: [1], unit: null })).toEqual([]);
  expect(told(schema, { name: "", list: [0, 1.5, "2"], unit: 3, maybe: "c", more: 1 })).toEqual([
    "name policy-text-empty",
    "list[0] policy-number-range",
    "list[1] policy-wrong-type",
    "list[2] policy-wrong-type",
    "unit policy-wrong-type",
    "maybe policy-not-a-choice",
    "more policy-field-unknown",
  ]);
  expect(told(schema, { name: "abcd", list: [] })).toEqual([
    " policy-field-missing",
    "name policy-text-too-long",
    "list policy-list-too-short",
  ]);
});

it("speaks of the branch that was meant, by its mark", () => {
  const schema = Type.Union([
    Type.Object({ kind: Type.Literal("point"), at: Type.Number() }),
    Type.Object({ kind: Type.Literal("line"), from: Type.Number(), to: Type.Number() }),
  ]);
  expect(told(schema, { kind: "line", from: 1 })).toEqual([" policy-field-missing"]);
  expect(told(schema, { kind: "arc" })).toEqual(["kind policy-not-a-choice"]);
  expect(told(schema, {})).toEqual([" policy-field-missing"]);
  expect(told(schema, 7)).toEqual([" policy-wrong-type"]);
});

const FILES: readonly (readonly [file: string, schema: TSchema])[] = [
  ["documents/zhangye-2022-98.json", PolicyDocument],
  ["measures.json", MeasureFile],
  ["services.json", ServiceFile],
  ["standards.json", StandardFile],
];

it.each(FILES)("finds something wrong in %s exactly when TypeBox does", (file, schema) => {
  const text = readFileSync(join(SEEDS_FOLDER, file), "utf8");
  expect(told(schema, JSON.parse(text))).toEqual([]);
  let refused = 0;
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...SPOILERS), (where, spoil) => {
      const value: unknown = JSON.parse(text);
      const places = containersIn(value);
      const [container, key] = places[where % places.length] ?? [];
      if (container === undefined || key === undefined) return;
      spoil(container, key);
      const isSound = Value.Check(schema, value);
      if (!isSound) refused += 1;
      expect(told(schema, value).length === 0).toBe(isSound);
    }),
    { numRuns: 60 },
  );
  expect(refused).toBeGreaterThan(20);
});

type Container = Record<string | number, unknown>;

/** Ways to spoil one value of a file; some leave it sound. */
const SPOILERS: readonly ((container: Container, key: string | number) => void)[] = [
  (container, key) => void (container[key] = null),
  (container, key) => void (container[key] = "§"),
  (container, key) => void (container[key] = -3.5),
  (container, key) => void (container[key] = []),
  (container, key) => void (container[key] = { kind: "rate" }),
  (container, key) => void (container[`${key}x`] = container[key]),
  (container, key) => {
    if (!Array.isArray(container)) delete container[key];
  },
];

function containersIn(value: unknown): (readonly [Container, string | number])[] {
  if (typeof value !== "object" || value === null) return [];
  const container = value as Container;
  return Object.keys(value).flatMap((key) => [
    [container, Array.isArray(value) ? Number(key) : key] as const,
    ...containersIn(container[key]),
  ]);
}

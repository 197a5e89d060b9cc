import { isUtf8 } from "node:buffer";
import type { Static, TSchema } from "typebox";
import { Value } from "typebox/value";
import { jsonFaultAt } from "#core/json-fault.ts";
import { lineAt, locateJson, said, type LocatedJson } from "./json-lines.ts";
import { RefusedData, type DataProblem } from "./refused-data.ts";
import { found, schemaProblems, type Found } from "./schema-problems.ts";

/** What else must hold for a file of this kind, told even of what parts of it are sound. */
type FurtherProblems = (raw: unknown, lineOf: LocatedJson["lineOf"]) => readonly Found[];

/**
 * A file of policy data as the value its schema describes. Throws `RefusedData` with everything that is wrong in
 * it at once.
 */
export function readData<Schema extends TSchema>(
  schema: Schema,
  content: Uint8Array | string,
  name: string,
  further: FurtherProblems = () => [],
): Static<Schema> {
  const text = textOf(content, name);
  const { value, lineOf, repeated } = located(text, name);
  const problems = [
    ...repeated.map((path) => found(path, "policy-key-repeated", { field: String(path.at(-1)) })),
    ...schemaProblems(schema, value),
    ...further(value, lineOf),
  ].map(({ path, reason }): DataProblem => ({ line: lineOf(path), path: said(path), reason }));
  if (problems.length > 0) throw new RefusedData(name, problems);
  return Value.Parse(schema, value);
}

function textOf(content: Uint8Array | string, name: string): string {
  if (typeof content === "string") return content.replace(/^\ufeff/, "");
  if (!isUtf8(content))
    throw new RefusedData(name, [{ line: 1, path: "", reason: { code: "policy-not-utf8" } }]);
  return new TextDecoder().decode(content);
}

function located(text: string, name: string): LocatedJson {
  try {
    return locateJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = jsonFaultAt(text);
    const near = text.slice(at, at + 20).split("\n", 1)[0] ?? "";
    const line = lineAt(text, at);
    const reason: DataProblem["reason"] =
      at >= text.length
        ? { code: "policy-json-ends-early" }
        : { code: "policy-not-json", values: { near } };
    throw new RefusedData(name, [{ line, path: "", reason }]);
  }
}

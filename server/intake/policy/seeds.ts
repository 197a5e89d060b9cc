import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Value } from "typebox/value";
import { StandardFile, StandardValue, type PolicyDocument } from "#contract/policy/document.ts";
import { Measure, MeasureFile, ServiceFile, StockItem } from "#contract/policy/measure.ts";
import { measureProblems } from "./measure-problems.ts";
import { fieldOf, repeatedIds, soundOnes } from "./own-data.ts";
import { readData } from "./read-data.ts";
import { readPolicyDocument, type CommonData } from "./read-document.ts";
import { found, type Found } from "./schema-problems.ts";

/** Where the program's own policy data lie. */
export const SEEDS_FOLDER = join(import.meta.dirname, "../../../seeds");

/** A document with the digest of the file it came from. */
export interface SeedDocument extends PolicyDocument {
  readonly sha256: string;
}

/** Everything that came with the program about policy. */
export interface Seeds extends CommonData {
  readonly documents: readonly SeedDocument[];
  readonly services: ServiceFile["services"];
  readonly trades: ServiceFile["trades"];
  readonly standards: StandardFile;
}

/**
 * The policy data of a folder: services, measures, standards and every document in `documents/`. Throws
 * `RefusedData` on the first file that cannot be used, with everything that is wrong in it.
 */
export async function loadSeeds(folder: string): Promise<Seeds> {
  const read = (...path: string[]) => readFile(join(folder, ...path));
  const { services, kinds, trades } = readServices(await read("services.json"), "services.json");
  const { themes, items, measures } = readMeasures(
    await read("measures.json"),
    "measures.json",
    kinds,
  );
  const standards = readStandards(await read("standards.json"), "standards.json");
  const common: CommonData = { themes, items, measures, kinds };
  const names = (await readdir(join(folder, "documents"))).filter((name) => name.endsWith(".json"));
  const documents: SeedDocument[] = [];
  for (const name of names.toSorted()) {
    const bytes = await read("documents", name);
    const document = readPolicyDocument(bytes, name, common);
    if (`${document.id}.json` !== basename(name))
      throw new Error(`seeds/documents/${name} holds the document "${document.id}": name it so.`);
    documents.push({ ...document, sha256: createHash("sha256").update(bytes).digest("hex") });
  }
  return { ...common, documents, services, trades, standards };
}

function readServices(content: Uint8Array, name: string): ServiceFile {
  return readData(ServiceFile, content, name, (raw, lineOf) =>
    ["services", "kinds", "trades"].flatMap((field) => repeatedIds(raw, field, lineOf)),
  );
}

function readMeasures(content: Uint8Array, name: string, kinds: ServiceFile["kinds"]): MeasureFile {
  return readData(MeasureFile, content, name, (raw, lineOf) => {
    const items = soundOnes(StockItem, fieldOf(raw, "items"));
    const { sound } = soundOnes(Measure, fieldOf(raw, "measures"));
    return [
      ...repeatedIds(raw, "themes", lineOf),
      ...measureProblems(sound, items.sound, kinds, items.broken),
    ];
  });
}

function readStandards(content: Uint8Array, name: string): StandardFile {
  return readData(StandardFile, content, name, (raw, lineOf) => {
    const [standards, values] = [fieldOf(raw, "standards"), fieldOf(raw, "values")];
    if (!Array.isArray(standards) || !Array.isArray(values)) return [];
    const codes = new Set(standards.map((standard: unknown) => fieldOf(standard, "code")));
    const wrong = values.flatMap((value: unknown, i): Found[] => {
      if (!Value.Check(StandardValue, value)) return [];
      const { standard, evidence, note } = value;
      return [
        ...(codes.has(standard)
          ? []
          : [found(["values", i, "standard"], "policy-standard-unknown", { standard })]),
        ...(evidence !== "R" || note?.zh.includes("待核")
          ? []
          : [found(["values", i], "policy-standard-unmarked")]),
      ];
    });
    return [...repeatedIds(raw, "values", lineOf), ...wrong];
  });
}

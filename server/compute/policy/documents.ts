import { ownValue } from "#core/own-value.ts";
import type { DocumentSummary, PolicyDocument } from "#contract/policy/document.ts";
import type { FacilityKind, Measure, StockItem } from "#contract/policy/measure.ts";
import type { DocumentInForce } from "#core/policy/input.ts";
import { readPolicyDocument } from "../../intake/policy/read-document.ts";
import { RefusedData, saidOf } from "../../intake/policy/refused-data.ts";
import type { Seeds } from "../../intake/policy/seeds.ts";
import type { DocumentRow, PolicyDocuments } from "../../store/policy-documents.ts";
import { canonical, checksumOf } from "./canonical.ts";
import { BuiltIn, NotThere, Unacceptable, type Fault } from "./unacceptable.ts";

/** How indicators are worked out: those of the program and of all documents that were added. */
export interface Rules {
  readonly measures: Readonly<Record<string, Measure>>;
  readonly items: Readonly<Record<string, StockItem>>;
  readonly kinds: readonly FacilityKind[];
}

/** The policy documents: those that came with the program, and those that users add. */
export interface DocumentShelf {
  /** Built-in first, then by the day of issue. */
  readonly all: () => Promise<readonly DocumentInForce[]>;
  readonly rules: () => Promise<Rules>;
  readonly summaries: () => Promise<DocumentSummary[]>;
  readonly summary: (id: string) => Promise<DocumentSummary>;
  /** Throws `NotThere`. */
  readonly find: (id: string) => Promise<PolicyDocument>;
  /** Takes a document in, in place of an older version of its id. Throws `Unacceptable`, `BuiltIn`. */
  readonly add: (text: string) => Promise<DocumentSummary>;
  /** Throws `NotThere`, `BuiltIn`. */
  readonly remove: (id: string) => Promise<void>;
  /** The very version of a checksum, also of one that is no longer there. */
  readonly version: (sha256: string) => Promise<DocumentInForce | undefined>;
  /** Keeps the versions of built-in documents that something refers to. */
  readonly keep: (documents: readonly DocumentInForce[]) => Promise<void>;
}

export function documentShelf(seeds: Seeds, rows: PolicyDocuments): DocumentShelf {
  const parsed = new Map<string, DocumentInForce>();
  const builtIn = new Map(seeds.documents.map((document) => [document.id, document]));

  return {
    all,
    async rules() {
      return rulesOf(await added());
    },
    summaries: async () => {
      const texts = await rows.texts();
      return (await all()).map((document) => summarise(document, texts.get(document.id)));
    },
    summary,
    async find(id) {
      const { sha256: _, ...document } = await found(id);
      return { ...document, entries: [...document.entries] };
    },
    async add(text) {
      const document = readDocument(text, seeds);
      if (builtIn.has(document.id))
        throw new BuiltIn(
          `"${document.id}" is the id of a document that came with the program, which is not replaced.`,
        );
      const others = (await added()).filter(({ id }) => id !== document.id);
      const faults = [...unreadablePatterns(document), ...collisions(document, others)];
      if (faults.length > 0) throw new Unacceptable(faults);
      await rows.add({ id: document.id, sha256: checksumOf(text), content: text });
      return summary(document.id);
    },
    async remove(id) {
      if (builtIn.has(id))
        throw new BuiltIn(`"${id}" came with the program and cannot be removed.`);
      if (!(await rows.remove(id))) throw noSuchDocument(id, await all());
    },
    async version(sha256) {
      const one = seeds.documents.find((document) => document.sha256 === sha256);
      if (one !== undefined) return one;
      const row = await rows.version(sha256);
      return row === undefined ? undefined : parse(row);
    },
    keep: (documents) =>
      rows.keepBuiltIn(
        documents
          .filter(({ id, sha256 }) => builtIn.get(id)?.sha256 === sha256)
          .map(({ sha256, ...document }) => ({
            id: document.id,
            sha256,
            content: JSON.stringify(document),
          })),
      ),
  };

  async function added(): Promise<DocumentInForce[]> {
    // One that came with a later version of the program takes the place of one added under its id.
    return (await rows.list()).filter(({ id }) => !builtIn.has(id)).map(parse);
  }

  async function all(): Promise<readonly DocumentInForce[]> {
    return [
      ...seeds.documents,
      ...(await added()).toSorted((a, b) => a.issued.localeCompare(b.issued)),
    ];
  }

  async function found(id: string): Promise<DocumentInForce> {
    const documents = await all();
    const one = documents.find((document) => document.id === id);
    if (one === undefined) throw noSuchDocument(id, documents);
    return one;
  }

  async function summary(id: string): Promise<DocumentSummary> {
    return summarise(await found(id), (await rows.texts()).get(id));
  }

  /** What was taken in once is not checked again: a stricter reader of later must not make it unreadable. */
  function parse({ sha256, content }: DocumentRow): DocumentInForce {
    const known = parsed.get(sha256);
    if (known !== undefined) return known;
    const document: PolicyDocument = JSON.parse(content);
    const made = { ...document, sha256 };
    parsed.set(sha256, made);
    return made;
  }

  function rulesOf(documents: readonly DocumentInForce[]): Rules {
    const own = documents.map(({ measures = {}, items = {} }) => ({ measures, items }));
    return {
      measures: Object.assign({}, ...own.map(({ measures }) => measures), seeds.measures),
      items: Object.assign({}, ...own.map(({ items }) => items), seeds.items),
      kinds: seeds.kinds,
    };
  }

  function summarise(
    { sha256, ...document }: DocumentInForce,
    text: { name: string; bytes: number; attached: string } | undefined,
  ): DocumentSummary {
    const withNumbers = document.entries.filter(({ kind }) => kind !== "qualitative");
    const { id, number, title, short, issuer, issued, period, tier, jurisdiction } = document;
    return {
      id,
      number,
      title,
      short,
      issuer,
      issued,
      period,
      tier,
      jurisdiction: {
        code: jurisdiction.code,
        name: jurisdiction.name,
      },
      incomplete: document.incomplete ?? null,
      entries: document.entries.length,
      indicators: withNumbers.length,
      numbers: withNumbers.reduce(
        (count, { numbers }) => count + numbers.filter(({ value }) => value !== null).length,
        0,
      ),
      builtIn: builtIn.has(id),
      sha256,
      text: text ?? null,
    };
  }
}

function readDocument(text: string, seeds: Seeds): PolicyDocument {
  try {
    return readPolicyDocument(text, "JSON", seeds);
  } catch (error) {
    if (!(error instanceof RefusedData)) throw error;
    throw new Unacceptable(
      error.problems.map((problem) => ({
        code: problem.reason.code,
        path: problem.path,
        line: problem.line,
        zh: saidOf(problem, "zh"),
        en: saidOf(problem, "en"),
      })),
    );
  }
}

/** Patterns of texts that are no regular expressions. */
function unreadablePatterns({ items = {} }: PolicyDocument): Fault[] {
  return Object.entries(items).flatMap(([key, { pattern }]): Fault[] => {
    if (pattern === undefined || isPattern(pattern)) return [];
    return [
      {
        code: "pattern-unreadable",
        path: `items/${key}/pattern`,
        zh: `“${key}”的 pattern 不是正则表达式：“${pattern}”。请改正，或删去。`,
        en: `The pattern of "${key}" is no regular expression: "${pattern}". Correct it, or leave it out.`,
      },
    ];
  });
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/**
 * Measures and items are known by their names in all documents: one name must not mean two things. A document of
 * the next period may repeat what it goes on to use.
 */
function collisions(document: PolicyDocument, others: readonly DocumentInForce[]): Fault[] {
  return (["measures", "items"] as const).flatMap((kind) =>
    Object.entries(document[kind] ?? {}).flatMap(([key, value]): Fault[] => {
      const owner = others.find((other) => {
        const theirs = ownValue<unknown>(other[kind], key);
        return theirs !== undefined && canonical(theirs) !== canonical(value);
      })?.short;
      if (owner === undefined) return [];
      return [
        {
          code: "name-taken",
          path: `${kind}/${key}`,
          zh: `“${key}”在“${owner.zh}”中的定义与此不同。请换一个名字，并同时修改引用它的条目。`,
          en: `"${key}" is defined otherwise in ${owner.en}. Give it another name, here and where it is used.`,
        },
      ];
    }),
  );
}

function noSuchDocument(id: string, all: readonly DocumentInForce[]): NotThere {
  return new NotThere(
    "document",
    `There is no document "${id.slice(0, 80)}".`,
    `Known: ${all.map((document) => document.id).join(", ")}.`,
  );
}

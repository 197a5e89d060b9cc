import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Entry, PolicyDocument, TargetNumber } from "#contract/policy/document.ts";
import { InputError } from "../intake/account.ts";
import { readPolicyDocument } from "../intake/policy/read-document.ts";
import { loadSeeds, SEEDS_FOLDER } from "../intake/policy/seeds.ts";
import { parseOptions, takeFlag, UsageError } from "./arguments.ts";
import type { Reporter } from "./progress.ts";

/** What one document demands in one number; requirements without a number have one row as well. */
interface Row {
  readonly id: string;
  readonly document: string;
  readonly clause: string;
  readonly name: string;
  readonly nameEn: string;
  readonly operator: TargetNumber["operator"];
  readonly value: number | null;
  readonly unit: string | null;
  /** Which of several numbers it is, where meeting any is enough. */
  readonly label: string | null;
  readonly year: number;
  readonly yearText: string | null;
  readonly level: Entry["level"];
  readonly kind: Entry["kind"];
  readonly theme: string;
  readonly strength: Entry["strength"];
  readonly departments: readonly string[];
  readonly departmentsBasis: Entry["departmentsBasis"];
  readonly leads: readonly string[];
  readonly definition: Entry["definition"];
  /** Numbers of tiers or functions: never a target. */
  readonly structure: { readonly value: number; readonly unit: string } | null;
  /** Of the whole jurisdiction, never divided among its parts. */
  readonly total: boolean;
}

/** `policy list`: what the documents demand. `policy check FILE`: whether a document's file can be used. */
export async function policyCommand(
  [action, ...args]: readonly string[],
  report: Reporter,
): Promise<unknown> {
  if (action === "list") return listed(args);
  if (action === "check") return checked(args, report);
  throw new UsageError(
    action === undefined
      ? "Say what to do: policy list, or policy check FILE.json."
      : `policy has no "${action}"; it has list and check.`,
  );
}

/** Rows as data with `--json`, else as a table to read. */
async function listed(args: readonly string[]): Promise<readonly Row[] | string> {
  const [asJson, rest] = takeFlag(args, "--json");
  const asked = parseOptions(rest, { document: "string" }).document?.[0];
  const { documents } = await loadSeeds(SEEDS_FOLDER);
  if (asked !== undefined && !documents.some(({ id }) => id === asked))
    throw new UsageError(
      `There is no document "${asked}". Known: ${documents.map(({ id }) => id).join(", ")}.`,
    );
  const rows = documents.filter(({ id }) => asked === undefined || id === asked).flatMap(rowsOf);
  return asJson ? rows : table(rows);
}

async function checked(args: readonly string[], report: Reporter): Promise<unknown> {
  const [file, more] = args;
  if (file === undefined || file.startsWith("--") || more !== undefined)
    throw new UsageError("Give one file to check: policy check FILE.json.");
  const document = readPolicyDocument(
    await contentOf(file),
    basename(file),
    await loadSeeds(SEEDS_FOLDER),
  );
  const rows = rowsOf(document);
  const numbers = rows.filter(({ value }) => value !== null).length;
  report.line(
    `${basename(file)}: valid. ${document.number}, ${document.entries.length} entries, ${numbers} numbers.`,
  );
  return {
    id: document.id,
    number: document.number,
    tier: document.tier,
    jurisdiction: document.jurisdiction.code,
    period: document.period,
    entries: document.entries.length,
    numbers,
  };
}

async function contentOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`${file} cannot be read: ${why}.`, "Check the path.", { file });
  }
}

function rowsOf({ id: document, entries }: PolicyDocument): Row[] {
  return entries.flatMap((entry) =>
    entry.numbers.map(({ operator, value, unit, label }) => ({
      id: entry.id,
      document,
      clause: entry.clause,
      name: entry.name.zh,
      nameEn: entry.name.en,
      operator,
      value,
      unit,
      label: label?.zh ?? null,
      year: entry.year,
      yearText: entry.yearText,
      level: entry.level,
      kind: entry.kind,
      theme: entry.theme,
      strength: entry.strength,
      departments: entry.departments,
      departmentsBasis: entry.departmentsBasis,
      leads: entry.leads ?? [],
      definition: entry.definition,
      structure: entry.structure ?? null,
      total: entry.total ?? false,
    })),
  );
}

const COLUMNS: readonly (readonly [title: string, cell: (row: Row) => string])[] = [
  ["document", ({ document }) => document],
  ["clause", ({ clause }) => clause],
  ["id", ({ id }) => id],
  ["name", ({ name }) => name],
  ["target", targetOf],
  ["by", ({ year }) => String(year)],
  ["level", ({ level }) => level],
  ["departments", ({ departments }) => departments.join("、")],
];

function targetOf({ operator, value, unit, label }: Row): string {
  if (value === null) return operator === "exists" ? "—" : operator;
  return `${operator} ${value} ${unit ?? ""}${label === null ? "" : `（${label}）`}`;
}

function table(rows: readonly Row[]): string {
  const lines = [
    COLUMNS.map(([title]) => title),
    ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row))),
  ];
  const widths = COLUMNS.map((_, i) => Math.max(...lines.map((line) => widthOf(line[i] ?? ""))));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell + " ".repeat((widths[i] ?? 0) - widthOf(cell)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Columns of a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
  return text.length + (text.match(/[\u2e80-\ufaff\uff00-\uff60]/g)?.length ?? 0);
}

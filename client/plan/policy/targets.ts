import type { Assessment, Indicator, Target } from "#contract/policy/compliance.ts";
import type { DocumentSummary } from "#contract/policy/document.ts";

export type Tier = DocumentSummary["tier"];
export const TIERS: readonly Tier[] = ["province", "city", "county"];

/** What is known of the documents of an assessment, by their ids. */
export type Library = ReadonlyMap<string, DocumentSummary>;

export function libraryOf(documents: readonly DocumentSummary[]): Library {
  return new Map(documents.map((document) => [document.id, document]));
}

/** The tiers that the documents in force are of, the highest first: each is a column of targets. */
export function tiersOf(assessment: Assessment, library: Library): Tier[] {
  const present = new Set(assessment.documents.map(({ id }) => library.get(id)?.tier));
  return TIERS.filter((tier) => present.has(tier));
}

/** The target of a tier: the one in force where several documents of the tier set one. */
export function targetOf(indicator: Indicator, tier: Tier, library: Library): Target | undefined {
  const own = indicator.targets.filter(({ document }) => library.get(document)?.tier === tier);
  return own.find(({ inForce }) => inForce) ?? own[0];
}

export function targetInForce(indicator: Indicator): Target | undefined {
  return indicator.targets.find(({ inForce }) => inForce) ?? indicator.targets[0];
}

/** The numbers a value is held against, for drawing and for rounding. */
export function marksOf(targets: readonly Target[]): number[] {
  return targets.flatMap(({ numbers }) => numbers.flatMap(({ value }) => value ?? []));
}

/** The departments of the target in force, those that lead first. */
export function departmentsOf({ departments, leads }: Pick<Target, "departments" | "leads">) {
  return [...leads, ...departments.filter((one) => !leads.includes(one))];
}

/**
 * Where a clause stands, short: `二、(一)2` is `二(一)2`, `二、行动目标·第2段` is `二`. A locator of another form
 * stays as it is.
 */
export function shortClause(clause: string): string {
  const found = /^([一二三四五六七八九十]+)、?((?:[(（][一二三四五六七八九十]+[)）])?\d*)/.exec(
    clause,
  );
  return found ? `${found[1]}${(found[2] ?? "").replace("（", "(").replace("）", ")")}` : clause;
}

/** The same where there is room for the heading's words, but not for the paragraph: `二、行动目标`. */
export function roomyClause(clause: string): string {
  return clause.replace(/·第\d+段$/, "");
}

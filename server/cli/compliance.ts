import type { Assessment, Indicator, Target } from "#contract/policy/compliance.ts";
import type { DocumentSummary } from "#contract/policy/document.ts";
import type { StudySummary } from "#contract/study.ts";
import { parseOptions, required, UsageError } from "./arguments.ts";
import { jsonOf, withService, type Ask } from "./ask-service.ts";
import { NotAnswered } from "./refusals.ts";
import type { Reporter } from "./progress.ts";

/** One target that one document sets, held against a study. */
interface Row {
  readonly id: string;
  readonly document: string;
  readonly name: string;
  readonly clause: string;
  /** The first of several where any is enough; null where there is no number. */
  readonly target: number | null;
  readonly targets: readonly (number | null)[];
  readonly operator: string;
  readonly value: number | null;
  readonly unit: string;
  readonly status: "met" | "not-met" | "not-assessable";
  readonly strength: string;
  readonly shortfall: { readonly amount: number; readonly unit: string } | null;
  readonly missing: readonly string[];
  readonly trace: Indicator["trace"];
  readonly departments: readonly string[];
  /** Whether it decides under the study's settings; false for one of a later period too. */
  readonly inForce: boolean;
  readonly readings: Indicator["readings"];
}

/**
 * A study held against the policy documents: one object for every indicator of every document. Works beside a
 * running server and without one.
 */
export async function complianceCommand(
  args: readonly string[],
  report: Reporter,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const values = parseOptions(withoutFlag(args), {
    study: "string",
    document: "string",
    unit: "string",
  });
  const study = required(values, "study");
  const document = values["document"]?.[0];
  const unit = values["unit"]?.[0];
  if (document === "" || unit === "")
    throw new UsageError(`--${document === "" ? "document" : "unit"} is blank.`);
  return withService(study, report, signal, async (ask) => {
    await requireStudy(ask, study);
    if (document !== undefined) await requireDocument(ask, document);
    const scope = unit === undefined ? "" : `?unit=${encodeURIComponent(unit)}`;
    const assessment = jsonOf<Assessment>(
      await ask(`/studies/${encodeURIComponent(study)}/compliance${scope}`),
    );
    const rows = assessment.indicators.flatMap(rowsOf);
    return document === undefined ? rows : rows.filter((row) => row.document === document);
  });
}

/** `--json` is how it always answers. */
function withoutFlag(args: readonly string[]): string[] {
  return args.filter((arg) => arg !== "--json");
}

async function requireStudy(ask: Ask, study: string): Promise<void> {
  const known = jsonOf<StudySummary[]>(await ask("/studies"));
  if (known.some(({ id }) => id === study)) return;
  const named = known.map(({ id, name }) => `${id} (${name})`).join(", ");
  throw new NotAnswered(
    `There is no study "${study}". ${named === "" ? "There is none yet." : `Known: ${named}.`}`,
  );
}

async function requireDocument(ask: Ask, document: string): Promise<void> {
  const known = jsonOf<DocumentSummary[]>(await ask("/policy/documents"));
  if (known.some(({ id }) => id === document)) return;
  const named = known.map(({ id, number }) => `${id} (${number})`).join(", ");
  throw new NotAnswered(`There is no document "${document}". Known: ${named}.`);
}

function rowsOf(indicator: Indicator): Row[] {
  return [...indicator.targets, ...indicator.next].map((target) => rowOf(indicator, target));
}

function rowOf(indicator: Indicator, target: Target): Row {
  const [first] = target.numbers;
  return {
    id: indicator.id,
    document: target.document,
    name: indicator.name.zh,
    clause: target.clause,
    target: first?.value ?? null,
    targets: target.numbers.map(({ value }) => value),
    operator: first?.operator ?? "exists",
    value: indicator.value,
    unit: first?.unit ?? indicator.unit.zh,
    status: target.verdict,
    strength: target.strength,
    shortfall: target.shortfall && {
      amount: target.shortfall.amount,
      unit: target.shortfall.unit.zh,
    },
    missing: indicator.missing.map(({ said }) => said.zh),
    trace: indicator.trace,
    departments: target.departments,
    inForce: target.inForce,
    readings: indicator.readings,
  };
}

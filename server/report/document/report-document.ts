import type { ReportDocument, ReportRequest } from "#contract/policy/report.ts";
import { writeAnnex } from "./annex.ts";
import { writeData } from "./data-chapter.ts";
import { newDraft, type Draft } from "./draft.ts";
import type { ReportFacts } from "./facts.ts";
import { writeIndicators } from "./indicator-chapter.ts";
import { writeLedger } from "./ledger-chapter.ts";
import { writeReach } from "./reach-chapter.ts";
import { dayOf, names } from "./say-number.ts";
import { scopeOf, type Scope } from "./scope.ts";
import { writeSiting } from "./siting-chapter.ts";
import { writeSummary } from "./summary-chapter.ts";
import { writeTasks } from "./task-chapter.ts";

/**
 * The report as an official document: blocks in order, every figure out of the assessment or the measurement, every
 * sentence by rule. The same facts give the same document.
 */
export function reportDocument(facts: ReportFacts, request: ReportRequest): ReportDocument {
  const scope = scopeOf(facts, request);
  const draft = newDraft();
  const asks = (chapter: ReportRequest["chapters"][number]) => request.chapters.includes(chapter);
  draft.line("center", "〔　　〕　　号");
  draft.line("left", "（主送单位）：");
  if (asks("summary")) writeSummary(draft, scope, asks("services"));
  if (asks("indicators") || asks("services"))
    writeThemes(draft, scope, asks("indicators"), asks("services"));
  if (asks("siting")) writeSiting(draft, scope);
  if (asks("ledger")) writeLedger(draft, scope);
  if (asks("tasks")) writeTasks(draft, scope);
  if (asks("data")) writeData(draft, scope);
  draft.line("right", "（编制单位）");
  draft.line("right", dateSaid(facts.snapshot.created));
  if (asks("annex") && facts.assessment.documents.length > 0) writeAnnex(draft, scope);
  const title = titleOf(scope);
  return {
    title,
    subtitle: `${facts.assessment.settings.year}年度　${snapshotSaid(facts.snapshot)}`,
    header: clipped(title),
    footer: clipped(footerOf(facts)),
    synthetic: facts.assessment.synthetic,
    paper: request.paper,
    blocks: [...draft.blocks],
  };
}

/** What the report is called: 甘州区一刻钟便民生活圈服务能力评估报告. */
function titleOf({ name, topic }: Scope): string {
  return topic === null ? `${name}一刻钟便民生活圈服务能力评估报告` : `${name}${topic}专题评估报告`;
}

function footerOf(facts: ReportFacts): string {
  const numbers = numbersInForce(facts);
  return numbers.length === 0
    ? "没有适用的政策文件，不作达标评判"
    : `指标依据：${names(numbers, MOST_NUMBERS)}`;
}

const MOST_NUMBERS = 3;

function numbersInForce({ assessment, documents }: ReportFacts): string[] {
  const inForce = new Set(assessment.documents.map(({ id }) => id));
  return documents.flatMap(({ id, number }) => (inForce.has(id) ? [number] : []));
}

/** Header and footer have a line each. */
function clipped(line: string): string {
  return line.length <= MOST_CHARACTERS
    ? line
    : `${line.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…`;
}

const MOST_CHARACTERS = 48;

function snapshotSaid({ number, created }: ReportFacts["snapshot"]): string {
  return number === null
    ? `数据截至${dayOf(created)}，生成报告时存为快照`
    : `数据快照第${number}号（${dayOf(created)}）`;
}

/** One chapter for each theme; the two families stand under headings of their own and share no table. */
function writeThemes(draft: Draft, scope: Scope, indicators: boolean, reach: boolean): void {
  for (const theme of scope.themes) {
    const hasIndicators = indicators && theme.indicators.length > 0;
    const hasReach = reach && theme.reach.length > 0;
    if (!hasIndicators && !hasReach) continue;
    draft.heading(1, theme.theme.name.zh);
    if (hasIndicators) {
      draft.heading(2, "政策指标完成情况");
      writeIndicators(draft, scope, theme);
    }
    if (hasReach) {
      draft.heading(2, "步行可达情况（空间测算，不是政策指标）");
      writeReach(draft, scope, theme.reach);
    }
  }
}

/** 2026年11月22日 */
function dateSaid(iso: string): string {
  const [year, month, day] = dayOf(iso).split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

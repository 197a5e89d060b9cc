import type { Job } from "#contract/jobs.ts";
import type { Assessment, Comparison, Snapshot } from "#contract/policy/compliance.ts";
import type { ReportFile, ReportPreview, ReportRequest } from "#contract/policy/report.ts";
import { compare } from "#core/policy/compare.ts";
import { dayOf } from "../report/document/say-number.ts";
import { topicName } from "../report/document/scope.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Sql } from "../store/database/sql.ts";
import { layersOf } from "../store/layers.ts";
import { reportFilesOf, type ReportRow } from "../store/report-files.ts";
import type { Studies } from "../store/studies.ts";
import type { StudyRecord } from "../store/study-record.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Jobs } from "./jobs.ts";
import { ledgerPremises } from "./ledger-premises.ts";
import type { Library } from "./library.ts";
import type { Policy } from "./policy.ts";
import { NotThere, Unacceptable } from "./policy/unacceptable.ts";
import type { PremisesOf } from "./premises.ts";
import { previewsOf } from "./report/previews.ts";
import { writtenFacts, type WrittenFacts } from "./report/report-facts.ts";
import { reportName } from "./report/report-name.ts";
import type { Sitings } from "./siting-plans.ts";
import { nearestOf, reachOf } from "./spatial-metrics.ts";
import type { LedgerReportTask, ReportTask } from "./tasks.ts";
import { TaskRefused, type RunTask } from "./threads.ts";

/** Reports of studies. Throws `NotThere` where a study has no such result, unit or snapshot, `Unacceptable` for a topic. */
export interface Reports {
  /** Makes one and keeps it; `NotThere` is thrown before the job begins. */
  readonly start: (study: string, request: ReportRequest) => Promise<Job>;
  /** Newest first. */
  readonly list: (study: string) => Promise<ReportFile[]>;
  readonly file: (
    study: string,
    number: number,
  ) => Promise<{ readonly report: ReportFile; readonly path: string } | undefined>;
  /** What a report would be now; nothing is kept but its pictures, for an hour. */
  readonly preview: (study: string, request: ReportRequest) => Promise<ReportPreview>;
  /** A picture of a preview, as PNG. */
  readonly picture: (study: string, token: string) => Uint8Array | undefined;
}

export interface ReportTools {
  readonly database: Sql;
  readonly artifacts: Artifacts;
  readonly studies: Studies;
  readonly catalogue: Catalogue;
  readonly library: Library;
  readonly policy: Policy;
  readonly premises: PremisesOf;
  readonly sitings: Pick<Sitings, "list" | "find">;
  readonly jobs: Jobs;
  readonly runTask: RunTask;
  readonly now: () => Date;
}

export function reportsOf(tools: ReportTools): Reports {
  const { database, artifacts, studies, catalogue, library, policy, jobs, runTask, now } = tools;
  const rows = reportFilesOf(database);
  const lookups = { ...tools, layers: layersOf(database) };
  const previews = previewsOf(runTask, now);

  return {
    async start(study, request) {
      await check(study, request);
      return jobs.start(async ({ signal, onProgress }) => {
        const started = performance.now();
        onProgress({ stage: "assess", done: 0, total: 1 });
        const { snapshot, isNew } = await snapshotFor(study, request);
        try {
          const assessment = await policy.snapshots.assessment(study, snapshot.number);
          onProgress({ stage: "assess", done: 1, total: 1 });
          signal.throwIfAborted();
          const task = await taskFor(request, assessment, snapshot);
          const { file, notes } =
            request.format === "docx"
              ? await runTask({ ...task, preview: false }, { signal, onProgress })
              : {
                  file: await runTask(
                    await ledgerTask(study, request.format, task, snapshot.number),
                    { signal, onProgress },
                  ),
                  notes: [],
                };
          if (file === null) throw new Error("The report has no file.");
          const { sha256, bytes } = await artifacts.keep(file);
          signal.throwIfAborted();
          await rows.add(study, {
            name: nameOf(task.facts, request),
            format: request.format,
            bytes,
            seconds: Math.round(performance.now() - started) / 1000,
            snapshot: snapshot.number,
            request,
            notes: notes.map(({ zh, en }) => ({ zh, en })),
            sha256,
          });
        } catch (error) {
          if (isNew) await rows.forgetSnapshot(study, snapshot.number);
          throw error;
        }
        return study;
      });
    },
    list: async (study) => (await rows.list(study)).map(view),
    async file(study, number) {
      const row = await rows.find(study, number);
      return row === undefined
        ? undefined
        : { report: view(row), path: artifacts.pathOf(row.sha256) };
    },
    async preview(study, request) {
      await check(study, request);
      const number = request.snapshot;
      const assessment =
        number === null
          ? await policy.assessmentOf(study, { unit: request.unit })
          : await policy.snapshots.assessment(study, number);
      const snapshot =
        number === null ? asOfNow(assessment) : await policy.snapshots.find(study, number);
      const task = await taskFor(request, assessment, snapshot);
      return {
        ...(await previews.of(study, { ...task, preview: true })),
        changes: await changesSince(study, assessment, snapshot),
      };
    },
    picture: previews.picture,
  };

  /** Throws `NotThere` and `Unacceptable` for what a request names and is not there. */
  async function check(study: string, { unit, snapshot, topic }: ReportRequest): Promise<void> {
    if (topic !== null && !(await isTopic(topic))) throw noSuchTopic(topic);
    if (snapshot !== null) {
      const { scope } = await policy.snapshots.find(study, snapshot);
      if (scope !== unit)
        throw new NotThere(
          "snapshot",
          `Snapshot ${snapshot} is of ${scope ?? "the whole study"}, not of ${unit ?? "the whole study"}.`,
          "Ask for the unit that the snapshot was made of.",
        );
      return;
    }
    const divisions = await policy.divisionsOf(study);
    if (unit !== null && !divisions.some(({ code }) => code === unit))
      throw new NotThere(
        "unit",
        `The study has no division with the code "${unit}".`,
        "The divisions are among the places of /api/studies/…/compliance.",
      );
  }

  /** A service, or an indicator or task of any document. */
  async function isTopic(topic: string): Promise<boolean> {
    const { services } = await policy.catalogue();
    const documents = await policy.documents.all();
    const entries = documents.flatMap((document) => document.entries);
    return [...services, ...entries].some(({ id }) => id === topic);
  }

  /** The snapshot that was asked for, or a new one. */
  async function snapshotFor(
    study: string,
    { unit, snapshot }: ReportRequest,
  ): Promise<{ readonly snapshot: Snapshot; readonly isNew: boolean }> {
    if (snapshot !== null)
      return { snapshot: await policy.snapshots.find(study, snapshot), isNew: false };
    const name = `报告 ${dayOf(now().toISOString())}`;
    return { snapshot: await policy.snapshots.keep(study, { name, unit }), isNew: true };
  }

  /** Of an assessment that was not kept. */
  function asOfNow(assessment: Assessment): Snapshot {
    return {
      number: NOT_KEPT,
      name: "",
      created: now().toISOString(),
      result: assessment.result,
      scope: assessment.scope.code,
      settings: assessment.settings,
      documents: assessment.documents.map(({ id, sha256 }) => ({ id, sha256 })),
      stockSeq: 0,
      attestationSeq: 0,
      sha256: "",
      summary: assessment.summary,
    };
  }

  async function taskFor(
    request: ReportRequest,
    assessment: Assessment,
    { number, name, created }: Snapshot,
  ): Promise<Omit<ReportTask, "preview">> {
    const record = recordOf(assessment);
    const snapshot = { number: number === NOT_KEPT ? null : number, name, created };
    const facts = await writtenFacts(lookups, record, assessment, snapshot);
    return { kind: "report", folder: studies.folderOf(record), record, request, facts };
  }

  async function ledgerTask(
    study: string,
    format: LedgerReportTask["format"],
    { folder, record, facts }: Omit<ReportTask, "preview">,
    snapshot: number,
  ): Promise<LedgerReportTask> {
    const input = await policy.snapshots.input(study, snapshot);
    if ("why" in input) throw new TaskRefused(input.why);
    const open = await library.open(record);
    const reach = await reachOf(open, input.settings.reachMinutes);
    const { assessment, services } = facts;
    const order = {
      assessment,
      input,
      services,
      nearest: await nearestOf(open),
      premises: await ledgerPremises(tools, study, open.ground),
      reachGroups: Object.fromEntries(reach.map(({ service, group }) => [service, group])),
    };
    return { kind: "ledger-report", folder, record, format, plans: facts.plans, order };
  }

  function recordOf({ result }: Assessment): StudyRecord {
    const record = catalogue.find(result);
    if (record?.study.id === result) return record;
    throw new TaskRefused({
      zh: `快照所用的计算结果“${result}”已找不到，不能据此编写报告。请改用当前数据。`,
      en: `The result "${result}" that the snapshot was made of is gone, so no report can be written of it. Use the data as they are now.`,
    });
  }

  /** What changed since the snapshot of the last report of the same scope. */
  async function changesSince(
    study: string,
    assessment: Assessment,
    snapshot: Snapshot,
  ): Promise<Comparison["rows"]> {
    for (const report of await rows.list(study)) {
      if (report.request.unit !== assessment.scope.code) continue;
      const before = {
        snapshot: await policy.snapshots.find(study, report.snapshot),
        assessment: await policy.snapshots.assessment(study, report.snapshot),
      };
      const { rows: compared } = compare(before, { snapshot, assessment });
      return compared.filter(
        (row) =>
          row.before?.verdict !== row.after?.verdict || row.before?.value !== row.after?.value,
      );
    }
    return [];
  }
}

function noSuchTopic(topic: string): Unacceptable {
  const named = topic.slice(0, 80);
  return new Unacceptable([
    {
      code: "no-such-topic",
      path: "topic",
      zh: `没有“${named}”这一类服务或这一条指标。请从服务目录或指标表中选择专题。`,
      en: `There is no service or indicator "${named}". Choose one from the catalogue or the documents.`,
    },
  ]);
}

/** In place of the number of a snapshot. */
const NOT_KEPT = 0;

function nameOf({ assessment, snapshot, ...words }: WrittenFacts, request: ReportRequest): string {
  return reportName(
    assessment,
    request.format,
    topicName({ assessment, ...words }, request.topic),
    { number: snapshot.number ?? NOT_KEPT, day: dayOf(snapshot.created) },
  );
}

function view(row: ReportRow): ReportFile {
  const { sha256: _, ...report } = row;
  return report;
}

import type { Progress, Said } from "#contract/jobs.ts";
import type { ReportDocument, ReportRequest } from "#contract/policy/report.ts";
import { SERVICES, type Service } from "#core/vocabulary.ts";
import type { ReportFacts } from "../report/document/facts.ts";
import { reportDocument } from "../report/document/report-document.ts";
import { reportDocx } from "../report/docx/write-docx.ts";
import { openStudyFiles } from "../store/study-files.ts";
import { measureReach, walkingFacts } from "./report/measured-reach.ts";
import { pictureMakers, type Picture } from "./report/pictures.ts";
import type { WrittenFacts } from "./report/report-facts.ts";
import { sparingly } from "./sparingly.ts";
import type { ReportTask } from "./tasks.ts";

/** A report as its document and pictures, and as the file that was asked for. */
export interface ReportMade {
  readonly document: ReportDocument;
  readonly pictures: readonly Picture[];
  /** Null for a preview. */
  readonly file: Uint8Array | null;
  readonly notes: readonly Said[];
}

/** Writes a report: measures what its scope can walk to, draws its pictures, and sets it in the format asked for. */
export async function makeReport(
  task: ReportTask,
  onProgress: (progress: Progress) => void,
): Promise<ReportMade> {
  const { request, facts, preview } = task;
  const report = sparingly(onProgress);
  report("pictures", 0, 1);
  const { ground, baseMap } = await openStudyFiles(task.folder, task.record);
  const members = membersOf(facts);
  const services = servicesAsked(request, facts);
  const minutes = facts.assessment.settings.reachMinutes;
  const measured = services.length === 0 ? null : measureReach(ground, minutes, members, services);
  const makers = pictureMakers({ ground, baseMap, facts, request, measured, members });
  const pictures: Picture[] = [];
  for (const make of makers) {
    report("pictures", pictures.length, makers.length);
    pictures.push(await make());
  }
  report("write", 0, 1);
  const all: ReportFacts = {
    ...facts,
    walking: walkingFacts(ground, minutes),
    reach: measured?.services.map(({ reach }) => reach) ?? [],
    pictures: new Map(pictures.map(({ key, width, height }) => [key, { width, height }])),
  };
  const document = reportDocument(all, request);
  const file = preview
    ? null
    : await reportDocx(
        document,
        new Map(pictures.map(({ key, png }) => [key, png])),
        facts.snapshot.created,
      );
  report("write", 1, 1);
  return { document, pictures, file, notes: [] };
}

/** The study's units that lie in what was assessed; null where that is the whole study. */
function membersOf({ assessment }: WrittenFacts): ReadonlySet<number> | null {
  if (assessment.scope.code === null) return null;
  return new Set(assessment.places.flatMap(({ unit }) => (unit === null ? [] : [unit])));
}

/** Services whose walks the request asks about; none where it leaves that out. */
function servicesAsked(
  { chapters, topic }: ReportRequest,
  { entryServices }: WrittenFacts,
): readonly Service[] {
  if (!chapters.includes("services")) return [];
  if (topic === null) return SERVICES;
  return SERVICES.filter(
    (service) => service === topic || (entryServices[topic] ?? []).includes(service),
  );
}

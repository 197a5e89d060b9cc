import type { Progress, Said } from "#contract/jobs.ts";
import type { ReportRequest } from "#contract/policy/report.ts";
import { SERVICES, type Service } from "#core/vocabulary.ts";
import type { ReportFacts } from "../report/document/facts.ts";
import { reportDocument } from "../report/document/report-document.ts";
import { reportDocx } from "../report/docx/write-docx.ts";
import { NoPictures } from "../report/map-picture/canvas.ts";
import { openStudyFiles } from "../store/study-files.ts";
import { measureReach, walkingFacts } from "./report/measured-reach.ts";
import { pictureMakers, type Picture } from "./report/pictures.ts";
import type { WrittenFacts } from "./report/report-facts.ts";
import { sparingly } from "./sparingly.ts";
import type { ReportTask } from "./tasks.ts";

/** A report as what it was made of and as a Word file. */
export interface ReportMade {
  /** What was measured and drawn for it. */
  readonly facts: Pick<ReportFacts, "walking" | "reach" | "pictures">;
  readonly pictures: readonly Picture[];
  /** Null for a preview. */
  readonly file: Uint8Array | null;
  readonly notes: readonly Said[];
}

/** Writes a report: measures what its scope can walk to, draws its pictures, and sets it in Word unless for a preview. */
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
  const bare: ReportFacts = {
    ...facts,
    walking: walkingFacts(ground, minutes),
    reach: measured?.services.map(({ reach }) => reach) ?? [],
    pictures: new Map(),
  };
  const makers = pictureMakers({ ground, baseMap, facts: bare, request, measured, members });
  const { pictures, notes } = await drawAll(makers, report);
  report("write", 0, 1);
  const drawn = new Map(
    pictures.map(({ key, width, height, said }) => [key, { width, height, said }]),
  );
  const { walking, reach } = bare;
  const file = preview
    ? null
    : await reportDocx(
        reportDocument({ ...bare, pictures: drawn }, request),
        new Map(pictures.map(({ key, png }) => [key, png])),
        facts.snapshot.created,
      );
  report("write", 1, 1);
  return { facts: { walking, reach, pictures: drawn }, pictures, file, notes };
}

/** A machine that cannot draw makes reports without maps, and says so. */
async function drawAll(
  makers: readonly (() => Promise<Picture>)[],
  report: ReturnType<typeof sparingly>,
): Promise<{ readonly pictures: readonly Picture[]; readonly notes: readonly Said[] }> {
  const pictures: Picture[] = [];
  try {
    // One is packed while the next is painted.
    const next = makers.values();
    let under = next.next().value?.();
    while (under !== undefined) {
      report("pictures", pictures.length, makers.length);
      const [picture, after] = [under, next.next().value?.()];
      pictures.push(await picture);
      under = after;
    }
  } catch (error) {
    if (!(error instanceof NoPictures)) throw error;
    return { pictures: [], notes: [NO_PICTURES] };
  }
  return { pictures, notes: pictures.some(({ missingFont }) => missingFont) ? [NO_FONT] : [] };
}

const NO_PICTURES: Said = {
  zh: "本机不能绘图，报告没有附图。",
  en: "This machine cannot draw, so the report has no maps.",
};

const NO_FONT: Said = {
  zh: "服务器没有中文字体，图中的汉字显示为方框。请安装中文字体后重新生成。",
  en: "The server has no Chinese font, so characters on the maps show as boxes. Install one and make the report again.",
};

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

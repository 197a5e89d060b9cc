import { createHash } from "node:crypto";
import { CHAPTERS, type ReportDocument, type ReportPreview } from "#contract/policy/report.ts";
import type { ReportFacts } from "../../report/document/facts.ts";
import { reportDocument } from "../../report/document/report-document.ts";
import { kept } from "../kept.ts";
import type { ReportTask } from "../tasks.ts";
import type { RunTask } from "../threads.ts";
import { pictureShelf } from "./picture-shelf.ts";

/** Shows what reports would be. What is measured and drawn for one serves for other chapters of it too. */
export interface Previews {
  readonly of: (study: string, task: ReportTask) => Promise<Omit<ReportPreview, "changes">>;
  readonly picture: (study: string, token: string) => Uint8Array | undefined;
}

/** What was measured and drawn, and the pictures by key with their tokens. */
interface Drawn {
  readonly facts: Pick<ReportFacts, "walking" | "reach" | "pictures">;
  readonly pictures: readonly { readonly key: string; readonly png: Uint8Array; token: string }[];
}

const KEPT_DRAWINGS = 4;

export function previewsOf(runTask: RunTask, now: () => Date): Previews {
  const shelf = pictureShelf(() => now().getTime());
  const drawings = kept<Drawn>(KEPT_DRAWINGS);

  return {
    async of(study, task) {
      const { facts: measured, pictures } = await drawings.get(keyOf(study, task), () =>
        draw(task),
      );
      const document = reportDocument({ ...task.facts, ...measured }, task.request);
      const shown = keysOf(document);
      return {
        document,
        pictures: pictures
          .filter(({ key }) => shown.has(key))
          .map((picture) => {
            if (shelf.get(study, picture.token) === undefined)
              picture.token = shelf.put(study, picture.png);
            const { key, token } = picture;
            const href = `/api/studies/${encodeURIComponent(study)}/report-pictures/${token}`;
            return { key, href };
          }),
      };
    },
    picture: (study, token) => shelf.get(study, token),
  };

  async function draw(task: ReportTask): Promise<Drawn> {
    const { facts, pictures } = await runTask({
      ...task,
      request: { ...task.request, chapters: [...CHAPTERS] },
    });
    return { facts, pictures: pictures.map(({ key, png }) => ({ key, png, token: "" })) };
  }
}

/** Of everything that is measured and drawn: not of the chapters. */
function keyOf(study: string, { record, facts, request }: ReportTask): string {
  const { paper, mapReview, topic } = request;
  const { assessment, layers, services } = facts;
  return createHash("sha256")
    .update(JSON.stringify([study, record.sha256, paper, mapReview, topic]))
    .update(JSON.stringify([assessment, layers, services]))
    .digest("hex");
}

function keysOf({ blocks }: ReportDocument): ReadonlySet<string> {
  return new Set(blocks.flatMap((block) => (block.kind === "picture" ? [block.key] : [])));
}

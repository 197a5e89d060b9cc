import { Value } from "typebox/value";
import { Attestation } from "#contract/policy/stock.ts";
import { isRealDay, chinaToday } from "./days.ts";
import type { Fault } from "./unacceptable.ts";

export interface AttestationRules {
  /** Ids of the entries of all documents. */
  readonly entries: ReadonlySet<string>;
  /** Codes of the study's divisions and of the documents' jurisdictions. */
  readonly places: ReadonlyMap<string, unknown>;
  readonly now: Date;
}

const EVIDENCE_FILES = [
  "pdf",
  "ofd",
  "doc",
  "docx",
  "wps",
  "xls",
  "xlsx",
  "et",
  "csv",
  "txt",
  "jpg",
  "jpeg",
  "png",
];

/** Everything that is wrong with what an office states; none when it can be taken. */
export function checkAttestation(given: unknown, rules: AttestationRules): Fault[] {
  if (!Value.Check(Attestation, given))
    return [...Value.Errors(Attestation, given)].slice(0, 20).map(({ instancePath, message }) => ({
      code: "wrong-form",
      path: instancePath.slice(1),
      zh: instancePath.startsWith("/evidence")
        ? "佐证材料要写明文件名称和日期（如 2025-12-31）。"
        : `填报内容缺项或写法不对：${instancePath.slice(1) || "整体"}（${message}）。`,
      en: instancePath.startsWith("/evidence")
        ? "The evidence needs the name of a document and its day, such as 2025-12-31."
        : `It lacks something or is not written as it must be: ${instancePath.slice(1) || "all of it"} (${message}).`,
    }));
  const faults: Fault[] = [];
  const fault = (path: string, code: string, zh: string, en: string) =>
    faults.push({ path, code, zh, en });
  if (!rules.entries.has(given.entry))
    fault(
      "entry",
      "unknown-entry",
      `没有“${given.entry.slice(0, 80)}”这一条指标或任务。请从政策文件的条目中选择。`,
      `There is no entry "${given.entry.slice(0, 80)}". Choose one from the documents.`,
    );
  if (!rules.places.has(given.unit))
    fault(
      "unit",
      "unknown-unit",
      `没有代码为“${given.unit}”的区划。请核对代码。`,
      `There is no division with the code "${given.unit}". Check it.`,
    );
  if (given.value === null && given.state === null)
    fault(
      "value",
      "nothing-stated",
      "数值和进展至少要填一项。",
      "Give a value or how far it is, at least one of them.",
    );
  const { year, day } = chinaToday(rules.now);
  if (given.year > year)
    fault(
      "year",
      "year-to-come",
      `${given.year} 年还没有到。请核对年份。`,
      `The year ${given.year} is yet to come. Check it.`,
    );
  if (!isRealDay(given.evidence.date))
    fault(
      "evidence/date",
      "no-such-day",
      `没有“${given.evidence.date}”这一天。请按 2025-12-31 的样式填写佐证材料的日期。`,
      `There is no day "${given.evidence.date}". Write the evidence's day like 2025-12-31.`,
    );
  else if (given.evidence.date > day)
    fault(
      "evidence/date",
      "day-to-come",
      `佐证材料的日期“${given.evidence.date}”还没有到。`,
      `The evidence's day ${given.evidence.date} is yet to come.`,
    );
  return faults;
}

/** What is wrong with a file that is to prove something; none when it can be taken. */
export function checkEvidence(file: { readonly name: string; readonly bytes: number }): Fault[] {
  const ending = /\.([A-Za-z0-9]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? "";
  if (!EVIDENCE_FILES.includes(ending))
    return [
      {
        code: "evidence-type",
        path: "file",
        zh: `不接收“${file.name}”这种文件。请上传 ${EVIDENCE_FILES.join("、")} 文件。`,
        en: `A file like "${file.name}" is not taken. Send one of ${EVIDENCE_FILES.join(", ")}.`,
      },
    ];
  if (file.bytes === 0)
    return [
      {
        code: "evidence-empty",
        path: "file",
        zh: `“${file.name}”是空文件。请重新上传。`,
        en: `"${file.name}" is empty. Send it again.`,
      },
    ];
  return [];
}

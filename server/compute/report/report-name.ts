import type { Assessment } from "#contract/policy/compliance.ts";
import type { ReportFormat } from "#contract/policy/report.ts";
import { placeName } from "../../report/document/scope.ts";

/** What a report's file is called: what it is, of where, and of when: 甘州区_评估报告_快照3_2026-11-22.docx. */
export function reportName(
  { synthetic, ...assessment }: Pick<Assessment, "scope" | "places" | "synthetic">,
  format: ReportFormat,
  topic: string | null,
  snapshot: { readonly number: number; readonly day: string },
): string {
  const place = placeName(assessment);
  const parts = [
    ...(synthetic && !place.includes("示例") ? ["示例"] : []),
    place,
    ...(topic === null ? [] : [topic]),
    WORDS[format],
    `快照${snapshot.number}`,
    snapshot.day,
  ];
  return `${parts.map(fit).join("_")}.${format}`;
}

const WORDS: Readonly<Record<ReportFormat, string>> = {
  docx: "评估报告",
  xlsx: "评估台账",
  geojson: "台账图层",
};

/** File systems take 255 bytes. */
const MOST_CHARACTERS = 30;

function fit(part: string): string {
  const clean = part.replaceAll(/[\s\p{Cc}\p{Cf}/\\<>:"|?*;]+/gu, " ").trim();
  return clean.slice(0, MOST_CHARACTERS).toWellFormed() || "未命名";
}

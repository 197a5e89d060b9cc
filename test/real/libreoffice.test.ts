import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { reportDocument } from "../../server/report/document/report-document.ts";
import { reportDocx } from "../../server/report/docx/write-docx.ts";
import { reportFacts, reportRequest } from "../fixtures/assessment.ts";

const haveOffice = spawnSync("soffice", ["--version"], { timeout: 60_000 }).status === 0;
if (!haveOffice) console.info("skipped: what LibreOffice reads (no soffice on this machine)");
const havePdfText = spawnSync("pdftotext", ["-v"]).status === 0;
if (!havePdfText) console.info("skipped: the text of printed reports (no pdftotext)");

const folder = mkdtempSync(join(tmpdir(), "libreoffice-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens a Word file as LibreOffice does and prints it. */
function printed(name: string, docx: Uint8Array): string {
  writeFileSync(join(folder, `${name}.docx`), docx);
  execFileSync(
    "soffice",
    [
      "--headless",
      `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`,
      "--convert-to",
      "pdf",
      "--outdir",
      folder,
      join(folder, `${name}.docx`),
    ],
    { stdio: "ignore", timeout: 120_000 },
  );
  return join(folder, `${name}.pdf`);
}

describe.skipIf(!haveOffice)("LibreOffice", () => {
  it.each(["A4", "A3"] as const)("prints a report on %s", { timeout: 150_000 }, async (paper) => {
    const document = reportDocument(reportFacts(), reportRequest({ paper }));
    const pdf = printed(paper, await reportDocx(document, new Map(), "2026-11-21T18:30:00.000Z"));
    const pages = readFileSync(pdf, "latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(3);
    if (!havePdfText) return;
    const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
    const sheets = text.split("\f").slice(0, -1);
    expect(sheets).toHaveLength(pages);
    for (const [i, sheet] of sheets.entries()) {
      const plain = sheet.replaceAll(/\s/g, "");
      expect(plain).toContain(`第${i + 1}页，共${pages}页`);
      expect(plain).toContain("示例数据（合成），不作决策依据");
    }
    const all = text.replaceAll(/\s/g, "");
    for (const part of ["一、总体情况", "（一）政策指标完成情况", "附件政策指标总表", "表1"])
      expect(all).toContain(part);
  });
});

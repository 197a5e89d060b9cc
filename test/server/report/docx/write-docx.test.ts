import { describe, expect, it } from "vitest";
import { SaxesParser } from "saxes";
import type { ReportDocument } from "#contract/policy/report.ts";
import { reportDocument } from "../../../../server/report/document/report-document.ts";
import { reportDocx } from "../../../../server/report/docx/write-docx.ts";
import {
  assessment,
  indicator,
  reportFacts,
  reportRequest,
  said,
} from "../../../fixtures/assessment.ts";
import { unzipped } from "../../../fixtures/unzipped.ts";

const CREATED = "2026-11-21T18:30:00.000Z";

/** A transparent pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

async function parts(
  document: ReportDocument,
  pictures: ReadonlyMap<string, Uint8Array> = new Map([["reach-childcare", PNG]]),
): Promise<ReadonlyMap<string, string>> {
  const files = await unzipped(await reportDocx(document, pictures, CREATED));
  return new Map([...files].map(([name, bytes]) => [name, bytes.toString("utf8")]));
}

const full = () => reportDocument(reportFacts(), reportRequest());

const main = async (document = full()) => (await parts(document)).get("word/document.xml") ?? "";

/** The text of each paragraph of a style. */
function styled(xml: string, style: string): string[] {
  return (xml.match(/<w:p>.*?<\/w:p>|<w:p .*?<\/w:p>/gs) ?? [])
    .filter((paragraph) => paragraph.includes(`<w:pStyle w:val="${style}"/>`))
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(""),
    );
}

describe("a Word report", () => {
  it("has Word's own headings, so that its outline can be walked", async () => {
    const document = full();
    const xml = await main(document);
    for (const level of [1, 2])
      expect(styled(xml, `Heading${level}`)).toEqual(
        document.blocks.flatMap((block) =>
          block.kind === "heading" && block.level === level ? [block.text] : [],
        ),
      );
    expect(styled(xml, "Title")).toEqual(["甘州区一刻钟便民生活圈服务能力评估报告"]);
  });

  it("repeats the header row of every table and splits no row", async () => {
    const document = full();
    const xml = await main(document);
    const tables = xml.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? [];
    expect(tables.length).toBe(document.blocks.filter(({ kind }) => kind === "table").length);
    for (const table of tables) {
      const [first = "", ...rest] = table.match(/<w:tr>.*?<\/w:tr>|<w:tr .*?<\/w:tr>/gs) ?? [];
      expect(first).toContain("<w:tblHeader/>");
      expect(rest.length).toBeGreaterThan(0);
      for (const row of [first, ...rest]) expect(row).toContain("<w:cantSplit/>");
      for (const row of rest) expect(row).not.toContain("<w:tblHeader/>");
    }
    expect(styled(xml, "Caption").filter((text) => text.startsWith("表"))).toHaveLength(
      tables.length,
    );
  });

  it("is marked on every page where data are invented, and numbered", async () => {
    const files = await parts(full());
    const header = files.get("word/header1.xml") ?? "";
    expect(header).toContain("示例数据（合成），不作决策依据");
    expect(header).toContain("甘州区一刻钟便民生活圈服务能力评估报告");
    const footer = files.get("word/footer1.xml") ?? "";
    for (const part of ["第 ", "PAGE", " 页，共 ", "NUMPAGES", " 页", "指标依据"])
      expect(footer).toContain(part);
    const sections = (files.get("word/document.xml") ?? "").match(/<w:sectPr.*?<\/w:sectPr>/gs);
    for (const section of sections ?? []) {
      expect(section).toContain("<w:headerReference");
      expect(section).toContain("<w:footerReference");
    }
    expect(sections).toHaveLength(1);
    const real = { ...full(), synthetic: false };
    expect((await parts(real)).get("word/header1.xml")).not.toContain("示例数据");
  });

  it("gives its pictures in words, in the width of the page, and says so when one is missing", async () => {
    const xml = await main();
    expect(xml).toContain(
      'descr="甘州区城区托育点15分钟步行可达情况：能走到145,924人，走不到86,367人，暂不判断6,169人。"',
    );
    const [, width = "", height = ""] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(xml) ?? [];
    // 8,844 twentieths of a point between the margins, 635 units to each; three to four as drawn.
    expect(Number(width)).toBeLessThanOrEqual(8844 * 635 + 9525);
    expect(Number(width)).toBeGreaterThan(8800 * 635);
    expect(Number(height) / Number(width)).toBeCloseTo(0.75, 2);
    const without = (await parts(full(), new Map())).get("word/document.xml") ?? "";
    expect(without).not.toContain("<wp:extent");
    expect(without).toContain("（缺图：甘州区城区托育点15分钟步行可达情况");
  });

  it("lies on A4 upright or A3 across", async () => {
    expect(await main()).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    const across = await main(reportDocument(reportFacts(), reportRequest({ paper: "A3" })));
    expect(across).toContain('<w:pgSz w:w="23811" w:h="16838" w:orient="landscape"/>');
  });

  it("is set as official documents are", async () => {
    const styles = (await parts(full())).get("word/styles.xml") ?? "";
    const style = (id: string) =>
      new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, "s").exec(styles)?.[0] ?? "";
    expect(styles).toMatch(
      /<w:docDefaults>.*仿宋.*<w:sz w:val="32"\/>.*<w:spacing [^>]*w:line="570"/s,
    );
    expect(style("Heading1")).toContain('w:eastAsia="黑体"');
    expect(style("Heading2")).toContain('w:eastAsia="楷体"');
    expect(style("Title")).toContain('w:eastAsia="方正小标宋简体"');
    expect(await main()).toContain('w:firstLineChars="200"');
    const fonts = (await parts(full())).get("word/fontTable.xml");
    expect(fonts).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>');
  });

  it("names no author, and its time is that of its figures", async () => {
    const files = await parts(full());
    const core = files.get("docProps/core.xml") ?? "";
    expect(core).toContain("<dc:title>甘州区一刻钟便民生活圈服务能力评估报告</dc:title>");
    expect(core).toContain(`>${CREATED}</dcterms:created>`);
    expect(core).not.toContain("creator");
  });

  it("is well-formed whatever places are called", async () => {
    const evil = `<b>&amp;"'\u0000\u0008\ud800]]>\n\u2028东街${"很长".repeat(3000)}`;
    const document = reportDocument(
      reportFacts({
        assessment: assessment({
          scope: { code: null, name: evil, level: null },
          indicators: [indicator("childcare-coverage", { name: said(evil), theme: evil })],
        }),
      }),
      reportRequest({ mapReview: evil }),
    );
    const files = await parts(document);
    for (const [name, xml] of files) if (/\.(xml|rels)$/.test(name)) parse(xml);
    expect(files.get("word/document.xml")).toContain("&lt;b&gt;&amp;amp;");
    expect(files.get("word/document.xml")).not.toMatch(/NaN|undefined/);
  });

  it("has the same bytes for the same figures, whenever it is written", async () => {
    const pictures = new Map([["reach-childcare", PNG]]);
    const first = await reportDocx(full(), pictures, CREATED);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const second = await reportDocx(full(), pictures, CREATED);
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    // 2026-11-21, 18:30:00 as archives write it.
    const view = new DataView(first.buffer, first.byteOffset);
    expect(view.getUint16(12, true)).toBe((46 << 9) | (11 << 5) | 21);
    expect(view.getUint16(10, true)).toBe((18 << 11) | (30 << 5));
  });
});

function parse(xml: string): void {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
}

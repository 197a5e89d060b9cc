import { expect, it } from "vitest";
import { reportName } from "../../../../server/compute/report/report-name.ts";

const SCOPE = { code: "620702", name: "甘州区", level: "county" } as const;
const SNAPSHOT = { number: 3, day: "2026-11-22" };

it("a report's file says what it is, of where and of when", () => {
  const name = reportName({ scope: SCOPE, places: [], synthetic: false }, "docx", null, SNAPSHOT);
  expect(name).toBe("甘州区_评估报告_快照3_2026-11-22.docx");
  const sample = reportName(
    { scope: SCOPE, places: [], synthetic: true },
    "xlsx",
    "托育点",
    SNAPSHOT,
  );
  expect(sample).toBe("示例_甘州区_托育点_评估台账_快照3_2026-11-22.xlsx");
});

it("a report's file can be written whatever the place is called", () => {
  const name = reportName(
    {
      scope: { ...SCOPE, name: `../<甘州>:区\u0000\n${"长".repeat(200)}` },
      places: [],
      synthetic: false,
    },
    "geojson",
    null,
    SNAPSHOT,
  );
  expect(name).toMatch(/^[^/\\<>:"|?*\p{Cc}]+\.geojson$/u);
  expect(Buffer.byteLength(name)).toBeLessThan(255);
  const blank = reportName(
    { scope: { ...SCOPE, name: "//" }, places: [], synthetic: false },
    "docx",
    null,
    SNAPSHOT,
  );
  expect(blank).toBe("未命名_评估报告_快照3_2026-11-22.docx");
});

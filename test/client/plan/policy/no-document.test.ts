import { expect, it } from "vitest";
import { noDocument } from "../../../../client/plan/policy/no-document.ts";
import { assessment, document, place } from "../../policy/assessment.ts";

const GANSU = document("gansu", "province", { jurisdiction: { code: "62", name: "甘肃省" } });
const at = (code: string, year = 2025) =>
  assessment({
    documents: [],
    places: [place(code, "county", null)],
    settings: { ...assessment().settings, year },
  });

it("nothing is judged where no document is for the place, for the year, or chosen", () => {
  expect(noDocument(at("360681"), [GANSU])).toBe("elsewhere");
  expect(noDocument(at("360681"), [])).toBe("elsewhere");
  expect(noDocument(at("620702", 2021), [GANSU])).toBe("other-years");
  expect(noDocument(at("620702"), [GANSU])).toBe("none-chosen");
});

it("there is a document by which something is judged otherwise", () => {
  expect(noDocument(assessment(), [GANSU])).toBeUndefined();
});

import { expect, it } from "vitest";
import { servicesOf, sitedBy } from "#core/policy/services-of.ts";
import { loadSeeds, SEEDS_FOLDER } from "../../../../server/intake/policy/seeds.ts";

const words = { zh: "", en: "" };
const units = { level: "community", label: words } as const;

it("names the services of every need, of facilities summed, and of none else", () => {
  const need = { id: "a", label: words };
  expect(
    servicesOf({
      kind: "units-served",
      formula: words,
      units,
      needs: [
        { ...need, service: "meal" },
        { ...need, service: "elderly-care" },
        { ...need, item: "x" },
      ],
      combine: "all",
      caliber: "inside",
    }),
  ).toEqual(["elderly-care", "meal"]);
  expect(servicesOf({ kind: "attested", formula: words, unit: words })).toEqual([]);
  expect(servicesOf(undefined)).toEqual([]);
});

it("knows what the documents' measures count", async () => {
  const { measures } = await loadSeeds(SEEDS_FOLDER);
  expect(servicesOf(measures["community-childcare-coverage"])).toEqual(["childcare"]);
  expect(servicesOf(measures["nursing-bed-share"])).toEqual(["elderly-care"]);
});

it("names the services whose new sites can meet a measure, not those that are only divided by", async () => {
  const { measures } = await loadSeeds(SEEDS_FOLDER);
  expect(sitedBy(measures["childcare-places-per-1000"])).toEqual(["childcare"]);
  expect(sitedBy(measures["community-childcare-coverage"])).toEqual(["childcare"]);
  expect(sitedBy(measures["nursing-bed-share"])).toEqual([]);
  expect(sitedBy(measures["preschool-gross-enrolment"])).toEqual([]);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPolicyDocument } from "../../../../server/intake/policy/read-document.ts";
import { RefusedData, saidOf } from "../../../../server/intake/policy/refused-data.ts";
import { RefusedFile } from "../../../../server/intake/refused-file.ts";
import { loadSeeds, SEEDS_FOLDER } from "../../../../server/intake/policy/seeds.ts";

const seeds = await loadSeeds(SEEDS_FOLDER);
/** The example of the README: what it shows must be right. */
const EXAMPLE = /```json\n([^]*?)```/.exec(
  readFileSync(join(SEEDS_FOLDER, "README.md"), "utf8"),
)?.[1] as string;

const LINES = EXAMPLE.split("\n");
/** The line of the example that holds these words, counted from 1. */
const lineOf = (words: string, after = 0) =>
  LINES.findIndex((line, i) => i >= after && line.includes(words)) + 1;

const read = (text: string | Uint8Array) => readPolicyDocument(text, "d.json", seeds);

/** Line, place and code of everything wrong. */
function problemsOf(text: string | Uint8Array): string[] {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof RefusedData)) throw error;
    return error.problems.map(({ line, path, reason }) => `${line} ${path} ${reason.code}`);
  }
  return [];
}

/** The example with words of it changed, each found once. */
function changed(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, EXAMPLE);
}

it("reads the example of the README as text and as bytes, with and without a byte order mark", () => {
  expect(problemsOf(EXAMPLE)).toEqual([]);
  const document = read(new TextEncoder().encode(`\ufeff${EXAMPLE}`));
  expect(document).toEqual(JSON.parse(EXAMPLE));
});

describe("a file that is no JSON", () => {
  it("is told of by the line where it stops being JSON", () => {
    const line = lineOf('"title"');
    expect(problemsOf(changed(['"issuer"', '"issuer" 3']))).toEqual([
      `${lineOf('"issuer"')}  policy-not-json`,
    ]);
    expect(problemsOf(changed(["2026〕1号", '2026〕1号"']))).toEqual([
      `${lineOf('"number"')}  policy-not-json`,
    ]);
    expect(problemsOf(LINES.slice(0, line).join("\n"))).toEqual([
      `${line}  policy-json-ends-early`,
    ]);
    expect(problemsOf("")).toEqual(["1  policy-json-ends-early"]);
  });

  it("or is not in UTF-8", () => {
    expect(problemsOf(new Uint8Array([0x7b, 0xd5, 0xc5]))).toEqual(["1  policy-not-utf8"]);
  });

  it("does not take forever when it is made to be deep", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    expect(problemsOf(deep)).toEqual(["1  policy-wrong-type"]);
  });
});

describe("an entry that cannot be", () => {
  const first = lineOf('"entries"');

  it("lacks a unit", () => {
    const line = lineOf('"value": 90');
    expect(problemsOf(changed([', "unit": "%"', ""]))).toEqual([
      `${line} entries[0].numbers[0] policy-field-missing`,
    ]);
    expect(problemsOf(changed(['"unit": "%"', '"unit": null']))).toEqual([
      `${line} entries[0].numbers[0].unit policy-number-incomplete`,
    ]);
  });

  it("has an impossible year", () => {
    const line = lineOf('"year": 2028');
    const withYear = (year: string, ...more: readonly (readonly [string, string])[]) =>
      problemsOf(changed(['"year": 2028', `"year": ${year}`], ...more));
    expect(withYear("1028")).toEqual([`${line} entries[0].year policy-number-range`]);
    expect(withYear("2128")).toEqual([`${line} entries[0].year policy-number-range`]);
    expect(withYear("2015")).toEqual([`${line} entries[0].year policy-year-impossible`]);
    expect(withYear("2024.5")).toEqual([`${line} entries[0].year policy-wrong-type`]);
    // Before the period only where the document says so.
    expect(withYear("2025")).toEqual([]);
    expect(withYear("2025", ['"yearText": "到2028年"', '"yearText": null'])).toEqual([
      `${line} entries[0].year policy-year-before-period`,
    ]);
  });

  it("has a number that its operator has none of", () => {
    const exists = '{ "operator": "exists", "value": null, "unit": null }';
    const line = lineOf(exists);
    expect(problemsOf(changed([exists, exists.replace("null", "6")]))).toEqual([
      `${line} entries[1].numbers[0].value policy-number-not-expected`,
    ]);
  });

  it("uses an id twice", () => {
    const twice = changed([
      '"id": "example-open-days"',
      '"id": "community-elderly-daycare-coverage"',
    ]);
    const [line, before] = [lineOf('"example-open-days"'), lineOf('"id"', first)];
    expect(problemsOf(twice)).toEqual([`${line} entries[1].id policy-id-repeated`]);
    expect(messageOf(twice)).toContain(`line ${before} already`);
    expect(problemsOf(twice.replace("三、(二)4", "二、(一)"))).toEqual([
      `${line} entries[1].id policy-entry-repeated`,
    ]);
  });

  it("speaks of measures, themes and leads that are not there", () => {
    expect(
      problemsOf(
        changed(
          ['"measure": "community-', '"measure": "no-such-'],
          ['"theme": "elderly"', '"theme": "ships"'],
          ['"departments": ["县民政局"]', '"departments": ["县民政局"], "leads": ["县教育局"]'],
        ),
      ),
    ).toEqual([
      `${lineOf('"theme"')} entries[0].theme policy-theme-unknown`,
      `${lineOf('"departments"')} entries[0].leads[0] policy-lead-not-among`,
      `${lineOf('"measure"')} entries[0].measure policy-measure-unknown`,
    ]);
  });

  it("has a measure that does not suit it", () => {
    const measure = '"measure": "community-elderly-daycare-coverage"';
    const suits = (name: string, ...more: readonly (readonly [string, string])[]) =>
      problemsOf(changed([measure, `"measure": "${name}"`], ...more)).map(
        (problem) => problem.split(" ")[2],
      );
    expect(suits("nursing-bed-share")).toEqual([]);
    expect(suits("nurses-per-1000")).toEqual(["policy-measure-wrong-unit"]);
    expect(suits("rural-mutual-elderly-coverage")).toEqual(["policy-measure-wrong-level"]);
    expect(suits("new-estate-elderly-land")).toEqual(["policy-measure-wrong-level"]);
    const perHundred = ['"unit": "%"', '"unit": "㎡/百户"'] as const;
    expect(suits("community-elderly-daycare-coverage", perHundred)).toEqual([
      "policy-measure-not-a-share",
    ]);
    expect(suits("community-service-area-per-100-households", perHundred)).toEqual([]);
    expect(suits("nursing-bed-share", ['"strength"', '"total": true, "strength"'])).toEqual([
      "policy-measure-not-for-totals",
    ]);
    const estate = ['"level": "community"', '"level": "estate"'] as const;
    expect(suits("new-estate-sports-provision", estate)).toEqual(["policy-measure-no-such-number"]);
    expect(suits("new-estate-elderly-land", estate)).toEqual([]);
    // A requirement without a number has nothing to work out.
    const last = '"definition": "literal"\n    }';
    expect(
      problemsOf(changed([last, last.replace("\n", ',\n"measure": "nursing-bed-share"\n')])),
    ).toEqual([
      `${lineOf('"definition"', lineOf('"example-open-days"')) + 1} entries[1].measure policy-measure-needless`,
    ]);
  });
});

describe("a document that cannot be", () => {
  it("has parts outside its jurisdiction, days that are none and a period that ends before it begins", () => {
    expect(
      problemsOf(
        changed(
          ['"parts": []', '"parts": [{ "code": "999802002", "name": "某镇" }]'],
          ["2026-03-02", "2026-02-30"],
          ['"to": 2028', '"to": 2025'],
        ),
      ),
    ).toEqual([
      `${lineOf('"issued"')} issued policy-day-impossible`,
      `${lineOf('"period"')} period policy-period-reversed`,
      `${lineOf('"parts"')} jurisdiction.parts[0].code policy-part-outside`,
    ]);
  });

  it("judges by a level above its own", () => {
    expect(problemsOf(changed(['"level": "county"', '"level": "city"']))).toEqual([
      `${lineOf('"level": "county"')} entries[1].level policy-level-above-tier`,
    ]);
  });

  it("has a field of another name or twice", () => {
    const line = lineOf('"title"');
    expect(problemsOf(changed(['"title"', '"titel"']))).toEqual([
      `1  policy-field-missing`,
      `${line} titel policy-field-unknown`,
    ]);
    expect(problemsOf(changed(['"title"', '"title": "又一个", "title"']))).toEqual([
      `${line} title policy-key-repeated`,
    ]);
    expect(problemsOf(changed(['"format": 1', '"format": 2']))).toEqual([
      `2 format policy-not-a-choice`,
    ]);
  });
});

describe("measures of a document's own", () => {
  const own = (measures: unknown, items: unknown = {}) =>
    changed(
      [
        '"entries": [',
        `"measures": ${JSON.stringify(measures)}, "items": ${JSON.stringify(items)},\n"entries": [`,
      ],
      ['"measure": "community-elderly-daycare-coverage"', '"measure": "quiet-rooms"'],
    );
  const words = { zh: "安静房间", en: "quiet rooms" };
  const measure = {
    kind: "units-served",
    formula: words,
    units: { level: "community", label: words },
    needs: [{ id: "quiet-room", label: words, item: "has-quiet-room" }],
    combine: "all",
    caliber: "registered",
  };
  const item = { name: words, unit: words, type: "truth", levels: ["community"], sums: false };

  it("are taken with the items they need", () => {
    expect(problemsOf(own({ "quiet-rooms": measure }, { "has-quiet-room": item }))).toEqual([]);
  });

  it("are refused without their items, or with items of another type", () => {
    const place = `measures.quiet-rooms.needs[0].item`;
    const line = lineOf('"entries"');
    expect(problemsOf(own({ "quiet-rooms": measure }))).toEqual([
      `${line} ${place} policy-item-unknown`,
    ]);
    const number = { ...item, type: "number" };
    expect(problemsOf(own({ "quiet-rooms": measure }, { "has-quiet-room": number }))).toEqual([
      `${line} ${place} policy-item-type`,
    ]);
    const kinds = [{ ...measure.needs[0], service: "elderly-care", kinds: ["castle"] }];
    expect(
      problemsOf(own({ "quiet-rooms": { ...measure, needs: kinds } }, { "has-quiet-room": item })),
    ).toEqual([`${line} measures.quiet-rooms.needs[0].kinds[0] policy-kind-unknown`]);
  });

  it("are refused under a name that the program's own catalogue has", () => {
    const line = lineOf('"entries"');
    const taken = own(
      { "quiet-rooms": measure, nurses: measure, "nursing-bed-share": measure },
      {
        "has-quiet-room": item,
        households: item,
      },
    );
    expect(problemsOf(taken)).toEqual([
      `${line} items.households policy-name-taken`,
      `${line} measures.nursing-bed-share policy-name-taken`,
    ]);
  });

  it("that are wrong themselves are told of once, not again where they are used", () => {
    const line = lineOf('"entries"');
    expect(
      problemsOf(
        own({ "quiet-rooms": { ...measure, combine: "some" } }, { "has-quiet-room": item }),
      ),
    ).toEqual([`${line} measures.quiet-rooms.combine policy-not-a-choice`]);
  });
});

it("tells everything wrong at once, by line, in both languages", () => {
  const text = changed(
    ['"issued": "2026-03-02"', '"issued": "last spring"'],
    [', "unit": "%"', ""],
    ['"strength": "strive"', '"strength": "wish"'],
    ['"departmentsBasis": "inferred",', ""],
  );
  expect(problemsOf(text)).toEqual([
    `${lineOf('"issued"')} issued policy-text-form`,
    `${lineOf('"value": 90')} entries[0].numbers[0] policy-field-missing`,
    `${lineOf('"example-open-days"') - 1} entries[1] policy-field-missing`,
    `${lineOf('"strength": "strive"')} entries[1].strength policy-not-a-choice`,
  ]);
  const message = messageOf(text);
  expect(message).toContain("d.json: Problems found in the file: 4. It was not taken.");
  expect(message).toContain(`line ${lineOf('"issued"')}, issued: “last spring”`);
  expect(
    saidOf(
      {
        line: 7,
        path: "year",
        reason: { code: "policy-number-range", values: { number: 1, range: "≥ 2000" } },
      },
      "zh",
    ),
  ).toBe("第 7 行，year：1 超出允许的范围。应为 ≥ 2000。");
});

function messageOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof RefusedFile) return error.message;
  }
  return "";
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIRECTIONS, SERVICES, WALKER_PROFILES } from "#contract/vocabulary.ts";
import { readAddress, writeAddress } from "../../../client/plan/address.ts";
import {
  POLICY_PARTS,
  PROGRESSES,
  STANDING_FILTERS,
} from "../../../client/plan/policy/policy-view.ts";
import { COMPARISONS } from "../../../client/plan/scenario/plan-view.ts";
import {
  FIRST_VIEW,
  FOLDS,
  PAGES,
  PAINTS,
  type DataView,
  type Selection,
  type View,
} from "../../../client/plan/view.ts";
import { LANGUAGES } from "../../../client/text/language.ts";

const degrees = (most: number) =>
  fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((micro) => micro / 1e6 + 0);
const word = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
const cellId = fc.stringMatching(/^8[0-9a-f]{14}$/);

const selection: fc.Arbitrary<Selection> = fc.oneof(
  fc.constant<Selection>({ kind: "none" }),
  fc.record({
    kind: fc.constant("point" as const),
    lng: degrees(180),
    lat: degrees(90),
    cell: fc.option(cellId, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant("facility" as const), id: word }),
  fc.record({ kind: fc.constant("unit" as const), id: word }),
  fc.record({ kind: fc.constantFrom("site", "area", "street"), id: word }),
  fc.record({ kind: fc.constant("gap" as const), rank: fc.integer({ min: 1, max: 999_999 }) }),
);

const view: fc.Arbitrary<View> = fc.record({
  page: fc.constantFrom(...PAGES),
  study: fc.option(word, { nil: undefined }),
  service: fc.constantFrom(...SERVICES),
  limitMinutes: fc.integer({ min: 1, max: 30 }),
  profile: fc.constantFrom(...WALKER_PROFILES),
  direction: fc.constantFrom(...DIRECTIONS),
  paint: fc.constantFrom(...PAINTS),
  selection,
  camera: fc.option(
    fc.record({
      lng: degrees(180),
      lat: degrees(90),
      zoom: fc.integer({ min: 0, max: 2400 }).map((hundredths) => hundredths / 100),
    }),
    { nil: undefined },
  ),
  language: fc.constantFrom(...LANGUAGES),
  left: fc.constantFrom(...FOLDS),
  right: fc.constantFrom(...FOLDS),
  hidden: fc.uniqueArray(word, { maxLength: 4 }).map((keys) => keys.toSorted()),
  data: fc.oneof(
    fc.constantFrom("home", "new", "results").map((kind): DataView => ({ kind })),
    fc.record({ kind: fc.constantFrom("import" as const, "layer" as const), id: word }),
  ),
  policy: fc.record({
    part: fc.constantFrom(...POLICY_PARTS),
    unit: fc.option(word, { nil: undefined }),
    document: fc.option(word, { nil: undefined }),
    theme: fc.option(word, { nil: undefined }),
    standing: fc.option(fc.constantFrom(...STANDING_FILTERS), { nil: undefined }),
    progress: fc.option(fc.constantFrom(...PROGRESSES), { nil: undefined }),
    department: fc.option(word, { nil: undefined }),
    indicator: fc.option(word, { nil: undefined }),
  }),
  plan: fc.record({
    scenario: fc.option(fc.nat(999_999_999), { nil: undefined }),
    against: fc.option(fc.integer({ min: 1, max: 999_999_999 }), { nil: undefined }),
    comparison: fc.constantFrom(...COMPARISONS),
    indicator: fc.option(word, { nil: undefined }),
    plan: fc.option(fc.integer({ min: 1, max: 999_999_999 }), { nil: undefined }),
  }),
});

describe("the address", () => {
  it("brings every view back whole", () => {
    fc.assert(
      fc.property(view, (it) => {
        expect(readAddress(writeAddress(it))).toEqual(it);
      }),
    );
  });

  it("is bare for a fresh page", () => {
    expect(writeAddress(FIRST_VIEW)).toBe("/");
    expect(readAddress("/")).toEqual(FIRST_VIEW);
  });

  it("reads as a person would write it", () => {
    const read = readAddress("/?study=demo&service=market&minutes=10&who=elder&at=gap:3&lang=en");
    expect(read).toEqual({
      ...FIRST_VIEW,
      study: "demo",
      service: "market",
      limitMinutes: 10,
      profile: "elder",
      selection: { kind: "gap", rank: 3 },
      language: "en",
    });
  });

  it.each([
    "/nowhere?service=pizza&minutes=abc&who=&way=up&paint=oil&lang=fr&left=maybe",
    "/?at=gap:0",
    "/?at=gap:1.5",
    "/?at=point:200,10",
    "/?at=point:,",
    "/?at=facility:",
    "/?at=planet:mars",
    "/?at=plain",
    "/?map=1,2",
    "/?map=1,2,99",
    "/?map=x,y,z",
    "/?minutes=",
    "/?scenario=-1&against=0&compare=never&for=",
    "/?scenario=01&against=1.5",
    "/?at=site:",
    "/?study=&import=&layer=&show=everything",
  ])("falls back to the first view where it makes no sense: %s", (address) => {
    expect(readAddress(address)).toEqual(FIRST_VIEW);
  });

  it.each([
    ["0", 1],
    ["-5", 1],
    ["31", 30],
    ["1e9", 30],
    ["12.4", 12],
  ])("keeps a limit of %s minutes on the slider, at %i", (text, minutes) => {
    expect(readAddress(`/?minutes=${text}`).limitMinutes).toBe(minutes);
  });
});

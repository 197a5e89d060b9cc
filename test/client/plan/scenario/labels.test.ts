import { describe, expect, it } from "vitest";
import type { Edit, Step } from "#contract/scenario.ts";
import { TODAY, undoing } from "#contract/scenario-steps.ts";
import { shifted } from "../../../../client/plan/scenario/bearing.ts";
import {
  addArea,
  addStreet,
  changeFacility,
  changeSite,
  newSite,
  putSite,
  remove,
  renameArea,
  reshapeArea,
} from "../../../../client/plan/scenario/edits.ts";
import { stepDetail, stepLabel, type Naming } from "../../../../client/plan/scenario/labels.ts";
import { planEn } from "../../../../client/text/plan-en.ts";
import { planZh } from "../../../../client/text/plan-zh.ts";
import { WORDS } from "../../../../client/text/words.ts";

const AT: [number, number] = [100.44, 38.93];
const FACILITY = { name: "青松社区托育点", at: AT };
const zh: Naming = {
  language: "zh",
  words: WORDS.zh,
  plan: planZh,
  facility: (id) => (id === "f1" ? FACILITY.name : undefined),
  placeOf: (id) => (id === "f1" ? FACILITY.at : undefined),
};
const en: Naming = { ...zh, language: "en", words: WORDS.en, plan: planEn };

const SITE = { ...newSite("南华社区托育点", "childcare", AT), capacities: { childcare: 40 } };
const open = putSite(TODAY, "site-1", SITE);
const standing = { ...TODAY, sites: { "site-1": SITE } };
const withRiver = {
  ...TODAY,
  areas: { "area-1": { role: "exclusion" as const, name: "河道", ring: [AT, AT, AT, AT] } },
};
const [lng, lat] = shifted(AT, 0, -250);

function step(...edits: (Edit | undefined)[]): Step {
  const all = edits.flatMap((edit) => edit ?? []);
  expect(all).toHaveLength(edits.length);
  return { edits: all, note: "", at: "" };
}

describe("the label of a step", () => {
  it.each<[string, Step, string, string]>([
    ["a new site", step(open), "新增 南华社区托育点", "托育 40 托位"],
    [
      "a move",
      step(changeSite(standing, "site-1", { lng, lat })),
      "移动 南华社区托育点",
      "向南 250 米",
    ],
    ["a site taken away", step(remove(standing, "site", "site-1")), "删除 南华社区托育点", ""],
    [
      "a required site",
      step(changeSite(standing, "site-1", { required: true })),
      "设为必选 南华社区托育点",
      "托育 40 托位 · 已设必选",
    ],
    [
      "a site that becomes a candidate",
      step(changeSite(standing, "site-1", { candidate: true })),
      "候选 南华社区托育点",
      "托育 40 托位",
    ],
    [
      "a closed facility",
      step(changeFacility(TODAY, "f1", { closed: true })),
      "关闭 青松社区托育点",
      "",
    ],
    [
      "a moved facility",
      step(changeFacility(TODAY, "f1", { to: shifted(AT, 1200, 0) })),
      "移动 青松社区托育点",
      "向东 1.2 公里",
    ],
    [
      "a facility the study no longer has",
      step(changeFacility(TODAY, "f9", { closed: true })),
      "关闭 f9",
      "",
    ],
    [
      "other services",
      step(changeFacility(TODAY, "f1", { services: ["childcare", "meal"] })),
      "改服务 青松社区托育点",
      "托育、助餐点",
    ],
    [
      "an exclusion",
      step(addArea("area-1", "exclusion", "河道", [AT, [100, 38], [101, 39]])),
      "禁选 河道",
      "不在此选址",
    ],
    [
      "an area with other corners",
      step(reshapeArea(withRiver, "area-1", [AT, [100, 38], [101, 40]])),
      "改形 河道",
      "",
    ],
    ["an area with another name", step(renameArea(withRiver, "area-1", "黑河")), "改名 黑河", ""],
    [
      "a bridge",
      step(addStreet("street-1", "bridge", "新桥", [AT, shifted(AT, 0, 120)])),
      "加桥 新桥",
      "120 米",
    ],
    [
      "a closed street",
      step(addStreet("street-2", "closed", "滨河路", [AT, AT])),
      "断路 滨河路",
      "",
    ],
  ])("says %s", (_, it_, label, detail) => {
    expect(stepLabel(it_, zh)).toBe(label);
    expect(stepDetail(it_, zh)).toBe(detail);
    expect(stepLabel(it_, en)).not.toMatch(/新增|移动|关闭|删除/);
  });

  it("says how many sites an accepted plan opens, candidates and upgrades among them", () => {
    const candidate = { ...SITE, candidate: true };
    const accepted = step(
      putSite(TODAY, "site-2", SITE),
      { of: "site", id: "site-3", before: candidate, after: { ...candidate, candidate: false } },
      changeFacility(TODAY, "f1", { services: ["childcare", "meal"] }),
    );
    expect(stepLabel(accepted, zh)).toBe("采纳选址方案（3 处）");
    expect(stepDetail(accepted, zh)).toBe("南华社区托育点、南华社区托育点、青松社区托育点");
    expect(stepLabel(step(open, changeFacility(TODAY, "f1", { closed: true })), zh)).toBe(
      "2 项改动",
    );
  });

  it("says of an edit taken back what that does", () => {
    expect(stepLabel(undoing(step(open)), zh)).toBe("删除 南华社区托育点");
    const shut = step(changeFacility(TODAY, "f1", { closed: true }));
    expect(stepLabel(undoing(shut), zh)).toBe("恢复 青松社区托育点");
  });
});

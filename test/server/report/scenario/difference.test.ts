import { expect, it } from "vitest";
import type { Evaluation } from "#contract/scenario.ts";
import { differenceLayer, unitTable } from "../../../../server/report/scenario/difference.ts";
import { inCity, gridCity, study } from "../../../fixtures/study.ts";

const homes = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => ({ at: inCity(150 * i, 0), people: 10 + i }));
const { ground } = study(gridCity(12), [], homes);
const tally = (covered: number, gap: number, unknown: number) => ({
  people: covered + gap + unknown,
  covered,
  gap,
  unknown,
  share: covered + gap === 0 ? null : covered / (covered + gap),
});
const evaluation: Evaluation = {
  before: { all: tally(10, 90, 8), groups: {}, units: [] },
  after: { all: tally(70, 30, 8), groups: {}, units: [] },
  changed: {
    cells: [0, 1, 2, 3, 4],
    before: [null, 300, 200, 400, 299.9],
    after: [300, 300.1, 100, 500, null],
  },
  unlinked: [4, 5],
  linked: [6],
  curve: { before: [], after: [] },
  sites: [],
  failed: [],
  indicators: [],
  milliseconds: 1,
};
const asked = {
  ...ground,
  study: { name: "七里镇", synthetic: false },
  question: {
    service: "clinic" as const,
    profile: "adult" as const,
    direction: "towards" as const,
    limitMinutes: 5,
  },
  evaluation,
};

it("says of every cell what became of it, the limit included", () => {
  const layer = differenceLayer(asked);
  const column = (name: string) => {
    const at = layer.columns.findIndex((one) => one.name === name);
    return layer.features.map(({ values }) => values[at]);
  };
  expect(column("格网")).toEqual([0, 1, 2, 3, 4, 5, 6].map((cell) => ground.demand.cells[cell]));
  expect(column("变化")).toEqual([
    "新增覆盖",
    "不再覆盖",
    "更近",
    "更远",
    "不再覆盖",
    "不再连到路网",
    "新连到路网",
  ]);
  // Rounded up, so that no walk beyond the limit reads as one within it.
  expect(column("方案步行分钟")).toEqual([5, 5.01, 1.67, 8.34, null, null, null]);
  expect(column("增减分钟")).toEqual([null, 0, -1.67, 1.67, null, null, null]);
  expect(layer.title).toBe("七里镇_卫生服务站_5分钟_前后差异");
  expect(layer.notes.join()).not.toContain("示例");
});

it("counts people before and after, and leaves shares of nobody blank", () => {
  const nobody = tally(0, 0, 3);
  const { features, columns, title, notes } = unitTable({
    ...asked,
    study: { name: "七里镇", synthetic: true },
    units: [{ id: "w", name: "西社区", geometry: { type: "Polygon", coordinates: [] } }],
    evaluation: {
      ...evaluation,
      before: { ...evaluation.before, units: [nobody] },
      after: { ...evaluation.after, units: [nobody] },
    },
  });
  expect(columns.at(-1)?.name).toBe("数据标记");
  expect(features.map(({ values }) => values.slice(0, 12))).toEqual([
    ["", "全部", 108, 10, 70, 60, 90, 30, 8, 8, 10, 70],
    ["w", "西社区", 3, 0, 0, 0, 0, 0, 3, 3, null, null],
  ]);
  expect(title.startsWith("示例_七里镇")).toBe(true);
  expect(notes[0]).toContain("示例数据");
});

import { groupWords } from "../group-words.ts";
import { rounded, sumOf, talliesOf, type LedgerColumn } from "./ledger-column.ts";
import type { LedgerPlace, LedgerSource } from "./ledger.ts";
import { peopleIn } from "./unit-people.ts";

const LEVELS_ZH = {
  province: "省",
  city: "市州",
  county: "县区",
  township: "乡镇（街道）",
  community: "社区",
  village: "行政村",
  estate: "小区（项目）",
} as const;

/** Who a row is about. */
export function unitColumns({ ground, level, input }: LedgerSource): LedgerColumn[] {
  const names = new Map(ground.divisions.map(({ code, name }) => [code, name]));
  const text = { group: "unit", type: "text", unit: "" } as const;
  const urbanBy =
    input.settings.urbanBy === "code" ? "按城乡分类代码" : "居委会为城镇，村委会为乡村";
  return [
    {
      ...text,
      title: "区划代码",
      short: "CODE",
      note: "统计用区划代码，文本",
      width: 15,
      valueOf: ({ division }) => division.code,
    },
    {
      ...text,
      title: "名称",
      short: "NAME",
      note: "统计单元图层",
      width: 20,
      valueOf: ({ division }) => division.name,
    },
    {
      ...text,
      title: level === "township" ? "所属县区" : level === "county" ? "所属市州" : "所属乡镇街道",
      short: "WITHIN",
      note: "按区划代码或图层中的名称",
      width: 16,
      optional: true,
      valueOf: ({ division }) => names.get(division.within ?? "") ?? null,
    },
    {
      ...text,
      title: "单元类型",
      short: "KIND",
      note: "按区划代码：居委会 001—199，村委会 200 起",
      total: talliesOf,
      valueOf: ({ division }) => LEVELS_ZH[division.level],
    },
    {
      ...text,
      title: "城乡",
      short: "URBAN",
      note: urbanBy,
      optional: true,
      total: talliesOf,
      valueOf: ({ division: { urban } }) => (urban === null ? null : urban ? "城镇" : "乡村"),
    },
  ];
}

/** People of the people layer, all and by age group, with the day they were counted. */
export function peopleColumns({ input }: LedgerSource): LedgerColumn[] {
  const { date, versions, estimated = [], partial = [] } = input.people;
  const note = `人口图层 ${versions.join("、")}，时点 ${date ?? "未注明"}`;
  const number = {
    group: "people",
    type: "number",
    unit: "人",
    decimals: 0,
    total: sumOf,
  } as const;
  const groups = [...new Set(input.units.flatMap((unit) => Object.keys(unit.groups)))];
  const countOf = ({ area }: LedgerPlace, group: string | undefined): number | null => {
    const counts = area.units.flatMap((unit) => peopleIn(input.units[unit], group) ?? []);
    if (counts.length === 0 || counts.length < area.units.length) return null;
    return rounded(counts.reduce((sum, count) => sum + count, 0));
  };
  const lacking = (group: string | undefined): string[] => {
    const { length } = input.units.filter((unit) => peopleIn(unit, group) === null);
    const what = group === undefined ? "人口数据" : "这个年龄组的人数";
    if (length > 0) return [`${length} 个单元没有${what}，留空；合计只是有数的单元之和`];
    return group !== undefined && partial.includes(group)
      ? ["有的单元原表没有填，只是已知部分"]
      : [];
  };
  return [
    {
      ...number,
      title: "人口（人）",
      short: "POP",
      note: [note, ...lacking(undefined)].join("；"),
      valueOf: (place) => countOf(place, undefined),
    },
    ...groups.map((group, i): LedgerColumn => ({
      ...number,
      title: `${groupWords(group)}人口（${estimated.includes(group) ? "推算，" : ""}人）`,
      short: `POP_${i + 1}`,
      note: [
        note,
        ...(estimated.includes(group) ? ["有的不是原表给的数，按占比推算"] : []),
        ...lacking(group),
      ].join("；"),
      valueOf: (place) => countOf(place, group),
    })),
    {
      group: "people",
      type: "text",
      unit: "",
      title: "人口数据时点",
      short: "POP_DATE",
      note: "人口图层注明的时点",
      width: 12,
      valueOf: () => date,
    },
  ];
}

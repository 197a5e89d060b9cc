import type { Indicator, Place, UnitVerdict } from "#contract/policy/compliance.ts";
import type { UnitState } from "#core/vocabulary.ts";
import { column, sentence, type Draft } from "./draft.ts";
import { peopleCount, MISSING } from "./say-number.ts";
import type { Scope } from "./scope.ts";

/** 台账摘要: what is lacking, added up by township and by indicator. The ledger itself is a workbook of its own. */
export function writeLedger(draft: Draft, scope: Scope): void {
  draft.heading(1, "台账摘要");
  const listed = scope.indicators.filter(({ units }) => units.length > 0);
  if (listed.length === 0) {
    draft.say(sentence`没有可按单元列出的指标。`);
    return;
  }
  draft.say(
    sentence`下表由各单元逐项判断汇总，一个单元的一项指标计一次；未填报不计为短板。逐个单元的台账另见表格文件。`,
  );
  const groups = groupsOf(scope);
  if (groups.length > 0)
    draft.table(
      "各乡镇（街道）短板汇总",
      [
        column("乡镇（街道）", 28),
        column("人口（人）", 16, "right"),
        column("单元（个）", 12, "right"),
        column("有短板的单元", 16, "right"),
        column("短板（项次）", 14, "right"),
        column("未填报（项次）", 14, "right"),
      ],
      groups.map(({ name, people, members }) => {
        const verdicts = listed.flatMap(({ units }) =>
          units.filter(({ code }) => members.has(code)),
        );
        const lacking = verdicts.filter(isLacking);
        return [
          name,
          people === null ? MISSING : peopleCount(people),
          String(members.size),
          String(new Set(lacking.map(({ code }) => code)).size),
          String(lacking.length),
          String(verdicts.filter(({ state }) => state === "unknown").length),
        ];
      }),
    );
  draft.table(
    "各指标按单元完成情况（个）",
    [
      column("指标", 40),
      column("应有单元", 12, "right"),
      column("达标", 12, "right"),
      column("已有未备案", 12, "right"),
      column("未达标", 12, "right"),
      column("未填报", 12, "right"),
    ],
    listed.map((one) => [
      one.name.zh,
      String(one.units.length),
      ...(["met", "nearly", "not-met", "unknown"] as const).map((state) => count(one, state)),
    ]),
  );
}

interface Group {
  readonly name: string;
  readonly people: number | null;
  /** Codes of the settlements in it. */
  readonly members: ReadonlySet<string>;
}

/** Townships with their settlements, and those that lie in none. */
function groupsOf({ facts: { assessment }, place }: Scope): Group[] {
  const settlements = assessment.places.filter(
    ({ level }) => level === "community" || level === "village",
  );
  const townships = assessment.places.filter(({ level }) => level === "township");
  const within = Map.groupBy(settlements, (one) => townshipOf(one)?.code ?? null);
  const codes = (places: readonly Place[] = []) => new Set(places.map(({ code }) => code));
  const strays = within.get(null);
  return [
    ...townships.map((one) => ({
      name: one.name,
      people: one.people,
      members: codes(within.get(one.code)),
    })),
    ...(strays === undefined
      ? []
      : [{ name: "未注明所属乡镇", people: null, members: codes(strays) }]),
  ].filter(({ members }) => members.size > 0);

  function townshipOf(one: Place): Place | undefined {
    let at: Place | undefined = one;
    for (let steps = 0; at !== undefined && at.level !== "township" && steps < 8; steps++)
      at = at.within === null ? undefined : place(at.within);
    return at;
  }
}

function isLacking({ state }: UnitVerdict): boolean {
  return state === "not-met" || state === "nearly";
}

function count({ units }: Indicator, state: UnitState): string {
  return String(units.filter((unit) => unit.state === state).length);
}

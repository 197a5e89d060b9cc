import type { TaskRow } from "#contract/policy/compliance.ts";
import type { Run } from "#contract/policy/report.ts";
import { TASK_STATES, type TaskState } from "#core/vocabulary.ts";
import { column, sentence, type Draft } from "./draft.ts";
import type { Scope } from "./scope.ts";

/** 任务清单: requirements without a number by department, with what was attested of them. */
export function writeTasks(draft: Draft, scope: Scope): void {
  draft.heading(1, "任务清单");
  const { tasks } = scope;
  if (tasks.length === 0) {
    draft.say(sentence`没有不设数值的任务要求。`);
    return;
  }
  draft.say(totalsSaid(tasks));
  const rows = tasks
    .flatMap((task) => departmentsOf(task).map((department) => ({ department, task })))
    .map((row, i) => ({ ...row, i }));
  const order = [...new Set(rows.map(({ department }) => department))];
  const byDepartment = Map.groupBy(rows, ({ department }) => department);
  draft.heading(2, "各部门任务进展");
  draft.table(
    "各责任单位任务进展（项）",
    [
      column("责任单位", 34),
      column("任务", 11, "right"),
      ...STATES.map((state) => column(stateSaid(state), 11, "right")),
    ],
    order.map((department) => {
      const own = byDepartment.get(department) ?? [];
      return [
        department,
        String(own.length),
        ...STATES.map((state) => String(own.filter(({ task }) => task.state === state).length)),
      ];
    }),
    "一项任务有几个责任单位的，各计一次；*为推定的责任单位，文件未写明。",
  );
  draft.heading(2, "逐项任务");
  draft.table(
    "任务清单",
    [
      column("任务", 24),
      column("依据", 18),
      column("责任单位", 42),
      column("进展", 11, "center"),
      column("佐证", 17),
    ],
    tasks.map((task) => [
      task.name.zh,
      task.clauses.map(scope.clause).join("；"),
      departmentsOf(task).join("、"),
      [stateRun(task.state)],
      evidenceSaid(task),
    ]),
  );
}

const STATES: readonly (TaskState | null)[] = [...TASK_STATES, null];

function totalsSaid(tasks: readonly TaskRow[]): Run[] {
  const parts = STATES.flatMap((state) => {
    const count = tasks.filter((task) => task.state === state).length;
    return count === 0 ? [] : `${stateSaid(state)}${count}项`;
  });
  return sentence`不设数值的任务要求共${tasks.length}项：${parts.join("，")}。进展以责任单位填报并附佐证为准，未填报的不作推断。`;
}

function departmentsOf({ clauses }: TaskRow): string[] {
  const all = clauses.flatMap(({ departments, departmentsBasis }) =>
    departments.map((name) => (departmentsBasis === "inferred" ? `${name}*` : name)),
  );
  const stated = new Set(all.filter((name) => !name.endsWith("*")));
  const kept = [...new Set(all)].filter(
    (name) => !name.endsWith("*") || !stated.has(name.slice(0, -1)),
  );
  return kept.length > 0 ? kept : ["（未明确责任单位）"];
}

function evidenceSaid({ evidence, note }: TaskRow): string {
  if (evidence === null) return note;
  const file = evidence.file === null ? "" : "，附文件";
  return `${evidence.document}（${evidence.date}${file}）${note === "" ? "" : `；${note}`}`;
}

function stateRun(state: TaskState | null): Run {
  return { text: stateSaid(state), tone: state === null ? "unknown" : "note" };
}

function stateSaid(state: TaskState | null): string {
  return state === null ? "未填报" : STATE_WORDS[state];
}

const STATE_WORDS: Readonly<Record<TaskState, string>> = {
  "not-started": "未启动",
  "under-way": "推进中",
  done: "已完成",
  regular: "常态化",
};

import { Fragment, memo } from "react";
import type { TaskRow } from "#contract/policy/compliance.ts";
import { byTheme, progressOf } from "../../plan/policy/filters.ts";
import { shortClause } from "../../plan/policy/targets.ts";
import { useSpeech } from "../session.tsx";
import { ClauseNote } from "./ClauseNote.tsx";
import type { Told } from "./told.ts";

/** Requirements without a number: who must do them, how far they are, and what proves it. Never judged. */
export const TaskTable = memo(function TaskTable(props: {
  readonly told: Told;
  readonly rows: readonly TaskRow[];
}) {
  const { language, words } = useSpeech();
  const { told, rows } = props;
  const text = words.policy.tasks;
  const names = new Map(told.themes.map(({ id, name }) => [id, name[language]]));
  const groups = byTheme(
    rows,
    told.themes.map(({ id }) => id),
  );
  return (
    <>
      <div
        className="policy-scroll"
        tabIndex={0}
        role="region"
        aria-label={words.policy.part.tasks}
      >
        <table className="indicator-table task-table" data-testid="tasks">
          <colgroup>
            <col className="col-task" />
            <col className="col-clause" />
            <col className="col-responsible" />
            <col className="col-progress" />
            <col className="col-evidence" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{text.columns.name}</th>
              <th scope="col">{text.columns.clause}</th>
              <th scope="col">{text.columns.departments}</th>
              <th scope="col">{text.columns.progress}</th>
              <th scope="col">{text.columns.evidence}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ theme, rows: members }) => (
              <Fragment key={theme}>
                <tr className="group-row">
                  <th scope="rowgroup" colSpan={5}>
                    {names.get(theme) ?? theme}
                  </th>
                </tr>
                {members.map((task) => (
                  <Row key={task.id} task={task} told={told} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className="policy-none">{words.policy.table.none}</p>}
      </div>
      <p className="policy-note">{text.note}</p>
    </>
  );
});

function Row({ task, told }: { task: TaskRow; told: Told }) {
  const { language, words } = useSpeech();
  const text = words.policy.tasks;
  const { evidence } = task;
  const inferred = task.clauses.some(({ departmentsBasis }) => departmentsBasis === "inferred");
  const departments = [...new Set(task.clauses.flatMap((clause) => clause.departments))];
  const progress = progressOf(task);
  const responsible = `${words.list(departments)}${inferred && departments.length > 0 ? "*" : ""}`;
  return (
    <tr className="plain" data-testid={`task-${task.id}`}>
      <th scope="row" title={task.caliber?.[language]}>
        {task.name.zh}
        {language === "en" && <small>{task.name.en}</small>}
        {task.clauses.every(({ strength }) => strength === "strive") && (
          <span className="task-strive">{text.strive}</span>
        )}
      </th>
      <td>
        <span className="clauses">
          {task.clauses.map(({ document, clause }, i) => {
            const summary = told.library.get(document);
            return (
              <Fragment key={`${document} ${clause}`}>
                {i > 0 && " · "}
                <ClauseNote document={summary} id={document} clause={clause}>
                  {summary ? words.policy.tierShort[summary.tier] : document} {shortClause(clause)}
                </ClauseNote>
              </Fragment>
            );
          })}
        </span>
      </td>
      <td title={responsible}>
        <span className="clamped">{responsible}</span>
      </td>
      <td>
        <span className="progress-tag" data-progress={progress}>
          {words.policy.progress[progress]}
        </span>
      </td>
      <td>
        <span className="missing">
          {evidence ? (
            <>
              {text.evidence(evidence.document, evidence.date)}
              {evidence.file !== null && ` · ${text.file}`}
            </>
          ) : (
            text.none
          )}
          {task.note !== "" && <small title={task.note}>{task.note}</small>}
        </span>
      </td>
    </tr>
  );
}

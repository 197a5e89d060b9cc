import { Select } from "antd";
import type { ReactNode } from "react";
import type { Assessment } from "#contract/policy/compliance.ts";
import type { Study } from "#contract/study.ts";
import { TARGET_BASES, VERDICTS } from "#contract/vocabulary.ts";
import { useSaveSettings } from "../../api/policy.ts";
import {
  countsBy,
  countWithout,
  indicatorsOf,
  listedIndicator,
  listedTask,
  type Filter,
  type Listed,
} from "../../plan/policy/filters.ts";
import { PROGRESSES, STANDING_FILTERS, type PolicyView } from "../../plan/policy/policy-view.ts";
import { scopesOf } from "../../plan/policy/scopes.ts";
import { setPolicy } from "../../plan/view.ts";
import { count, peopleShort, peopleShortCount } from "../../text/numbers.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSession, useSpeech, useView } from "../session.tsx";
import type { Told } from "./told.ts";
import { VerdictGlyph } from "./VerdictTag.tsx";

/** What the list can be narrowed to, how many rows each choice would show, and which target decides. */
export function PolicySide(props: {
  readonly told: Told | undefined;
  /** Of the whole study: its divisions stay on offer while one of them is assessed. */
  readonly whole: Assessment | undefined;
  readonly study: Study;
}) {
  const { language, words } = useSpeech();
  const policy = useView((it) => it.policy);
  const { told } = props;
  const text = words.policy.side;
  if (told === undefined) return <aside className="policy-side" aria-label={text.label} />;
  const { assessment, library, themes } = told;
  const rows: Listed[] =
    policy.part === "tasks"
      ? assessment.tasks.map(listedTask)
      : indicatorsOf(assessment, policy.part).map(listedIndicator);
  if (assessment.documents.length === 0)
    return (
      <aside className="policy-side" aria-label={text.label}>
        <Group title={text.scope}>
          <Scopes whole={props.whole ?? assessment} />
        </Group>
      </aside>
    );
  const documents = assessment.documents.map(({ id, short }) => ({
    key: id,
    name: library.get(id)?.short[language] ?? short[language],
  }));
  const themeCounts = countsBy(rows, policy, "theme");
  const shownThemes = themes.filter(
    ({ id }) => (themeCounts.get(id) ?? 0) > 0 || policy.theme === id,
  );
  return (
    <aside className="policy-side" aria-label={text.label}>
      <Group title={text.document}>
        <Choices
          rows={rows}
          policy={policy}
          filter="document"
          all={
            documents.length === 2 ? text.bothDocuments : text.allDocuments(count(documents.length))
          }
          options={documents}
        />
      </Group>
      {policy.part === "indicators" && (
        <Group title={text.standing}>
          <Choices
            rows={rows}
            policy={policy}
            filter="standing"
            options={STANDING_FILTERS.map((standing) => {
              const verdict = VERDICTS.find((one) => one === standing);
              return {
                key: standing,
                name: words.policy.standing[standing],
                ...(verdict && {
                  label: (
                    <span className="verdict" data-verdict={verdict}>
                      <VerdictGlyph verdict={verdict} />
                      {words.policy.standing[standing]}
                    </span>
                  ),
                }),
              };
            })}
          />
        </Group>
      )}
      {policy.part === "tasks" && (
        <Group title={text.progress}>
          <Choices
            rows={rows}
            policy={policy}
            filter="progress"
            options={PROGRESSES.map((key) => ({ key, name: words.policy.progress[key] }))}
          />
        </Group>
      )}
      <Group title={text.scope}>
        <Scopes whole={props.whole ?? assessment} />
      </Group>
      <Group title={text.theme}>
        <Choices
          rows={rows}
          policy={policy}
          filter="theme"
          options={shownThemes.map(({ id, name }) => ({ key: id, name: name[language] }))}
        />
      </Group>
      <section className="side-group">
        <Departments rows={rows} policy={policy} />
      </section>
      <Basis study={props.study.study} settings={assessment.settings} />
    </aside>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="side-group">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** The choices of one filter; the chosen one again, or the first, takes the filter off. */
function Choices(props: {
  readonly rows: readonly Listed[];
  readonly policy: PolicyView;
  readonly filter: Exclude<Filter, "department">;
  /** The choice of no filter, where it is listed. */
  readonly all?: string;
  readonly options: readonly {
    readonly key: string;
    readonly name: string;
    readonly label?: ReactNode;
  }[];
}) {
  const { words } = useSpeech();
  const { view } = useSession();
  const { rows, policy, filter } = props;
  const counts = countsBy(rows, policy, filter);
  const choose = (key: string | undefined) =>
    view.set((it) => setPolicy(it, { [filter]: key === policy[filter] ? undefined : key }));
  return (
    <ul className="side-choices">
      {props.all !== undefined &&
        choice(undefined, props.all, props.all, countWithout(rows, policy, filter))}
      {props.options.map(({ key, name, label }) =>
        choice(key, name, label ?? name, counts.get(key) ?? 0),
      )}
    </ul>
  );

  function choice(key: string | undefined, name: string, label: ReactNode, rowCount: number) {
    return (
      <li key={key ?? ""}>
        <button
          type="button"
          aria-pressed={policy[filter] === key}
          aria-label={words.policy.side.count(name, count(rowCount))}
          data-testid={`filter-${filter}-${key ?? "all"}`}
          onClick={() => choose(key)}
        >
          <span title={name}>{label}</span>
          <span className="side-count">{count(rowCount)}</span>
        </button>
      </li>
    );
  }
}

/** The divisions of the study with their people; the chosen one is assessed on its own. */
function Scopes({ whole }: { whole: Assessment }) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const unit = useView((it) => it.policy.unit);
  const scopes = scopesOf(whole.places);
  const single = scopes.filter(({ depth }) => depth === 0).length === 1;
  const people = language === "zh" ? peopleShort : peopleShortCount;
  const lacking = whole.places.filter(
    (place) => place.unit !== null && place.withoutPeople !== undefined,
  ).length;
  return (
    <ul className="side-choices scopes">
      {!single &&
        scope(
          undefined,
          whole.scope.name,
          { people: whole.population?.people, withoutPeople: lacking },
          0,
        )}
      {scopes.map(({ place, depth }) =>
        scope(single && depth === 0 ? undefined : place.code, place.name, place, depth),
      )}
      {scopes.length === 0 && <li className="quiet">{words.policy.whole}</li>}
    </ul>
  );

  function scope(
    code: string | undefined,
    name: string,
    residents: { readonly people?: number | null | undefined; readonly withoutPeople?: number },
    depth: number,
  ) {
    const lacking = residents.withoutPeople;
    return (
      <li key={code ?? ""}>
        <button
          type="button"
          aria-pressed={unit === code}
          data-testid={`scope-${code ?? "all"}`}
          style={{ paddingLeft: 8 + depth * 10 }}
          onClick={() => view.set((it) => setPolicy(it, { unit: code }))}
        >
          <span title={name}>{name}</span>
          <span
            className="side-count"
            title={lacking ? words.policy.side.withoutPeople(count(lacking)) : undefined}
          >
            {people(residents.people, language)}
          </span>
        </button>
      </li>
    );
  }
}

function Departments({ rows, policy }: { rows: readonly Listed[]; policy: PolicyView }) {
  const { words } = useSpeech();
  const { view } = useSession();
  const counts = countsBy(rows, policy, "department");
  const names = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const text = words.policy.side;
  return (
    <Select<string>
      className="side-select"
      size="small"
      aria-label={text.department}
      value={policy.department ?? ""}
      showSearch
      popupMatchSelectWidth={false}
      options={[
        { value: "", label: text.allDepartments },
        ...names.map(([name, n]) => ({ value: name, label: `${name} ${count(n)}` })),
      ]}
      onChange={(name) => view.set((it) => setPolicy(it, { department: name || undefined }))}
    />
  );
}

/** Which target decides where both documents set one; a setting of the study, not of the view. */
function Basis(props: { readonly study: string; readonly settings: Assessment["settings"] }) {
  const { words } = useSpeech();
  const save = useSaveSettings(props.study);
  const basis = save.isPending ? save.variables.basis : props.settings.basis;
  const text = words.policy.side;
  return (
    <section className="side-group" title={text.basisNote}>
      <h2 id="basis-title">{text.basis}</h2>
      <div role="radiogroup" aria-labelledby="basis-title" className="side-radios">
        {TARGET_BASES.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="target-basis"
              value={one}
              checked={basis === one}
              data-testid={`basis-${one}`}
              onChange={() => save.mutate({ ...props.settings, basis: one })}
            />
            {words.policy.basis[one]}
          </label>
        ))}
      </div>
      {save.error && <ProblemBand error={save.error} />}
    </section>
  );
}

import { lazy, Suspense, useState } from "react";
import type { Comparison, Snapshot } from "#contract/policy/compliance.ts";
import {
  useComparison,
  useKeepSnapshot,
  useRerun,
  useSnapshots,
  useTrends,
} from "../../../api/policy-entry.ts";
import { dateTime } from "../../../text/dates.ts";
import { count, MISSING } from "../../../text/numbers.ts";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useSpeech } from "../../session.tsx";
import { useEntryWords } from "./words.ts";

/** The chart library is large and seldom wanted. */
const TrendChart = lazy(() => import("./TrendChart.tsx"));

/** Assessments kept with their date; two of them side by side; plan and actual over the years. */
export function SnapshotPart({ study }: { study: string }) {
  const text = useEntryWords().snapshots;
  const snapshots = useSnapshots(study);
  const keep = useKeepSnapshot(study);
  const [name, setName] = useState("");
  return (
    <div className="entry-form">
      <form
        className="entry-line"
        onSubmit={(event) => {
          event.preventDefault();
          keep.mutate({ name: name.trim(), unit: null }, { onSuccess: () => setName("") });
        }}
      >
        <label className="entry-field wide">
          <span className="field-label">{text.name}</span>
          <input
            className="pick"
            value={name}
            maxLength={80}
            placeholder={text.namePlace}
            data-testid="snapshot-name"
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <button
          type="submit"
          className="button primary"
          data-testid="keep-snapshot"
          disabled={name.trim() === "" || keep.isPending}
        >
          {text.keep}
        </button>
      </form>
      {keep.error && <ProblemBand error={keep.error} />}
      {snapshots.error && (
        <ProblemBand error={snapshots.error} onRetry={() => void snapshots.refetch()} />
      )}
      {snapshots.data && (
        <>
          <h3>{text.list}</h3>
          {snapshots.data.length === 0 && <p className="quiet">{text.none}</p>}
          <ol className="entry-list" data-testid="snapshots">
            {snapshots.data.map((one) => (
              <Kept key={one.number} study={study} one={one} />
            ))}
          </ol>
          {snapshots.data.length > 1 && <Compare study={study} all={snapshots.data} />}
        </>
      )}
      <Trends study={study} />
    </div>
  );
}

function Kept({ study, one }: { study: string; one: Snapshot }) {
  const text = useEntryWords().snapshots;
  const rerun = useRerun(study);
  const { met, notMet, notAssessable } = one.summary;
  return (
    <li>
      <b>{`${one.number}. ${one.name}`}</b> <span className="quiet">{dateTime(one.created)}</span>{" "}
      <span>{text.summary(count(met), count(notMet), count(notAssessable))}</span>{" "}
      <button
        type="button"
        className="linklike"
        disabled={rerun.isPending}
        onClick={() => rerun.mutate(one.number)}
      >
        {text.rerun}
      </button>{" "}
      {rerun.data && (
        <span className={rerun.data.same ? "met-tag" : "amber-tag"} role="status">
          {rerun.data.same ? text.same : text.other}
        </span>
      )}
      {rerun.error && <ProblemBand error={rerun.error} />}
    </li>
  );
}

function Compare({ study, all }: { study: string; all: readonly Snapshot[] }) {
  const text = useEntryWords().snapshots;
  const [before, setBefore] = useState(all[1]?.number ?? 1);
  const [after, setAfter] = useState(all[0]?.number ?? 1);
  const comparison = useComparison(study, before, after);
  const pick = (label: string, value: number, set: (value: number) => void) => (
    <label className="entry-field">
      <span className="field-label">{label}</span>
      <select className="pick" value={value} onChange={({ target }) => set(Number(target.value))}>
        {all.map(({ number, name }) => (
          <option key={number} value={number}>
            {`${number}. ${name}`}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section>
      <h3>{text.compare}</h3>
      <div className="entry-line">
        {pick(text.before, before, setBefore)}
        {pick(text.after, after, setAfter)}
      </div>
      {comparison.error && <ProblemBand error={comparison.error} />}
      {comparison.data && <Differences rows={comparison.data.rows} />}
    </section>
  );
}

function Differences({ rows }: { rows: Comparison["rows"] }) {
  const { language } = useSpeech();
  const words = useEntryWords();
  const text = words.snapshots;
  const changed = rows.filter(
    ({ before, after }) => before?.value !== after?.value || before?.verdict !== after?.verdict,
  );
  if (changed.length === 0) return <p className="quiet">{text.unchanged}</p>;
  return (
    <div className="scroll-table entry-table">
      <table className="dense" data-testid="differences">
        <thead>
          <tr>
            <th scope="col">{text.indicator}</th>
            <th scope="col" className="end">
              {text.before}
            </th>
            <th scope="col" className="end">
              {text.after}
            </th>
            <th scope="col" className="end">
              {text.change}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {changed.map(({ id, name, unit, before, after, change, because }) => (
            <tr key={id}>
              <th scope="row">{name[language]}</th>
              <td className="end">{side(before)}</td>
              <td className="end">{side(after)}</td>
              <td className="end">
                {change === null
                  ? MISSING
                  : unit.zh === "%"
                    ? text.points(signed(change))
                    : `${signed(change)} ${unit[language]}`}
              </td>
              <td className="quiet">{because.map((one) => one[language]).join("；")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

  function side(one: Comparison["rows"][number]["before"]) {
    if (one === null) return MISSING;
    const value = one.value === null ? MISSING : String(Number(one.value.toFixed(2)));
    return `${value} ${words.verdict[one.verdict]}`;
  }
}

function signed(value: number): string {
  const rounded = Number(value.toFixed(2));
  return rounded > 0 ? `+${rounded}` : String(rounded).replace("-", "−");
}

function Trends({ study }: { study: string }) {
  const { language } = useSpeech();
  const words = useEntryWords();
  const text = words.snapshots;
  const { data, error } = useTrends(study);
  const [id, setId] = useState("");
  const drawn = data?.filter(({ actual }) => actual.some(({ value }) => value !== null)) ?? [];
  const trend = drawn.find((one) => one.id === id) ?? drawn[0];
  if (error) return <ProblemBand error={error} />;
  if (data === undefined) return null;
  return (
    <section>
      <h3>{text.trend}</h3>
      {trend === undefined ? (
        <p className="quiet">{text.trendNone}</p>
      ) : (
        <>
          <label className="entry-field">
            <span className="field-label">{text.indicator}</span>
            <select
              className="pick"
              value={trend.id}
              data-testid="trend-indicator"
              onChange={({ target }) => setId(target.value)}
            >
              {drawn.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name[language]}
                </option>
              ))}
            </select>
          </label>
          <Suspense fallback={<div className="trend-chart" />}>
            <TrendChart trend={trend} language={language} words={words} />
          </Suspense>
        </>
      )}
    </section>
  );
}

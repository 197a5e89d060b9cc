import { useState } from "react";
import type { Comparison, Snapshot } from "#contract/policy/compliance.ts";
import {
  useComparison,
  useKeepSnapshot,
  useRerun,
  useSnapshots,
} from "../../../api/policy-entry.ts";
import type { Language } from "../../../text/language.ts";
import { dateTime } from "../../../text/dates.ts";
import { changeShown } from "../../../plan/entry/changes.ts";
import { count, MISSING } from "../../../text/numbers.ts";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useSpeech } from "../../session.tsx";
import { VerdictTag } from "../VerdictTag.tsx";
import { TrendPart } from "./TrendPart.tsx";
import { useEntryWords } from "./words.ts";

/** Assessments kept with their date; two of them side by side; plan and actual over the years. */
export function SnapshotPart(props: {
  readonly study: string;
  readonly indicator: string | undefined;
  readonly synthetic: boolean;
}) {
  const { study } = props;
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
      <TrendPart {...props} />
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
        aria-label={`${text.rerun} ${one.number}`}
        data-testid={`rerun-${one.number}`}
        onClick={() => rerun.mutate(one.number)}
      >
        {text.rerun}
      </button>{" "}
      {rerun.isPending && (
        <span className="quiet" role="status">
          {text.working}
        </span>
      )}
      {rerun.data && !rerun.isPending && (
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
  const [chosen, setChosen] = useState<{ readonly before?: number; readonly after?: number }>({});
  // The last two, unless others were chosen: also after another was kept.
  const after = chosen.after ?? all[0]?.number ?? 1;
  const before = chosen.before ?? all.find(({ number }) => number !== after)?.number ?? 1;
  const comparison = useComparison(study, before, after);
  const pick = (label: string, value: number, set: (value: number) => void, testId: string) => (
    <label className="entry-field wide">
      <span className="field-label">{label}</span>
      <select
        className="pick"
        value={value}
        data-testid={testId}
        onChange={({ target }) => set(Number(target.value))}
      >
        {all.map(({ number, name, created }) => (
          <option key={number} value={number}>
            {`${number}. ${name}　${dateTime(created)}`}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section>
      <h3>{text.compare}</h3>
      <div className="entry-line">
        {pick(text.before, before, (it) => setChosen({ before: it, after }), "compare-before")}
        {pick(text.after, after, (it) => setChosen({ before, after: it }), "compare-after")}
      </div>
      {before === after && <p className="quiet">{text.sameOne}</p>}
      {comparison.error && (
        <ProblemBand error={comparison.error} onRetry={() => void comparison.refetch()} />
      )}
      {comparison.data && <Differences rows={comparison.data.rows} />}
    </section>
  );
}

function Differences({ rows }: { rows: Comparison["rows"] }) {
  const { language } = useSpeech();
  const text = useEntryWords().snapshots;
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
            <th scope="col">{text.before}</th>
            <th scope="col">{text.after}</th>
            <th scope="col">{text.change}</th>
            <th scope="col">{text.because}</th>
          </tr>
        </thead>
        <tbody>
          {changed.map((row) => (
            <Difference key={row.id} row={row} language={language} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Difference({ row, language }: { row: Comparison["rows"][number]; language: Language }) {
  const text = useEntryWords().snapshots;
  const { before, after, because } = row;
  const unit = row.unit[language];
  const shown = changeShown(before?.value, after?.value, unit, language);
  return (
    <tr>
      <th scope="row">{row.name[language]}</th>
      <td>
        {shown.before} {before && <VerdictTag verdict={before.verdict} />}
      </td>
      <td>
        {shown.after} {after && <VerdictTag verdict={after.verdict} />}
      </td>
      <td>
        {shown.change === undefined
          ? MISSING
          : unit.startsWith("%")
            ? text.points(shown.change)
            : `${shown.change} ${unit}`}
      </td>
      <td className="quiet">{because.map((one) => one[language]).join("；")}</td>
    </tr>
  );
}

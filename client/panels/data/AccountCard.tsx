import { useState } from "react";
import type { RowAccount } from "#contract/import.ts";
import { accountPath, versionAccountPath } from "../../api/paths.ts";
import { runsOf, runsText } from "../../plan/row-runs.ts";
import { count } from "../../text/numbers.ts";
import { reasonText } from "../../text/reason.ts";
import { ChevronIcon, DownloadIcon } from "../../ui/icons.tsx";
import { useSpeech } from "../session.tsx";
import { goTo, PAIRS_PLACE, STEP_PLACE } from "./StepLine.tsx";

const RUNS_SHOWN = 2;
const NOTES_SHOWN = 30;
const OUTCOMES = ["doubtful", "dropped", "noted"] as const;

type Line = RowAccount["summary"][number];
type Outcome = Line["outcome"];

/** 逐行账目: how many rows were read, can be stored, wait, and were not used, and why. It always adds up. */
export function AccountCard(props: {
  readonly account: RowAccount;
  readonly download:
    | { readonly kind: "import"; readonly id: string }
    | {
        readonly kind: "version";
        readonly study: string;
        readonly layer: string;
        readonly version: number;
      };
}) {
  const { words } = useSpeech();
  const { account, download } = props;
  const text = words.data.account;
  const [only, setOnly] = useState<Outcome>();
  const lines = account.summary.toSorted(
    (a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) || b.rows - a.rows,
  );
  const outcomes = OUTCOMES.filter((one) => lines.some(({ outcome }) => outcome === one));
  const shown = only !== undefined && outcomes.includes(only) ? only : undefined;
  return (
    <section className="sheet flush account" data-testid="account" aria-labelledby="account-title">
      <header className="sheet-head">
        <h3 id="account-title">{text.title}</h3>
        <a
          className="linklike account-all"
          download
          data-testid="download-account"
          href={
            download.kind === "import"
              ? accountPath(download.id)
              : versionAccountPath(download.study, download)
          }
        >
          <DownloadIcon />
          {text.download}
        </a>
      </header>
      <p
        className="account-figures"
        title={text.sum(
          `${account.usable} + ${account.doubtful} + ${account.dropped}`,
          count(account.read),
        )}
      >
        <span>
          <b data-testid="account-read">{count(account.read)}</b> {text.read}
        </span>
        <span className="met">
          <b data-testid="account-usable">{count(account.usable)}</b>{" "}
          {download.kind === "import" ? text.usable : text.stored}
        </span>
        <span className="amber">
          <b data-testid="account-doubtful">{count(account.doubtful)}</b> {text.doubtful}
        </span>
        <span className="lacking">
          <b data-testid="account-dropped">{count(account.dropped)}</b> {text.dropped}
        </span>
      </p>
      {outcomes.length > 1 && (
        <p className="account-filter" role="group" aria-label={text.filter}>
          {outcomes.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={shown === one}
              data-testid={`only-${one}`}
              onClick={() => setOnly(shown === one ? undefined : one)}
            >
              {text.outcome[one]}
            </button>
          ))}
        </p>
      )}
      {lines.length === 0 ? (
        <p className="all-well">{text.clean}</p>
      ) : (
        <table className="dense">
          <thead>
            <tr>
              <th scope="col">{text.head.rows}</th>
              <th scope="col">{text.head.what}</th>
              <th scope="col">{text.head.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {lines
              .filter(({ outcome }) => shown === undefined || outcome === shown)
              .map((line) => (
                <AccountLine
                  key={`${line.outcome} ${line.reason.code} ${line.first}`}
                  line={line}
                  account={account}
                  decided={download.kind === "import" ? decidedAt(line) : undefined}
                />
              ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Where something can be decided about a line: services, units and pairs below, other systems beside the pictures. */
function decidedAt({ outcome, reason: { code } }: Line): string | undefined {
  if (code.startsWith("duplicate-of-")) return PAIRS_PLACE;
  if (code === "unit-not-found") return STEP_PLACE.sort;
  if (outcome !== "doubtful") return undefined;
  if (code.startsWith("service-") || code.startsWith("unit-")) return STEP_PLACE.sort;
  return code === "other-coordinate-system" ? STEP_PLACE.coordinates : undefined;
}

function AccountLine(props: {
  readonly line: Line;
  readonly account: RowAccount;
  /** The part of the page where its rows are decided about. */
  readonly decided: string | undefined;
}) {
  const { language, words } = useSpeech();
  const { line, account, decided } = props;
  const [open, setOpen] = useState(false);
  const text = words.data.account;
  const { what, remedy } = reasonText(line.reason, language);
  const notes = account.notes.filter(
    (note) =>
      note.outcome === line.outcome &&
      note.reason.code === line.reason.code &&
      (line.rows > 1 || note.row === line.first),
  );
  return (
    <>
      <tr data-outcome={line.outcome}>
        <td className="account-rows">{rowsText()}</td>
        <td>
          <button
            type="button"
            className="account-what"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {what}
            <ChevronIcon />
          </button>
        </td>
        <td className="account-outcome">
          {decided === undefined ? (
            text.outcome[line.outcome]
          ) : (
            <button type="button" className="linklike" onClick={() => goTo(decided)}>
              {linkText(line)}
            </button>
          )}
        </td>
      </tr>
      {open && (
        <tr className="account-more">
          <td />
          <td colSpan={2}>
            <p>
              <b>{text.remedy}</b> {remedy}
            </p>
            <ul>
              {notes.slice(0, NOTES_SHOWN).map((note, i) => (
                <li key={i}>
                  {note.row === 0 ? text.whole : words.data.picture.row(String(note.row))}{" "}
                  {note.column !== undefined && note.value !== undefined
                    ? text.where(note.column, note.value)
                    : (note.value ?? note.column ?? "")}
                  {line.rows > 1 && reasonText(note.reason, language).what !== what && (
                    <span className="quiet"> {reasonText(note.reason, language).what}</span>
                  )}
                </li>
              ))}
              {line.rows > Math.min(notes.length, NOTES_SHOWN) && (
                <li className="quiet">
                  {text.more(count(line.rows - Math.min(notes.length, NOTES_SHOWN)))}
                </li>
              )}
            </ul>
          </td>
        </tr>
      )}
    </>
  );

  function linkText({ outcome, reason }: Line): string {
    if (outcome === "doubtful") return text.outcome.doubtful;
    return reason.code === "unit-not-found" ? text.decide : text.compare;
  }

  /** What is about the file as a whole is said of row 0. */
  function rowsText(): string {
    const runs = runsOf(notes.flatMap(({ row }) => (row === 0 ? [] : [row])));
    if (line.first === 0 && runs.length === 0) return text.whole;
    if (line.rows === 1) return String(line.first);
    if (runs.length === 0) return text.rows(String(line.first), count(line.rows));
    const shown = runsText(runs.slice(0, RUNS_SHOWN), words.list(["", ""]));
    return runs.length <= RUNS_SHOWN && notes.length >= line.rows
      ? shown
      : text.rows(shown, count(line.rows));
  }
}

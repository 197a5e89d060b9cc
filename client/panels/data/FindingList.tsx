import { useEffect, useRef, useState } from "react";
import type { Finding, NetworkCheck } from "#contract/layers.ts";
import { count, metres } from "../../text/numbers.ts";
import { useSpeech } from "../session.tsx";

const FIRST_SHOWN = 40;
const MORE = 100;

/** What was found, a row each with its repair; the row of the chosen one is brought into view. */
export function FindingList(props: {
  readonly check: NetworkCheck;
  readonly listed: readonly Finding[];
  readonly chosenKey: string | undefined;
  readonly busy: boolean;
  readonly onChoose: (key: string) => void;
  readonly onRepair: (finding: Finding) => void;
}) {
  const { language, words } = useSpeech();
  const { check, listed, chosenKey, busy } = props;
  const text = words.data.check;
  const [asked, setAsked] = useState(FIRST_SHOWN);
  const chosenRow = useRef<HTMLLIElement>(null);
  useEffect(() => {
    chosenRow.current?.scrollIntoView({ block: "nearest" });
  }, [chosenKey]);
  const chosenAt = listed.findIndex(({ key }) => key === chosenKey);
  const shown = Math.max(asked, chosenAt + 1);
  const total = check.counts.reduce((sum, one) => sum + one.findings, 0);
  return (
    <div className="check-list" data-testid="findings">
      <ul>
        {listed.slice(0, shown).map((finding) => (
          <li
            key={finding.key}
            data-chosen={finding.key === chosenKey}
            ref={finding.key === chosenKey ? chosenRow : undefined}
          >
            <button
              type="button"
              className="finding"
              aria-pressed={finding.key === chosenKey}
              onClick={() => props.onChoose(finding.key)}
            >
              <span>{text.kinds[finding.kind]}</span>
              <span className="finding-names">
                {finding.names.length > 0 ? words.list(finding.names) : text.unnamed}
              </span>
              <span className="end">{metres(finding.metres, language)}</span>
            </button>
            {finding.repair ? (
              <button
                type="button"
                className="button"
                disabled={busy}
                data-testid={`repair-${finding.key}`}
                onClick={() => props.onRepair(finding)}
              >
                {finding.kind === "facility-too-far"
                  ? text.addWay
                  : text.kindsOfRepair[finding.repair.kind]}
              </button>
            ) : (
              <span className="quiet">{text.noRepair}</span>
            )}
          </li>
        ))}
      </ul>
      {listed.length === 0 && <p className="all-well">{text.noneOfKind}</p>}
      {listed.length > shown && (
        <button type="button" className="linklike more" onClick={() => setAsked(shown + MORE)}>
          {text.more(count(listed.length - shown))}
        </button>
      )}
      {total > check.findings.length && (
        <p className="quiet">{text.shown(count(check.findings.length))}</p>
      )}
    </div>
  );
}

import type { Assessment } from "#contract/policy/compliance.ts";
import type { KeptAttestation } from "#contract/policy/stock.ts";
import { evidencePath, useAttestations } from "../../../api/policy-entry.ts";
import { dateTime } from "../../../text/dates.ts";
import { ProblemBand } from "../../ProblemBand.tsx";
import { useSpeech } from "../../session.tsx";
import { useEntryWords } from "./words.ts";

/** What was handed in so far, the newest first. */
export function KeptEvidence({ study, assessment }: { study: string; assessment: Assessment }) {
  const { language } = useSpeech();
  const words = useEntryWords();
  const text = words.evidence;
  const { data, error, refetch } = useAttestations(study);
  const names = new Map(
    [...assessment.indicators, ...assessment.tasks].map(({ id, name }) => [id, name[language]]),
  );
  const units = new Map(assessment.indicators.map(({ id, unit }) => [id, unit[language]]));
  if (error) return <ProblemBand error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  return (
    <section>
      <h3>{text.kept}</h3>
      {data.length === 0 ? (
        <p className="quiet">{text.none}</p>
      ) : (
        <div className="scroll-table">
          <table className="dense" data-testid="attestations">
            <thead>
              <tr>
                <th scope="col">{text.entry}</th>
                <th scope="col">{words.year}</th>
                <th scope="col">{text.stated}</th>
                <th scope="col">{text.document}</th>
                <th scope="col">{text.entered}</th>
              </tr>
            </thead>
            <tbody>
              {data
                .toSorted((a, b) => b.seq - a.seq)
                .map((one) => (
                  <tr key={one.seq}>
                    <th scope="row">{names.get(one.entry) ?? one.entry}</th>
                    <td>{one.year}</td>
                    <td>
                      {stated(one)} <span className="quiet">{one.note}</span>
                    </td>
                    <td>
                      {words.from(one.evidence.document, one.evidence.date)}{" "}
                      {one.file && (
                        <a href={evidencePath(study, one.seq)} download>
                          {`${text.attached} ${one.file.name}`}
                        </a>
                      )}
                    </td>
                    <td className="quiet">{dateTime(one.entered)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );

  function stated({ entry, value, state }: KeptAttestation): string {
    if (value === null) return state === null ? "" : words.state[state];
    const unit = units.get(entry) ?? "";
    return `${value.toLocaleString("en", { maximumFractionDigits: 6 })}${unit === "%" ? "" : " "}${unit}`;
  }
}

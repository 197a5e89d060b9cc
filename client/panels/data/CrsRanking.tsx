import type { CrsDiagnosis, CrsHypothesis } from "#contract/import.ts";
import { count, metres, wholeShare } from "../../text/numbers.ts";
import { crsName } from "../../text/crs.ts";
import { FEWEST_POINTS } from "../../text/verdict.ts";
import type { Words } from "../../text/zh.ts";
import { TickIcon } from "../../ui/icons.tsx";
import { useSpeech } from "../session.tsx";

const SHOWN = 4;

/** How well each supposition about the coordinates fits what is known of the place, best first. */
export function CrsRanking({ crs }: { crs: CrsDiagnosis }) {
  const { language, words } = useSpeech();
  const text = words.data.ranking;
  const measured = crs.ranking.filter((one) => one.excluded === null);
  const excluded = crs.ranking.filter((one) => one.excluded !== null);
  const shown = measured.slice(0, SHOWN);
  const agrees = crs.confirmed === true || ["found", "contradicted"].includes(crs.verdict);
  return (
    <section className="sheet ranking" data-testid="ranking" aria-labelledby="ranking-title">
      <h3 id="ranking-title">{text.title(count(crs.ranking.length))}</h3>
      {crs.against === null ? (
        measured.length > 0 && (
          <p className="quiet">{crs.points < FEWEST_POINTS ? text.fewPoints : text.none}</p>
        )
      ) : (
        <p className="ranking-head">
          <span>
            {text.share(
              count(crs.points - (crs.mixed?.rows ?? 0)),
              words.data.verdict.against[crs.against],
            )}
          </span>
          <span>{text.metres[crs.against]}</span>
        </p>
      )}
      <ol>
        {shown.map((one, i) => (
          <li key={`${one.crs} ${one.swapped}`} data-best={i === 0 && agrees}>
            <span className="ranking-name">
              {nameOf(one, words)}
              {i === 0 && agrees && crs.against !== null && (
                <span className="met-tag">
                  <TickIcon />
                  {text.best}
                </span>
              )}
            </span>
            {one.onTarget !== null && (
              <>
                <b>{wholeShare(one.onTarget)}</b>
                <span className="ranking-bar">
                  <i style={{ width: `${one.onTarget * 100}%` }} />
                </span>
                <span className="end">{metres(one.medianMetres, language)}</span>
              </>
            )}
          </li>
        ))}
      </ol>
      {measured.length > shown.length && (
        <p className="quiet">{text.more(count(measured.length - shown.length))}</p>
      )}
      {(["range", "far"] as const).map((why) => {
        const out = excluded.filter((one) => one.excluded === why);
        return (
          out.length > 0 && (
            <p key={why} className="ranking-out">
              {words.list(outNames(out, words))}
              <br />
              <span>{text.excluded[why]}</span>
            </p>
          )
        );
      })}
      <p className="ranking-sure">
        {crs.resampled && (
          <>
            {text.resampled(
              text.sureness[sureness(crs.resampled.agreed / crs.resampled.draws)],
              count(crs.resampled.draws),
              count(crs.resampled.agreed),
            )}
            <br />
          </>
        )}
        {crs.points < FEWEST_POINTS && text.few}
      </p>
    </section>
  );
}

function nameOf({ crs, swapped }: CrsHypothesis, words: Words): string {
  // WGS 84 and CGCS2000 differ by less than a decimetre: one supposition stands for both.
  const name =
    crs === "EPSG:4326"
      ? `${crsName(crs, words)} / ${crsName("EPSG:4490", words)}`
      : crsName(crs, words);
  return swapped ? words.data.ranking.swapped(name) : name;
}

/** What cannot be; the exchanged ones as one, since they differ from the others in nothing else. */
function outNames(out: readonly CrsHypothesis[], words: Words): string[] {
  const straight = out.filter(({ swapped }) => !swapped).map((one) => nameOf(one, words));
  return straight.length < out.length ? [...straight, words.data.ranking.anySwapped] : straight;
}

function sureness(agreed: number): "high" | "middle" | "low" {
  return agreed >= 0.98 ? "high" : agreed >= 0.9 ? "middle" : "low";
}

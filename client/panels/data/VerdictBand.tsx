import { useState, type ReactNode } from "react";
import type { CrsDiagnosis } from "#contract/import.ts";
import { findCrsOut } from "../../plan/decisions.ts";
import { crsChoices, crsName, localSystem, sameSystem } from "../../text/crs.ts";
import { verdictOf } from "../../text/verdict.ts";
import { TickIcon, WarnIcon } from "../../ui/icons.tsx";
import { useSpeech } from "../session.tsx";
import { CrsSelect, CUSTOM_CRS } from "./CrsSelect.tsx";
import type { Deciding } from "./deciding.ts";

const WGS_84 = "EPSG:4326";
const CGCS2000 = "EPSG:4490";

/** The judgement on the coordinates in a sentence, and what can be done: convert, choose another, or leave them. */
export function VerdictBand(props: {
  readonly crs: CrsDiagnosis;
  readonly deciding: Deciding;
  /** What else is to be said of the coordinates, below. */
  readonly children: ReactNode;
}) {
  const { crs, deciding } = props;
  const { language, words } = useSpeech();
  const { decisions, decide } = deciding;
  const text = words.data.verdict;
  const verdict = verdictOf(crs, language);
  const mustChoose = crs.verdict === "too-few" || crs.verdict === "unclear";
  const likeliest = crs.ranking.find(({ excluded }) => excluded === null);
  // What was clicked last; until then, open where somebody has to say.
  const [opened, setOpened] = useState<boolean>();
  const choosing = opened ?? mustChoose;
  const take = (system: { crs: string; swapped: boolean }) => {
    setOpened(undefined);
    decide((now) => ({ ...now, crs: system }));
  };
  return (
    <div
      className="crs-verdict"
      data-tone={verdict.tone}
      data-testid="verdict"
      data-verdict={crs.verdict}
    >
      {verdict.tone === "well" ? <TickIcon /> : <WarnIcon />}
      <div className="verdict-words" role="status">
        <strong>{verdict.title}</strong>
        {verdict.details.length > 0 && <p>{verdict.details.join(language === "zh" ? "" : " ")}</p>}
        {crs.unread !== null && (
          <p>
            {crs.oldDatum === undefined ? text.unread : text.oldDatumText}{" "}
            <code>{crs.unread.slice(0, 120)}</code>
          </p>
        )}
      </div>
      <div className="verdict-acts">{acts()}</div>
      {choosing && crs.verdict !== "cells" && (
        <CrsChoice
          now={decisions.crs ?? crs.proposed ?? likeliest ?? { crs: WGS_84, swapped: false }}
          onChoose={take}
        />
      )}
      {props.children}
    </div>
  );

  function acts() {
    const { proposed, declared } = crs;
    if (crs.verdict === "cells") return null;
    const change = (
      <button
        type="button"
        className="button"
        aria-expanded={choosing}
        data-testid="change-crs"
        onClick={() => setOpened(!choosing)}
      >
        {text.change}
      </button>
    );
    if (crs.verdict === "found" && proposed && !isPlain(proposed)) {
      return (
        <>
          <button
            type="button"
            className="button primary"
            data-testid="accept-crs"
            onClick={() => take(proposed)}
          >
            {text.accept(crsName(CGCS2000, words))}
          </button>
          {change}
          <button
            type="button"
            className="button"
            data-testid="keep-crs"
            onClick={() => take({ crs: WGS_84, swapped: false })}
          >
            {text.keep}
          </button>
        </>
      );
    }
    if (crs.verdict === "contradicted" && proposed && declared !== null) {
      return (
        <>
          <button
            type="button"
            className="button primary"
            data-testid="accept-crs"
            onClick={() => take(proposed)}
          >
            {text.use(crsName(proposed.crs, words))}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => take({ crs: declared, swapped: false })}
          >
            {text.use(crsName(declared, words))}
          </button>
          {change}
        </>
      );
    }
    return (
      <>
        {change}
        {decisions.crs !== undefined && (
          <button
            type="button"
            className="button"
            data-testid="reset-crs"
            onClick={() => {
              setOpened(undefined);
              decide(findCrsOut);
            }}
          >
            {text.reset}
          </button>
        )}
      </>
    );
  }
}

function isPlain({ crs, swapped }: { crs: string; swapped: boolean }): boolean {
  return sameSystem(crs, WGS_84) && !swapped;
}

/** All systems there are to choose from, and those of towns about a meridian of their own. */
function CrsChoice(props: {
  readonly now: { readonly crs: string; readonly swapped: boolean };
  readonly onChoose: (system: { crs: string; swapped: boolean }) => void;
}) {
  const { words } = useSpeech();
  const text = words.data.verdict;
  const [crs, setCrs] = useState(props.now.crs);
  const [swapped, setSwapped] = useState(props.now.swapped);
  const [local, setLocal] = useState({ meridian: "", easting: "500000", northing: "0" });
  const known = crs === CUSTOM_CRS || crsChoices().some(({ ids }) => ids.includes(crs));
  return (
    <form
      className="crs-choice"
      onSubmit={(event) => {
        event.preventDefault();
        props.onChoose({ crs: crs === CUSTOM_CRS ? localSystem(local) : crs, swapped });
      }}
    >
      <label>
        {text.select}
        <CrsSelect
          crs={crs}
          extra={known ? undefined : crs}
          custom={text.custom}
          onChange={setCrs}
        />
      </label>
      {crs === CUSTOM_CRS &&
        (["meridian", "easting", "northing"] as const).map((part) => (
          <label key={part}>
            {text[part]}
            <input
              className="pick number"
              type="number"
              step="any"
              required
              {...(part === "meridian" && { min: 70, max: 140 })}
              value={local[part]}
              data-testid={`local-${part}`}
              onChange={(event) => setLocal({ ...local, [part]: event.target.value })}
            />
          </label>
        ))}
      <label className="check-label">
        <input
          type="checkbox"
          checked={swapped}
          onChange={(event) => setSwapped(event.target.checked)}
        />
        {text.swap}
      </label>
      <button type="submit" className="button primary" data-testid="apply-crs">
        {text.apply}
      </button>
    </form>
  );
}

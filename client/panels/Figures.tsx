import { memo, useDeferredValue, type ReactNode } from "react";
import type { Tally } from "#contract/coverage.ts";
import type { Ground } from "../plan/tally.ts";
import { useView, useSpeech } from "./session.tsx";
import { MISSING, peopleCount, share, shareRange, speed } from "../text/numbers.ts";
import { Glyph } from "./Glyph.tsx";
import { SourceNote } from "./SourceNote.tsx";
import { speedRange, useCoverage, type Shown } from "./shown.ts";

/** The result in figures: how many of whom, how many not, how many nobody can say, and how far speed matters. */
export const Figures = memo(function Figures(props: {
  readonly shown: Shown | undefined;
  readonly slow: Ground | undefined;
  readonly fast: Ground | undefined;
}) {
  const { language, words } = useSpeech();
  const { shown } = props;
  const limit = useView((it) => it.limitMinutes);
  const all = useCoverage(shown?.ground, limit)?.all;
  const later = useDeferredValue(limit);
  const slow = useCoverage(props.slow, later)?.all;
  const fast = useCoverage(props.fast, later)?.all;
  const range = shown && speedRange(shown.question);
  return (
    <section className="figures" aria-label={words.figures.label}>
      <div className="figure figure-main">
        {shown && (
          <span className="figure-title">
            <Glyph service={shown.question.service} />
            <span className="figure-words">
              <span>{words.service[shown.question.service]}</span>
              <span className="figure-dot"> · </span>
              <span>{words.figures.share}</span>
            </span>
          </span>
        )}
        {shown && all ? (
          <SourceNote
            shown={shown}
            tally={all}
            limitMinutes={limit}
            range={slow && fast && shareRange(slow.share, fast.share)}
          >
            <span className="headline" data-testid="share">
              {share(all.share)}
            </span>
          </SourceNote>
        ) : (
          <NotYet testId="share" />
        )}
      </div>
      <Figure title={words.figures.covered} tone="plain">
        <People tally={all} part="covered" testId="covered" />
      </Figure>
      <Figure title={words.figures.gap} tone="lacking">
        <People tally={all} part="gap" testId="gap-people" />
      </Figure>
      <Figure title={words.figures.unknown} note={words.figures.unknownNote} tone="unknown">
        <People tally={all} part="unknown" testId="unknown-people" />
      </Figure>
      {shown && range && (
        <Figure
          title={words.figures.range(range.slow.toFixed(1), speed(range.fast, language))}
          tone="range"
        >
          <span data-testid="share-range" className={slow && fast ? "" : "quiet"}>
            {slow && fast
              ? shareRange(slow.share, fast.share)
              : `${MISSING} ${words.spatial.waiting}`}
          </span>
        </Figure>
      )}
    </section>
  );
});

function Figure(props: {
  readonly title: string;
  readonly note?: string;
  readonly tone: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={`figure figure-${props.tone}`}>
      <span className="figure-title">
        {props.title}
        {props.note !== undefined && <small> {props.note}</small>}
      </span>
      <span className="figure-value">{props.children}</span>
    </div>
  );
}

function People(props: {
  readonly tally: Tally | undefined;
  readonly part: "covered" | "gap" | "unknown";
  readonly testId: string;
}) {
  const { words } = useSpeech();
  if (props.tally === undefined) return <NotYet testId={props.testId} />;
  return (
    <>
      <b data-testid={props.testId}>{peopleCount(props.tally[props.part])}</b>{" "}
      <small>{words.figures.unit}</small>
    </>
  );
}

function NotYet({ testId }: { testId: string }) {
  const { words } = useSpeech();
  return (
    <span className="not-yet" data-testid={testId}>
      {MISSING} <small>{words.notYet}</small>
    </span>
  );
}

import { peopleChange } from "../../text/change.ts";
import { metres, peopleCount, share } from "../../text/numbers.ts";
import { reasonOf } from "../refusal.ts";
import { useSpeech } from "../session.tsx";
import type { Drag } from "./live-drag.ts";
import { usePlanWords } from "./words.ts";

/** What the card beside the pointer says of the place that is dragged. */
export function ChipWords({ drag, snapCap }: { drag: Drag; snapCap: number }) {
  const { language, words } = useSpeech();
  const text = usePlanWords().drag;
  const live = drag.live?.answer;
  return (
    <>
      <div className="chip-head">
        <b>{drag.name}</b>
        <span className="chip-state">{text.state}</span>
      </div>
      {live === undefined ? (
        <p className="quiet">{text.waiting}</p>
      ) : live.refused ? (
        <p className="chip-refused">
          <b>{text.refused}</b> {reasonOf(live.refused, snapCap, language, words)}
        </p>
      ) : (
        <>
          <p className="chip-own">
            {text.own} <b data-testid="chip-own">{peopleChange(live.own)}</b> {text.unit}
          </p>
          <p>{against(live.own, live.ownBefore)}</p>
          <p>
            {text.total(
              peopleChange(live.after.all.covered - live.before.all.covered),
              share(live.after.all.share),
            )}
          </p>
          {live.snap && (
            <p className="chip-snap">
              {text.snapped(live.snap.street || text.unnamed, metres(live.snap.metres, language))}
            </p>
          )}
        </>
      )}
    </>
  );

  function against(own: number, was: number): string {
    const before = peopleCount(was);
    if (own === was) return text.same(before);
    const apart = peopleCount(Math.abs(own - was));
    return own < was ? text.fewer(apart, before) : text.more(apart, before);
  }
}

import type { FacilityList } from "#contract/study.ts";
import { answerFor, type Ground } from "../plan/tally.ts";
import { minutesInFull, people } from "../text/numbers.ts";
import { useStore } from "../ui/store.ts";
import { useSession, useSpeech, useView } from "./session.tsx";

/** What the cell under the pointer counts as; beside the map, so that nothing lies on it. */
export function Readout(props: { readonly ground: Ground; readonly facilities: FacilityList }) {
  const { language, words } = useSpeech();
  const { pointed } = useSession();
  const limit = useView((it) => it.limitMinutes);
  const index = useStore(pointed, (cell) => cell);
  const { ground, facilities } = props;
  if (index === undefined || index >= ground.cells.people.length) {
    return <p className="readout quiet">{words.readout.hint}</p>;
  }
  const answer = answerFor(ground, limit * 60, index);
  const nearest = facilities[ground.surface.facility[index] ?? -1]?.name;
  const seconds = "seconds" in answer ? answer.seconds : undefined;
  return (
    <p className="readout" data-testid="readout">
      <span>
        <i className={`state-mark state-${answer.state}`} aria-hidden="true" />
        {words.state[answer.state]}
        {seconds !== undefined && <b>{minutesInFull(seconds, language)}</b>}
      </span>
      <span className="quiet">
        {words.join([
          people(ground.cells.people[index], language),
          ...(nearest === undefined ? [] : [nearest]),
        ])}
      </span>
    </p>
  );
}

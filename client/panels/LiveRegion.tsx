import { peopleCount, share, wholeMinutes } from "../text/numbers.ts";
import { useSettled } from "../ui/timing.ts";
import { useSpeech, useView } from "./session.tsx";
import { useCoverage, type Shown } from "./shown.ts";

/** Says the result aloud once it has stood for a second, so that a drag does not chatter. */
export function LiveRegion({ shown }: { shown: Shown }) {
  const { language, words } = useSpeech();
  const limit = useView((it) => it.limitMinutes);
  const all = useCoverage(shown.ground, limit)?.all;
  const service = words.service[shown.question.service];
  const said = all
    ? words.list([
        `${service} ${words.spatial.walk(wholeMinutes(limit, language))}`,
        `${words.figures.share} ${share(all.share)}`,
        `${words.figures.gap} ${peopleCount(all.gap)}`,
        `${words.figures.unknown} ${peopleCount(all.unknown)}`,
      ])
    : "";
  return (
    <p className="visually-hidden" aria-live="polite" data-testid="live">
      {useSettled(said, 1000)}
    </p>
  );
}

import { memo } from "react";
import type { GapList, GapView } from "#contract/coverage.ts";
import type { ScenarioState } from "#contract/scenario.ts";
import { select } from "../../plan/view.ts";
import { people } from "../../text/numbers.ts";
import { useSession, useSpeech } from "../session.tsx";
import { usePlanWords } from "./words.ts";

/** What the map shows, for those who read it by ear: the sites of the scenario, then the gaps, each to be chosen. */
export const ThingsList = memo(function ThingsList(props: {
  readonly state: ScenarioState;
  readonly gaps: GapList;
  readonly onGap: (gap: GapView) => void;
}) {
  const { language } = useSpeech();
  const text = usePlanWords();
  const { view } = useSession();
  return (
    <nav className="visually-hidden things" aria-label={text.things.label}>
      <ul>
        {Object.entries(props.state.sites).map(([id, site]) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => view.set((it) => select(it, { kind: "site", id }))}
            >
              {text.things.site(site.name)}
            </button>
          </li>
        ))}
        {props.gaps.map((gap) => (
          <li key={gap.rank}>
            <button type="button" onClick={() => props.onGap(gap)}>
              {text.things.gap(gap.name, people(gap.people, language))}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
});

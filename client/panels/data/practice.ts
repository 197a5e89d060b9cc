import type { StudySummary } from "#contract/study.ts";
import { useMakeStudy } from "../../api/queries.ts";
import { isPractice } from "../../plan/studies.ts";
import { openStudy } from "../../plan/view.ts";
import { useSession, useSpeech } from "../session.tsx";

/** Opens the study to practise in, made where there is none yet; gives its id to what comes next. */
export function usePracticeStudy(
  studies: readonly StudySummary[],
  home: StudySummary | undefined,
): { open: (then?: (study: string) => void) => void; busy: boolean } {
  const { words } = useSpeech();
  const { view } = useSession();
  const make = useMakeStudy();
  const there = [...(home ? [home] : []), ...studies].find(isPractice);
  return {
    open(then) {
      const go = (id: string) => {
        if (home?.id !== id) view.set((it) => openStudy(it, id));
        then?.(id);
      };
      if (there) go(there.id);
      else
        make.mutate(
          { name: words.data.practice.name, practice: true },
          { onSuccess: ({ id }) => go(id) },
        );
    },
    busy: make.isPending,
  };
}

import { useRef, useState } from "react";
import type { Decisions, Import } from "#contract/import.ts";
import { useDecide } from "../../api/imports.ts";
import type { ProblemError } from "../../api/request.ts";

/** The decisions about a file as they stand here, ahead of the server's by what is being sent. */
export interface Deciding {
  readonly decisions: Decisions;
  readonly decide: (change: (now: Decisions) => Decisions) => void;
  readonly sending: boolean;
  readonly error: ProblemError | null;
}

/** Every change sends the whole set; changes made while one is on its way build on it. */
export function useDeciding(one: Import): Deciding {
  const { mutate, error } = useDecide(one.id);
  const [ahead, setAhead] = useState<Decisions>();
  const latest = useRef<Decisions>(undefined);
  const decisions = ahead ?? one.decisions;
  return {
    decisions,
    decide(change) {
      const next = change(latest.current ?? decisions);
      latest.current = next;
      setAhead(next);
      mutate(next, {
        onSettled: () => {
          if (latest.current !== next) return;
          latest.current = undefined;
          setAhead(undefined);
        },
      });
    },
    sending: ahead !== undefined,
    error,
  };
}

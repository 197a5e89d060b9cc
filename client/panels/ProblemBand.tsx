import type { ProblemError } from "../api/request.ts";
import { ErrorBand } from "../ui/ErrorBand.tsx";
import { useSpeech } from "./session.tsx";

/** An error of the server, or of reaching it, in words and with a way on. */
export function ProblemBand(props: {
  readonly title?: string;
  readonly error: ProblemError;
  readonly onRetry?: () => void;
}) {
  const { words } = useSpeech();
  const { error, onRetry } = props;
  const ours = {
    offline: { message: words.problem.offline, remedy: words.problem.offlineRemedy },
    unreadable: { message: words.problem.unreadable, remedy: words.problem.unreadableRemedy },
  };
  const said =
    error.code === "offline" || error.code === "unreadable" ? ours[error.code] : undefined;
  return (
    <ErrorBand
      {...(props.title !== undefined && { title: props.title })}
      message={said?.message ?? error.message}
      remedy={said?.remedy ?? error.remedy}
      {...(onRetry && { action: { label: words.act.retry, run: onRetry } })}
      details={`${error.request}\n${error.status} ${error.code}\n${error.message}`}
      words={words.act}
    />
  );
}

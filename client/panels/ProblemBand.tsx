import type { ProblemError } from "../api/request.ts";
import { problemInWords } from "../text/problem.ts";
import { ErrorBand } from "../ui/ErrorBand.tsx";
import { useSpeech } from "./session.tsx";

/** An error of the server, or of reaching it, in words and with a way on. */
export function ProblemBand(props: {
  readonly title?: string;
  readonly error: ProblemError;
  readonly onRetry?: () => void;
}) {
  const { language, words } = useSpeech();
  const { error, onRetry } = props;
  const { message, remedy, all } = problemInWords(error, language, words);
  return (
    <ErrorBand
      {...(props.title !== undefined && { title: props.title })}
      message={message}
      remedy={remedy}
      {...(all && { all })}
      {...(onRetry && { action: { label: words.act.retry, run: onRetry } })}
      details={[error.request, `${error.status} ${error.code}`, error.message, error.remedy ?? ""]
        .join("\n")
        .trim()}
      words={words.act}
    />
  );
}

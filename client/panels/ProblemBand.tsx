import type { ProblemError } from "../api/request.ts";
import type { Language } from "../text/language.ts";
import type { Words } from "../text/zh.ts";
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
  const { message, remedy } = inWords(error, language, words);
  return (
    <ErrorBand
      {...(props.title !== undefined && { title: props.title })}
      message={message}
      remedy={remedy}
      {...(onRetry && { action: { label: words.act.retry, run: onRetry } })}
      details={[error.request, `${error.status} ${error.code}`, error.message, error.remedy ?? ""]
        .join("\n")
        .trim()}
      words={words.act}
    />
  );
}

/** What happened and what to do: the server speaks English, which stays for the technical side elsewhere. */
function inWords(error: ProblemError, language: Language, words: Words): Said {
  const { problem } = words;
  if (error.code === "offline") {
    return { message: problem.offline, remedy: problem.offlineRemedy };
  }
  if (error.code === "unreadable") {
    return { message: problem.unreadable, remedy: problem.unreadableRemedy };
  }
  const causes: Readonly<Record<string, string>> = problem.codes;
  const cause = causes[error.code];
  if (language !== "en") return { message: `${cause ?? problem.unknown}。`, remedy: undefined };
  return {
    message: cause === undefined ? error.message : problem.coded(cause, error.message),
    remedy: error.remedy,
  };
}

interface Said {
  readonly message: string;
  readonly remedy: string | undefined;
}

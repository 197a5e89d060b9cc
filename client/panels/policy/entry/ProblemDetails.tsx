import type { ProblemError } from "../../../api/request.ts";
import { useSpeech } from "../../session.tsx";
import { useEntryWords } from "./words.ts";

/** Everything that was wrong, each with its place. */
export function ProblemDetails({ error }: { error: ProblemError }) {
  const { language } = useSpeech();
  const text = useEntryWords();
  if (error.details.length === 0) return null;
  return (
    <ul className="entry-problems" data-testid="problem-details">
      {error.details.map((one) => (
        <li key={`${one.line ?? one.row ?? ""} ${one.path} ${one.zh}`}>
          {one.line !== undefined && <b>{text.documents.line(String(one.line))} </b>}
          <code>{one.path}</code> {one[language]}
        </li>
      ))}
    </ul>
  );
}

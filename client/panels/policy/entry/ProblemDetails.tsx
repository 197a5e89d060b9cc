import type { ProblemError } from "../../../api/request.ts";
import { useSpeech } from "../../session.tsx";

/** Everything that was wrong; each says its place itself. */
export function ProblemDetails({ error }: { error: ProblemError }) {
  const { language } = useSpeech();
  if (error.details.length === 0) return null;
  return (
    <ul className="entry-problems" data-testid="problem-details">
      {error.details.map((one) => (
        <li key={`${one.line ?? one.row ?? ""} ${one.path} ${one.zh}`}>{one[language]}</li>
      ))}
    </ul>
  );
}

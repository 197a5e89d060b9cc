import { Button } from "antd";
import { useState } from "react";

/** What went wrong, where, and what to do, with one button; the technical side folded away. */
export function ErrorBand(props: {
  readonly title?: string;
  readonly message: string;
  readonly remedy?: string | undefined;
  /** Where several things are wrong: each of them. */
  readonly all?: readonly string[];
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly details?: string;
  readonly words: { readonly technical: string; readonly copy: string; readonly copied: string };
}) {
  const [copied, setCopied] = useState(false);
  const { details, words } = props;
  return (
    <div className="error-band" role="alert">
      {props.title !== undefined && <strong>{props.title}</strong>}
      <p>{props.message}</p>
      {props.all && (
        <ul>
          {props.all.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      {props.remedy !== undefined && <p>{props.remedy}</p>}
      {props.action && (
        <Button size="small" type="primary" onClick={props.action.run}>
          {props.action.label}
        </Button>
      )}
      {details !== undefined && (
        <details>
          <summary>{words.technical}</summary>
          <pre>{details}</pre>
          <Button
            size="small"
            onClick={() => {
              void navigator.clipboard.writeText(details).then(() => setCopied(true));
            }}
          >
            {copied ? words.copied : words.copy}
          </Button>
        </details>
      )}
    </div>
  );
}

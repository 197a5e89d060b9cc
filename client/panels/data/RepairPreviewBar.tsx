import type { NetworkCheck, Repair } from "#contract/layers.ts";
import { useRepairPreview } from "../../api/layers.ts";
import { count, people, share } from "../../text/numbers.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSpeech } from "../session.tsx";

/** What some repairs would change, before they are made. */
export function RepairPreviewBar(props: {
  readonly study: string;
  readonly check: NetworkCheck;
  readonly repairs: readonly Repair[];
  readonly busy: boolean;
  readonly onAccept: (repairs: readonly Repair[]) => void;
  readonly onCancel: () => void;
}) {
  const { language, words } = useSpeech();
  const { study, check, repairs, busy } = props;
  const text = words.data.check;
  const { data, error, refetch } = useRepairPreview(study, repairs);
  const number = count(repairs.length);
  if (error)
    return <ProblemBand title={text.previewFailed} error={error} onRetry={() => void refetch()} />;
  return (
    <div className="stale-band repair-preview" role="status" data-testid="repair-preview">
      <span>
        <b>{text.preview(number)}</b>{" "}
        {data === undefined ? (
          text.previewing
        ) : (
          <>
            {words.join([
              text.previewMain(share(check.mainShare), share(data.mainShare)),
              ...(check.strandedPeople === null
                ? []
                : [
                    text.previewPeople(
                      people(check.strandedPeople, language),
                      people(data.strandedPeople, language),
                    ),
                  ]),
              text.previewLeft(count(total(check)), count(total(data))),
            ])}
            {data.unfit > 0 && (
              <span className="quiet"> {text.previewUnfit(count(data.unfit))}</span>
            )}
          </>
        )}
      </span>
      <span className="report-tools">
        <button
          type="button"
          className="button primary"
          disabled={data === undefined || busy}
          data-testid="accept-repairs"
          onClick={() => props.onAccept(repairs)}
        >
          {text.accept(number)}
        </button>
        <button type="button" className="button" onClick={props.onCancel}>
          {text.cancel}
        </button>
      </span>
    </div>
  );
}

function total({ counts }: Pick<NetworkCheck, "counts">): number {
  return counts.reduce((sum, { findings }) => sum + findings, 0);
}

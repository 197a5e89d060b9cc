import { useState } from "react";
import type { AccessScores } from "#contract/spatial.ts";
import type { Study } from "#contract/study.ts";
import { DECAYS, SUPPLIES, WALKER_PROFILES } from "#contract/vocabulary.ts";
import { useCatalogue } from "../../api/policy-entry.ts";
import { useAccess, type AccessAsked } from "../../api/spatial.ts";
import { csv } from "../../text/csv.ts";
import { count, MISSING } from "../../text/numbers.ts";
import { ageGroup } from "../../text/words.ts";
import { DownloadIcon } from "../../ui/icons.tsx";
import { saveFile } from "../../ui/save.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSpeech } from "../session.tsx";
import { servicesOf } from "../shown.ts";
import { fileName } from "./file-name.ts";
import { useSpatialWords } from "./words.ts";

/** What facilities offer, shared out among the people who can walk there. */
export function AccessPart({ study }: { study: Study }) {
  const { language, words } = useSpeech();
  const text = useSpatialWords();
  const services = servicesOf(study);
  const [asked, setAsked] = useState<AccessAsked>({
    service: services[0] ?? "childcare",
    decay: "gaussian",
    minutes: 15,
    profile: "adult",
    supply: "capacity",
    group: undefined,
  });
  const { data, error, isFetching, refetch } = useAccess(study.id, asked);
  const catalogue = useCatalogue();
  const unit =
    asked.supply === "capacity"
      ? (catalogue.data?.services.find(({ id }) => id === asked.service)?.capacity[language] ?? "")
      : text.supplyUnit[asked.supply];
  const pick = <K extends keyof AccessAsked>(
    label: string,
    key: K,
    options: readonly (readonly [AccessAsked[K], string])[],
  ) => (
    <label>
      {label}{" "}
      <select
        className="pick"
        data-testid={`access-${key}`}
        value={String(asked[key])}
        onChange={({ target }) => {
          const found = options.find(([value]) => String(value) === target.value);
          if (found) setAsked((before) => ({ ...before, [key]: found[0] }));
        }}
      >
        {options.map(([value, name]) => (
          <option key={String(value)} value={String(value)}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <div className="spatial-choices">
        {pick(
          text.service,
          "service",
          services.map((value) => [value, words.service[value]] as const),
        )}
        {pick(
          text.profile,
          "profile",
          WALKER_PROFILES.map((value) => [value, words.profile[value]] as const),
        )}
        {study.groups.length > 0 &&
          pick(text.sharers, "group", [
            [undefined, text.everybody],
            ...study.groups.map((group) => [group, ageGroup(group, words)] as const),
          ])}
        {pick(
          text.limit,
          "minutes",
          [10, 15, 20, 30].map((value) => [value, text.time(String(value))] as const),
        )}
        {pick(
          text.decayLabel,
          "decay",
          DECAYS.map((value) => [value, text.decay[value]] as const),
        )}
        {pick(
          text.supplyLabel,
          "supply",
          SUPPLIES.map((value) => [value, text.supply[value]] as const),
        )}
      </div>
      <div className="progress-line" data-on={isFetching} />
      {error && <ProblemBand error={error} onRetry={() => void refetch()} />}
      {isFetching && data === undefined && <p className="quiet">{text.working}</p>}
      {data && (
        <Scores study={study} scores={data} service={words.service[asked.service]} unit={unit} />
      )}
      <p className="field-hint">{text.method}</p>
    </>
  );
}

function Scores(props: {
  readonly study: Study;
  readonly scores: AccessScores;
  readonly service: string;
  /** What the supply is counted in; "" while that is not known. */
  readonly unit: string;
}) {
  const { study, scores, service, unit } = props;
  const text = useSpatialWords();
  if (scores.counted.length === 0) return <p className="quiet">{text.none}</p>;
  const rows = study.units
    .map(({ id, name, withoutPeople }, u) => ({
      id,
      name,
      tally: withoutPeople ? undefined : scores.units[u],
    }))
    .filter(({ tally }) => tally !== undefined && tally.people > 0)
    // The unknown come last, unranked.
    .toSorted((a, b) => (a.tally?.mean ?? Infinity) - (b.tally?.mean ?? Infinity));
  const amount = scores.counted.reduce((sum, one) => sum + one.amount, 0);
  const save = () =>
    saveFile(
      fileName(`${text.accessFile}-${service}`, study),
      csv(
        [text.unit, text.peopleIn, text.score, text.atLeastPeople, text.unknown],
        rows.map(({ name, tally }) => [
          name,
          ...[tally?.people ?? 0].map((people) => String(Math.round(people))),
          perThousand(tally?.mean),
          ...[tally?.atLeast ?? 0, tally?.unknown ?? 0].map((people) => String(Math.round(people))),
        ]),
      ),
      "text/csv",
    );
  const reasons = (["not-stated", "not-joined"] as const).flatMap((why) => {
    const among = scores.leftOut.filter((one) => one.why === why).length;
    return among > 0 ? [`${text.leftOut[why]} ${count(among)}`] : [];
  });
  return (
    <>
      <p data-testid="access-mean">
        {text.mean}{" "}
        <b className="spatial-mean">{text.per1000(perThousand(scores.all.mean), unit)}</b>{" "}
        <span className="quiet">
          {text.counted(count(scores.counted.length), count(amount), unit)}
          {reasons.length > 0 &&
            ` · ${text.left(count(scores.leftOut.length))}（${reasons.join("，")}）`}
        </span>
      </p>
      <div className="scroll-table spatial-table">
        <table className="dense">
          <thead>
            <tr>
              <th scope="col">{text.lowest}</th>
              <th scope="col" className="end">
                {text.peopleIn}
              </th>
              <th scope="col" className="end">
                {text.score}
              </th>
              <th scope="col" className="end">
                {text.unknown}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, tally }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td className="end">{count(tally?.people)}</td>
                <td className="end">
                  {tally && tally.atLeast > 0 && <span className="quiet">{text.atLeast} </span>}
                  {perThousand(tally?.mean)}
                </td>
                <td className="end quiet">{count(tally?.unknown)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <button type="button" className="button" onClick={save}>
          <DownloadIcon />
          {text.save}
        </button>
      </p>
    </>
  );
}

/** Two decimals; 0 only when nothing is in reach. */
function perThousand(mean: number | null | undefined): string {
  if (typeof mean !== "number") return MISSING;
  if (mean === 0) return "0";
  return mean * 1000 < 0.005 ? "＜0.01" : (mean * 1000).toFixed(2);
}

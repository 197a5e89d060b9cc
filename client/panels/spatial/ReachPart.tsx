import { useState } from "react";
import type { SpatialMetric, SpatialMetrics } from "#contract/spatial.ts";
import type { Study } from "#contract/study.ts";
import { RADII, WALKER_PROFILES, type Service, type WalkerProfile } from "#contract/vocabulary.ts";
import { useSpatialMetrics } from "../../api/spatial.ts";
import { csv } from "../../text/csv.ts";
import { area, count, MISSING, share } from "../../text/numbers.ts";
import { ageGroup } from "../../text/words.ts";
import { DownloadIcon } from "../../ui/icons.tsx";
import { saveFile } from "../../ui/save.ts";
import { ProblemBand } from "../ProblemBand.tsx";
import { useSpeech } from "../session.tsx";
import { servicesOf } from "../shown.ts";
import { fileName } from "./file-name.ts";
import { useSpatialWords } from "./words.ts";

const MINUTES = [5, 10, 15, 20, 30];

/** 步行可达率 by minutes at three paces, and by metres along the streets and straight. */
export function ReachPart({ study }: { study: Study }) {
  const { words } = useSpeech();
  const text = useSpatialWords();
  const [minutes, setMinutes] = useState(15);
  const [by, setBy] = useState("people");
  const { data, error, isFetching, refetch } = useSpatialMetrics(study.id, minutes);
  return (
    <>
      <div className="spatial-choices">
        <label>
          {text.limit}{" "}
          <select
            className="pick"
            value={minutes}
            data-testid="spatial-minutes"
            onChange={({ target }) => setMinutes(Number(target.value))}
          >
            {MINUTES.map((value) => (
              <option key={value} value={value}>
                {text.time(String(value))}
              </option>
            ))}
          </select>
        </label>
        <label>
          {text.by}{" "}
          <select
            className="pick"
            value={by}
            data-testid="spatial-by"
            onChange={({ target }) => setBy(target.value)}
          >
            <option value="people">{text.people}</option>
            {study.groups.map((group) => (
              <option key={group} value={group}>
                {ageGroup(group, words)}
              </option>
            ))}
            <option value="floor">{text.floor}</option>
          </select>
        </label>
      </div>
      <div className="progress-line" data-on={isFetching} />
      {error && <ProblemBand error={error} onRetry={() => void refetch()} />}
      {isFetching && data === undefined && <p className="quiet">{text.working}</p>}
      {data && <ReachTable study={study} metrics={data} by={by} />}
      <p className="field-hint">{text.share}</p>
      <p className="field-hint">{text.radii}</p>
    </>
  );
}

function ReachTable(props: {
  readonly study: Study;
  readonly metrics: SpatialMetrics;
  readonly by: string;
}) {
  const { language, words } = useSpeech();
  const text = useSpatialWords();
  const { study, metrics, by } = props;
  const { floor } = metrics;
  const rows = servicesOf(study).flatMap((service) =>
    WALKER_PROFILES.map((profile) => ({ service, profile })),
  );
  const columns = [
    ...(["slow", "normal", "fast"] as const).map((pace) => ({
      title: text[pace],
      find: (one: SpatialMetric) => one.way === "time" && one.pace === pace,
    })),
    ...(["network", "straight"] as const).flatMap((way) =>
      RADII.map((limit) => ({
        title: `${text[way]} ${text.metres(String(limit))}`,
        find: (one: SpatialMetric) => one.way === way && one.limit === limit,
      })),
    ),
  ];
  const metricOf = (
    service: Service,
    profile: WalkerProfile,
    find: (one: SpatialMetric) => boolean,
  ) =>
    metrics.metrics.find(
      (one) => one.service === service && one.profiles.includes(profile) && find(one),
    );
  const shareOf = (metric: SpatialMetric | undefined): string => {
    if (metric === undefined) return MISSING;
    if (by === "floor") return share(metric.floor?.share);
    return share((by === "people" ? metric.people : metric.groups[by])?.share);
  };
  const unknownOf = (service: Service, profile: WalkerProfile): string => {
    const metric = metricOf(
      service,
      profile,
      ({ way, pace }) => way === "time" && pace === "normal",
    );
    if (by === "floor") return metric?.floor ? area(metric.floor.unknown / 1e6, language) : MISSING;
    return count((by === "people" ? metric?.people : metric?.groups[by])?.unknown);
  };
  const counted = by === "people" ? text.people : by === "floor" ? text.floor : ageGroup(by, words);
  const save = () =>
    saveFile(
      fileName(text.file, study),
      csv(
        [text.service, text.profile, text.by, ...columns.map(({ title }) => title), text.unknown],
        rows.map(({ service, profile }) => [
          words.service[service],
          words.profile[profile],
          counted,
          ...columns.map(({ find }) => shareOf(metricOf(service, profile, find))),
          unknownOf(service, profile),
        ]),
      ),
      "text/csv",
    );
  return (
    <>
      {by === "floor" && (
        <p className="field-hint">
          {"missing" in floor
            ? `${MISSING} ${text.noFloor[floor.missing]}`
            : `${text.floorTotal(area(floor.total / 1e6, language), count(floor.dwellings))}；${text.floorAssumed(count(floor.assumed), String(floor.usualLevels))}`}
        </p>
      )}
      <div className="scroll-table spatial-table">
        <table className="dense" data-testid="spatial-table">
          <thead>
            <tr>
              <th scope="col">{text.service}</th>
              <th scope="col">{text.profile}</th>
              {columns.map(({ title }) => (
                <th key={title} scope="col" className="end">
                  {title}
                </th>
              ))}
              <th scope="col" className="end">
                {text.unknown}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ service, profile }) => (
              <tr key={`${service} ${profile}`}>
                <th scope="row">{profile === "adult" && words.service[service]}</th>
                <td>{words.profile[profile]}</td>
                {columns.map(({ title, find }) => {
                  const metric = metricOf(service, profile, find);
                  return (
                    <td key={title} className="end">
                      {shareOf(metric)}
                    </td>
                  );
                })}
                <td className="end quiet">{unknownOf(service, profile)}</td>
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

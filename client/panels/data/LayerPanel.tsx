import { useState } from "react";
import type { LayerVersion, StudyLayers } from "#contract/layers.ts";
import type { Study } from "#contract/study.ts";
import { versionFilePath } from "../../api/paths.ts";
import { showData } from "../../plan/view.ts";
import { dateTime } from "../../text/dates.ts";
import { fieldName } from "../../text/field.ts";
import { bytes, checksum, count, kilometres, MISSING, people } from "../../text/numbers.ts";
import type { Language } from "../../text/language.ts";
import type { Words } from "../../text/zh.ts";
import { verdictOf } from "../../text/verdict.ts";
import { ageGroup } from "../../text/words.ts";
import { FilesButton } from "../../ui/DropArea.tsx";
import { ErrorBand } from "../../ui/ErrorBand.tsx";
import { ChevronIcon, DownloadIcon } from "../../ui/icons.tsx";
import { PopoverButton } from "../../ui/PopoverButton.tsx";
import { Fact } from "../Card.tsx";
import { useSession, useSpeech } from "../session.tsx";
import { AccountCard } from "./AccountCard.tsx";
import { FormatChoice, type FileForm } from "./FormatChoice.tsx";
import { factsLine } from "./LayerList.tsx";
import { NetworkCheckPart } from "./NetworkCheckPart.tsx";
import { ResultTable } from "./ResultsPanel.tsx";
import type { Uploads } from "./uploads.tsx";

/** How people were put inside their units, the surest first. */
const SPREAD = ["given", "buildings", "streets", "evenly"] as const;

/** One layer: where it comes from, how it was read, its versions and downloads, and the results that used it. */
export function LayerPanel(props: {
  readonly id: string;
  readonly layers: StudyLayers;
  readonly result: Study | undefined;
  readonly uploads: Uploads;
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const { layers } = props;
  const layer = layers.layers.find((one) => one.layer === props.id);
  const text = words.data.layer;
  if (layer === undefined) {
    return (
      <div className="data-scroll">
        <ErrorBand message={text.gone} words={words.act} />
      </div>
    );
  }
  const versions = layers.history.filter((one) => one.layer === layer.layer).toReversed();
  return (
    <div className="data-scroll" data-testid="layer-card">
      <header className="sheet report-head">
        <h1>{layer.name}</h1>
        <span className="version-tag">{words.data.layers.version(String(layer.version))}</span>
        <span className="quiet">{factsLine(layer, language, words)}</span>
        <span className="report-tools">
          <Download study={layers.id} version={layer} />
          <FilesButton
            className="button primary"
            onFiles={(files) => props.uploads.start(files, layer.role)}
          >
            {text.replace}
          </FilesButton>
          <button
            type="button"
            className="button"
            onClick={() => view.set((it) => showData(it, { kind: "home" }))}
          >
            {text.back}
          </button>
        </span>
      </header>
      {layer.role === "network" && <NetworkCheckPart layers={layers} result={props.result} />}
      <div className="report-pair">
        <section className="sheet">
          <h2>{text.facts}</h2>
          <dl className="facts wide">
            <Fact name={text.source}>{layer.source || MISSING}</Fact>
            <Fact name={text.date}>{layer.date || text.noDate}</Fact>
            <Fact name={text.file}>{words.join([layer.file.name, bytes(layer.file.bytes)])}</Fact>
            <Fact name={text.stored}>{dateTime(layer.created)}</Fact>
            {layer.crs && (
              <Fact name={text.coordinates}>{verdictOf(layer.crs, language).title}</Fact>
            )}
            {SPREAD.some(
              (rule) => rule !== "given" && typeof layer.facts[`spread-${rule}`] === "number",
            ) && (
              <Fact name={words.data.people.spreadTitle}>
                {words.join(
                  SPREAD.flatMap((rule) => {
                    const sum = layer.facts[`spread-${rule}`];
                    return typeof sum === "number"
                      ? [`${words.data.layers.spread[rule]} ${people(sum, language)}`]
                      : [];
                  }),
                )}
              </Fact>
            )}
            {typeof layer.facts["factor"] === "number" && (
              <Fact name={words.data.people.scaleTitle}>
                {text.factor(layer.facts["factor"].toFixed(4))}
              </Fact>
            )}
            {(["estimated", "partial"] as const).map((mark) => {
              const groups = layer.facts[mark];
              return (
                typeof groups === "string" && (
                  <Fact key={mark} name={words.data.people[`${mark}Groups`]}>
                    {words.list(groups.split(" ").map((group) => ageGroup(group, words)))}
                  </Fact>
                )
              );
            })}
            <Fact name={text.checksum}>
              <span className="checksum" title={layer.file.sha256}>
                {checksum(layer.file.sha256)}
              </span>
            </Fact>
          </dl>
          <h3>{text.mapping}</h3>
          <Mapping layer={layer} />
        </section>
        <AccountCard
          account={layer.account}
          download={{
            kind: "version",
            study: layers.id,
            layer: layer.layer,
            version: layer.version,
          }}
        />
      </div>
      <section className="sheet">
        <h2>{text.history}</h2>
        <Versions study={layers.id} versions={versions} current={layer.version} />
      </section>
      <section className="sheet">
        <h2>{text.results}</h2>
        {layer.role === "premises" ? (
          <p className="all-well">{text.premisesUse}</p>
        ) : (
          <ResultTable layers={layers} layer={layer} />
        )}
      </section>
    </div>
  );
}

function Mapping({ layer }: { layer: LayerVersion }) {
  const { words } = useSpeech();
  const columns = Object.entries(layer.mapping);
  if (columns.length === 0) return <p className="quiet">{words.data.layer.noMapping}</p>;
  return (
    <dl className="facts wide">
      {columns.map(([title, field]) => (
        <Fact key={title} name={title}>
          {field === "" ? (
            <span className="quiet">{words.data.columns.unread}</span>
          ) : (
            fieldName(field, words)
          )}
        </Fact>
      ))}
    </dl>
  );
}

function Versions(props: {
  readonly study: string;
  readonly versions: readonly LayerVersion[];
  readonly current: number;
}) {
  const { language, words } = useSpeech();
  const text = words.data.layer;
  return (
    <table className="dense" data-testid="versions">
      <thead>
        <tr>
          <td />
          <th scope="col">{text.stored}</th>
          <th scope="col">{text.amount}</th>
          <th scope="col">{text.file}</th>
          <th scope="col">{text.source}</th>
          <th scope="col">{words.data.account.title}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {props.versions.map((one, i) => (
          <tr key={one.version}>
            <th scope="row">
              <span className="version-tag">{words.data.layers.version(String(one.version))}</span>{" "}
              {one.version === props.current && <span className="met-tag">{text.current}</span>}
            </th>
            <td>{dateTime(one.created)}</td>
            <td>
              {factsLine(one, language, words)}
              <span className="quiet version-change">
                {changeOf(one, props.versions[i + 1], language, words)}
              </span>
            </td>
            <td>{words.join([one.file.name, bytes(one.file.bytes)])}</td>
            <td>{one.source || MISSING}</td>
            <td>
              {words.join([
                `${words.data.account.read} ${count(one.account.read)}`,
                `${words.data.account.stored} ${count(one.account.usable)}`,
                `${words.data.account.dropped} ${count(one.account.dropped)}`,
              ])}
            </td>
            <td className="end">
              <Download study={props.study} version={one} plain />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a version has more or less than the one before; "" for the first. */
function changeOf(
  version: LayerVersion,
  before: LayerVersion | undefined,
  language: Language,
  words: Words,
): string {
  const text = words.data.layer;
  if (before === undefined) return "";
  if (version.sha256 === before.sha256) return text.sameContent;
  const change = version.amount - before.amount;
  if (change === 0) return text.sameAmount;
  const amount = Math.abs(change);
  const said = version.role === "network" ? kilometres(amount, language) : count(amount);
  return text.change(`${change > 0 ? "+" : "−"}${said}`);
}

/** A version as a file: in which format, and in which coordinate system. */
function Download(props: {
  readonly study: string;
  readonly version: LayerVersion;
  readonly plain?: boolean;
}) {
  const { words } = useSpeech();
  const text = words.data.layer;
  return (
    <PopoverButton
      className={props.plain === true ? "linklike" : "button"}
      align="right"
      name={text.downloadTitle}
      testId={`download-v${props.version.version}`}
      content={(close) => (
        <DownloadForm study={props.study} version={props.version} onDone={close} />
      )}
    >
      <DownloadIcon />
      {text.download}
      {props.plain !== true && <ChevronIcon />}
    </PopoverButton>
  );
}

function DownloadForm(props: {
  readonly study: string;
  readonly version: LayerVersion;
  readonly onDone: () => void;
}) {
  const { words } = useSpeech();
  const text = words.data.layer;
  const [form, setForm] = useState<FileForm>({ format: "geojson", crs: "EPSG:4490" });
  return (
    <div className="download-form">
      <h3>{text.downloadTitle}</h3>
      <FormatChoice value={form} onChange={setForm} />
      <a
        className="button primary"
        download
        data-testid="download-layer"
        href={versionFilePath(props.study, props.version, form.format, form.crs)}
        onClick={props.onDone}
      >
        <DownloadIcon />
        {text.download}
      </a>
    </div>
  );
}

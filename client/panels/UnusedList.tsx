import { Modal } from "antd";
import type { FacilityList, Study } from "#contract/study.ts";
import { select } from "../plan/view.ts";
import { csv } from "../text/csv.ts";
import { droppedReason } from "../text/dropped.ts";
import { count, MISSING } from "../text/numbers.ts";
import { DownloadIcon } from "../ui/icons.tsx";
import { saveFile } from "../ui/save.ts";
import { reasonOf } from "./refusal.ts";
import { useSession, useSpeech } from "./session.tsx";

const ROWS_SHOWN = 200;
/** The server lists so many rows of each file; of more it lists no further. */
const ROWS_LISTED = 1000;

/** How many rows were not read, `1,000+` where the list of a file is full. */
export function droppedCount({ dropped }: Study): string {
  const byFile = new Map<string, number>();
  for (const { file } of dropped) byFile.set(file, (byFile.get(file) ?? 0) + 1);
  const full = [...byFile.values()].some((rows) => rows >= ROWS_LISTED);
  return `${count(dropped.length)}${full ? "+" : ""}`;
}

/** Every facility and row that did not come into the result, with its reason; nothing is left out quietly. */
export function UnusedList(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly study: Study;
  readonly facilities: FacilityList;
}) {
  const { words } = useSpeech();
  return (
    <Modal
      open={props.open}
      onCancel={props.onClose}
      footer={null}
      width={860}
      title={words.unused.title}
      destroyOnHidden
    >
      <RefusedTable study={props.study} facilities={props.facilities} onShow={props.onClose} />
      <DroppedTable study={props.study} />
    </Modal>
  );
}

/** Facilities that could not be joined to the network. */
export function RefusedTable(props: {
  readonly study: Study;
  readonly facilities: FacilityList;
  /** Called after a facility was selected on the map; without it no such button stands there. */
  readonly onShow?: () => void;
}) {
  const { language, words } = useSpeech();
  const { view, flight } = useSession();
  const { study, onShow } = props;
  const refused = props.facilities.filter((facility) => facility.refused !== null);
  const { columns } = words.unused;
  const rows = refused.map((facility) => [
    facility.id,
    facility.name,
    words.list(facility.services.map((service) => words.service[service])),
    reasonOf(facility.refused, study.snapCap, language, words),
  ]);
  const head = [columns.id, columns.name, columns.services, columns.reason];
  if (refused.length === 0) return <p className="all-well">{words.unused.noFacilities}</p>;
  return (
    <section className="unused">
      <header className="block-head">
        <h3>{words.unused.facilities(count(refused.length))}</h3>
        <CsvButton name={`${study.name} ${words.unused.file.facilities}`} head={head} rows={rows} />
      </header>
      <div className="scroll-table">
        <table className="dense" data-testid="refused-table">
          <thead>
            <tr>
              {head.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
              {onShow && <td />}
            </tr>
          </thead>
          <tbody>
            {refused.map((facility, i) => (
              <tr key={facility.id}>
                {rows[i]?.map((cell, at) => (
                  <td key={head[at]}>{cell}</td>
                ))}
                {onShow && (
                  <td className="end">
                    <button
                      type="button"
                      className="linklike"
                      onClick={() => {
                        view.set((it) => select(it, { kind: "facility", id: facility.id }));
                        flight.set(() => ({ lng: facility.lng, lat: facility.lat, zoom: 15 }));
                        onShow();
                      }}
                    >
                      {words.act.show}
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Rows that were not read, with file, row, column and value. The page shows the first; the CSV has all. */
export function DroppedTable({ study }: { study: Study }) {
  const { language, words } = useSpeech();
  const { columns } = words.unused;
  const head = [columns.file, columns.row, columns.column, columns.value, columns.reason];
  const rows = study.dropped.map((row) => [
    row.file,
    String(row.row),
    row.column || MISSING,
    row.value || MISSING,
    droppedReason(row.reason, language),
  ]);
  const technical = [...new Set(study.dropped.map(({ reason }) => reason))];
  if (rows.length === 0) return <p className="all-well">{words.unused.noRows}</p>;
  return (
    <section className="unused">
      <header className="block-head">
        <h3>{words.unused.rows(droppedCount(study))}</h3>
        <CsvButton name={`${study.name} ${words.unused.file.rows}`} head={head} rows={rows} />
      </header>
      <div className="scroll-table">
        <table className="dense" data-testid="dropped-table">
          <thead>
            <tr>
              {head.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS_SHOWN).map((row, i) => (
              <tr key={i}>
                {row.map((cell, at) => (
                  <td key={head[at]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > ROWS_SHOWN && (
        <p className="quiet">{words.data.dropped.more(count(rows.length - ROWS_SHOWN))}</p>
      )}
      {language !== "en" && (
        <details className="technical">
          <summary>{words.data.dropped.technical}</summary>
          <ul lang="en">
            {technical.slice(0, ROWS_SHOWN).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function CsvButton(props: {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  const { words } = useSpeech();
  return (
    <button
      type="button"
      className="button small"
      onClick={() => saveFile(`${props.name}.csv`, csv(props.head, props.rows), "text/csv")}
    >
      <DownloadIcon />
      {words.act.csv}
    </button>
  );
}

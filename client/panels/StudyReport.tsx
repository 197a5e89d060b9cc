import { Modal } from "antd";
import { useState, type ReactNode } from "react";
import type { FacilityList, Study } from "#contract/study.ts";
import { useDeleteStudy } from "../api/queries.ts";
import { openStudy } from "../plan/view.ts";
import { bytes, count, kilometres, metres, people, peopleCount, share } from "../text/numbers.ts";
import { ProblemBand } from "./ProblemBand.tsx";
import { useSession, useSpeech } from "./session.tsx";
import { DroppedTable, RefusedTable } from "./UnusedList.tsx";

const ISLANDS_SHOWN = 50;

/** What a study was made from, and what of it could not be used. */
export function StudyReport(props: {
  readonly study: Study;
  readonly facilities: FacilityList | undefined;
  /** The study the program brings itself; it stays. */
  readonly demonstration: boolean;
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const { study } = props;
  const { network } = study;
  const { check } = words.data;
  return (
    <>
      <header className="sheet report-head">
        <h1>{study.name}</h1>
        <span className="quiet">{words.data.created(study.created.slice(0, 10))}</span>
        <span className="report-tools">
          <button
            type="button"
            className="button primary"
            onClick={() => view.set((it) => ({ ...it, page: "overview" }))}
          >
            {words.data.open}
          </button>
          <Remove study={study} demonstration={props.demonstration} />
        </span>
      </header>
      <section className="totals">
        <Total name={check.people} value={people(study.people.total, language)}>
          {check.read(peopleCount(study.people.read))}
          {study.people.dropped > 0 && (
            <b className="lacking">{check.dropped(count(study.people.dropped))}</b>
          )}
          <span>
            {check.cells} {count(study.people.cells)}
          </span>
        </Total>
        <Total name={check.network} value={kilometres(network.km, language)}>
          {check.main} {share(network.mainShare)}
          <span>{check.components(count(network.components))}</span>
          <span>{check.nodes(count(network.nodes))}</span>
        </Total>
        <Total name={check.facilities} value={count(study.facilities.read)}>
          {check.snapped(count(study.facilities.snapped))}
          {study.facilities.refused > 0 && (
            <b className="lacking">{check.refused(count(study.facilities.refused))}</b>
          )}
        </Total>
        <Total
          name={check.units}
          value={
            study.units.length > 0 ? check.unitCount(count(study.units.length)) : check.noUnits
          }
        >
          {check.setting(study.resolution, metres(study.snapCap, language))}
        </Total>
      </section>
      <section className="sheet">
        <h2>{words.data.inputs.title}</h2>
        <table className="dense">
          <thead>
            <tr>
              <th scope="col">{words.data.inputs.role}</th>
              <th scope="col">{words.data.inputs.name}</th>
              <th scope="col" className="end">
                {words.data.inputs.size}
              </th>
              <th scope="col">{words.data.inputs.checksum}</th>
            </tr>
          </thead>
          <tbody>
            {study.inputs.map((input) => (
              <tr key={`${input.role} ${input.sha256}`}>
                <th scope="row">{words.role[input.role]}</th>
                <td>{input.name}</td>
                <td className="end">{bytes(input.bytes)}</td>
                <td className="checksum">{input.sha256}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="report-pair">
        <section className="sheet">
          <h2>{words.data.refused.title}</h2>
          {props.facilities && <RefusedTable study={study} facilities={props.facilities} />}
        </section>
        <section className="sheet">
          <h2>{words.data.dropped.title}</h2>
          <DroppedTable study={study} />
        </section>
      </div>
      <Islands study={study} />
    </>
  );
}

function Total(props: {
  readonly name: string;
  readonly value: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="sheet total">
      <span className="quiet">{props.name}</span>
      <b>{props.value}</b>
      <p className="quiet">{props.children}</p>
    </div>
  );
}

function Islands({ study }: { study: Study }) {
  const { language, words } = useSpeech();
  const { islands } = study.network;
  const text = words.data.islands;
  return (
    <section className="sheet">
      <h2>{text.title}</h2>
      {islands.length === 0 ? (
        <p className="all-well">{text.none}</p>
      ) : (
        <>
          <p className="quiet">{text.lead}</p>
          <div className="scroll-table">
            <table className="dense">
              <thead>
                <tr>
                  <th scope="col" className="end">
                    {text.km}
                  </th>
                  <th scope="col">{text.streets}</th>
                  <th scope="col">{text.at}</th>
                </tr>
              </thead>
              <tbody>
                {islands.slice(0, ISLANDS_SHOWN).map((island) => (
                  <tr key={`${island.lng} ${island.lat}`}>
                    <td className="end">{metres(island.km * 1000, language)}</td>
                    <td>{island.streets.length > 0 ? words.list(island.streets) : text.unnamed}</td>
                    <td>
                      {island.lng.toFixed(5)}, {island.lat.toFixed(5)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {islands.length > ISLANDS_SHOWN && (
            <p className="quiet">{text.more(count(islands.length - ISLANDS_SHOWN))}</p>
          )}
        </>
      )}
    </section>
  );
}

/** Deleting names what goes, and waits for a second yes. */
function Remove({ study, demonstration }: { study: Study; demonstration: boolean }) {
  const { words } = useSpeech();
  const { view } = useSession();
  const remove = useDeleteStudy();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button danger"
        disabled={demonstration}
        title={demonstration ? words.data.demonstration : undefined}
        data-testid="delete-study"
        onClick={() => setAsking(true)}
      >
        {words.data.remove}
      </button>
      <Modal
        open={asking}
        title={words.data.removeTitle(study.name)}
        okText={words.data.removeYes(study.name)}
        okButtonProps={{ danger: true, loading: remove.isPending }}
        onCancel={() => setAsking(false)}
        onOk={() =>
          remove.mutate(study.id, {
            onSuccess: () => view.set((it) => openStudy(it, undefined)),
          })
        }
      >
        <p>{words.data.removeText}</p>
        {remove.error && <ProblemBand error={remove.error} />}
      </Modal>
    </>
  );
}

import { useCallback, useEffect, useMemo } from "react";
import type { Study } from "#contract/study.ts";
import {
  answers,
  useCells,
  useFacilities,
  useGaps,
  useSurface,
  useSurfaces,
  useUnits,
} from "../api/queries.ts";
import type { MapEvent } from "../map/picture.ts";
import { boundsOf } from "../plan/bounds.ts";
import { sameQuestion, type Question } from "../plan/question.ts";
import { ask, deselect, neighbourGap, select, type Asked, type View } from "../plan/view.ts";
import { useKeys } from "../ui/keyboard.ts";
import { useSettledPart } from "../ui/timing.ts";
import { Busy } from "./Busy.tsx";
import { useChooseGap } from "./choose-gap.ts";
import { DataCheck } from "./DataCheck.tsx";
import { Figures } from "./Figures.tsx";
import { useFolds } from "./folds.ts";
import { FoldStrip } from "./FoldStrip.tsx";
import { LegendRow, PaintChoice } from "./LegendRow.tsx";
import { LiveRegion } from "./LiveRegion.tsx";
import { MapArea } from "./MapArea.tsx";
import { MapPart } from "./MapPart.tsx";
import { PolicyPanel } from "./policy/PolicyPanel.tsx";
import { ProblemBand } from "./ProblemBand.tsx";
import { Readout } from "./Readout.tsx";
import { RightPanel } from "./RightPanel.tsx";
import { useSelected } from "./selected.ts";
import { useSession, useSpeech, useView } from "./session.tsx";
import { ShareCurve } from "./ShareCurve.tsx";
import { groundOf, servicesOf, speedRange, type Shown } from "./shown.ts";
import { SpatialPanel } from "./SpatialPanel.tsx";
import { Toolbar } from "./Toolbar.tsx";

const GAPS_PAUSE_MS = 250;

/** 总览: where people walk to a service in time, where they do not, and where nobody can say. */
export function OverviewPage(props: {
  readonly study: Study;
  readonly letters: boolean;
  readonly onHelp: () => void;
}) {
  const { study } = props;
  const { words } = useSpeech();
  const { view, flight, pointed, unitPointed } = useSession();
  const folds = useFolds();

  const offered = useMemo(() => servicesOf(study), [study]);
  const question = useQuestion(study, offered);
  const settled = useSettledPart(view, limitOf, GAPS_PAUSE_MS);
  const limited = useMemo(
    () => question && { ...question, limitMinutes: settled },
    [question, settled],
  );

  const cells = useCells(study);
  const facilities = useFacilities(study.id);
  const units = useUnits(study.id);
  const surface = useSurface(question);
  const gaps = useGaps(limited);
  const current =
    question !== undefined &&
    surface.data !== undefined &&
    sameQuestion(surface.data.question, question);

  const { grounds, slow, fast } = useOtherGrounds(question, offered, current, cells.data);
  const ground = groundOf(cells.data, surface.data);
  const shown = useMemo(
    (): Shown | undefined =>
      ground && surface.data && facilities.data
        ? {
            study,
            question: surface.data.question,
            facilities: facilities.data,
            units: units.data,
            ground,
          }
        : undefined,
    [study, ground, surface.data, facilities.data, units.data],
  );
  const selected = useSelected(study, limited, facilities.data);

  const chooseGap = useChooseGap();
  const planGap = useChooseGap("plan");
  const chooseUnit = useCallback(
    (index: number) => {
      const unit = study.units[index];
      if (unit) view.set((it) => select(it, { kind: "unit", id: unit.id }));
      const shape = units.data?.features[index];
      const bounds = shape && boundsOf(shape.geometry.coordinates);
      if (bounds) flight.set(() => ({ bounds }));
    },
    [view, flight, study, units.data],
  );
  const chooseFacility = useCallback(
    (index: number) => {
      const facility = facilities.data?.[index];
      if (facility) view.set((it) => select(it, { kind: "facility", id: facility.id }));
    },
    [view, facilities.data],
  );
  const flyToFacility = useCallback(
    (index: number) => {
      const facility = facilities.data?.[index];
      if (facility) flight.set(() => ({ lng: facility.lng, lat: facility.lat }));
      chooseFacility(index);
    },
    [flight, facilities.data, chooseFacility],
  );
  const onMapEvent = useCallback(
    (event: MapEvent) => {
      switch (event.kind) {
        case "hover":
          return pointed.set(() => event.cell);
        case "click": {
          const cell = event.cell === undefined ? undefined : cells.data?.ids[event.cell];
          const { lng, lat } = event;
          return view.set((it) => select(it, { kind: "point", lng, lat, cell }));
        }
        case "facility":
          return chooseFacility(event.index);
        case "gap": {
          const gap = gaps.data?.gaps.find((one) => one.rank === event.rank);
          return gap && chooseGap(gap);
        }
        case "moved": {
          const { lng, lat, zoom } = event;
          return view.set((it) => ({ ...it, camera: { lng, lat, zoom } }));
        }
        case "escape":
          return view.set(deselect);
        // Of a scenario, which is not on this map.
        case "site":
        case "area":
        case "street":
        case "placed":
        case "drawn":
        case "drag":
        case "reshaped":
        case "swiped":
          return undefined;
      }
    },
    [view, pointed, cells.data, gaps.data, chooseFacility, chooseGap],
  );
  useEffect(() => {
    return () => {
      pointed.set(() => undefined);
      unitPointed.set(() => undefined);
    };
  }, [pointed, unitPointed]);

  useKeys((key, shift) => {
    if (key === "Escape") {
      view.set(deselect);
      return true;
    }
    if (!props.letters) return false;
    const service = /^[1-7]$/.test(key) ? offered[Number(key) - 1] : undefined;
    const step = LIMIT_KEYS[key];
    if (key === "?") props.onHelp();
    else if (key === "[" || key === "]") folds.toggle(key === "[" ? "left" : "right");
    else if (service) view.set((it) => ask(it, { service }));
    else if (step) view.set((it) => ask(it, { limitMinutes: it.limitMinutes + step }));
    else if (key === "g" || key === "G") nextGap(shift ? -1 : 1);
    else return false;
    return true;
  });

  const broken = surface.error ?? cells.error ?? facilities.error;
  const loading = !current && !broken && question !== undefined;
  const back = surface.data?.question;
  return (
    <div
      className="overview"
      data-left={folds.left}
      data-right={folds.right}
      data-over={folds.over}
      data-loading={loading && shown !== undefined}
    >
      <div className="left">
        {folds.left && question && (
          <>
            <PolicyPanel study={study} wanted={shown !== undefined} />
            <SpatialPanel
              study={study}
              service={question.service}
              question={question}
              grounds={grounds}
            />
            {shown && <ShareCurve shown={shown} slow={slow} fast={fast} />}
            <DataCheck study={study} facilities={facilities.data} />
          </>
        )}
        <FoldStrip side="left" open={folds.left} onToggle={folds.toggle} />
      </div>
      {question && <Toolbar services={offered} service={question.service} />}
      <div className="figures-row">
        {broken ? (
          <ProblemBand title={words.problem.surface} error={broken} onRetry={retry} />
        ) : (
          <Figures shown={shown} slow={slow} fast={fast} />
        )}
      </div>
      <div className="map-area">
        <MapPart>
          <MapArea
            study={study}
            service={shown?.question.service ?? question?.service ?? "clinic"}
            ground={ground}
            facilities={facilities.data}
            units={units.data}
            question={shown?.question}
            gaps={gaps.data}
            reach={selected.reach}
            onEvent={onMapEvent}
          />
        </MapPart>
        <Busy
          asked={question}
          running={loading}
          onBack={back && (() => view.set((it) => ask(it, askedBy(back))))}
        />
      </div>
      <div className="legend-row">
        {shown && (
          <LegendRow service={shown.question.service} direction={shown.question.direction} />
        )}
        <PaintChoice />
        {shown && !folds.right && <Readout ground={shown.ground} facilities={shown.facilities} />}
      </div>
      <div className="right">
        {folds.right && shown && (
          <RightPanel
            shown={shown}
            selected={selected}
            gaps={gaps.data}
            gapsError={gaps.error}
            onGapsRetry={gaps.refetch}
            onGap={chooseGap}
            onPlan={planGap}
            onUnit={chooseUnit}
            onFacility={flyToFacility}
          />
        )}
        <FoldStrip side="right" open={folds.right} onToggle={folds.toggle} />
      </div>
      {shown && <LiveRegion shown={shown} />}
    </div>
  );

  function retry() {
    for (const query of [surface, cells, facilities]) if (query.error) void query.refetch();
  }

  function nextGap(step: 1 | -1) {
    const asked = shown && { ...shown.question, limitMinutes: view.get().limitMinutes };
    const list = gaps.data && answers(gaps.data, asked) ? gaps.data.gaps : [];
    const rank = neighbourGap(view.get(), list.length, step);
    const gap = list.find((one) => one.rank === rank);
    if (gap) chooseGap(gap);
  }
}

function askedBy({ service, profile, direction }: Question): Asked {
  return { service, profile, direction };
}

function limitOf(view: View): number {
  return view.limitMinutes;
}

const LIMIT_KEYS: Readonly<Record<string, number>> = { "-": -1, "=": 1, _: -5, "+": 5 };

function useQuestion(study: Study, offered: readonly Question["service"][]): Question | undefined {
  const wanted = useView((it) => it.service);
  const profile = useView((it) => it.profile);
  const direction = useView((it) => it.direction);
  const service = offered.includes(wanted) ? wanted : offered[0];
  return useMemo(
    () => (service === undefined ? undefined : { study: study.id, service, profile, direction }),
    [study.id, service, profile, direction],
  );
}

/**
 * The other services, then slower and faster walkers of the one in view: asked one batch after the other,
 * so that what is in view never waits for them.
 */
function useOtherGrounds(
  question: Question | undefined,
  offered: readonly Question["service"][],
  current: boolean,
  cells: Parameters<typeof groundOf>[0],
) {
  const all = useMemo(
    () => (question ? offered.map((service) => ({ ...question, service })) : []),
    [question, offered],
  );
  const surfaces = useSurfaces(all, current);
  const paces = useMemo(() => {
    if (question === undefined) return [];
    const { slow, fast } = speedRange(question);
    return [slow, fast].map((speed) => ({ ...question, speed }));
  }, [question]);
  const complete = current && surfaces.every((answer) => answer !== undefined);
  const [slow, fast] = useSurfaces(paces, complete);
  return useMemo(
    () => ({
      grounds: Object.fromEntries(
        offered.map((service, i) => {
          const answer = surfaces[i];
          return [service, answer === "failed" ? answer : groundOf(cells, answer)];
        }),
      ),
      slow: groundOf(cells, slow),
      fast: groundOf(cells, fast),
    }),
    [cells, offered, surfaces, slow, fast],
  );
}

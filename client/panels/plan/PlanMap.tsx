import { useCallback, useMemo, useState } from "react";
import type { ScenarioState } from "#contract/scenario.ts";
import type { FacilityList, Study } from "#contract/study.ts";
import type { UnitShapes } from "#contract/units.ts";
import type { GapAnswer } from "../../api/queries.ts";
import { DragChip } from "../../map/DragChip.tsx";
import type {
  AreaMark,
  CellPicture,
  DragPicture,
  Flight,
  MapEvent,
  MapTool,
  PlanPicture,
  SiteMark,
  StreetMark,
} from "../../map/picture.ts";
import type { Question } from "../../plan/question.ts";
import { costsAfter, crossing, type Costs } from "../../plan/scenario/costs.ts";
import { changedFacilities, drawnSites } from "../../plan/scenario/drawing.ts";
import type { Ground } from "../../plan/tally.ts";
import { useSize } from "../../ui/size.ts";
import { useStore } from "../../ui/store.ts";
import { MapArea } from "../MapArea.tsx";
import { reasonOf } from "../refusal.ts";
import { useSpeech, useView } from "../session.tsx";
import { ChipWords } from "./ChipWords.tsx";
import type { Drag, LiveDrag } from "./live-drag.ts";
import type { Sides } from "./sides.ts";
import { usePlanWords } from "./words.ts";

const NONE: readonly number[] = [];

/** The map of a scenario: its sites, areas and streets, what it changes, and what is being dragged. */
export function PlanMap(props: {
  readonly study: Study;
  readonly question: Question | undefined;
  readonly ground: Ground | undefined;
  readonly facilities: FacilityList | undefined;
  readonly units: UnitShapes | undefined;
  readonly gaps: GapAnswer | undefined;
  readonly state: ScenarioState;
  readonly sides: Sides | undefined;
  /** Marks of a siting plan that is not accepted yet. */
  readonly marks: readonly SiteMark[];
  readonly route: PlanPicture["route"];
  readonly tool: MapTool;
  readonly drag: LiveDrag;
  readonly swipe: number;
  readonly onEvent: (event: MapEvent) => void;
}) {
  const { language, words } = useSpeech();
  const text = usePlanWords();
  const { study, state, sides, ground, question, facilities } = props;
  const drag = useStore(props.drag.store, (it) => it);
  const comparison = useView((it) => it.plan.comparison);
  const limit = useView((it) => it.limitMinutes) * 60;
  const selection = useView((it) => it.selection);
  const [frame, size] = useSize<HTMLDivElement>();
  const service = question?.service ?? "clinic";

  const answers = sides?.answer.evaluation.sites;
  const failed = sides?.answer.evaluation.failed;
  const selected = "id" in selection ? `${selection.kind} ${selection.id}` : "";
  const own = useMemo(
    () =>
      drawnSites(state, service, facilities ?? [], answers ?? []).map(
        ({ refused, ...site }): SiteMark => ({
          ...site,
          note: refused === null ? undefined : reasonOf(refused, study.snapCap, language, words),
          selected: selected === `site ${site.id}`,
        }),
      ),
    [state, service, facilities, answers, study.snapCap, language, words, selected],
  );
  const sites = useMemo(() => {
    const there = new Set(own.map(({ id }) => id));
    return [...own, ...props.marks.filter(({ id }) => !there.has(id))];
  }, [own, props.marks]);
  const areas = useMemo(
    () =>
      Object.entries(state.areas).map(([id, area]): AreaMark => ({
        id,
        ...area,
        selected: selected === `area ${id}`,
      })),
    [state.areas, selected],
  );
  const streets = useMemo(
    () =>
      Object.entries(state.streets).map(([id, street]): StreetMark => ({
        id,
        ...street,
        failed: failed?.some((one) => one.id === id) ?? false,
      })),
    [state.streets, failed],
  );
  const moved = useMemo(() => changedFacilities(state, facilities ?? []), [state, facilities]);

  const live = drag?.live?.answer;
  const after = useMemo((): Costs | undefined => {
    if (live === undefined || sides === undefined) return sides?.after.costs;
    return costsAfter(sides.today.costs, live.changed, sides.answer.evaluation);
  }, [live, sides]);
  const before = sides?.before.costs;
  const crossed = useMemo(
    () =>
      before && after ? crossing(before.cost, after.cost, limit) : { gained: NONE, lost: NONE },
    [before, after, limit],
  );
  const difference = useMemo(
    () => (before && after ? { before: before.cost, after: after.cost } : undefined),
    [before, after],
  );
  const cells = useCells(ground, after);
  const cellsBefore = useCells(ground, before);
  const dragged = useMemo(() => drag && dragPicture(drag), [drag]);
  const showsDifference =
    comparison === "difference" || comparison === "units" || comparison === "swipe";
  const swiped = comparison === "swipe" && difference !== undefined;

  const swipeNames = useMemo(
    () => sides && ([sides.before.name, sides.after.name] as const),
    [sides],
  );

  const plan = useMemo(
    (): PlanPicture => ({
      sites,
      areas,
      streets,
      facilities: moved,
      difference: showsDifference ? difference : undefined,
      gained: crossed.gained,
      lost: crossed.lost,
      route: props.route,
      swipe: swiped ? props.swipe : undefined,
      swipeNames,
      tool: props.tool,
      drag: dragged,
    }),
    [
      sites,
      areas,
      streets,
      moved,
      showsDifference,
      difference,
      crossed,
      props.route,
      swiped,
      props.swipe,
      swipeNames,
      props.tool,
      dragged,
    ],
  );
  const shared = {
    study,
    service,
    ground,
    facilities,
    units: props.units,
    question,
    gaps: props.gaps,
    reach: undefined,
  };
  if (comparison === "side" && sides !== undefined) {
    return (
      <SideBySide
        before={(onEvent, flight) => (
          <MapArea {...shared} cells={cellsBefore} flight={flight} onEvent={onEvent} />
        )}
        after={(onEvent, flight) => (
          <MapArea {...shared} cells={cells} plan={plan} flight={flight} onEvent={onEvent} />
        )}
        names={[text.compare.left(sides.before.name), text.compare.right(sides.after.name)]}
        onEvent={props.onEvent}
      />
    );
  }
  return (
    <div className="plan-map" ref={frame}>
      <MapArea {...shared} cells={cells} plan={plan} onEvent={props.onEvent} />
      {drag?.held && drag.px[0] > 0 && size && (
        <DragChip at={drag.px} frame={[size.width, size.height]}>
          <ChipWords drag={drag} snapCap={study.snapCap} />
        </DragChip>
      )}
    </div>
  );
}

/** Cells as the map takes them; undefined without costs, so that the ground's own are drawn. */
function useCells(ground: Ground | undefined, costs: Costs | undefined): CellPicture | undefined {
  const people = useMemo(() => ground && Float32Array.from(ground.cells.people), [ground]);
  return useMemo(
    () =>
      ground && people && costs
        ? { ids: ground.cells.ids, people, cost: costs.cost, edgeCost: costs.edge }
        : undefined,
    [ground, people, costs],
  );
}

function dragPicture({ held, what, glyph, from, at, live }: Drag): DragPicture | undefined {
  if (!held) return undefined;
  const snap = live?.answer.snap;
  return { what, glyph, from, at, snapped: snap ? [snap.lng, snap.lat] : undefined };
}

/** Two maps that show the same place: where one is moved, the other follows. */
function SideBySide(props: {
  readonly before: Drawn;
  readonly after: Drawn;
  readonly names: readonly [string, string];
  readonly onEvent: (event: MapEvent) => void;
}) {
  const { onEvent } = props;
  const [left, setLeft] = useState<Flight>();
  const [right, setRight] = useState<Flight>();
  const follow = useCallback(
    (event: MapEvent, other: (flight: Flight) => void) => {
      if (event.kind === "moved") {
        const { lng, lat, zoom } = event;
        other({ lng, lat, zoom });
      }
      onEvent(event);
    },
    [onEvent],
  );
  const onLeft = useCallback(
    (event: MapEvent) => follow(event, (to) => setRight((now) => settled(now, to))),
    [follow],
  );
  const onRight = useCallback(
    (event: MapEvent) => follow(event, (to) => setLeft((now) => settled(now, to))),
    [follow],
  );
  return (
    <div className="side-by-side">
      <figure>
        <figcaption>{props.names[0]}</figcaption>
        {props.before(onLeft, left)}
      </figure>
      <figure>
        <figcaption>{props.names[1]}</figcaption>
        {props.after(onRight, right)}
      </figure>
    </div>
  );
}

type Drawn = (onEvent: (event: MapEvent) => void, flight: Flight | undefined) => React.ReactNode;

/** The same flight where the map is there already, so that two maps do not send each other about for ever. */
function settled(now: Flight | undefined, to: Flight): Flight {
  if (now === undefined || "bounds" in now || "bounds" in to) return to;
  const near = (a: number, b: number, tolerance: number) => Math.abs(a - b) < tolerance;
  return near(now.lng, to.lng, 1e-6) &&
    near(now.lat, to.lat, 1e-6) &&
    near(now.zoom ?? 0, to.zoom ?? 0, 1e-3)
    ? now
    : to;
}

import { memo, use, useMemo } from "react";
import type { GapView } from "#contract/coverage.ts";
import type { FacilityList, FacilityView, Study } from "#contract/study.ts";
import type { UnitShapes } from "#contract/units.ts";
import type { Service } from "#contract/vocabulary.ts";
import { answers, type GapAnswer } from "../api/queries.ts";
import { MapView } from "../map/MapView.tsx";
import type {
  CellPicture,
  FacilityMark,
  Flight,
  MapEvent,
  Picture,
  PlanPicture,
  ReachPicture,
} from "../map/picture.ts";
import type { Question } from "../plan/question.ts";
import type { Ground } from "../plan/tally.ts";
import { useStore } from "../ui/store.ts";
import { LargeType, useSession, useSpeech, useView } from "./session.tsx";

const NO_GAPS: readonly GapView[] = [];
const NO_MARKS: readonly FacilityMark[] = [];
const NO_CELLS: CellPicture = {
  ids: [],
  cost: new Float32Array(),
  edgeCost: new Float32Array(),
  people: new Float32Array(),
};

/** Turns the answers and the view into the picture the map draws. */
export const MapArea = memo(function MapArea(props: {
  readonly study: Study;
  readonly service: Service;
  readonly ground: Ground | undefined;
  readonly facilities: FacilityList | undefined;
  readonly units: UnitShapes | undefined;
  /** The question the ground answers. */
  readonly question: Question | undefined;
  /** The last list of gaps; drawn only when it is that of the question and limit on the screen. */
  readonly gaps: GapAnswer | undefined;
  readonly reach: ReachPicture | undefined;
  /** What a scenario puts on the map; `cells` then take the place of those of the ground. */
  readonly plan?: PlanPicture | undefined;
  readonly cells?: CellPicture | undefined;
  /** Where this map flies, where it is not where all do. */
  readonly flight?: Flight | undefined;
  readonly onEvent: (event: MapEvent) => void;
}) {
  const { study, service, ground, facilities } = props;
  const { language } = useSpeech();
  const large = use(LargeType);
  const session = useSession();
  const shared = useStore(session.flight, (it) => it);
  const flight = props.flight ?? shared;
  const unitPointed = useStore(session.unitPointed, (it) => it);
  const selection = useView((it) => it.selection);
  const limitMinutes = useView((it) => it.limitMinutes);
  const paint = useView((it) => it.paint);
  const hiddenKeys = useView((it) => it.hidden);

  const grounded = useMemo(() => (ground ? cellPicture(ground) : NO_CELLS), [ground]);
  const cells = props.cells ?? grounded;
  const hidden = useMemo(() => new Set(hiddenKeys), [hiddenKeys]);
  const selectedFacility = useMemo(() => {
    if (selection.kind !== "facility") return undefined;
    return found(facilities?.findIndex(({ id }) => id === selection.id));
  }, [selection, facilities]);
  const marks = useMemo(
    () => (facilities ? facilityMarks(facilities, service, selectedFacility) : NO_MARKS),
    [facilities, service, selectedFacility],
  );
  const selectedCell = useMemo(
    () =>
      selection.kind === "point" && selection.cell !== undefined
        ? found(cells.ids.indexOf(selection.cell))
        : undefined,
    [selection, cells],
  );
  const selectedUnit = useMemo(
    () =>
      selection.kind === "unit"
        ? found(study.units.findIndex((unit) => unit.id === selection.id))
        : undefined,
    [selection, study],
  );
  const asked = props.question && { ...props.question, limitMinutes };
  const gaps = props.gaps && answers(props.gaps, asked) ? props.gaps.gaps : NO_GAPS;
  const selectedGap = selection.kind === "gap" ? selection.rank : undefined;
  const shownUnit = unitPointed ?? selectedUnit;
  const picture = useMemo(
    (): Picture => ({
      studyId: study.id,
      bounds: study.bounds,
      boundary: study.boundary,
      synthetic: study.synthetic,
      language,
      large,
      cells,
      limit: limitMinutes * 60,
      paint,
      hidden,
      facilities: marks,
      selectedFacility,
      gaps,
      selectedGap,
      units: props.units,
      selectedUnit: shownUnit,
      selectedCell,
      reach: props.reach,
      plan: props.plan,
    }),
    [
      study,
      language,
      large,
      cells,
      limitMinutes,
      paint,
      hidden,
      marks,
      selectedFacility,
      gaps,
      selectedGap,
      props.units,
      shownUnit,
      selectedCell,
      props.reach,
      props.plan,
    ],
  );
  return <MapView picture={picture} flight={flight} onEvent={props.onEvent} />;
});

function cellPicture({ cells, surface, edge }: Ground): CellPicture {
  return {
    ids: cells.ids,
    cost: Float32Array.from(surface.cost),
    edgeCost: Float32Array.from(edge),
    people: Float32Array.from(cells.people),
  };
}

/** The facilities of the service in view that were joined to the network, and the selected one whatever it is. */
function facilityMarks(
  facilities: FacilityList,
  service: Service,
  selected: number | undefined,
): FacilityMark[] {
  return facilities.flatMap((facility, index) => {
    const shown = facility.refused === null && facility.services.includes(service);
    return shown || index === selected ? [mark(facility, index, service)] : [];
  });
}

function mark(facility: FacilityView, index: number, service: Service): FacilityMark {
  const { name, lng, lat, services } = facility;
  const glyph = services.includes(service) ? service : (services[0] ?? service);
  return { index, name, lng, lat, glyph, services: services.length };
}

function found(index: number | undefined): number | undefined {
  return index === undefined || index < 0 ? undefined : index;
}

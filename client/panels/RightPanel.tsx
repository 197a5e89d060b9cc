import { memo } from "react";
import type { GapView } from "#contract/coverage.ts";
import type { GapAnswer } from "../api/queries.ts";
import type { ProblemError } from "../api/request.ts";
import { deselect } from "../plan/view.ts";
import { Card } from "./Card.tsx";
import { FacilityCard } from "./FacilityCard.tsx";
import { GapPanel } from "./GapPanel.tsx";
import { CellCard, WalkCard } from "./PointCards.tsx";
import { Readout } from "./Readout.tsx";
import type { Selected } from "./selected.ts";
import { useSession, useSpeech, useView } from "./session.tsx";
import type { Shown } from "./shown.ts";
import { UnitPanel } from "./UnitPanel.tsx";

/** What is selected, then the gaps, then the units. */
export const RightPanel = memo(function RightPanel(props: {
  readonly shown: Shown;
  readonly selected: Selected;
  readonly gaps: GapAnswer | undefined;
  readonly gapsError: ProblemError | null;
  readonly onGapsRetry: () => unknown;
  readonly onGap: (gap: GapView) => void;
  readonly onPlan: (gap: GapView) => void;
  readonly onUnit: (index: number) => void;
  readonly onFacility: (index: number) => void;
}) {
  const { shown } = props;
  return (
    <>
      <div className="right-scroll">
        <Cards {...props} />
        <GapPanel
          question={shown.question}
          ground={shown.ground}
          answer={props.gaps}
          error={props.gapsError}
          onRetry={props.onGapsRetry}
          facilities={shown.facilities}
          onChoose={props.onGap}
          onPlan={props.onPlan}
        />
        <UnitPanel study={shown.study} ground={shown.ground} onChoose={props.onUnit} />
      </div>
      <Readout ground={shown.ground} facilities={shown.facilities} />
    </>
  );
});

function Cards(props: {
  readonly shown: Shown;
  readonly selected: Selected;
  readonly onFacility: (index: number) => void;
}) {
  const { words } = useSpeech();
  const { view } = useSession();
  const { shown } = props;
  const question = shown.question;
  const limitMinutes = useView((it) => it.limitMinutes);
  const { selection, facility, catchment, walk } = props.selected;
  const close = () => view.set(deselect);
  if (selection.kind === "facility") {
    return facility ? (
      <div className="cards">
        <FacilityCard
          study={shown.study}
          facility={facility}
          answer={catchment.data}
          current={
            facility.refused !== null || catchment.data?.question.limitMinutes === limitMinutes
          }
          error={catchment.error}
          onRetry={() => void catchment.refetch()}
          onClose={close}
        />
      </div>
    ) : (
      <div className="cards">
        <Card testId="facility-card" kind={words.card.facility} onClose={close}>
          <p className="quiet">{words.card.gone}</p>
        </Card>
      </div>
    );
  }
  if (selection.kind !== "point") return null;
  const index = selection.cell === undefined ? -1 : shown.ground.cells.ids.indexOf(selection.cell);
  return (
    <div className="cards">
      {index >= 0 && (
        <CellCard
          study={shown.study}
          ground={shown.ground}
          service={shown.question.service}
          facilities={shown.facilities}
          index={index}
          limitMinutes={limitMinutes}
          onFacility={props.onFacility}
          onClose={close}
        />
      )}
      <WalkCard
        study={shown.study}
        facilities={shown.facilities}
        direction={question.direction}
        answer={walk.data}
        current={walk.data?.question.limitMinutes === limitMinutes}
        error={walk.error}
        onRetry={() => void walk.refetch()}
        onFacility={props.onFacility}
        {...(index < 0 && { onClose: close })}
      />
    </div>
  );
}

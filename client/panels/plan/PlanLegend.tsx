import { memo } from "react";
import type { Direction, Service } from "#contract/vocabulary.ts";
import { MARK_CLASSES } from "../../map/bands.ts";
import { differenceClasses, PLAN_CLASSES } from "../../map/difference.ts";
import { useStore } from "../../ui/store.ts";
import { ClassButton, LegendRow, PaintChoice } from "../LegendRow.tsx";
import { useSpeech, useView } from "../session.tsx";
import type { LiveDrag } from "./live-drag.ts";
import { usePlanWords } from "./words.ts";

/** The classes on the map: of the change where it is shown, else those of the overview. */
export const PlanLegend = memo(function PlanLegend(props: {
  readonly service: Service;
  readonly direction: Direction;
  /** Whether there is a scenario to be compared with something. */
  readonly compared: boolean;
  /** Whether walks can become longer, and whether there are candidates: only classes that can occur are named. */
  readonly longer: boolean;
  readonly candidates: boolean;
  /** Whether sites of a siting plan stand on the map that the scenario does not have. */
  readonly proposals: boolean;
  readonly drag: LiveDrag;
}) {
  const { words } = useSpeech();
  const text = usePlanWords().legend;
  const comparison = useView((it) => it.plan.comparison);
  // A facility that is dragged leaves people behind, whatever the scenario did before.
  const isLeaving = useStore(props.drag.store, (it) => it?.of === "facility");
  const longer = props.longer || isLeaving;
  const shows = props.compared && (comparison === "difference" || comparison === "units");
  if (!shows) {
    return (
      <>
        <LegendRow service={props.service} direction={props.direction} />
        {(!props.compared || comparison === "none") && <PaintChoice />}
      </>
    );
  }
  const classes = differenceClasses().filter(({ key }) => longer || !key.startsWith("longer"));
  return (
    <section
      className="legend plan-legend"
      data-longer={longer}
      data-testid="legend"
      aria-label={words.legend.label}
    >
      <span className="legend-title">{text.change}</span>
      <span className="legend-bands">
        {classes
          .filter(({ ramp }) => ramp)
          .map((one) => (
            <ClassButton key={one.key} it={one} band />
          ))}
      </span>
      <span className="legend-unit">{words.legend.minutes}</span>
      {[
        ...classes.filter(({ ramp }) => !ramp),
        PLAN_CLASSES.gained,
        ...(longer ? [PLAN_CLASSES.lost] : []),
        MARK_CLASSES.gapOutline,
        ...(props.candidates ? [PLAN_CLASSES.possible] : []),
        ...(props.proposals ? [PLAN_CLASSES.proposed] : []),
      ].map((one) => (
        <ClassButton key={one.key} it={one} />
      ))}
    </section>
  );
});

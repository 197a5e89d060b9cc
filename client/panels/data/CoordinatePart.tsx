import type { CrsDiagnosis, Proposal } from "#contract/import.ts";
import { CrsPictures } from "./CrsPictures.tsx";
import { CrsRanking } from "./CrsRanking.tsx";
import type { Deciding } from "./deciding.ts";
import { MixedBand } from "./MixedBand.tsx";
import { STEP_PLACE } from "./StepLine.tsx";
import { VerdictBand } from "./VerdictBand.tsx";

/** What is said of the coordinates, how they would move, and what fits how well. */
export function CoordinatePart(props: {
  readonly proposal: Proposal;
  readonly deciding: Deciding;
}) {
  const { proposal, deciding } = props;
  const { crs, picture } = proposal;
  if (crs === null) return null;
  return (
    <section className="coordinates" id={STEP_PLACE.coordinates} tabIndex={-1}>
      <VerdictBand crs={crs} deciding={deciding}>
        {crs.mixed && <MixedBand mixed={crs.mixed} deciding={deciding} />}
      </VerdictBand>
      {(picture !== null || showsRanking(crs)) && (
        <div className="coordinate-grid" data-pictures={picture !== null}>
          {picture && <CrsPictures crs={crs} picture={picture} />}
          <CrsRanking crs={crs} />
        </div>
      )}
    </section>
  );
}

function showsRanking({ ranking, verdict }: CrsDiagnosis): boolean {
  return verdict !== "cells" && ranking.length > 0;
}

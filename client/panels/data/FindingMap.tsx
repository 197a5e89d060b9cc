import { use, useMemo } from "react";
import type { Finding } from "#contract/layers.ts";
import type { Study } from "#contract/study.ts";
import { MapView } from "../../map/MapView.tsx";
import type { CellPicture, Flight, Picture } from "../../map/picture.ts";
import { drawnAt, zoomFor } from "../../plan/findings.ts";
import { select } from "../../plan/view.ts";
import { LargeType, useSession, useSpeech } from "../session.tsx";

const NO_CELLS: CellPicture = {
  ids: [],
  cost: new Float32Array(),
  edgeCost: new Float32Array(),
  people: new Float32Array(),
};
/** Nothing on this map is chosen by a click. */
const ignore = () => undefined;
const NONE: ReadonlySet<string> = new Set();

/** The streets around a finding, with what a repair would join; the overview map opens at the same place. */
export function FindingMap(props: {
  /** Its tiles are what is drawn; without a result there are none. */
  readonly result: Study | undefined;
  readonly finding: Finding | undefined;
}) {
  const { words } = useSpeech();
  const text = words.data.check;
  const { result, finding } = props;
  return (
    <div className="check-map" role="group" aria-label={text.map}>
      {result === undefined ? (
        <p className="quiet">
          {text.noMap}
          {finding && (
            <>
              <br />
              {finding.lng.toFixed(6)}, {finding.lat.toFixed(6)}
            </>
          )}
        </p>
      ) : (
        <Drawn result={result} finding={finding} />
      )}
    </div>
  );
}

function Drawn({ result, finding }: { result: Study; finding: Finding | undefined }) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const large = use(LargeType);
  const text = words.data.check;
  const picture = useMemo((): Picture => {
    const at = finding && drawnAt(finding);
    return {
      studyId: result.id,
      bounds: result.bounds,
      boundary: result.boundary,
      synthetic: result.synthetic,
      language,
      large,
      cells: NO_CELLS,
      limit: 0,
      paint: "states",
      hidden: NONE,
      facilities: [],
      selectedFacility: undefined,
      gaps: [],
      selectedGap: undefined,
      units: undefined,
      selectedUnit: undefined,
      selectedCell: undefined,
      reach: at && { origin: at.origin, snapped: at.joined, outline: undefined },
      plan: undefined,
    };
  }, [result, language, large, finding]);
  const flight = useMemo(
    (): Flight | undefined =>
      finding && { lng: finding.lng, lat: finding.lat, zoom: zoomFor(finding) },
    [finding],
  );
  return (
    <>
      <MapView picture={picture} flight={flight} onEvent={ignore} />
      {finding === undefined ? (
        <p className="check-hint">{text.choose}</p>
      ) : (
        <button
          type="button"
          className="button check-hint"
          onClick={() =>
            view.set((it) => ({
              ...select(it, {
                kind: "point",
                lng: finding.lng,
                lat: finding.lat,
                cell: undefined,
              }),
              page: "overview",
              study: result.study,
              camera: { lng: finding.lng, lat: finding.lat, zoom: zoomFor(finding) },
            }))
          }
        >
          {text.openMap}
        </button>
      )}
    </>
  );
}

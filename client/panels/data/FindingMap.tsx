import { use, useMemo } from "react";
import type { Finding, NetworkCheck, StudyLayers } from "#contract/layers.ts";
import type { Study } from "#contract/study.ts";
import { MapView } from "../../map/MapView.tsx";
import type { CellPicture, Flight, MapEvent, Picture, PlanPicture } from "../../map/picture.ts";
import { addedMetres, markOf, placeOf, zoomFor } from "../../plan/findings.ts";
import { select } from "../../plan/view.ts";
import { metres, people } from "../../text/numbers.ts";
import type { Language } from "../../text/language.ts";
import type { Words } from "../../text/zh.ts";
import { LargeType, useSession, useSpeech } from "../session.tsx";

const NO_CELLS: CellPicture = {
  ids: [],
  cost: new Float32Array(),
  edgeCost: new Float32Array(),
  people: new Float32Array(),
};
const NONE: ReadonlySet<string> = new Set();

/** What was found on the map of the streets, each with its proposal; the chosen one near by, and in words. */
export function FindingMap(props: {
  readonly layers: StudyLayers;
  /** The overview map opens where there is one. */
  readonly result: Study | undefined;
  readonly check: NetworkCheck;
  /** Those that are listed. */
  readonly findings: readonly Finding[];
  readonly chosen: Finding | undefined;
  readonly onChoose: (key: string) => void;
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const large = use(LargeType);
  const text = words.data.check;
  const { layers, result, check, findings, chosen } = props;
  const picture = useMemo((): Picture => {
    const [west, south, east, north] = check.bounds;
    return {
      studyId: layers.id,
      bounds: check.bounds,
      boundary: result?.boundary ?? [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
      synthetic: layers.synthetic,
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
      reach: undefined,
      plan: proposals(findings, chosen),
    };
  }, [layers.id, layers.synthetic, check, result, language, large, findings, chosen]);
  const flight = useMemo(
    (): Flight | undefined => chosen && { ...placeOf(chosen), zoom: zoomFor(chosen) },
    [chosen],
  );
  const choose = (event: MapEvent): void => {
    if (event.kind === "street") props.onChoose(event.id);
  };
  return (
    <div className="check-map" role="group" aria-label={text.map}>
      <MapView picture={picture} flight={flight} onEvent={choose} />
      <div className="check-hint" data-testid="finding-told">
        {chosen === undefined ? (
          <>
            {text.choose}
            <br />
            <span className="quiet">{text.mapNote}</span>
          </>
        ) : (
          <>
            <Told finding={chosen} words={words} language={language} />
            {result !== undefined && (
              <button
                type="button"
                className="linklike"
                onClick={() =>
                  view.set((it) => ({
                    ...select(it, { kind: "point", ...placeOf(chosen), cell: undefined }),
                    page: "overview",
                    study: result.study,
                    camera: { ...placeOf(chosen), zoom: zoomFor(chosen) },
                  }))
                }
              >
                {text.openMap}
              </button>
            )}
          </>
        )}
      </div>
    </div>
  );
}

/** What was found, and what the repair does or why none is proposed. */
function Told(props: {
  readonly finding: Finding;
  readonly words: Words;
  readonly language: Language;
}) {
  const { words, language } = props;
  const { kind, metres: found, people: beside, repair } = props.finding;
  const text = words.data.check;
  return (
    <>
      <p>
        {text.found[kind](metres(found, language))}
        {beside !== null && beside >= 0.5 && text.foundPeople(people(beside, language))}
      </p>
      <p>{repair === null ? text.cannot[kind] : does(repair)}</p>
    </>
  );

  function does(how: NonNullable<Finding["repair"]>): string {
    const added = addedMetres(how) ?? 0;
    switch (how.kind) {
      case "join":
        return text.does.join(metres(added, language));
      case "gate":
        return added < 0.05 ? text.does.open : text.does.gate(metres(added, language));
      case "split":
        return text.does.split;
      case "drop":
        return text.does.drop;
    }
  }
}

/** All proposals as changed streets; the chosen one as a line that nothing covers. */
function proposals(findings: readonly Finding[], chosen: Finding | undefined): PlanPicture {
  const added = chosen?.repair && addedMetres(chosen.repair);
  const line = chosen !== undefined && added ? markOf(chosen) : undefined;
  return {
    sites: [],
    areas: [],
    streets: findings.map(markOf).filter(({ id }) => id !== line?.id),
    facilities: [],
    difference: undefined,
    gained: [],
    lost: [],
    route: line && [line.from, line.to],
    swipe: undefined,
    tool: "look",
  };
}

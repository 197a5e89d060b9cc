import type { ReactNode } from "react";
import type { Language } from "../text/language.ts";
import type { Box } from "./label-places.ts";
import type { ScaleBar } from "./scale-bar.ts";
import { lengthText, MAP_WORDS } from "./words.ts";

/** What floats on the map: zoom buttons, the data mark or the attribution, scale bar, north. */
export function MapControls(props: {
  readonly language: Language;
  readonly synthetic: boolean;
  readonly scale: ScaleBar | undefined;
  readonly onZoom: (step: 1 | -1) => void;
}): ReactNode {
  const { language, synthetic, scale, onZoom } = props;
  return (
    <div className="map-corner">
      <div className="map-zoom">
        <ZoomButton
          label={MAP_WORDS.zoomIn[language]}
          sign="M8 3v10M3 8h10"
          onPress={() => onZoom(1)}
        />
        <ZoomButton label={MAP_WORDS.zoomOut[language]} sign="M3 8h10" onPress={() => onZoom(-1)} />
      </div>
      {synthetic ? (
        <div className="map-mark">{MAP_WORDS.synthetic[language]}</div>
      ) : (
        <div className="map-attribution">{MAP_WORDS.attribution[language]}</div>
      )}
      <div className="map-measure">
        {scale && (
          <div className="map-scale">
            <span>{lengthText(scale.metres, language)}</span>
            <div style={{ width: scale.px }} />
          </div>
        )}
        <div className="map-north">
          <svg viewBox="0 0 14 20" width="14" height="20" aria-hidden="true">
            <path d="M7 0l6.5 19L7 15.2.5 19z" fill="currentColor" />
          </svg>
          <span>{MAP_WORDS.north[language]}</span>
        </div>
      </div>
    </div>
  );
}

/** The room the controls take on a map's frame, px from its upper left corner. */
export function controlBoxes(frame: HTMLElement): Box[] {
  const from = frame.getBoundingClientRect();
  return [...frame.querySelectorAll(".map-corner > *")].map((control) => {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    return {
      left: left - from.left,
      top: top - from.top,
      right: right - from.left,
      bottom: bottom - from.top,
    };
  });
}

/** Stands in the map's place where the browser cannot draw it. */
export function MapUnavailable({ language }: { readonly language: Language }): ReactNode {
  return (
    <div className="map-unavailable" role="alert">
      <div>
        <strong>{MAP_WORDS.unavailable[language]}</strong>
        <p>{MAP_WORDS.unavailableRemedy[language]}</p>
      </div>
    </div>
  );
}

function ZoomButton(props: {
  readonly label: string;
  readonly sign: string;
  readonly onPress: () => void;
}): ReactNode {
  return (
    <button type="button" aria-label={props.label} title={props.label} onClick={props.onPress}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d={props.sign}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
        />
      </svg>
    </button>
  );
}

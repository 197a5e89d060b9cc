import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { GPUInitializationError, Map as GlMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { MAP_FONTS } from "./base-labels.ts";
import { FLAT, startingCamera } from "./camera.ts";
import { CornerList } from "./CornerList.tsx";
import { openedArea } from "./corners.ts";
import { Drawing, type Listeners } from "./drawing.ts";
import { mapStyle } from "./map-style.ts";
import { MapControls, MapUnavailable } from "./MapControls.tsx";
import type { Flight, MapEvent, Picture } from "./picture.ts";
import { scaleBar, type ScaleBar } from "./scale-bar.ts";
import { SiteList } from "./SiteList.tsx";
import { SwipeHandle } from "./SwipeHandle.tsx";

setWorkerUrl(workerUrl);

interface MapViewProps {
  readonly picture: Picture;
  readonly flight: Flight | undefined;
  readonly onEvent: (event: MapEvent) => void;
}

/**
 * Draws a picture and reports what the reader does on it. On the container, `data-ready` is "true" when
 * the picture stands complete, `data-limit` is the limit (seconds) of the frame on the screen, `data-tool` the tool in
 * hand once it can be used, `data-corners` the area whose corners can be moved once they can, and `data-sites` how many sites the scenario has.
 */
export function MapView(props: MapViewProps): ReactNode {
  const [restored, setRestored] = useState<Restored>({ count: 0, view: undefined });
  return (
    <StudyMap
      key={`${props.picture.studyId} ${props.picture.large} ${restored.count}`}
      {...props}
      view={restored.view}
      onRestored={(view) => setRestored(({ count }) => ({ count: count + 1, view }))}
    />
  );
}

/** How often the graphics card came back, and what the map showed when it did. */
interface Restored {
  readonly count: number;
  readonly view: Flight | undefined;
}

/** The map of one study: another study, another size of type, or a new graphics context, is another map. */
function StudyMap(
  props: MapViewProps & {
    /** Where to open instead of at the flight. */
    readonly view: Flight | undefined;
    readonly onRestored: (view: Flight) => void;
  },
): ReactNode {
  const { picture, flight } = props;
  const opened = picture.plan && openedArea(picture.plan);
  const frame = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | undefined>(undefined);
  const [unavailable, setUnavailable] = useState(false);
  const [scale, setScale] = useState<ScaleBar>();

  const report = useEffectEvent(props.onEvent);
  const restored = useEffectEvent(props.onRestored);
  const open = useEffectEvent((element: HTMLElement, listeners: Listeners) =>
    openMap(element, picture, flight, props.view, listeners),
  );

  useEffect(() => {
    if (!frame.current) return undefined;
    const opened = open(frame.current, {
      event: (event) => report(event),
      moved: (lat, zoom) => setScale((now) => settled(now, scaleBar(lat, zoom))),
      restored: (view) => restored(view),
    });
    setUnavailable(!opened);
    drawing.current = opened;
    return () => {
      drawing.current = undefined;
      opened?.close();
    };
  }, []);
  useEffect(() => drawing.current?.show(picture), [picture]);
  useEffect(() => drawing.current?.fly(flight), [flight]);

  return (
    <div
      className="map"
      data-testid="map"
      data-ready="false"
      data-sites={picture.plan?.sites.length}
      ref={frame}
    >
      <div className="map-canvas" />
      {unavailable ? (
        <MapUnavailable language={picture.language} />
      ) : (
        <>
          {picture.plan && (
            <SiteList
              sites={picture.plan.sites}
              drag={picture.plan.drag}
              language={picture.language}
              keys={() => drawing.current?.keys}
            />
          )}
          {opened && (
            <CornerList
              area={opened}
              language={picture.language}
              keys={() => drawing.current?.keys}
            />
          )}
          {picture.plan?.difference && picture.plan.swipe !== undefined && (
            <SwipeHandle
              share={picture.plan.swipe}
              names={picture.plan.swipeNames}
              language={picture.language}
              onSwipe={(share) => props.onEvent({ kind: "swiped", share })}
            />
          )}
          <MapControls
            language={picture.language}
            synthetic={picture.synthetic}
            scale={scale}
            onZoom={(step) => drawing.current?.zoom(step)}
          />
        </>
      )}
    </div>
  );
}

/** The same object while nothing changed, so that a frame of a flight renders nothing in vain. */
function settled(now: ScaleBar | undefined, next: ScaleBar): ScaleBar {
  return now?.px === next.px && now.metres === next.metres ? now : next;
}

/** Opens a map in an element; undefined where the browser has no WebGL 2. */
function openMap(
  frame: HTMLElement,
  picture: Picture,
  flight: Flight | undefined,
  view: Flight | undefined,
  listeners: Listeners,
): Drawing | undefined {
  const container = frame.querySelector<HTMLElement>(".map-canvas");
  if (!container) throw new Error("The map's frame has no .map-canvas in it.");
  try {
    const map = new GlMap({
      container,
      style: mapStyle(location.origin, picture.studyId, picture.large),
      ...startingCamera(picture, view ?? flight),
      ...FLAT,
      attributionControl: false,
      fadeDuration: 0,
      localIdeographFontFamily: MAP_FONTS.join(", "),
    });
    return new Drawing(map, frame, container, flight, listeners);
  } catch (error) {
    if (error instanceof GPUInitializationError) return undefined;
    throw error;
  }
}

import { memo, useMemo, type ReactNode } from "react";
import type { CrsDiagnosis, CrsPicture } from "#contract/import.ts";
import {
  barOf,
  frameOf,
  isInside,
  moves,
  movesNearby,
  pathOf,
  streetLabels,
  type Frame,
  type Pixel,
} from "../../plan/crs-picture.ts";
import { crsShort, isDegrees, sameSystem } from "../../text/crs.ts";
import { count, metres } from "../../text/numbers.ts";
import type { Language } from "../../text/language.ts";
import type { Words } from "../../text/zh.ts";
import { useSize } from "../../ui/size.ts";
import { useSpeech } from "../session.tsx";

const BAR_ROOM = 96;

/** The points over streets and buildings as they stand and as converted, both in the same window. */
export const CrsPictures = memo(function CrsPictures(props: {
  readonly crs: CrsDiagnosis;
  readonly picture: CrsPicture;
}) {
  const { language, words } = useSpeech();
  const { crs, picture } = props;
  const text = words.data.picture;
  const moving = moves(picture);
  return (
    <>
      <Picture
        testId="picture-before"
        name={text.before}
        note={beforeNote(crs, language, words)}
        picture={picture}
        points={picture.before}
      >
        {(frame) => (
          <Marks
            picture={picture}
            points={picture.before}
            frame={frame}
            moved={crs.proposed !== null && !moving}
          />
        )}
      </Picture>
      <Picture
        testId="picture-after"
        name={text.after}
        note={afterNote(crs, words)}
        picture={picture}
        points={picture.after}
        legend={crs.proposed !== null}
      >
        {(frame) => (
          <>
            {moving && <Moves picture={picture} frame={frame} />}
            <Marks
              picture={picture}
              points={picture.after}
              frame={frame}
              moved={crs.proposed !== null}
            />
          </>
        )}
      </Picture>
    </>
  );
});

function beforeNote(crs: CrsDiagnosis, language: Language, words: Words): string {
  const { shift, proposed, ranking } = crs;
  const text = words.data.picture;
  const [likeliest] = ranking;
  const system = proposed ?? likeliest;
  if (shift === null && system !== undefined && !isDegrees(system.crs)) return text.beforeMetres;
  if (shift === null || shift.metres < 1) return text.beforePlain;
  // The conversion moves them back: what it moves west lay too far east.
  const across = metres(Math.abs(shift.east), language);
  const along = metres(Math.abs(shift.north), language);
  return text.beforeNote(
    shift.east < 0 ? text.east(across) : text.west(across),
    shift.north < 0 ? text.north(along) : text.south(along),
  );
}

function afterNote({ proposed }: CrsDiagnosis, words: Words): string {
  const text = words.data.picture;
  if (proposed === null) return text.afterOpen;
  const isPlain = sameSystem(proposed.crs, "EPSG:4326") && !proposed.swapped;
  return isPlain ? text.afterPlain : text.afterNote(crsShort(proposed.crs, words));
}

function Picture(props: {
  readonly testId: string;
  readonly name: string;
  readonly note: string;
  readonly picture: CrsPicture;
  readonly points: readonly Pixel[];
  readonly legend?: boolean;
  readonly children: (frame: Frame) => ReactNode;
}) {
  const { language, words } = useSpeech();
  const { picture } = props;
  const [element, size] = useSize<HTMLDivElement>();
  const frame = useMemo(
    () => size && frameOf(picture.window, size.width, size.height),
    [picture.window, size],
  );
  const inside = useMemo(
    () => (frame ? props.points.filter((at) => isInside(frame.toPixel(at), frame)).length : 0),
    [frame, props.points],
  );
  const text = words.data.picture;
  const bar = frame && barOf(frame, BAR_ROOM);
  return (
    <figure className="crs-picture" data-testid={props.testId}>
      <figcaption>
        <b>{props.name}</b> <span>{props.note}</span>
      </figcaption>
      <div className="crs-frame" ref={element}>
        {frame && bar && (
          <svg
            width={frame.width}
            height={frame.height}
            role="img"
            aria-label={text.label(props.name, count(inside))}
          >
            <Ground picture={picture} frame={frame} />
            {props.children(frame)}
            <Labels picture={picture} frame={frame} />
            <g className="crs-bar" transform={`translate(10 ${frame.height - 40})`}>
              <rect width={bar.px + 20} height="32" rx="3" />
              <text x={bar.px / 2 + 10} y="13">
                {metres(bar.metres, language)}
              </text>
              <path d={`M10 17v7h${bar.px}v-7`} />
            </g>
          </svg>
        )}
        {props.legend === true && (
          <p className="crs-legend" aria-hidden="true">
            <i className="dot-after" /> {text.converted}
            {picture.doubtful.some(Boolean) && (
              <>
                <i className="dot-doubtful" /> {text.doubtful}
              </>
            )}
          </p>
        )}
        {frame && inside === 0 && <p className="crs-nothing">{text.none}</p>}
      </div>
    </figure>
  );
}

const Ground = memo(function Ground({ picture, frame }: { picture: CrsPicture; frame: Frame }) {
  const named = picture.streets.filter(({ name }) => name !== "");
  const all = picture.streets.map(({ line }) => pathOf(line, frame)).join("");
  const main = named.map(({ line }) => pathOf(line, frame)).join("");
  const buildings = picture.buildings.map((ring) => `${pathOf(ring, frame)}Z`).join("");
  return (
    <g className="crs-ground">
      <rect width={frame.width} height={frame.height} />
      <path className="buildings" d={buildings} />
      <path className="street-casing" d={all} />
      <path className="main-casing" d={main} />
      <path className="street" d={all} />
      <path className="main-street" d={main} />
    </g>
  );
});

const Labels = memo(function Labels({ picture, frame }: { picture: CrsPicture; frame: Frame }) {
  const labels = useMemo(() => streetLabels(picture.streets, frame), [picture.streets, frame]);
  return (
    <g className="crs-labels">
      {labels.map(({ name, at: [x, y], upright }) =>
        upright ? (
          <text key={name}>
            {Array.from(name).map((letter, i, all) => (
              <tspan key={i} x={x} y={y + (i - (all.length - 1) / 2) * 12.5 + 4}>
                {letter}
              </tspan>
            ))}
          </text>
        ) : (
          <text key={name} x={x} y={y + 4}>
            {name}
          </text>
        ),
      )}
    </g>
  );
});

function Moves({ picture, frame }: { picture: CrsPicture; frame: Frame }) {
  const lines = picture.after.map((to, i) => {
    const from = picture.before[i];
    const isNear = from !== undefined && movesNearby(from, to);
    return isNear && !picture.doubtful[i] ? pathOf([from, to], frame) : "";
  });
  return <path className="crs-moves" d={lines.join("")} />;
}

function Marks(props: {
  readonly picture: CrsPicture;
  readonly points: readonly Pixel[];
  readonly frame: Frame;
  readonly moved: boolean;
}) {
  const { words } = useSpeech();
  const { picture, points, frame, moved } = props;
  return (
    <g className="crs-marks">
      {points.map((place, i) => {
        const [x, y] = frame.toPixel(place);
        if (!isInside([x, y], frame, 12)) return null;
        const row = picture.row[i] ?? i;
        const kind = moved ? (picture.doubtful[i] ? "doubtful" : "after") : "before";
        return (
          <g key={row} className={kind} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
            <title>{words.data.picture.row(String(row))}</title>
            {kind === "after" && <circle r="5" />}
            {kind === "before" && (
              <>
                <circle r="5.5" />
                <path d="M-2.2-2.2l4.4 4.4M2.2-2.2l-4.4 4.4" />
              </>
            )}
            {kind === "doubtful" && (
              <>
                <path d="M0-9L9 0 0 9-9 0z" />
                <text y="4">?</text>
              </>
            )}
          </g>
        );
      })}
    </g>
  );
}

import { memo, type CSSProperties } from "react";
import type { Direction, Service } from "#contract/vocabulary.ts";
import { legendClasses, MARK_CLASSES, type LegendClass } from "../map/bands.ts";
import { PAINTS, toggleClass } from "../plan/view.ts";
import { wholeMinutes } from "../text/numbers.ts";
import { Choice } from "../ui/Choice.tsx";
import { useSession, useSpeech, useView } from "./session.tsx";

/** The classes on the map, from the table that paints them; a click hides one, and it stays struck out. */
export const LegendRow = memo(function LegendRow(props: {
  readonly service: Service;
  readonly direction: Direction;
}) {
  const { language, words } = useSpeech();
  const limit = useView((it) => it.limitMinutes);
  const paint = useView((it) => it.paint);
  const classes = legendClasses(paint, limit);
  const bands = classes.filter((one) => one.from !== undefined);
  const others = classes.filter((one) => one.from === undefined);
  const place = words.place[props.service];
  const title =
    props.direction === "towards" ? words.legend.to(place) : words.legend.fromPlace(place);
  return (
    <section className="legend" data-testid="legend" aria-label={words.legend.label}>
      <span className="legend-title">{title}</span>
      {bands.length > 0 && (
        <>
          <span className="legend-bands">
            {bands.map((band, i) => (
              <ClassButton
                key={band.key}
                it={band}
                edge={band.inside === false && bands[i - 1]?.inside === true}
                edgeName={words.legend.limit(wholeMinutes(limit, language))}
              />
            ))}
          </span>
          <span className="legend-unit">{words.legend.minutes}</span>
        </>
      )}
      {others.map((one) => (
        <ClassButton
          key={one.key}
          it={one}
          {...(one.key === "unknown" && { note: words.legend.unknownNote })}
        />
      ))}
      {Object.values(MARK_CLASSES).map((one) => (
        <ClassButton key={one.key} it={one} />
      ))}
    </section>
  );
});

/** How the cells are painted, beside the legend that says what the colours are. */
export const PaintChoice = memo(function PaintChoice() {
  const { words } = useSpeech();
  const { view } = useSession();
  const paint = useView((it) => it.paint);
  return (
    <Choice
      className="paint"
      label={words.toolbar.paint}
      value={paint}
      onChange={(next) => view.set((it) => ({ ...it, paint: next }))}
      options={PAINTS.map((value) => ({
        value,
        label: words.toolbar.paints[value],
        testId: `paint-${value}`,
      }))}
    />
  );
});

/** One class of the map; a click hides it, and it stays struck out. */
export function ClassButton(props: {
  readonly it: LegendClass;
  /** One of several that stand side by side; by itself where left out, unless it is a span of minutes. */
  readonly band?: boolean;
  readonly note?: string;
  /** The limit stands between this class and the one before. */
  readonly edge?: boolean;
  readonly edgeName?: string;
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const { it } = props;
  const hidden = useView((now) => now.hidden.includes(it.key));
  const label = it.label[language];
  return (
    <>
      {props.edge === true && (
        <span
          className="legend-limit"
          role="img"
          aria-label={props.edgeName}
          title={props.edgeName}
        />
      )}
      <button
        type="button"
        className={(props.band ?? it.from !== undefined) ? "legend-band" : "legend-class"}
        aria-pressed={!hidden}
        title={hidden ? words.legend.show(label) : words.legend.hide(label)}
        data-testid={`legend-${it.key}`}
        onClick={() => view.set((now) => toggleClass(now, it.key))}
      >
        <i
          className={`swatch swatch-${it.pattern ?? it.key}`}
          style={it.color === undefined ? undefined : inColor(it.color)}
          aria-hidden="true"
        />
        <span className="legend-label">{label}</span>
        {props.note !== undefined && <small className="quiet">{props.note}</small>}
      </button>
    </>
  );
}

function inColor(color: string): CSSProperties & { "--color": string } {
  return { "--color": color };
}

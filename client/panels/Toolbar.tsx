import { memo, type CSSProperties, type KeyboardEvent } from "react";
import { DIRECTIONS, WALKERS, WALKER_PROFILES, type Service } from "#contract/vocabulary.ts";
import { ask, MAX_LIMIT_MINUTES, MIN_LIMIT_MINUTES, type Asked } from "../plan/view.ts";
import { speed, wholeMinutes } from "../text/numbers.ts";
import { Choice } from "../ui/Choice.tsx";
import { ChevronIcon, WalkerIcon } from "../ui/icons.tsx";
import { PopoverButton } from "../ui/PopoverButton.tsx";
import { Glyph } from "./Glyph.tsx";
import { useSession, useSpeech, useView } from "./session.tsx";

const TICKS = [5, 10, 15, 20, 30];

/** What is asked: which service, within how long, and who walks which way. */
export const Toolbar = memo(function Toolbar(props: {
  readonly services: readonly Service[];
  readonly service: Service;
}) {
  const { words } = useSpeech();
  const set = useAsk();
  return (
    <div className="toolbar" role="group" aria-label={words.toolbar.label}>
      <Choice
        className="services"
        label={words.toolbar.services}
        value={props.service}
        onChange={(service) => set({ service })}
        options={props.services.map((service) => ({
          value: service,
          name: words.service[service],
          testId: `service-${service}`,
          label: (
            <>
              <Glyph service={service} />
              <span className="service-name">{words.service[service]}</span>
            </>
          ),
        }))}
      />
      <LimitSlider />
      <WalkingMenu />
    </div>
  );
});

/** 步行上限: whole minutes; arrow keys by one, with Shift by five. */
export function LimitSlider() {
  const { language, words } = useSpeech();
  const limit = useView((it) => it.limitMinutes);
  const set = useAsk();
  const share = (minutes: number) =>
    (minutes - MIN_LIMIT_MINUTES) / (MAX_LIMIT_MINUTES - MIN_LIMIT_MINUTES);
  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by === undefined || !event.shiftKey) return;
    event.preventDefault();
    set({ limitMinutes: limit + by * 5 });
  };
  return (
    <div className="limit">
      <span className="limit-label">{words.toolbar.limit}</span>
      <span className="limit-track" style={at(share(limit))}>
        <input
          type="range"
          className="limit-slider"
          data-testid="limit-slider"
          aria-label={words.toolbar.limit}
          aria-valuetext={wholeMinutes(limit, language)}
          min={MIN_LIMIT_MINUTES}
          max={MAX_LIMIT_MINUTES}
          step={1}
          value={limit}
          onChange={(event) => set({ limitMinutes: event.target.valueAsNumber })}
          onKeyDown={step}
        />
        <span className="limit-ticks" aria-hidden="true">
          {TICKS.map((tick) => (
            <span key={tick} style={at(share(tick))}>
              {tick}
            </span>
          ))}
        </span>
      </span>
      <output className="limit-value" data-testid="limit-value">
        {wholeMinutes(limit, language)}
      </output>
    </div>
  );
}

const STEPS: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
};

function at(share: number): CSSProperties & { "--at": number } {
  return { "--at": share };
}

function WalkingMenu() {
  const { language, words } = useSpeech();
  const profile = useView((it) => it.profile);
  const direction = useView((it) => it.direction);
  return (
    <PopoverButton
      className="menu-button walking"
      align="right"
      name={words.toolbar.walking}
      hint={words.toolbar.walking}
      testId="walking"
      content={() => <WalkingChoices />}
    >
      <WalkerIcon />
      <span>{`${words.profile[profile]} ${speed(WALKERS[profile].speed, language)}`}</span>
      <span className="walking-direction">{words.direction[direction]}</span>
      <ChevronIcon />
    </PopoverButton>
  );
}

/** Who walks, at what speed, and which way. */
export function WalkingChoices() {
  const { language, words } = useSpeech();
  const profile = useView((it) => it.profile);
  const direction = useView((it) => it.direction);
  const set = useAsk();
  return (
    <div className="walking-menu">
      <fieldset>
        <legend>{words.toolbar.profile}</legend>
        {WALKER_PROFILES.map((one) => (
          <label key={one} className="radio-row">
            <input
              type="radio"
              name="profile"
              checked={one === profile}
              data-testid={`profile-${one}`}
              onChange={() => set({ profile: one })}
            />
            <span>{words.profile[one]}</span>
            <span className="number">{speed(WALKERS[one].speed, language)}</span>
            <span className="quiet">{words.profileNote[one]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.toolbar.direction}</legend>
        {DIRECTIONS.map((one) => (
          <label key={one} className="radio-row">
            <input
              type="radio"
              name="direction"
              checked={one === direction}
              data-testid={`direction-${one}`}
              onChange={() => set({ direction: one })}
            />
            <span>{words.direction[one]}</span>
          </label>
        ))}
        <p className="quiet">{words.toolbar.directionNote}</p>
      </fieldset>
    </div>
  );
}

/** Puts another question. */
export function useAsk(): (asked: Asked) => void {
  const { view } = useSession();
  return (asked) => view.set((it) => ask(it, asked));
}

import type { ReactNode } from "react";
import type { Service, StreetChangeKind } from "#contract/vocabulary.ts";
import type { MapTool } from "../../map/picture.ts";
import { wholeMinutes } from "../../text/numbers.ts";
import {
  AreaIcon,
  BarredIcon,
  BridgeIcon,
  ChevronIcon,
  CloseIcon,
  MoveIcon,
  PinIcon,
} from "../../ui/icons.tsx";
import { PopoverButton } from "../../ui/PopoverButton.tsx";
import { Glyph } from "../Glyph.tsx";
import { useSpeech, useView } from "../session.tsx";
import { LimitSlider, useAsk, WalkingChoices } from "../Toolbar.tsx";
import { usePlanWords } from "./words.ts";

/** The tool that makes a street change of each kind. */
const STREET_TOOLS: readonly (readonly [MapTool, StreetChangeKind])[] = [
  ["street", "street"],
  ["bridge", "bridge"],
  ["gate", "gate"],
  ["close-street", "closed"],
];

/** What is asked, and what a click on the map does. */
export function PlanToolbar(props: {
  readonly services: readonly Service[];
  readonly service: Service;
  readonly tool: MapTool;
  readonly onTool: (tool: MapTool) => void;
}) {
  const { language, words } = useSpeech();
  const text = usePlanWords();
  const ask = useAsk();
  const limit = useView((it) => it.limitMinutes);
  const profile = useView((it) => it.profile);
  const { service, tool, onTool } = props;
  const street = STREET_TOOLS.find(([one]) => one === tool);
  const choose = (next: MapTool) => onTool(next === tool ? "look" : next);
  return (
    <div className="toolbar plan-toolbar" role="toolbar" aria-label={text.tool.label}>
      <PopoverButton
        className="menu-button plan-service"
        align="left"
        name={text.tool.service}
        testId="plan-service"
        content={(close) => (
          <ul className="menu-list">
            {props.services.map((one, i) => (
              <li key={one}>
                <button
                  type="button"
                  aria-pressed={one === service}
                  data-testid={`service-${one}`}
                  onClick={() => {
                    ask({ service: one });
                    close();
                  }}
                >
                  <Glyph service={one} />
                  {words.service[one]}
                  <kbd>{i + 1}</kbd>
                </button>
              </li>
            ))}
          </ul>
        )}
      >
        <Glyph service={service} />
        <span>{words.service[service]}</span>
        <ChevronIcon />
      </PopoverButton>
      <PopoverButton
        className="menu-button plan-limit"
        align="left"
        name={text.tool.limit}
        hint={text.tool.limit}
        testId="plan-limit"
        content={() => (
          <div className="plan-limit-menu">
            <LimitSlider />
            <WalkingChoices />
          </div>
        )}
      >
        <span>{wholeMinutes(limit, language)}</span>
        <span className="plan-walker">{words.profile[profile]}</span>
        <ChevronIcon />
      </PopoverButton>
      <span className="tool-gap" aria-hidden="true" />
      {button("site", <PinIcon />, text.tool.site, "N")}
      {button("move", <MoveIcon />, text.tool.move, "M")}
      {button("close", <CloseIcon />, text.tool.close, "X")}
      <PopoverButton
        className={street ? "tool tool-held" : "tool"}
        align="left"
        name={text.tool.streets}
        testId="tool-streets"
        content={(close) => (
          <ul className="menu-list">
            {STREET_TOOLS.map(([one, kind]) => (
              <li key={one}>
                <button
                  type="button"
                  aria-pressed={one === tool}
                  data-testid={`tool-${one}`}
                  onClick={() => {
                    onTool(one);
                    close();
                  }}
                >
                  {text.streetKind[kind]}
                </button>
              </li>
            ))}
          </ul>
        )}
      >
        <BridgeIcon />
        <span className="tool-name">{street ? text.streetKind[street[1]] : text.tool.streets}</span>
        <ChevronIcon />
      </PopoverButton>
      <span className="tool-gap" aria-hidden="true" />
      {button("search", <AreaIcon />, text.tool.search)}
      {button("exclusion", <BarredIcon />, text.tool.exclusion)}
      {tool !== "look" && (
        <button
          type="button"
          className="tool tool-leave"
          data-testid="tool-leave"
          onClick={() => onTool("look")}
        >
          <kbd>Esc</kbd>
          <span className="tool-leave-name">{text.tool.leave}</span>
        </button>
      )}
    </div>
  );

  function button(one: MapTool, icon: ReactNode, name: string, key?: string) {
    return (
      <button
        type="button"
        className="tool"
        aria-pressed={tool === one}
        title={key === undefined ? name : `${name}  ${key}`}
        data-testid={`tool-${one}`}
        onClick={() => choose(one)}
      >
        {icon}
        <span className="tool-name">{name}</span>
      </button>
    );
  }
}

import type { ReactNode } from "react";
import type { Language } from "../text/language.ts";
import type { AreaMark } from "./picture.ts";
import { cornersOf } from "./rings.ts";
import { MAP_WORDS } from "./words.ts";

/** What a key on a corner does; see `Gestures`. */
interface CornerKeys {
  readonly cornerKey: (corner: number, key: string, shift: boolean) => boolean;
}

/**
 * The corners of the selected area for those who move them by keyboard: one button each, unseen until it has the
 * focus. Arrow keys move the corner, Delete takes it away.
 */
export function CornerList(props: {
  readonly area: AreaMark;
  readonly language: Language;
  readonly keys: () => CornerKeys | undefined;
}): ReactNode {
  const { area, language, keys } = props;
  return (
    <div className="map-corners" role="group" aria-label={MAP_WORDS.corners[language]}>
      {cornersOf(area.ring).map(([lng, lat], corner) => (
        <button
          // A corner has no name but its turn.
          key={`${area.id} ${corner}`}
          type="button"
          data-place={`${lng} ${lat}`}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.altKey || event.metaKey) return;
            if (!keys()?.cornerKey(corner, event.key, event.shiftKey)) return;
            event.preventDefault();
            event.stopPropagation();
          }}
        >
          {`${area.name} ${corner + 1}`}
        </button>
      ))}
    </div>
  );
}

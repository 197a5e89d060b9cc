import type { ReactNode } from "react";
import type { Language } from "../text/language.ts";
import type { DragPicture, SiteMark } from "./picture.ts";
import { isMovable } from "./site-hits.ts";
import { MAP_WORDS } from "./words.ts";

/** What the keys of a site do; see `Gestures`. */
interface SiteKeys {
  readonly siteKey: (id: string, key: string, shift: boolean) => boolean;
  readonly siteEntered: (id: string) => void;
  readonly siteLeft: () => void;
}

/**
 * The sites of the plan for those who move them by keyboard: one button each in the order of their numbers, unseen
 * until it has the focus. Arrow keys move the site, Enter confirms, Esc puts it back.
 */
export function SiteList(props: {
  readonly sites: readonly SiteMark[];
  readonly drag: DragPicture | undefined;
  readonly language: Language;
  readonly keys: () => SiteKeys | undefined;
}): ReactNode {
  const { sites, drag, language, keys } = props;
  const listed = sites
    .filter((site) => isMovable(site))
    .toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity));
  if (listed.length === 0) return null;
  return (
    <div className="map-sites" role="group" aria-label={MAP_WORDS.sites[language]}>
      {listed.map((site) => {
        const dragged = drag && "site" in drag.what && drag.what.site === site.id;
        const [lng, lat] = dragged ? drag.at : [site.lng, site.lat];
        return (
          <button
            key={site.id}
            type="button"
            data-site={site.id}
            data-place={`${lng} ${lat}`}
            aria-pressed={site.selected}
            onKeyDown={(event) => {
              if (event.ctrlKey || event.altKey || event.metaKey) return;
              if (!keys()?.siteKey(site.id, event.key, event.shiftKey)) return;
              event.preventDefault();
              event.stopPropagation();
            }}
            onFocus={() => keys()?.siteEntered(site.id)}
            onBlur={() => keys()?.siteLeft()}
          >
            {site.number === undefined ? site.name : `${site.number} ${site.name}`}
          </button>
        );
      })}
    </div>
  );
}

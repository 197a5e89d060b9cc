import type { Service } from "#contract/vocabulary.ts";
import { SERVICE_GLYPHS } from "../map/glyphs.ts";

/** The sign of a service, the same as on the map; it stands beside the name or in place of it with one. */
export function Glyph({ service }: { service: Service }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      // Outlines of our own, from the table the map draws with.
      dangerouslySetInnerHTML={{ __html: SERVICE_GLYPHS[service] }}
    />
  );
}

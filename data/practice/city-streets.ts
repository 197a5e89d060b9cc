import type { OsmRead, Place } from "./read-demonstration.ts";

/** The part of the map in the city: every way with a place there, whole. */
export function cityStreets({ head, nodes, ways }: OsmRead): Uint8Array {
  const isHere = (ref: string): boolean => {
    const node = nodes.get(ref);
    return node !== undefined && isInCity(node.at);
  };
  const kept = ways.filter(({ refs, text }) => refs.some(isHere) && !isWide(text));
  const refs = new Set(kept.flatMap((way) => way.refs));
  const parts = [
    ...head.filter((line) => !line.includes("<bounds")).map((line) => `${line}\n`),
    ` <bounds minlat="${SOUTH}" minlon="${WEST}" maxlat="${NORTH}" maxlon="${EAST}"/>\n`,
    ...[...nodes].flatMap(([id, { text }]) => (refs.has(id) ? [text] : [])),
    ...kept.map(({ text }) => text),
    "</osm>\n",
  ];
  return new TextEncoder().encode(parts.join(""));
}

const [WEST, EAST, SOUTH, NORTH] = [100.395, 100.492, 38.903, 38.957];

function isInCity([lng, lat]: Place): boolean {
  return lng > WEST && lng < EAST && lat > SOUTH && lat < NORTH;
}

/** The river, the railway and the land of villages reach far beyond the city. */
function isWide(text: string): boolean {
  return /k="(waterway|railway)"|v="river"|v="farmland"|v="wetland"/.test(text);
}

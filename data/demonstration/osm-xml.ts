import type { Tags } from "./drawing.ts";
import { EXTRACT, toLngLat } from "./ground.ts";
import type { MapNode, Survey } from "./survey.ts";

/** OpenStreetMap XML 0.6 of a survey: bounds, nodes, ways. Ids count from 1 in order of appearance. */
export function writeOsm({ marks, ways }: Survey, title: string): string {
  const ids = new Map<MapNode, number>();
  for (const node of [...marks, ...ways.flatMap(({ nodes }) => nodes)]) {
    if (!ids.has(node)) ids.set(node, ids.size + 1);
  }
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<!-- ${title}: 示例数据（合成）. Every street, name and building is invented. -->`,
    `<osm version="0.6" generator="Yikezhong demonstration (synthetic)">`,
    bounds(),
    ...[...ids].map(([node, id]) => writeNode(node, id)),
    ...ways.map(({ nodes, tags }, index) =>
      [
        ` <way id="${index + 1}">`,
        ...nodes.map((node) => `  <nd ref="${ids.get(node)}"/>`),
        ...writeTags(tags),
        ` </way>`,
      ].join("\n"),
    ),
    `</osm>`,
    ``,
  ].join("\n");
}

function bounds(): string {
  const [west, south] = toLngLat({ x: EXTRACT.west, y: EXTRACT.south });
  const [east, north] = toLngLat({ x: EXTRACT.east, y: EXTRACT.north });
  return ` <bounds minlat="${south}" minlon="${west}" maxlat="${north}" maxlon="${east}"/>`;
}

function writeNode({ at, tags }: MapNode, id: number): string {
  const [lng, lat] = toLngLat(at);
  const head = ` <node id="${id}" lat="${lat}" lon="${lng}"`;
  const children = writeTags(tags);
  return children.length === 0 ? `${head}/>` : [`${head}>`, ...children, ` </node>`].join("\n");
}

function writeTags(tags: Tags): string[] {
  return Object.entries(tags).map(
    ([key, value]) => `  <tag k="${escaped(key)}" v="${escaped(value)}"/>`,
  );
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

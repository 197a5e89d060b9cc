import { open } from "node:fs/promises";
import { looksCompiled } from "#core/network/codec.ts";
import type { Network } from "#core/network/network.ts";
import { STEPS } from "#core/network/walking-rules.ts";
import { collectShapes } from "#core/osm/base-map-shapes.ts";
import type { BaseMap } from "#core/osm/base-map.ts";
import { drawBaseMap } from "#core/osm/draw-base-map.ts";
import { BASE_MAP_NODE_TAGS, BASE_MAP_WAY_TAGS } from "#core/osm/drawn-as.ts";
import { emptySheet } from "#core/osm/sheet.ts";
import { readOsm } from "../intake/osm/read-osm.ts";

/**
 * The base map of a network file: everything worth drawing of an extract, in two passes over it; of a compiled
 * network, which holds nothing else, its streets.
 */
export async function baseMapOf(
  path: string,
  network: Network,
  onProgress: (done: number, total: number) => void,
): Promise<BaseMap> {
  if (await isCompiled(path)) return streetsOnly(network);
  const options = { nodeTags: BASE_MAP_NODE_TAGS, wayTags: BASE_MAP_WAY_TAGS };
  const shapes = collectShapes();
  await readOsm(path, shapes.visitor, {
    ...options,
    onProgress: (done, total) => onProgress(done / 2, total),
  });
  const drawing = drawBaseMap(shapes.finish());
  await readOsm(path, drawing.visitor, {
    ...options,
    onProgress: (done, total) => onProgress((total + done) / 2, total),
  });
  return drawing.finish();
}

/** From this zoom on streets of no known class are drawn: a walking network is dense. */
const STREETS_FROM_ZOOM = 11;

/** A map of a walking network alone. What kind of street each is has been forgotten, all but the steps. */
export function streetsOnly(network: Network): BaseMap {
  const { edgeCount, firstPoint, points, traits, name, names } = network;
  const sheet = emptySheet();
  for (let edge = 0; edge < edgeCount; edge++) {
    const called = names[name[edge]!]!;
    const stretch = points.subarray(2 * firstPoint[edge]!, 2 * firstPoint[edge + 1]!);
    sheet.draw(
      {
        layer: "street",
        shape: "line",
        properties: {
          class: (traits[edge]! & STEPS) === 0 ? "residential" : "steps",
          ...(called === "" ? {} : { name: called }),
        },
        fromZoom: STREETS_FROM_ZOOM,
        rank: 0,
      },
      [Array.from(stretch)],
    );
  }
  return sheet.finish();
}

async function isCompiled(path: string): Promise<boolean> {
  await using handle = await open(path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
  return looksCompiled(buffer.subarray(0, bytesRead));
}

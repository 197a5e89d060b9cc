import { areaOf, parentOf } from "#core/geo/cells.ts";
import { toWgs84 } from "#core/geo/crs/transform.ts";
import { crsOf } from "#core/geo/crs/crs-of.ts";
import type { CellId } from "#core/vocabulary.ts";
import { peopleOfPixels } from "../people-tables/pixels.ts";
import { readPopulationRaster } from "../raster/population-raster.ts";
import { peopleReading } from "./judge-people.ts";
import { layerFor } from "./layer-name.ts";
import { RowNotes } from "./row-notes.ts";
import type { ImportOrder, Judged } from "./study-so-far.ts";

/** People on a square kilometre, on average: more than in any city, however dense some of its blocks are. */
const DENSEST = 50_000;
/** Cells of some 0.7 km², larger than the pixels of most rasters. */
const COARSE = 8;

/** A raster of population counts as the people of the study. */
export async function judgeRaster(order: ImportOrder): Promise<Judged> {
  const { path, name, decisions, study, signal, onProgress } = order;
  const raster = await readPopulationRaster(path, {
    name,
    signal,
    onProgress: (done, total) => onProgress?.("read", done, total),
  });
  const declared = raster.crs === null ? null : (crsOf(raster.crs) ?? null);
  const crs = decisions.crs?.crs ?? declared;
  const take = toWgs84(crs ?? "EPSG:4326");
  const { lng, lat, people } = raster.sources;
  onProgress?.("spread", 0, 1);
  for (let i = 0; i < lng.length; i++) {
    const at = take([lng[i] ?? Number.NaN, lat[i] ?? Number.NaN]);
    lng[i] = at[0];
    lat[i] = at[1];
  }
  const cells = peopleOfPixels({ lng, lat, people }, study.resolution + 1);
  onProgress?.("spread", 1, 1);
  const { about, blocking, ...reading } = peopleReading(
    {
      sources: cells.sources,
      counts: [],
      places: "raster",
      spread: [{ rule: "given", units: cells.inhabited, people: cells.total }],
      joined: null,
    },
    order,
  );
  const { account } = raster;
  const notes = new RowNotes();
  const counted = { noData: account.noData, negative: account.negative, dropped: account.dropped };
  if (counted.negative + counted.dropped > 0)
    notes.add(0, "noted", { code: "raster-cells-left-out", values: counted });
  const density = cells.total / squareKilometres(cells.sources.map(({ cell }) => cell));
  if (density > DENSEST)
    notes.add(0, "noted", {
      code: "raster-too-dense",
      values: { people: Math.round(cells.total), density: Math.round(density) },
    });
  const blocks = [
    ...blocking,
    ...(crs === null ? [{ code: "raster-crs-unread" }] : []),
    ...(reading.content === null ? [{ code: "no-rows" }] : []),
  ];
  return {
    proposal: {
      role: "people",
      format: "geotiff",
      encoding: null,
      headerRow: null,
      tables: [{ name: "", rows: raster.height, columns: raster.width }],
      table: null,
      columns: [],
      template: null,
      crs: {
        declared,
        unread: declared === null ? raster.crs : null,
        verdict:
          decisions.crs === undefined ? (declared === null ? "unclear" : "declared") : "chosen",
        proposed: crs === null ? null : { crs, swapped: false },
        ranking: [],
        against: null,
        points: 0,
        resampled: null,
        shift: null,
        mixed: null,
      },
      picture: null,
      services: null,
      duplicates: null,
      people: null,
      network: null,
      ...about,
      account: {
        ...notes.account(0),
        read: account.cells,
        usable: account.inhabited + account.empty,
        dropped: account.noData + account.negative + account.dropped,
      },
      layer: layerFor("people", decisions.layer, name, [], study),
      blocking: blocks,
    },
    notes: notes.all(),
    ...reading,
    content: blocks.length === 0 ? reading.content : null,
  };
}

/** Of all the coarse cells in which these lie. */
function squareKilometres(cells: readonly CellId[]): number {
  const coarse = new Set(cells.map((cell) => parentOf(cell, COARSE)));
  return [...coarse].reduce((sum, cell) => sum + areaOf(cell), 0) / 1e6;
}

import type { Reason } from "#contract/reasons/reasons.ts";
import { crsOf } from "#core/geo/crs/crs-of.ts";
import { readPopulationRaster, type PopulationRaster } from "../raster/population-raster.ts";
import { peopleOutside } from "./people-outside.ts";
import { peopleReading } from "./people-reading.ts";
import type { RoleJudgement } from "./judge-table.ts";
import { layerFor } from "./layer-name.ts";
import { placeRaster, type PlacedRaster } from "./place-raster.ts";
import { windowOf } from "./raster-window.ts";
import { RowNotes } from "./row-notes.ts";
import type { ImportOrder, Judged } from "./study-so-far.ts";

/**
 * People on a square kilometre of inhabited boxes, on average: as many as in the densest of cities, however dense some
 * of their blocks are. The boxes at the rim of a raster are filled in part only.
 */
const DENSEST = 40_000;
/** Counts of people differ from cell to cell more than this: the fewest are no such part of the mean. */
const EVEN = 1 / 4;
/** Fewer cells than this may be alike by chance. */
const MANY_CELLS = 1_000;

/** A raster of population counts as the people of the study. */
export async function judgeRaster(order: ImportOrder): Promise<Judged> {
  const { path, name, decisions, study, signal, onProgress } = order;
  const chosen = decisions.crs?.crs;
  const crsIn = (named: string | null) => chosen ?? (named === null ? undefined : crsOf(named));
  const raster = await readPopulationRaster(path, {
    name,
    signal,
    onProgress: (done, total) => onProgress?.("read", done, total, "cells"),
    windowIn: (named) => {
      const crs = crsIn(named);
      return crs === undefined ? undefined : windowOf(study, crs);
    },
  });
  const declared = raster.crs === null ? null : (crsOf(raster.crs) ?? null);
  const crs = crsIn(raster.crs) ?? null;
  onProgress?.("spread", 0, 1);
  const found = crs === null ? null : placeRaster(raster, crs, order);
  onProgress?.("spread", 1, 1);
  const { about, blocking, ...reading } =
    found === null ? UNPLACED : peopleReading(found.people, order);
  const { account } = raster;
  const unplaced = found?.unplaced ?? 0;
  const notes = new RowNotes();
  for (const reason of remarksOn(raster, found)) notes.add(0, "noted", reason);
  for (const reason of peopleOutside(found?.people.sources ?? [], study))
    notes.add(0, "noted", reason);
  const blocks = [
    ...blocking,
    ...(crs === null ? [{ code: "raster-crs-unread" }] : []),
    ...(crs !== null && account.inhabited === 0 ? [{ code: "raster-elsewhere" }] : []),
    ...(account.inhabited > 0 && reading.content === null && crs !== null
      ? [{ code: "no-rows" }]
      : []),
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
        usable: account.inhabited - unplaced + account.empty,
        dropped: account.noData + account.negative + account.dropped + account.outside + unplaced,
      },
      layer: layerFor("people", decisions.layer, name, [], study),
      blocking: blocks,
    },
    notes: notes.all(),
    ...reading,
    content: blocks.length === 0 ? reading.content : null,
  };
}

const UNPLACED: RoleJudgement = { about: {}, blocking: [], content: null, amount: 0, facts: {} };

/** What should be looked at before these values are taken for people, or that not all of them were. */
function remarksOn(raster: PopulationRaster, found: PlacedRaster | null): Reason[] {
  const { account, bands, fewest, total, totalOutside } = raster;
  const remarks: Reason[] = [];
  const { noData, negative, dropped } = account;
  if (negative + dropped > 0)
    remarks.push({ code: "raster-cells-left-out", values: { noData, negative, dropped } });
  if (bands > 1) remarks.push({ code: "raster-bands", values: { bands } });
  if (account.outside > 0) {
    const values = { cells: account.outside, people: Math.round(totalOutside) };
    remarks.push({ code: "raster-outside", values });
  }
  const density = found === null ? 0 : total / found.squareKilometres;
  if (density > DENSEST) {
    const values = { people: Math.round(total), density: Math.round(density) };
    remarks.push({ code: "raster-too-dense", values });
  }
  const mean = total / account.inhabited;
  if (account.inhabited >= MANY_CELLS && fewest > mean * EVEN)
    remarks.push({ code: "raster-too-even", values: { fewest, mean: Math.round(mean) } });
  return remarks;
}

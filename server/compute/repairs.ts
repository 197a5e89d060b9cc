import { readFile } from "node:fs/promises";
import type { NetworkCheck, Repair, RepairPreview } from "#contract/layers.ts";
import { tileServer, type TileServer } from "../report/vector-tiles.ts";
import type { Sql } from "../store/database/sql.ts";
import { editsOf } from "../store/network-edits.ts";
import { openNetworkLayer } from "../store/network-layer.ts";
import type { Catalogue } from "./catalogue.ts";
import { kept } from "./kept.ts";
import type { RunTask } from "./threads.ts";
import type { Results } from "./tasks.ts";

/** What is wrong with the streets of a study, and the repairs made to them. */
export interface Repairs {
  /** Undefined when the study has no streets. */
  readonly check: (study: string) => Promise<NetworkCheck | undefined>;
  /** What some more repairs would change; undefined when the study has no streets. */
  readonly preview: (
    study: string,
    repairs: readonly Repair[],
  ) => Promise<RepairPreview | undefined>;
  /** The map of the streets a study has now, whether it has a result or not; undefined when it has none. */
  readonly tiles: (study: string) => Promise<TileServer | undefined>;
  readonly make: (
    study: string,
    repairs: readonly { readonly repair: Repair; readonly note: string }[],
  ) => Promise<void>;
  readonly undo: (study: string) => Promise<void>;
  readonly redo: (study: string) => Promise<void>;
}

/** As many checks are remembered: a few steps back and forth in a study or two. */
const REMEMBERED = 12;
const OPEN_MAPS = 2;

export function repairsOf(tools: {
  readonly database: Sql;
  readonly catalogue: Catalogue;
  readonly runTask: RunTask;
}): Repairs {
  const { database, catalogue, runTask } = tools;
  const edits = editsOf(database);
  const maps = kept<TileServer>(OPEN_MAPS);
  const checks = kept<Results["check-network"]>(REMEMBERED);
  return {
    async check(study) {
      const { inForce, undone } = await edits.list(study);
      const found = await checked(
        study,
        inForce.map(({ repair }) => repair),
      );
      if (found === undefined) return undefined;
      const { unfit, ...check } = found;
      return {
        ...check,
        repairs: inForce.map((edit, i) => ({ ...edit, unfit: unfit[i] ?? null })),
        undone,
      };
    },
    async preview(study, repairs) {
      const { inForce } = await edits.list(study);
      const found = await checked(study, [...inForce.map(({ repair }) => repair), ...repairs]);
      if (found === undefined) return undefined;
      const { mainShare, strandedPeople, counts, unfit } = found;
      const misfits = Object.keys(unfit).filter((i) => Number(i) >= inForce.length);
      return { mainShare, strandedPeople, counts, unfit: misfits.length };
    },
    async tiles(study) {
      const streets = (await catalogue.layerFiles(study)).find(({ role }) => role === "network");
      if (streets === undefined) return undefined;
      return maps.get(streets.path, async () =>
        tileServer(openNetworkLayer(await readFile(streets.path)).baseMap),
      );
    },
    async make(study, repairs) {
      await edits.add(study, repairs);
    },
    async undo(study) {
      await edits.undo(study);
    },
    async redo(study) {
      await edits.redo(study);
    },
  };

  /** The streets of a study with some repairs, looked over; undefined when it has none. */
  async function checked(
    study: string,
    repairs: readonly Repair[],
  ): Promise<Results["check-network"] | undefined> {
    const row = await catalogue.row(study);
    const layers = await catalogue.layerFiles(study);
    if (row === undefined || !layers.some(({ role }) => role === "network")) return undefined;
    const { resolution, snapCap } = row;
    const key = JSON.stringify([
      study,
      resolution,
      snapCap,
      layers.map(({ path }) => path),
      repairs,
    ]);
    return checks.get(key, () =>
      runTask({ kind: "check-network", layers, repairs, resolution, snapCap }),
    );
  }
}

import type { NetworkCheck, Repair } from "#contract/layers.ts";
import type { Sql } from "../store/database/sql.ts";
import { editsOf } from "../store/network-edits.ts";
import type { Catalogue } from "./catalogue.ts";
import { kept } from "./kept.ts";
import type { RunTask } from "./threads.ts";
import type { Results } from "./tasks.ts";

/** What is wrong with the streets of a study, and the repairs made to them. */
export interface Repairs {
  /** Undefined when the study has no streets. */
  readonly check: (study: string) => Promise<NetworkCheck | undefined>;
  readonly make: (
    study: string,
    repairs: readonly { readonly repair: Repair; readonly note: string }[],
  ) => Promise<void>;
  readonly undo: (study: string) => Promise<void>;
  readonly redo: (study: string) => Promise<void>;
}

/** As many checks are remembered: a few steps back and forth in a study or two. */
const REMEMBERED = 12;

export function repairsOf(tools: {
  readonly database: Sql;
  readonly catalogue: Catalogue;
  readonly runTask: RunTask;
}): Repairs {
  const { database, catalogue, runTask } = tools;
  const edits = editsOf(database);
  const checks = kept<Results["check-network"]>(REMEMBERED);
  return {
    async check(study) {
      const row = await catalogue.row(study);
      const layers = await catalogue.layerFiles(study);
      if (row === undefined || !layers.some(({ role }) => role === "network")) return undefined;
      const { inForce, undone } = await edits.list(study);
      const found = await checks.get(
        JSON.stringify([study, layers.map(({ path }) => path), inForce.map(({ id }) => id)]),
        () =>
          runTask({
            kind: "check-network",
            layers,
            repairs: inForce.map(({ repair }) => repair),
            resolution: row.resolution,
            snapCap: row.snapCap,
          }),
      );
      return { ...found, repairs: inForce.map((edit) => ({ ...edit })), undone };
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
}

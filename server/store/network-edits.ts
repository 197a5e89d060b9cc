import type { Repair } from "#contract/layers.ts";
import { recordAct } from "./audit.ts";
import type { Sql } from "./database/sql.ts";
import { storable } from "./database/values.ts";
import { lockStudy } from "./study-rows.ts";

/** A repair of a study's network that was made. Its id is never given to another one of the study. */
export interface NetworkEdit {
  readonly id: number;
  readonly repair: Repair;
  /** What it is called when it is undone. */
  readonly note: string;
}

export interface NetworkEdits {
  /** Makes repairs as one step, which is undone as one. What was undone before can then no longer be redone. */
  readonly add: (
    study: string,
    repairs: readonly Omit<NetworkEdit, "id">[],
  ) => Promise<NetworkEdit[]>;
  /** Takes back the last step; gives its repairs, none when there is nothing to undo. */
  readonly undo: (study: string) => Promise<NetworkEdit[]>;
  /** Makes again the step undone last; gives its repairs, none when there is nothing to redo. */
  readonly redo: (study: string) => Promise<NetworkEdit[]>;
  /** Repairs in force, oldest first, and how many can be redone. */
  readonly list: (study: string) => Promise<{ inForce: NetworkEdit[]; undone: number }>;
}

/** All of them but `list` throw `NoSuchStudy`. */
export function editsOf(database: Sql): NetworkEdits {
  return {
    add: (study, repairs) =>
      database.transaction(async (sql) => {
        await lockStudy(sql, study);
        await sql.query(
          "update network_edit set state = 'dropped' where study = $1 and state = 'undone'",
          [study],
        );
        const [last] = await sql.query<{ id: number; step: number }>(
          `select coalesce(max(id), 0) as id, coalesce(max(step), 0) as step
           from network_edit where study = $1`,
          [study],
        );
        const { id, step } = last ?? { id: 0, step: 0 };
        const made = repairs.map(({ repair, note }, i) => ({
          id: id + 1 + i,
          repair,
          note: storable(note),
        }));
        await sql.query(
          `insert into network_edit (study, id, step, repair, note, state)
           select $1, (edit ->> 'id')::integer, $2, edit -> 'repair', edit ->> 'note', 'in-force'
           from json_array_elements($3) as edit`,
          [study, step + 1, made],
        );
        await recordAct(sql, study, "repairs-made", { ids: made.map((edit) => edit.id) });
        return made;
      }),
    // Steps undone are always later than those in force, so the last in force and the first undone meet.
    undo: (study) =>
      turn(study, { from: "in-force", to: "undone", step: "max(step)", act: "repairs-undone" }),
    redo: (study) =>
      turn(study, { from: "undone", to: "in-force", step: "min(step)", act: "repairs-redone" }),
    async list(study) {
      const edits = await database.query<NetworkEdit & { state: State }>(
        `select id, repair, note, state from network_edit
         where study = $1 and state <> 'dropped' order by id`,
        [study],
      );
      return {
        inForce: edits
          .filter(({ state }) => state === "in-force")
          .map(({ id, repair, note }) => ({ id, repair, note })),
        undone: edits.filter(({ state }) => state === "undone").length,
      };
    },
  };

  function turn(study: string, { from, to, step, act }: Turn): Promise<NetworkEdit[]> {
    return database.transaction(async (sql) => {
      await lockStudy(sql, study);
      const turned = await sql.query<NetworkEdit>(
        `update network_edit set state = $3 where study = $1 and state = $2 and step =
           (select ${step} from network_edit where study = $1 and state = $2)
         returning id, repair, note`,
        [study, from, to],
      );
      const ids = turned.map(({ id }) => id);
      if (ids.length > 0) await recordAct(sql, study, act, { ids });
      return turned.sort((a, b) => a.id - b.id);
    });
  }
}

type State = "in-force" | "undone" | "dropped";

interface Turn {
  readonly from: State;
  readonly to: State;
  readonly step: "max(step)" | "min(step)";
  readonly act: "repairs-undone" | "repairs-redone";
}

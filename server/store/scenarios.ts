import type { Scenario, ScenarioContent, ScenarioSummary } from "#contract/scenario.ts";
import { recordAct } from "./audit.ts";
import type { Sql } from "./database/sql.ts";
import { storable } from "./database/values.ts";
import { NoSuchStudy } from "./study-rows.ts";

/** The scenarios of studies. Whoever changes one names the version it was changed from. */
export interface ScenarioRows {
  /** The one changed last first. */
  readonly list: (study: string) => Promise<ScenarioSummary[]>;
  readonly find: (study: string, number: number) => Promise<Scenario | undefined>;
  /** Gives it the study's next number. Throws `NoSuchStudy`, also when it was removed meanwhile. */
  readonly add: (study: string, content: ScenarioContent) => Promise<Scenario>;
  /** As the next version; undefined when there is no such scenario. Throws `ScenarioConflict`. */
  readonly replace: (
    study: string,
    number: number,
    version: number,
    content: ScenarioContent,
  ) => Promise<Scenario | undefined>;
  /** Whatever its version where none is named; false when there is no such scenario. Throws `ScenarioConflict`. */
  readonly remove: (study: string, number: number, version?: number) => Promise<boolean>;
}

/** Somebody else changed the scenario since the version named; nothing was written. */
export class ScenarioConflict extends Error {
  override readonly name = "ScenarioConflict";
  /** As it stands. */
  readonly newest: Scenario;

  constructor(newest: Scenario, version: number) {
    super(
      `The scenario "${newest.name}" was changed meanwhile: it is at version ${newest.version}, not ${version}.`,
    );
    this.newest = newest;
  }
}

const COLUMNS = "number, version, created, changed, content";

export function scenariosIn(database: Sql): ScenarioRows {
  return {
    list: (study) =>
      database.query(
        `select number, version, name, created, changed, steps from scenario
         where study = $1 order by changed desc, number desc`,
        [study],
      ),
    find: (study, number) => find(database, study, number),
    add: (study, given) =>
      database.transaction(async (sql) => {
        const content = storableContent(given);
        const [counted] = await sql.query<{ number: number }>(
          `update study set scenarios_made = scenarios_made + 1 where id = $1
           returning scenarios_made as number`,
          [study],
        );
        if (counted === undefined) throw new NoSuchStudy(study);
        const [added] = await sql.query<Row>(
          `insert into scenario (study, number, name, steps, content)
           values ($1, $2, $3, $4, $5) returning ${COLUMNS}`,
          [study, counted.number, content.name, content.inForce, content],
        );
        if (added === undefined) throw new Error(`The scenario "${content.name}" was not kept.`);
        await recordAct(sql, study, "scenario-made", { number: added.number, name: content.name });
        return scenarioOf(added);
      }),
    replace: (study, number, version, given) =>
      database.transaction(async (sql) => {
        const content = storableContent(given);
        // Of two at once the second waits for the first, then finds another version.
        const [replaced] = await sql.query<Row>(
          `update scenario set version = version + 1, changed = clock_timestamp(),
             name = $4, steps = $5, content = $6
           where study = $1 and number = $2 and version = $3 returning ${COLUMNS}`,
          [study, number, version, content.name, content.inForce, content],
        );
        if (replaced === undefined) {
          await refuseConflict(sql, study, number, version);
          return undefined;
        }
        await recordAct(sql, study, "scenario-changed", { number, version: replaced.version });
        return scenarioOf(replaced);
      }),
    remove: (study, number, version) =>
      database.transaction(async (sql) => {
        const [removed] = await sql.query<{ name: string }>(
          `delete from scenario where study = $1 and number = $2
             and ($3::integer is null or version = $3) returning name`,
          [study, number, version ?? null],
        );
        if (removed === undefined) {
          if (version !== undefined) await refuseConflict(sql, study, number, version);
          return false;
        }
        await recordAct(sql, study, "scenario-removed", { number, name: removed.name });
        return true;
      }),
  };
}

interface Row extends Pick<Scenario, "number" | "version" | "created" | "changed"> {
  readonly content: ScenarioContent;
}

function scenarioOf({ content, ...row }: Row): Scenario {
  return { ...row, ...content };
}

async function find(sql: Sql, study: string, number: number): Promise<Scenario | undefined> {
  const [found] = await sql.query<Row>(
    `select ${COLUMNS} from scenario where study = $1 and number = $2`,
    [study, number],
  );
  return found && scenarioOf(found);
}

async function refuseConflict(
  sql: Sql,
  study: string,
  number: number,
  version: number,
): Promise<void> {
  const newest = await find(sql, study, number);
  if (newest !== undefined) throw new ScenarioConflict(newest, version);
}

function storableContent({ name, note, steps, inForce }: ScenarioContent): ScenarioContent {
  const text = JSON.stringify({ name, note, steps, inForce });
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === "string" ? storable(value) : value,
  ) as ScenarioContent;
}

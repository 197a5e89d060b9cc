import type { Sql } from "../store/database/sql.ts";
import { attestationsOf } from "../store/attestations.ts";
import { importsOf } from "../store/imports.ts";
import { editsOf } from "../store/network-edits.ts";
import { settingsOf } from "../store/policy-settings.ts";
import { reportFilesOf } from "../store/report-files.ts";
import { scenariosIn } from "../store/scenarios.ts";
import { sitingPlansOf } from "../store/siting-plans.ts";
import { snapshotsOf } from "../store/snapshots.ts";
import { stockOf } from "../store/stock.ts";

/**
 * Whether somebody has put work into a generated study: scenarios, plans, snapshots, reports, imports, repairs,
 * settings, or figures and statements besides those it was generated with, whose sources say that they are invented.
 */
export async function isWorkedOn(database: Sql, study: string): Promise<boolean> {
  const lists: Promise<readonly unknown[]>[] = [
    scenariosIn(database).list(study),
    sitingPlansOf(database).list(study),
    snapshotsOf(database).list(study),
    reportFilesOf(database).list(study),
    importsOf(database).list(study),
    editsOf(database)
      .list(study)
      .then(({ inForce }) => inForce),
    settingsOf(database)
      .find(study)
      .then((settings) => (settings === undefined ? [] : [settings])),
    sourcesOf(database, study).then((sources) =>
      sources.filter((source) => !INVENTED.test(source)),
    ),
  ];
  return (await Promise.all(lists)).some((list) => list.length > 0);
}

const INVENTED = /示例.*合成/;

/** Where the figures and statements of a study come from. */
async function sourcesOf(database: Sql, study: string): Promise<string[]> {
  const [stock, attestations] = [stockOf(database), attestationsOf(database)];
  const figures = await stock.figures(study, await stock.mark(study));
  const stated = await attestations.list(study, await attestations.mark(study));
  return [
    ...figures.map(({ source }) => source),
    ...stated.map(({ evidence }) => evidence.document),
  ];
}

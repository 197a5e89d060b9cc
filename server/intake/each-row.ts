import { AccountKeeper } from "./account.ts";
import { eachLine } from "./csv.ts";
import { eachFeature } from "./geojson.ts";
import type { Layout, Row } from "./row.ts";
import { openSource, type IntakeContext } from "./source.ts";

/**
 * Reads a file row by row, CSV as a stream. What becomes of a row, `visit` tells the keeper of the account. Gives
 * that keeper, the name to show for the file, and the age groups of its header (CSV only). Throws `InputError`
 * when the file cannot be read as what it should be.
 */
export async function eachRow(
  path: string,
  context: IntakeContext,
  layout: Layout,
  visit: (row: Row, keeper: AccountKeeper) => void,
): Promise<{ keeper: AccountKeeper; name: string; groups: readonly string[] }> {
  const source = await openSource(path, context);
  const keeper = new AccountKeeper(source.name);
  const each = source.format === "csv" ? eachLine : eachFeature;
  const groups = await each(source, context, layout, keeper, (row) => {
    visit(row, keeper);
  });
  return { keeper, name: source.name, groups };
}

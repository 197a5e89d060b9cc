import { RefusedFile } from "../refused-file.ts";
import type { ColumnGuess } from "./guess-mapping.ts";
import { readings } from "./titles.ts";

/** Throws `RefusedFile` for a table with one row a person: people are held by cells and units, never one by one. */
export function refusePersonRegister(file: string, columns: readonly ColumnGuess[]): void {
  const titles = personTitles(columns);
  if (titles.length === 0) return;
  throw new RefusedFile(file, { code: "people-by-person", values: { columns: titles.join("、") } });
}

/** The titles that show one row to be one person or one family; empty for a table of anything else. */
function personTitles(columns: readonly ColumnGuess[]): string[] {
  const titled = columns.map((column) => ({ ...column, bare: readings(column.title).bare }));
  const ids = titled.filter(({ personal }) => personal === "id-number");
  const names = titled.filter(
    ({ personal, bare }) => personal === "person-name" && !OFFICER.test(bare),
  );
  const about = titled.filter(({ bare }) => OF_ONE_PERSON.test(bare));
  const institutions = titled.some(
    ({ field, bare }) => field === "name" && !/^(?:名字|name)$/.test(bare),
  );
  const homes = titled.filter(({ personal }) => personal === "home-address");
  const persons = ids.length > 0 || (names.length > 0 && about.length + homes.length > 0);
  if (!persons || institutions) return [];
  return [...new Set([...names, ...ids, ...about, ...homes].map(({ title }) => title))];
}

/** Persons who stand in a row about an institution. */
const OFFICER =
  /法人|法定|负责|联系人|经办|填报|填表|[园院站所店校]长|主任|经营者|理事|投资|网格|管理|contact|owner|manager/;
const OF_ONE_PERSON =
  /^(?:出生日期|出生年月日?|生日|性别|年龄|民族|婚姻状况|文化程度|政治面貌|与户主关系|户籍地|birthday|birthdate|dateofbirth|gender|sex|age)$/;

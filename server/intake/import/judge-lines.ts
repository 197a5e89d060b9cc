import {
  networkFromLines,
  type LineAccount,
  type LineOptions,
  type PlainLine,
} from "#core/network/lines.ts";
import { linesIn } from "./geometry.ts";
import { streetsReading } from "./judge-streets.ts";
import type { MeantTable, RoleJudgement } from "./judge-table.ts";
import type { RowNotes } from "./row-notes.ts";
import type { ImportOrder } from "./study-so-far.ts";
import { ownValue } from "#core/own-value.ts";

/** Words for what nobody walks along. */
const CLOSED = /高速|快速路|铁路|匝道|^(?:motorway|trunk)(?:_link)?$|rail/i;
const ABOVE = /高架|立交|桥|overpass|bridge/i;
const BELOW = /隧道|地下|地道|tunnel|underpass/i;

/** Lines as the streets of the study. Without a level all are taken to be on the ground. */
export function judgeLines(
  { table, mapping, placed }: MeantTable,
  { decisions, source, onProgress }: ImportOrder,
  notes: RowNotes,
): RoleJudgement {
  const at = (field: string) =>
    table.columns.findIndex((title) => ownValue(mapping, title) === field);
  const name = at("street-name") === -1 ? at("name") : at("street-name");
  const [level, kind] = [at("street-level"), at("street-class")];
  const lines: PlainLine[] = [];
  for (const [i, { number, values }] of table.rows.entries()) {
    const drawn = linesIn(placed.geometries[i]);
    if (drawn.length === 0) {
      notes.add(number, "dropped", { code: "row-not-a-line" });
      continue;
    }
    const closed = CLOSED.test(values[kind] ?? "");
    if (closed)
      notes.add(number, "dropped", {
        code: "street-not-walked",
        values: { kind: values[kind] ?? "" },
      });
    for (const points of drawn)
      lines.push({
        points,
        name: values[name] ?? "",
        level: levelOf(values[level] ?? "", level !== -1),
        closed,
      });
  }
  if (lines.every(({ closed }) => closed === true)) return NOTHING;
  onProgress?.("network", 0, 1);
  const made = madeOf(lines, {
    source,
    ...(decisions.tolerance === undefined ? {} : { tolerance: decisions.tolerance }),
  });
  onProgress?.("network", 1, 1);
  if (made === undefined) return NOTHING;
  const { network, account } = made;
  sayWhatWasMended(account, notes);
  return { ...streetsReading(network, []), blocking: [] };
}

const NOTHING: RoleJudgement = { about: {}, blocking: [], content: null, amount: 0, facts: {} };

/** Undefined where no line leads from one place to another: all are shorter than the tolerance, or mere points. */
function madeOf(lines: readonly PlainLine[], options: LineOptions) {
  try {
    return networkFromLines(lines, options);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A level written as a number or in words; 0 where the column is blank, null where there is none. */
function levelOf(text: string, isStated: boolean): number | null {
  if (!isStated) return null;
  const number = Number(text);
  if (text !== "" && Number.isFinite(number)) return number;
  if (ABOVE.test(text)) return 1;
  return BELOW.test(text) ? -1 : 0;
}

function sayWhatWasMended(account: LineAccount, notes: RowNotes): void {
  const { joinedEnds, crossings, duplicates, degenerate, overshoots } = account;
  if (joinedEnds + crossings + duplicates + degenerate + overshoots > 0)
    notes.add(0, "noted", {
      code: "lines-noded",
      values: { joinedEnds, crossings, duplicates, degenerate, overshoots },
    });
}

import {
  networkFromLines,
  TOLERANCE,
  type LineAccount,
  type LineOptions,
  type PlainLine,
} from "#core/network/lines.ts";
import { walkingTraits } from "#core/network/walking-rules.ts";
import type { Metres } from "#core/vocabulary.ts";
import { linesIn } from "./geometry.ts";
import { streetsReading } from "./judge-streets.ts";
import type { MeantTable, RoleJudgement } from "./judge-table.ts";
import { kindInTags, levelOfTags, osmTagsOf } from "./osm-lines.ts";
import type { RowNotes } from "./row-notes.ts";
import type { ImportOrder } from "./study-so-far.ts";
import { ownValue } from "#core/own-value.ts";

/** Words for what nobody walks along. */
const CLOSED = /高速|快速路|铁路|匝道|^(?:motorway|trunk)(?:_link)?$|rail/i;
const ABOVE = /高架|立交|桥|overpass|bridge/i;
const BELOW = /隧道|地下|地道|下穿|tunnel|underpass/i;
/** In a column that asks whether it is a bridge. */
const YES = /^(?:是|有|y|yes|t|true)$/i;
/** What says anything of a level, if only that it is the ground. */
const STATED = new RegExp(
  `^-?\\d+(?:\\.\\d+)?$|${ABOVE.source}|${BELOW.source}|${YES.source}|^(?:否|无|没有|n|no|f|false|地面|ground)$`,
  "i",
);
/** Columns that ArcGIS makes of a drawing, whose layers are kinds of things. */
const OF_CAD = /^(?:linetype|linewt|refname|lyrcolor|entity|docname|subclasses)$/i;

/** Lines as the streets of the study. Without a level all are taken to be on the ground. */
export function judgeLines(
  { table, mapping, placed }: MeantTable,
  { decisions, source, onProgress }: ImportOrder,
  notes: RowNotes,
): RoleJudgement {
  const at = (field: string) =>
    table.columns.findIndex((title) => ownValue(mapping, title) === field);
  const name = at("street-name") === -1 ? at("name") : at("street-name");
  const read = streetReader(table, at("street-level"), at("street-class"));
  const lines: PlainLine[] = [];
  for (const [i, { number, values }] of table.rows.entries()) {
    const drawn = linesIn(placed.geometries[i]);
    if (drawn.length === 0) {
      notes.add(number, "dropped", { code: "row-not-a-line" });
      continue;
    }
    const { kind, ...street } = read(values);
    if (street.closed)
      notes.add(number, "dropped", { code: "street-not-walked", values: { kind } });
    for (const points of drawn) lines.push({ points, name: values[name] ?? "", ...street });
  }
  if (lines.every(({ closed }) => closed === true)) return NOTHING;
  onProgress?.("network", 0, 1);
  const { tolerance = TOLERANCE } = decisions;
  const made = madeOf(lines, { source, tolerance });
  onProgress?.("network", 1, 1);
  if (made === undefined) return NOTHING;
  const { network, account } = made;
  sayWhatWasMended(account, tolerance, notes);
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

type Street = Omit<PlainLine, "points" | "name"> & {
  readonly closed: boolean;
  /** In words. */
  readonly kind: string;
};

/** What a row says of its street: by the tags of OpenStreetMap where it has them, else by its level and class. */
function streetReader(
  table: MeantTable["table"],
  level: number,
  kind: number,
): (values: readonly string[]) => Street {
  const tagsOf = osmTagsOf(table, kind);
  if (tagsOf !== undefined)
    return (values) => {
      const tags = tagsOf(values);
      const traits = walkingTraits(tags);
      return { level: levelOfTags(tags), closed: traits === 0, traits, kind: kindInTags(tags) };
    };
  const levels = levelReader(table, level);
  return (values) => ({
    level: levels(values[level] ?? ""),
    closed: CLOSED.test(values[kind] ?? ""),
    kind: values[kind] ?? "",
  });
}

/** A level written as a number or in words; 0 where the column is blank, null where none states any. */
function levelReader({ columns, rows }: MeantTable["table"], column: number) {
  const title = columns[column];
  const texts = rows.map(({ values }) => values[column] ?? "");
  const isDrawing = /^layer$/i.test(title ?? "") && columns.some((other) => OF_CAD.test(other));
  if (title === undefined || isDrawing || !texts.some((text) => STATED.test(text)))
    return () => null;
  // An order of drawing has ten for each level, and the class of the street in the last digit.
  const isOrder = /^z_?order$/i.test(title) && texts.some((text) => Math.abs(Number(text)) > 2);
  const step = isOrder ? 10 : 1;
  const under = BELOW.test(title) && !ABOVE.test(title);
  return (text: string): number => {
    const number = Number(text);
    if (text !== "" && Number.isFinite(number))
      return under ? -Math.abs(number) : Math.floor(number / step);
    if (YES.test(text)) return under ? -1 : 1;
    if (ABOVE.test(text)) return 1;
    return BELOW.test(text) ? -1 : 0;
  };
}

function sayWhatWasMended(account: LineAccount, tolerance: Metres, notes: RowNotes): void {
  const { joinedEnds, crossings, duplicates, degenerate, overshoots } = account;
  if (joinedEnds + crossings + duplicates + degenerate + overshoots > 0)
    notes.add(0, "noted", {
      code: "lines-noded",
      values: { joinedEnds, tolerance, crossings, duplicates, degenerate, overshoots },
    });
}

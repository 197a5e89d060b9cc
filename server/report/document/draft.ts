import type { Block, Run } from "#contract/policy/report.ts";
import type { PictureFact } from "./facts.ts";
import { chineseNumber } from "./say-number.ts";

export type Column = Extract<Block, { kind: "table" }>["columns"][number];
/** A cell: text, or runs where something stands out. */
export type Cell = string | readonly Run[];

/** A report in the making: numbers its headings, tables and figures in the order they come. */
export interface Draft {
  readonly blocks: readonly Block[];
  /** 1: 一、 2: （一） 3: 1. */
  readonly heading: (level: 1 | 2 | 3, text: string) => void;
  /** A heading without a number, on a page of its own. */
  readonly annex: (text: string) => void;
  readonly say: (runs: readonly Run[]) => void;
  readonly line: (align: "left" | "center" | "right", text: string) => void;
  readonly table: (
    title: string,
    columns: readonly Column[],
    rows: readonly (readonly Cell[])[],
    note?: string,
  ) => void;
  readonly picture: (
    key: string,
    size: Pick<PictureFact, "width" | "height">,
    title: string,
    alt: string,
  ) => void;
}

export function newDraft(): Draft {
  const blocks: Block[] = [];
  const numbers = [0, 0, 0];
  let tables = 0;
  let figures = 0;
  return {
    blocks,
    heading(level, text) {
      numbers[level - 1] = (numbers[level - 1] ?? 0) + 1;
      numbers.fill(0, level);
      const number = NUMBERED[level](numbers[level - 1] ?? 0);
      blocks.push({ kind: "heading", level, text: `${number}${text}` });
    },
    annex(text) {
      blocks.push({ kind: "page-break" }, { kind: "heading", level: 1, text });
    },
    say: (runs) => void blocks.push({ kind: "paragraph", runs: [...runs] }),
    line: (align, text) => void blocks.push({ kind: "paragraph", runs: [{ text }], align }),
    table(title, columns, rows, note) {
      tables += 1;
      blocks.push({
        kind: "table",
        caption: `表${tables}　${title}`,
        columns: [...columns],
        rows: rows.map((cells) =>
          cells.map((cell) => (typeof cell === "string" ? [{ text: cell }] : [...cell])),
        ),
        note: note ?? null,
      });
    },
    picture(key, { width, height }, title, alt) {
      figures += 1;
      blocks.push({ kind: "picture", key, caption: `图${figures}　${title}`, alt, width, height });
    },
  };
}

const NUMBERED = {
  1: (n: number) => `${chineseNumber(n)}、`,
  2: (n: number) => `（${chineseNumber(n)}）`,
  3: (n: number) => `${n}. `,
} as const;

/** A sentence of runs: a string stands as it is, a run keeps its look. */
export function sentence(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Run | readonly Run[])[]
): Run[] {
  const runs: Run[] = [];
  const add = (run: Run) => {
    const last = runs.at(-1);
    if (run.text === "") return;
    if (last !== undefined && isPlain(last) && isPlain(run))
      runs[runs.length - 1] = { text: last.text + run.text };
    else runs.push(run);
  };
  strings.forEach((text, i) => {
    add({ text });
    const value = values[i];
    if (value === undefined) return;
    if (typeof value === "string" || typeof value === "number") add({ text: String(value) });
    else for (const run of "text" in value ? [value] : value) add(run);
  });
  return runs;
}

/** A figure that stands out of its sentence. */
export function strong(text: string): Run {
  return { text, bold: true };
}

export function column(title: string, width: number, align: Column["align"] = "left"): Column {
  return { title, width, align };
}

function isPlain(run: Run): boolean {
  return run.bold === undefined && run.tone === undefined;
}

import type { Run } from "#contract/policy/report.ts";
import type { Piece, TableBlock } from "../../plan/report/pages.ts";
import { useReportWords } from "./words.ts";

/** Pixels of a page at 96 to the inch, and of its text, as the Word file has them. */
export const PAPERS = {
  A4: { width: 794, height: 1123, text: { top: 132, left: 106, width: 590, height: 873 } },
  A3: { width: 1587, height: 1123, text: { top: 106, left: 132, width: 1323, height: 911 } },
} as const;

type Paper = (typeof PAPERS)[keyof typeof PAPERS];

/** Room below a picture for its caption. */
const CAPTION = 60;

/** Columns from which a table is set in smaller type. */
const MANY_COLUMNS = 5;

/** A piece of the report, set as Word will set it. */
export function PieceView(props: {
  readonly piece: Piece | undefined;
  readonly tables: readonly TableBlock[];
  readonly hrefs: ReadonlyMap<string, string>;
  readonly paper: Paper;
}) {
  const { piece, tables } = props;
  switch (piece?.kind) {
    case undefined:
    case "break":
      return null;
    case "caption": {
      const table = tables[piece.table];
      return (
        table && (
          <>
            <p className="report-caption">{table.caption}</p>
            <Head table={table} />
          </>
        )
      );
    }
    case "row": {
      const table = tables[piece.table];
      const row = table?.rows[piece.row];
      return (
        table &&
        row && (
          <div className={rowClass(table)} style={{ gridTemplateColumns: columnsOf(table) }}>
            {row.map((runs, c) => (
              <span
                key={table.columns[c]?.title ?? c}
                style={{ textAlign: table.columns[c]?.align ?? "left" }}
              >
                <Runs runs={runs} />
              </span>
            ))}
          </div>
        )
      );
    }
    case "note":
      return <p className="report-table-note">{`注：${tables[piece.table]?.note ?? ""}`}</p>;
    case "block":
      return <BlockView piece={piece} hrefs={props.hrefs} paper={props.paper} />;
  }
}

function BlockView(props: {
  readonly piece: Extract<Piece, { kind: "block" }>;
  readonly hrefs: ReadonlyMap<string, string>;
  readonly paper: Paper;
}) {
  const text = useReportWords();
  const { paper } = props;
  const { block } = props.piece;
  switch (block.kind) {
    case "heading":
      return <p className={`report-heading level-${block.level}`}>{block.text}</p>;
    case "paragraph":
      return (
        <p
          className="report-paragraph"
          style={block.align && { textAlign: block.align, textIndent: 0 }}
        >
          <Runs runs={block.runs} />
        </p>
      );
    case "picture": {
      const href = props.hrefs.get(block.key);
      // Known before it is loaded, so that pages can be filled.
      const fit = Math.min(
        paper.text.width / block.width,
        (paper.text.height - CAPTION) / block.height,
      );
      const style = { width: block.width * fit, height: block.height * fit };
      return (
        <figure className="report-figure">
          {href === undefined ? (
            <div className="report-picture" style={style}>
              {text.picture}
            </div>
          ) : (
            <img className="report-picture" style={style} src={href} alt={block.alt} />
          )}
          <figcaption className="report-caption">{block.caption}</figcaption>
        </figure>
      );
    }
  }
}

/** The head of a table. */
export function Head({ table }: { table: TableBlock }) {
  return (
    <div className={`${rowClass(table)} head`} style={{ gridTemplateColumns: columnsOf(table) }}>
      {table.columns.map(({ title }) => (
        <span key={title}>{title}</span>
      ))}
    </div>
  );
}

function Runs({ runs }: { runs: readonly Run[] }) {
  return runs.map((run, i) => (
    // Runs have no name but their place.
    // eslint-disable-next-line react/no-array-index-key
    <span key={i} className={run.tone ? `tone-${run.tone}` : undefined} data-bold={run.bold}>
      {run.text}
    </span>
  ));
}

function rowClass({ columns }: TableBlock): string {
  return columns.length < MANY_COLUMNS ? "report-row" : "report-row many";
}

function columnsOf({ columns }: TableBlock): string {
  return columns.map(({ width }) => `minmax(0, ${width}fr)`).join(" ");
}

import { useLayoutEffect, useRef, useState } from "react";
import type { Run } from "#contract/policy/report.ts";
import type { ReportPreview as Preview } from "../../api/reports.ts";
import { paginate, piecesOf, type Piece, type TableBlock } from "../../plan/report/pages.ts";
import { useReportWords } from "./words.ts";

/** Pixels of a page at 96 to the inch, and of its text after margins of 28, 26, 37 and 35 mm. */
const PAPERS = {
  A4: { width: 794, height: 1123, text: { width: 590, height: 851 } },
  A3: { width: 1587, height: 1123, text: { width: 1383, height: 851 } },
} as const;

/** The report page by page, as Word will set it but for small differences of its fonts. */
export function ReportPreview(props: { readonly report: Preview; readonly isOld: boolean }) {
  const text = useReportWords();
  const { document: report, pictures } = props.report;
  const paper = PAPERS[report.paper];
  const { pieces, tables } = piecesOf(report.blocks);
  const measured = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<readonly (readonly number[])[]>([]);
  useLayoutEffect(() => {
    const box = measured.current;
    if (box === null) return;
    const heightOf = (key: string) =>
      box.querySelector<HTMLElement>(`[data-piece="${key}"]`)?.offsetHeight ?? 0;
    const cut = piecesOf(report.blocks);
    setPages(
      paginate(
        cut.pieces,
        cut.pieces.map((_, i) => heightOf(String(i))),
        paper.text.height,
        (table) => heightOf(`head-${table}`),
        heightOf("title"),
      ),
    );
  }, [report, paper]);
  const hrefs = new Map(pictures.map(({ key, href }) => [key, href]));
  const drawn = (i: number) => (
    <PieceView key={i} piece={pieces[i]} tables={tables} hrefs={hrefs} paper={report.paper} />
  );
  return (
    <div className="report-scroll" data-old={props.isOld} data-testid="report-preview" lang="zh-CN">
      <p className="quiet report-note">
        {text.previewNote} {text.documentNumber}
      </p>
      <div
        ref={measured}
        className="report-measure"
        aria-hidden="true"
        style={{ width: paper.text.width }}
      >
        <div data-piece="title">
          <Title report={report} />
        </div>
        {pieces.map((_, i) => (
          <div key={i} data-piece={i}>
            {drawn(i)}
          </div>
        ))}
        {tables.map((table, i) => (
          <div key={`head ${table.caption}`} data-piece={`head-${i}`}>
            <Head table={table} />
          </div>
        ))}
      </div>
      {pages.map((page, number) => (
        <div
          key={page[0] ?? number}
          className="report-sheet"
          style={{ width: paper.width * SCALE, height: paper.height * SCALE }}
        >
          <article
            className="report-paper"
            style={{ width: paper.width, height: paper.height, transform: `scale(${SCALE})` }}
            aria-label={text.page(String(number + 1), String(pages.length))}
          >
            <header>
              <span>{report.header}</span>
              {report.synthetic && <span className="report-synthetic">{text.synthetic}</span>}
            </header>
            <div className="report-text" style={{ width: paper.text.width }}>
              {number === 0 && <Title report={report} />}
              {repeated(page, pieces, tables)}
              {page.map(drawn)}
            </div>
            <footer>
              <span>{report.footer}</span>
              <span>{text.page(String(number + 1), String(pages.length))}</span>
            </footer>
          </article>
        </div>
      ))}
    </div>
  );
}

function Title({ report }: { report: Preview["document"] }) {
  return (
    <div className="report-title">
      <h1>{report.title}</h1>
      <p>{report.subtitle}</p>
    </div>
  );
}

/** The preview shows pages at three quarters of their size. */
const SCALE = 0.75;

/** The head of a table whose rows go on from the page before. */
function repeated(
  page: readonly number[],
  pieces: readonly Piece[],
  tables: readonly TableBlock[],
) {
  const first = pieces[page[0] ?? -1];
  const table = first?.kind === "row" ? tables[first.table] : undefined;
  return table && <Head table={table} />;
}

function PieceView(props: {
  readonly piece: Piece | undefined;
  readonly tables: readonly TableBlock[];
  readonly hrefs: ReadonlyMap<string, string>;
  readonly paper: "A4" | "A3";
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
          <div className="report-row" style={{ gridTemplateColumns: columnsOf(table) }}>
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
      return <p className="report-table-note">{tables[piece.table]?.note}</p>;
    case "block":
      return <BlockView piece={piece} hrefs={props.hrefs} />;
  }
}

function BlockView(props: {
  readonly piece: Extract<Piece, { kind: "block" }>;
  readonly hrefs: ReadonlyMap<string, string>;
}) {
  const text = useReportWords();
  const { block } = props.piece;
  switch (block.kind) {
    case "heading":
      return <p className={`report-heading level-${block.level}`}>{block.text}</p>;
    case "paragraph":
      return (
        <p className="report-paragraph">
          <Runs runs={block.runs} />
        </p>
      );
    case "picture": {
      const href = props.hrefs.get(block.key);
      const style = { aspectRatio: `${block.width} / ${block.height}` };
      return href === undefined ? (
        <div className="report-picture" style={style}>
          {text.picture}
        </div>
      ) : (
        <img className="report-picture" style={style} src={href} alt={block.alt} />
      );
    }
  }
}

function Head({ table }: { table: TableBlock }) {
  return (
    <div className="report-row head" style={{ gridTemplateColumns: columnsOf(table) }}>
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

function columnsOf({ columns }: TableBlock): string {
  return columns.map(({ width }) => `minmax(0, ${width}fr)`).join(" ");
}

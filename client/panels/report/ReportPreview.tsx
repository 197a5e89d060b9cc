import { useLayoutEffect, useRef, useState } from "react";
import type { ReportPreview as Preview } from "#contract/policy/report.ts";
import { reportZh } from "../../text/report-zh.ts";
import { useSize } from "../../ui/size.ts";
import { paginate, piecesOf, type Piece, type TableBlock } from "../../plan/report/pages.ts";
import { Head, PAPERS, PieceView } from "./report-pieces.tsx";
import { useReportWords } from "./words.ts";

/** Pages are shown at three quarters of their size, or smaller to fit beside the panels. */
const SCALE = 0.75;
const MARGINS = 34;

/** The mark of invented data, as the Chinese report has it. */
const SYNTHETIC = reportZh.synthetic;

/** The report page by page, as Word will set it but for small differences of its fonts. */
export function ReportPreview(props: { readonly report: Preview; readonly isOld: boolean }) {
  const text = useReportWords();
  const { document: report, pictures } = props.report;
  const paper = PAPERS[report.paper];
  const { pieces, tables } = piecesOf(report.blocks);
  const measured = useRef<HTMLDivElement>(null);
  const [scroll, room] = useSize<HTMLDivElement>();
  const scale = Math.min(SCALE, room ? (room.width - MARGINS) / paper.width : SCALE);
  const [pages, setPages] = useState<readonly (readonly number[])[]>([]);
  useLayoutEffect(() => {
    const box = measured.current;
    if (box === null) return;
    const heightOf = (key: string) =>
      box.querySelector<HTMLElement>(`[data-piece="${key}"]`)?.offsetHeight ?? 0;
    const cut = piecesOf(report.blocks);
    setPages(
      paginate(
        cut,
        cut.pieces.map((_, i) => heightOf(String(i))),
        paper.text.height,
        (table) => heightOf(`head-${table}`),
        heightOf("title"),
      ),
    );
  }, [report, paper]);
  const hrefs = new Map(pictures.map(({ key, href }) => [key, href]));
  const drawn = (i: number) => (
    <PieceView key={i} piece={pieces[i]} tables={tables} hrefs={hrefs} paper={paper} />
  );
  return (
    <div
      ref={scroll}
      className="report-scroll"
      data-old={props.isOld}
      data-testid="report-preview"
      role="region"
      aria-label={text.preview}
      aria-busy={props.isOld}
      // Scrolled by keys as well.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <p className="quiet report-note">
        {text.pages(String(pages.length))} {text.previewNote} {text.documentNumber}
      </p>
      <div
        ref={measured}
        className="report-measure"
        aria-hidden="true"
        lang="zh-CN"
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
          style={{ width: paper.width * scale, height: paper.height * scale }}
        >
          <article
            className="report-paper"
            style={{ width: paper.width, height: paper.height, transform: `scale(${scale})` }}
            lang="zh-CN"
            aria-label={text.page(String(number + 1), String(pages.length))}
          >
            <header style={{ left: paper.text.left, width: paper.text.width }}>
              <span>{report.header}</span>
              {report.synthetic && <span className="report-synthetic">{SYNTHETIC}</span>}
            </header>
            <div
              className="report-text"
              style={{ top: paper.text.top, left: paper.text.left, width: paper.text.width }}
            >
              {number === 0 && <Title report={report} />}
              {repeated(page, pieces, tables)}
              {page.map(drawn)}
            </div>
            <footer style={{ left: paper.text.left, width: paper.text.width }}>
              <span>{report.footer}</span>
              <span>{reportZh.page(String(number + 1), String(pages.length))}</span>
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

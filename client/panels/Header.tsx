import { Select } from "antd";
import type { MouseEvent } from "react";
import type { StudySummary } from "#contract/study.ts";
import { writeAddress } from "../plan/address.ts";
import { openStudy, PAGES, type Page, type View } from "../plan/view.ts";
import { BrandMark, UndoIcon } from "../ui/icons.tsx";
import { useStore } from "../ui/store.ts";
import { useSession, useSpeech, useView } from "./session.tsx";

/** Mark, pages, the study in view and what it is made of, language, type size, keys. */
export function Header(props: {
  readonly studies: readonly StudySummary[];
  readonly study: StudySummary | undefined;
  /** The study is shown as an older result had it. */
  readonly isOld: boolean;
  readonly large: boolean;
  readonly onLarge: (large: boolean) => void;
  readonly onHelp: () => void;
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const { studies, study, large } = props;
  return (
    <header className="header">
      <div className="brand">
        <BrandMark />
        <span className="brand-name">{words.name}</span>
        <span className="brand-sub">{words.subtitle}</span>
      </div>
      <nav className="tabs" aria-label={words.header.tabs}>
        {PAGES.map((page) => (
          <PageLink key={page} page={page}>
            {words.page[page]}
          </PageLink>
        ))}
      </nav>
      <div className="header-tools">
        {study?.synthetic === true && (
          <span className="synthetic" data-testid="synthetic">
            {words.header.synthetic}
          </span>
        )}
        {props.isOld && (
          <button
            type="button"
            className="old-result"
            data-testid="old-result"
            title={words.join([words.data.results.oldNote, words.data.results.toNewest])}
            onClick={() => view.set((now) => ({ ...now, study: study?.id }))}
          >
            {words.header.old}
          </button>
        )}
        {studies.length > 0 && (
          <Select
            className="study-select"
            aria-label={words.header.study}
            value={study?.id ?? null}
            popupMatchSelectWidth={false}
            options={studies.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => view.set((now) => openStudy(now, id))}
          />
        )}
        <HistoryButtons />
        <button
          type="button"
          className="header-button"
          aria-pressed={large}
          onClick={() => props.onLarge(!large)}
        >
          {words.header.large}
        </button>
        <button
          type="button"
          className="header-button"
          data-testid="language"
          lang={language === "zh" ? "en" : "zh-CN"}
          aria-label={words.header.language}
          onClick={() =>
            view.set((now) => ({ ...now, language: now.language === "zh" ? "en" : "zh" }))
          }
        >
          中 / EN
        </button>
        <button
          type="button"
          className="header-button"
          aria-label={words.header.keys}
          title={words.header.keys}
          onClick={props.onHelp}
        >
          ?
        </button>
      </div>
    </header>
  );
}

/** Undo and redo of what the page lets one undo; not there on pages that have nothing of the kind. */
function HistoryButtons() {
  const { words } = useSpeech();
  const history = useStore(useSession().history, (it) => it);
  if (history === undefined) return null;
  const { undo, redo } = history;
  const [undoName, redoName] = [undo?.label ?? words.header.undo, redo?.label ?? words.header.redo];
  return (
    <>
      <button
        type="button"
        className="header-button header-icon"
        aria-label={undoName}
        title={`${undoName}  Ctrl Z`}
        data-testid="header-undo"
        disabled={undo === undefined}
        onClick={undo?.run}
      >
        <UndoIcon to="back" />
      </button>
      <button
        type="button"
        className="header-button header-icon"
        aria-label={redoName}
        title={`${redoName}  Ctrl Y`}
        data-testid="header-redo"
        disabled={redo === undefined}
        onClick={redo?.run}
      >
        <UndoIcon to="forth" />
      </button>
    </>
  );
}

function PageLink({ page, children }: { page: Page; children: string }) {
  const { view } = useSession();
  const now = useView((it) => it.page);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    view.set((it) => ({ ...it, page }));
  };
  return (
    <a
      className="tab"
      href={href(view.get(), page)}
      aria-current={page === now ? "page" : undefined}
      data-testid={`tab-${page}`}
      onClick={open}
    >
      {children}
    </a>
  );
}

function href(view: View, page: Page): string {
  return writeAddress({ ...view, page });
}
